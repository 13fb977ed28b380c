"""No id of another school provider opens, changes or gives away anything: not in an address, not in a field, not in a query.

Addresses come from the access table and forms from the pages themselves, so that what is added tomorrow is tried tomorrow.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from organisation.models import SchoolProvider
from tests.access import TABLE
from tests.access.abroad import APART, MARK, abroad, contents, mark, rows_of, state, tell_ids_apart
from tests.access.forms import forms_in
from tests.access.row import nothing
from tests.access.walk import browsers, built_world
from tests.world import IN_FORCE

ROLES = tuple(who for who in IN_FORCE if who not in {"colleague", "unit_reviewer"})  # who are as their likes
OPEN_PAGES = {"account_login"}
REFUSED = {403, 404}
EVERYWHERE = {"/sprak/", "/konto/utseende/", "/logga-ut/", "/konto/session/"}  # forms of the frame, which take no id

pytestmark = pytest.mark.usefixtures("quickly")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    with built_world(django_db_blocker, media, before=tell_ids_apart) as built:
        mark(abroad(built))
        yield built


@pytest.fixture(scope="module")
def there(world):
    return abroad(world)


@pytest.fixture(scope="module")
def clients(world, django_db_blocker):
    with django_db_blocker.unblock():
        return browsers(world, ROLES)


def ask(client, method, address, data=None, *, spared=None):
    """The code, the tables that were changed, and whether a name from over there was in the answer.

    spared: over there as it was. While that is so, what is changed of one's own is passed over, as when the field is there but unused.
    """
    with transaction.atomic():
        before = state() if method == "post" else {}
        response = getattr(client, method)(address, data or {})
        text = b"".join(response.streaming_content) if response.streaming else response.content
        after = state() if method == "post" else {}
        if spared and before != after and contents(spared.provider) == spared.contents:
            after = before
        transaction.set_rollback(True)
    changed = sorted(table for table in before if before[table] != after[table])
    return response.status_code, changed, MARK in text.decode(errors="ignore")


def nobodys(kwargs):
    """The same address with ids that no row has."""
    return {
        name: UUID(int=7) if isinstance(value, UUID) else 999_999_999 if isinstance(value, int) else value for name, value in kwargs.items()
    }


def welcome(row, method):
    """The roles that come in with an id of their own."""
    return [who for who in ROLES if row.expected(method, who) in {200, 302}]


def addresses(row, world, there):
    """With every id of over there, and with each of them alone among our own."""
    own, foreign = row.kwargs(world), row.kwargs(there)
    differing = [name for name in own if str(own[name]) != str(foreign[name])]
    changes = [differing, *([name] for name in differing if len(differing) > 1)]
    return [{**own, **{name: foreign[name] for name in names}} for names in changes if names]


def twin_code(client, method, row, *, world, name, kwargs):
    """What an id that no row has is answered in the same place: removing what is gone may be answered kindly, of whomever it was."""
    own = row.kwargs(world)
    changed = {key: value for key, value in kwargs.items() if value != own[key]}
    return ask(client, method, reverse(name, kwargs={**own, **nobodys(changed)}), row.data(world))[0]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.kwargs is not nothing])
def test_a_foreign_id_in_an_address_is_not_there(world, there, clients, name):
    row = TABLE[name]
    wrong = []
    for kwargs in addresses(row, world, there):
        address = reverse(name, kwargs=kwargs)
        for method in row.methods:
            for who in welcome(row, method):
                code, changed, leaked = ask(clients[who], method, address, row.data(world) if method == "post" else None)
                is_known = code not in REFUSED and code != twin_code(clients[who], method, row, world=world, name=name, kwargs=kwargs)
                if is_known or changed or leaked:
                    wrong.append((method, who, kwargs, code, changed, leaked))
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.post is not None and row.data is not nothing])
def test_foreign_ids_in_what_the_table_sends_change_nothing(world, there, clients, name):
    row = TABLE[name]
    if row.data(there) == row.data(world):
        pytest.skip("names no id")
    address = reverse(name, kwargs=row.kwargs(world))
    for who in welcome(row, "post"):
        _code, changed, leaked = ask(clients[who], "post", address, row.data(there))
        assert (changed, leaked) == ([], False), who


@dataclass(frozen=True)
class OverThere:
    provider: SchoolProvider
    contents: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def over_there(world, there, django_db_blocker):
    with django_db_blocker.unblock():
        return OverThere(there.provider, contents(there.provider))


@pytest.fixture(scope="module")
def known(world, there, django_db_blocker):
    """Every id in the database: of which model, and the ids of that model over there."""
    with django_db_blocker.unblock():
        foreign = rows_of(there.provider)
        by_text = {}
        for model in apps.get_models():
            if model._meta.managed and isinstance(model._meta.pk, models.AutoField | models.UUIDField):
                keys = model._base_manager.values_list("pk", flat=True)
                by_text |= {str(pk): model for pk in keys if isinstance(pk, UUID) or pk > APART}
        uuids = {str(pk) for model, keys in foreign.items() if isinstance(model._meta.pk, models.UUIDField) for pk in keys}
    return by_text, {model: sorted(map(str, keys))[:3] for model, keys in foreign.items()}, sorted(uuids)


def is_uuid(text):
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def fields_with_ids(form, known):
    """The fields that can send an id, each with the ids of over there that belong in it, and whether nobody chooses it."""
    by_text, foreign, uuids = known
    for control in form.controls.values():
        owners = {by_text[value] for value in control.values if value in by_text}
        if owners:
            yield control.name, [pk for model in owners for pk in foreign.get(model, [])], control.kind == "hidden"
        elif control.kind == "hidden" and control.values and all(is_uuid(value) for value in control.values):
            yield control.name, uuids[:12], True  # an id the page has made for a row to come, or carries along


@pytest.mark.django_db
@pytest.mark.parametrize("who", ROLES)
def test_a_foreign_id_in_a_field_changes_nothing_and_gives_nothing_away(world, over_there, clients, known, who):
    wrong, tried = [], defaultdict(int)
    for name, row in TABLE.items():
        if row.get is None or row.expected("get", who) != 200:
            continue
        address = reverse(name, kwargs=row.kwargs(world))
        for form in forms_on(clients[who], address):
            target = form.action or address
            if target in EVERYWHERE:
                continue
            for field, ids, is_hidden in fields_with_ids(form, known):
                if (target, field, form.method) in tried:
                    continue
                tried[(target, field, form.method)] += 1
                for pk in ids:
                    code, changed, leaked = ask(
                        clients[who], form.method, target, {**form.filled(), field: [pk]}, spared=over_there if is_hidden else None
                    )
                    if changed or leaked or code >= 500:
                        wrong.append((target, field, known[0].get(pk), code, changed, leaked))
    assert not wrong
    assert tried or who not in {"teacher", "principal", "strategist", "administrator"}


def forms_on(client, address):
    with transaction.atomic():
        response = client.get(address)
        html = response.headers.get("Content-Type", "").startswith("text/html")
        text = response.content.decode() if html and not response.streaming else ""
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    return forms_in(text)
