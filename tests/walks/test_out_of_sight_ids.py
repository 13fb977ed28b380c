"""An id of one's own school provider that a field does not offer is refused there exactly as one that does not exist.

Most of what somebody may not see is next door: another school's colleague, another's certificate, another's proposed course. A field that
answers them otherwise than nothing at all either lets them through or tells that they are there. Forms are read off the pages.
"""

import re
from collections import defaultdict
from datetime import date
from inspect import signature
from uuid import UUID

import pytest
from django.db import models, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from organisation.models import Authority
from plans.models import CourseOffer
from tests.access import TABLE
from tests.access.abroad import rows_of, state, tell_ids_apart
from tests.access.forms import forms_in
from tests.access.walk import browsers, built_world, plain_refusals, quietly
from tests.factories import (
    AuthorityPlanFactory,
    CertificateFactory,
    CourseFactory,
    CourseOfferFactory,
    PersonFactory,
    PlanCourseFactory,
    SchoolUnitFactory,
    UnitCourseFactory,
    UnitPlanFactory,
)
from tests.world import IN_FORCE

ROLES = tuple(who for who in IN_FORCE if not who.startswith("foreign_") and who not in {"colleague", "unit_reviewer"})
EVERYWHERE = {"/sprak/", "/konto/utseende/", "/logga-ut/", "/konto/session/"}  # forms of the frame, which take no id
MOST = 4  # ids of a kind that are tried in a field
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("world")


@pytest.fixture(autouse=True)
def _quick_and_with_the_files_of_the_world(settings, media, monkeypatch):
    settings.MEDIA_ROOT = media
    plain_refusals(monkeypatch)
    with quietly():
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    with built_world(django_db_blocker, media, before=tell_ids_apart) as built, override_settings(MEDIA_ROOT=media):
        next_door(built)
        yield built


def next_door(world):
    """What the others of the provider have and most may not see: another's certificate and proposal, another authority's plans."""
    other = world.people["other_teacher"]
    CourseFactory(person=other, certificates=[CertificateFactory(person=other)])
    CourseOfferFactory(provider=world.provider, proposed_by=other)
    elsewhere = SchoolUnitFactory(authority=Authority.objects.filter(provider=world.provider).exclude(pk=world.authority.pk).first())
    plan = AuthorityPlanFactory(authority=elsewhere.authority, status="draft", decided_on=None)
    PlanCourseFactory(plan=plan)
    UnitCourseFactory(unit_plan=UnitPlanFactory(unit=elsewhere, plan=plan))
    SchoolUnitFactory(authority=world.authority, closed_on=date(2021, 6, 30))
    PersonFactory(teaches_at=elsewhere, protection="protected")


@pytest.fixture(scope="module")
def clients(world, django_db_blocker):
    with django_db_blocker.unblock():
        return browsers(world, ROLES)


@pytest.fixture(scope="module")
def own(world, django_db_blocker):
    """Every id of the provider: of which model, and the ids of that model."""
    with django_db_blocker.unblock():
        rows = {
            model: sorted(map(str, keys))
            for model, keys in rows_of(world.provider).items()
            if isinstance(model._meta.pk, models.AutoField | models.UUIDField)
        }
    return {pk: model for model, keys in rows.items() for pk in keys}, rows


def answered(client, method, target, data, ids):
    """What the field says: the code, where it leads, what was changed, and the page, the two ids taken out that are to be compared."""
    with transaction.atomic():
        before = state() if method == "post" else {}
        response = getattr(client, method)(target, data)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        after = state() if method == "post" else {}
        transaction.set_rollback(True)
    changed = sorted(table for table in before if before[table] != after[table])
    page = MAIN.search(TOKEN.sub("", text.decode(errors="ignore")))
    said = [response.get("Location", ""), page.group() if page else ""]
    for pk in ids:
        said = [each.replace(pk, "ID") for each in said]
    return response.status_code, said[0], changed, said[1]


def nobodys(pk):
    return "00000000-0000-4000-8000-000000000007" if len(pk) == len(str(UUID(int=7))) else "999999999"


def forms_on(client, address):
    with transaction.atomic():
        response = client.get(address)
        html = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        text = response.content.decode() if html else ""
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    return forms_in(text)


def pages_of(who, clients, world):
    """The forms of every page somebody may open, each with where it is sent."""
    for name, row in TABLE.items():
        if row.get is not None and row.expected("get", who) == 200:
            address = reverse(name, kwargs=row.kwargs(world))
            for form in forms_on(clients[who], address):
                target = form.action or address
                if target not in EVERYWHERE:
                    yield target, form


