"""The table "who sees what", what is sent: every form as every kind of person, HEAD as GET, and no method that is not there."""

import pytest
from django.urls import reverse

from tests.access import TABLE
from tests.access.walk import code_of
from tests.world import PEOPLE

NEVER = ("put", "patch", "delete", "trace")

pytestmark = pytest.mark.usefixtures("quickly")


def one_for_each_code(row, method):
    """Somebody for every answer there is, so that each is tried without asking everybody again."""
    return {row.expected(method, who): who for who in reversed(PEOPLE)}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.post is not None])
def test_who_may_send_what(world, clients, name):
    row = TABLE[name]
    address = reverse(name, kwargs=row.kwargs(world))
    answers = {who: code_of(asker, "post", address, row.data(world)) for who, asker in clients.items()}
    assert answers == {who: row.expected("post", who) for who in PEOPLE}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.get is not None])
def test_head_answers_as_get(world, clients, name):
    row = TABLE[name]
    address = reverse(name, kwargs=row.kwargs(world))
    expected = one_for_each_code(row, "get")
    assert {code_of(clients[who], "head", address): who for who in expected.values()} == expected


@pytest.mark.django_db
@pytest.mark.parametrize("name", TABLE)
def test_other_methods_are_not_there(world, clients, name):
    row = TABLE[name]
    address = reverse(name, kwargs=row.kwargs(world))
    method = row.methods[-1]
    welcome = min(PEOPLE, key=lambda who: row.expected(method, who))
    refused = 410 if row.expected(method, welcome) == 410 else 405  # an address that is gone is gone for every method
    absent = [*NEVER, *({"get", "head", "post"} - {*row.methods, "head" if row.get is not None else ""})]
    assert {asked: code_of(clients[welcome], asked, address) for asked in absent} == dict.fromkeys(absent, refused)
