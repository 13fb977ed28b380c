"""Whole classes of fault become failures once, here: unknown template variables, and lists whose order the database never promised."""

import gc
import shutil
import sys
from pathlib import Path

import pytest
from _pytest import runner
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models import QuerySet
from django.test import override_settings

pytest_plugins = ["tests.signing_in"]
ROOT = Path(__file__).resolve().parent.parent
APPEND_ONLY = ("audit_entry", "audit_seal", "audit_removal")
GUARDED = (*APPEND_ONLY, "merit_publishedruleset")
WORTH_TELLING = 0.3  # seconds: what prepares or clears up for so long may be among the slowest


# Thousands of tests and all of Django stay in memory to the end: looking through them for garbage, again and again, costs a twentieth.
gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop():
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)
    gc.enable()


def _run_with_room(run, item, nextitem):
    return run(item, nextitem)


# Python keeps its frames in pieces of 16 kB, and asks the kernel for the next piece each time a call crosses the edge of one and gives it
# back when the call returns: tests did, thousands of times a second. A frame that says it is large gets 1 MB, and room for all it calls.
_run_with_room.__code__ = _run_with_room.__code__.replace(co_stacksize=66_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    is_worker = hasattr(item.config, "workerinput")
    return _run_with_room(_run_and_tell_briefly if is_worker else runner.pytest_runtest_protocol, item, nextitem)


def _run_and_tell_briefly(item, nextitem):
    """Of a test that went well, one message to the process that counts them, instead of five; of any other, all there is to tell."""
    reports = runner.runtestprotocol(item, log=False, nextitem=nextitem)
    went_well = all(report.passed for report in reports)
    for report in reports:
        if not went_well or report.when == "call" or report.duration > WORTH_TELLING:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


class UndefinedVariableError(Exception):
    """A template asked for a variable the view did not give."""


class _InvalidString(str):
    __slots__ = ()

    def __contains__(self, key):
        return key == "%s"

    def __mod__(self, missing):
        frame = sys._getframe()
        while frame:
            origin = getattr(frame.f_locals.get("self"), "origin", None)
            if origin is not None:
                if str(getattr(origin, "name", "")).startswith(str(ROOT / "templates")):
                    raise UndefinedVariableError(f"{missing} in {origin.name}")
                return ""
            frame = frame.f_back
        return ""


@pytest.fixture(scope="session", autouse=True)
def _undefined_template_variables_fail(django_test_environment):
    from django.template import engines

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines["django"].engine, "string_if_invalid", _InvalidString("%s"))
        yield


def _asked_by_us():
    """Whether the innermost caller outside Django is one of our own modules, tests left out."""
    frame = sys._getframe(2)
    while frame:
        name = frame.f_code.co_filename
        if "/django/" not in name and "/contextlib" not in name:
            path = Path(name)
            return path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / "tests") and not path.is_relative_to(ROOT / ".venv")
        frame = frame.f_back
    return False


@pytest.fixture(scope="session", autouse=True)
def _unordered_lists_fail():
    fetch = QuerySet._fetch_all

    def fetch_in_order(self):
        fresh = self._result_cache is None
        fetch(self)
        if fresh and len(self._result_cache) > 1 and not self.ordered and _asked_by_us():
            raise AssertionError(f"This list has no order: {self.query}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", fetch_in_order)
        yield


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied():
    """Tests that commit have their rows truncated away, which the database refuses for what happened: here the triggers look away."""
    flush = DatabaseOperations.sql_flush

    def flush_all(self, *args, **kwargs):
        statements = flush(self, *args, **kwargs)
        guards = {
            verb: [f"ALTER TABLE {table} {verb} TRIGGER append_only_as_a_whole" for table in GUARDED] for verb in ("DISABLE", "ENABLE")
        }
        return [*guards["DISABLE"], *statements, *guards["ENABLE"]] if statements else statements

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", flush_all)
        yield


@pytest.fixture(scope="session")
def _media(django_test_environment, tmp_path_factory):
    folder = tmp_path_factory.mktemp("media") / "of_one_test"
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture(autouse=True)
def _private_media(_media):
    """A folder where nobody else's files are, made by the first file that is stored: most tests store none."""
    yield
    if _media.exists():
        shutil.rmtree(_media)
