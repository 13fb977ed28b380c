"""Lines of the log. PostgreSQL quotes the row it refused after DETAIL and CONTEXT: names and addresses, which no log may hold."""

import logging
import re

QUOTED = re.compile(r"^(?:DETAIL|CONTEXT|STATEMENT|PARAMETERS):.*\n?", re.MULTILINE)


class LineFormatter(logging.Formatter):
    """As logging.Formatter, without what the database quotes."""

    def format(self, record: logging.LogRecord) -> str:
        return QUOTED.sub("", super().format(record)).rstrip("\n")
