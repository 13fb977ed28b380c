"""The table "who sees what", walked: every named address as every kind of person, and none left out of the table."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import TABLE
from tests.world import PEOPLE, build_world

# Addresses of libraries: their own, not pages of ours.
FOREIGN_NAMESPACES = {"djdt"}


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
def world(django_db_setup, django_db_blocker):
    from django.db import connection, transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        yield build_world()
        connection.set_rollback(True)
        atomic.__exit__(None, None, None)


CASES = [(name, method, who) for name, row in TABLE.items() for method in row.methods for who in PEOPLE]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "method", "who"), CASES)
def test_who_may_open_what(client, world, name, method, who):
    row = TABLE[name]
    if who != "nobody":
        client.force_login(world.people[who])
    response = getattr(client, method)(reverse(name, kwargs=row.kwargs(world)), row.data(world) if method == "post" else None)
    if response.streaming:
        list(response.streaming_content)  # a file is closed when it has been read
    assert response.status_code == row.expected(method, who), f"{method.upper()} {name} as {who}"
