"""A checkout of its own for each test, in a folder that the user of the services can reach."""

import shutil
import tempfile
from pathlib import Path

import pytest

from launch import places


@pytest.fixture
def checkout():
    folder = Path(tempfile.mkdtemp(prefix="meritplan-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def place(checkout):
    return places.prepare("demo", checkout=checkout)
