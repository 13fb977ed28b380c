"""Which template and which content an ordered document has."""

from datetime import date
from typing import Any

from reports.models import Report


def document_of(report: Report, *, on: date) -> tuple[str, dict[str, Any]]:
    """The template and its context, in the active language. on: the day the document tells of."""
    raise NotImplementedError
