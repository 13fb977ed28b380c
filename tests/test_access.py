"""The table "who sees what", walked: every named address as every kind of person, and none left out of the table."""

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import TABLE
from tests.world import PEOPLE, build_world


def named_urls(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_urls(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}"


def test_every_named_url_is_in_the_table():
    missing = {name for name in named_urls() if name not in TABLE}
    assert not missing, f"Add these to tests/access/: {sorted(missing)}"


def test_the_table_names_no_url_that_is_gone():
    assert set(TABLE) <= set(named_urls())


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("world")


@pytest.fixture(autouse=True)
def _files_of_the_world(settings, media):
    settings.MEDIA_ROOT = media


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        with override_settings(MEDIA_ROOT=media):
            built = build_world()
        yield built
        connection.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture(scope="module")
def clients(world, django_db_blocker):
    """One browser for each kind of person, signed in once."""
    opened = {who: Client() for who in PEOPLE}
    with django_db_blocker.unblock():
        for who, person in world.people.items():
            opened[who].force_login(person)
    return opened


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "method"), [(name, method) for name, row in TABLE.items() for method in row.methods])
def test_who_may_open_what(world, clients, name, method):
    row = TABLE[name]
    address = reverse(name, kwargs=row.kwargs(world))
    answers = {who: answer(client, method, address, row.data(world) if method == "post" else None) for who, client in clients.items()}
    assert answers == {who: row.expected(method, who) for who in PEOPLE}


def answer(client, method, address, data):
    """The code somebody gets. What the request changed is undone, so that the next person meets the same world."""
    session = dict(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(address, data)
        if response.streaming:
            list(response.streaming_content)  # a file is closed when it has been read
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(session)
    return response.status_code
