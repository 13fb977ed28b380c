"""What the database quotes of a refused row is left out of the log, and nothing else is."""

import logging
import logging.config

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from core.logs import LineFormatter
from tests.factories import PersonFactory


def lines_of(record):
    return LineFormatter("{levelname} {message}", style="{").format(record)


@pytest.mark.django_db
def test_a_refused_row_is_not_quoted():
    person = PersonFactory(username="kvadrille.osmundsbyttner")
    try:
        with transaction.atomic():
            PersonFactory(username=person.username)
    except IntegrityError as error:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed %s", (error,), (type(error), error, error.__traceback__))
    text = lines_of(record)
    assert "duplicate key value violates unique constraint" in text
    assert "IntegrityError" in text
    assert "kvadrille" not in text


def test_other_lines_stay_as_they_are():
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "reports.report.made id=%s\nsecond line", (7,), None)
    assert lines_of(record) == "INFO reports.report.made id=7\nsecond line"


def test_every_process_writes_its_lines_so():
    formatter = logging.config.DictConfigurator(dict(settings.LOGGING)).configure_formatter(settings.LOGGING["formatters"]["line"])
    assert isinstance(formatter, LineFormatter)
    assert settings.LOGGING["root"]["handlers"] == ["console"]
    assert not settings.CELERY_WORKER_HIJACK_ROOT_LOGGER