def to_try(forms, own):
    """Each field that takes an id, with ids of the same kinds that no page offers in it. One whose ids are offered elsewhere is in sight."""
    by_text, rows = own
    offered = defaultdict(set)
    for target, form in forms:
        for control in form.controls.values():
            offered[target, control.name] |= set(control.values)
    seen = set()
    for target, form in forms:
        for control in form.controls.values():
            key = (target, control.name, form.method)
            kinds = {(before, by_text[pk]) for before, pk in map(in_two, control.values) if pk in by_text}
            if not kinds or key in seen:
                continue
            seen.add(key)
            for before, model in sorted(kinds, key=str):
                others = [pk for pk in rows[model] if before + pk not in offered[target, control.name]]
                for pk in others[:: max(1, len(others) // MOST)][:MOST]:
                    yield target, form, control, before, pk


def in_two(value):
    """A value as an id and what stands before it: "enhet-7000001"."""
    found = re.fullmatch(r"(.*?)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+)", value)
    return found.groups() if found else ("", "")


@pytest.mark.django_db
@pytest.mark.parametrize("who", ROLES)
def test_an_id_that_is_not_offered_is_as_one_that_is_not(world, clients, own, who):
    wrong, tried = [], 0
    for target, form, control, before, pk in to_try(list(pages_of(who, clients, world)), own):
        nothing, filled = nobodys(pk), form.filled()
        got, expected = (
            answered(clients[who], form.method, target, {**filled, control.name: [before + each]}, ids=(pk, nothing))
            for each in (pk, nothing)
        )
        tried += 1
        is_at_the_field = control.kind == "hidden" or form.method == "get" or f"id_{control.name}_error" in got[3]
        if got != expected or not is_at_the_field:
            wrong.append((form.method, target, control.name, own[0][pk]._meta.label, got[:3], expected[:3]))
    assert not wrong, "\n".join(map(str, wrong))
    assert tried or who not in {"teacher", "principal", "administrator"}


def in_sight(model, person):
    """The rows of a model somebody may come upon, where the model says; None where what is seen follows from the place it stands in."""
    if model is CourseOffer:
        return CourseOffer.objects.filter(models.Q(proposed_by=None) | models.Q(proposed_by=person), provider=person.provider_id)
    visible = getattr(model._default_manager, "visible_to", None)
    takes_a_day = visible is not None and "on" in signature(visible).parameters
    return visible(person, on=timezone.localdate()) if takes_a_day else None


@pytest.mark.django_db
@pytest.mark.parametrize("who", ROLES)
def test_what_is_offered_is_in_sight(world, clients, own, who):
    by_text, _rows = own
    offered = defaultdict(set)
    for target, form in pages_of(who, clients, world):
        for control in form.controls.values():
            for _before, pk in map(in_two, control.values):
                if pk in by_text:
                    offered[by_text[pk]].add((pk, target, control.name))
    wrong = []
    for model, found in offered.items():
        seen = in_sight(model, world.people[who])
        if seen is not None:
            keys = set(map(str, seen.values_list("pk", flat=True)))
            wrong += [each for each in sorted(found) if each[0] not in keys]
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["teacher", "principal"])
def test_an_id_made_for_a_row_to_come_never_reaches_a_row_that_is(world, clients, own, who):
    """A page gives each new row its id, so that a second click makes no second row. Another's id there must leave theirs alone."""
    by_text, rows = own
    person = world.people[who]
    made = {(model, pk) for model, keys in rows.items() if _has_owner(model) for pk in keys}
    theirs = [(model, pk) for model, pk in sorted(made, key=str) if str(_row(model, pk)["person_id"]) != str(person.pk)]
    wrong, tried = [], set()
    for target, form in pages_of(who, clients, world):
        for control in form.controls.values():
            fresh = [value for value in control.values if _is_uuid(value) and value not in by_text]
            if form.method != "post" or control.kind != "hidden" or not fresh or (target, control.name) in tried:
                continue
            tried.add((target, control.name))
            for model, pk in theirs:
                with transaction.atomic():
                    before = _row(model, pk)
                    response = clients[who].post(target, {**form.filled(), control.name: [pk]})
                    if response.status_code >= 500 or _row(model, pk) != before:
                        wrong.append((target, control.name, model._meta.label, response.status_code))
                    transaction.set_rollback(True)
    assert not wrong
    assert tried


def _has_owner(model):
    return isinstance(model._meta.pk, models.UUIDField) and any(field.name == "person" for field in model._meta.concrete_fields)


def _row(model, pk):
    return model._base_manager.filter(pk=pk).values().first()


def _is_uuid(text):
    return bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text))
