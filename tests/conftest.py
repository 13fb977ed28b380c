"""Whole classes of fault become failures once, here: unknown template variables, and lists whose order the database never promised."""

import gc
import sys
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.template import base as template_base

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_finish():
    """Thousands of tests and all of Django stay in memory to the end: looking through them for garbage again and again costs a twentieth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


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


@pytest.fixture(autouse=True)
def _private_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
