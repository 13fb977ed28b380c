"""One teacher with something of everything, and the archive of it all, made once a module: both take longer than most tests."""

import io
import shutil
from copy import deepcopy
from types import SimpleNamespace

import pytest

from tests.inventory.conftest import look_into_each_file_once
from tests.kept import kept
from tests.privacy.moving.archives import build_teacher, packed


@pytest.fixture(scope="module")
def _moved(django_db_setup, django_db_blocker, _media, _looked_into):
    def build():
        teacher = build_teacher()
        files = {path: path.read_bytes() for path in _media.rglob("*") if path.is_file()}
        return SimpleNamespace(teacher=teacher, files=files, archive=packed(teacher).getvalue())

    with pytest.MonkeyPatch.context() as patch:
        look_into_each_file_once(patch, _looked_into)
        with kept(django_db_blocker, build) as moved:
            shutil.rmtree(_media)
            yield moved


@pytest.fixture
def teacher(_moved, db, _private_media):
    """A copy; rows and files are as they were when they were made."""
    for path, content in _moved.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return deepcopy(_moved.teacher)


@pytest.fixture
def whole(_moved):
    """The teacher's archive."""
    return io.BytesIO(_moved.archive)
