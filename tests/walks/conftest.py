"""The world that is walked: built once a module, with a browser for every kind of person."""

import pytest
from django.core.cache import cache

from tests.access.walk import browsers, built_world, plain_refusals, quietly
from tests.world import PEOPLE


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("world")


@pytest.fixture
def quickly(settings, media, monkeypatch):
    """With the files of the world, and without what a walk need not wait for."""
    settings.MEDIA_ROOT = media
    plain_refusals(monkeypatch)
    with quietly():
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    cache.clear()  # how often an address has reported something is counted there: a walk before this one may have used it up
    with built_world(django_db_blocker, media) as built:
        yield built


@pytest.fixture(scope="module")
def clients(world, django_db_blocker):
    with django_db_blocker.unblock():
        return browsers(world, PEOPLE)
