"""Whole classes of fault become failures once, here: unknown template variables, and lists whose order the database never promised."""

import gc
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models import QuerySet
from django.template import base as template_base

ROOT = Path(__file__).resolve().parent.parent
APPEND_ONLY = ("audit_entry", "audit_seal", "audit_removal")
GUARDED = (*APPEND_ONLY, "merit_publishedruleset")


# Thousands of tests and all of Django stay in memory to the end: looking through them for garbage, again and again, costs a twentieth.
gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop():
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)
    gc.enable()


def _run_with_room(runner, item, nextitem):
    return runner.pytest_runtest_protocol(item, nextitem)


# Python keeps its frames in pieces of 16 kB, and asks the kernel for the next piece each time a call crosses the edge of one and gives it
# back when the call returns: tests did, thousands of times a second. A frame that says it is large gets 1 MB, and room for all it calls.
_run_with_room.__code__ = _run_with_room.__code__.replace(co_stacksize=66_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    return _run_with_room(item.config.pluginmanager.getplugin("runner"), item, nextitem)


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


@pytest.fixture(autouse=True)
def _undefined_template_variables_fail(settings):
    from django.template import engines

    engine = engines["django"].engine
    engine.string_if_invalid = _InvalidString("%s")
    assert template_base is not None


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


@pytest.fixture(autouse=True)
def _unordered_lists_fail(monkeypatch):
    fetch = QuerySet._fetch_all

    def fetch_in_order(self):
        fresh = self._result_cache is None
        fetch(self)
        if fresh and len(self._result_cache) > 1 and not self.ordered and _asked_by_us():
            raise AssertionError(f"This list has no order: {self.query}")

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_in_order)


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
def _all_media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _private_media(settings, _all_media):
    """A folder nobody else has, made by the first file that is stored: most tests store none."""
    settings.MEDIA_ROOT = _all_media / uuid4().hex
