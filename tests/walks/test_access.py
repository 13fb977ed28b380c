"""The table "who sees what", walked: every named address opened as every kind of person, and none left out of the table."""

import pytest
from django.urls import reverse

from tests.access import TABLE
from tests.access.walk import code_of, named_urls
from tests.world import PEOPLE

pytestmark = pytest.mark.usefixtures("quickly")


def test_every_named_url_is_in_the_table():
    missing = {name for name in named_urls() if name not in TABLE}
    assert not missing, f"Add these to tests/access/: {sorted(missing)}"


def test_the_table_names_no_url_that_is_gone():
    assert set(TABLE) <= set(named_urls())


def test_the_table_names_only_people_there_are():
    named = {person for row in TABLE.values() for method in row.methods for person in getattr(row, method)}
    assert named <= {*PEOPLE, "*"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.get is not None])
def test_who_may_open_what(world, clients, name):
    row = TABLE[name]
    address = reverse(name, kwargs=row.kwargs(world))
    answers = {who: code_of(asker, "get", address) for who, asker in clients.items()}
    assert answers == {who: row.expected("get", who) for who in PEOPLE}
