"""That somebody reads another person's data is put on record, wherever a page shows it."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from audit.models import Entry
from core.names import display_name
from tests.access import TABLE
from tests.access.walk import browsers, built_world

READERS = ("principal", "deputy", "reviewer", "strategist", "reader", "administrator")

# Pages that name people, and what waits or how far they have come, or ask for a choice or a reason: they open nobody's data.
LISTS = {
    "portal:start",
    "portal:administration",
    "review:queue",
    "plans:unit",
    "organisation:delegate",
    "administration:delegation_new",
    "administration:people",
    "administration:person_end",
    "administration:person_open",
    "privacy:export_of_person",
    "privacy:extract",
    "privacy:import",
    "privacy:insight",
    "register:decision_events",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with built_world(django_db_blocker, tmp_path_factory.mktemp("read")) as built:
        teacher = built.people["teacher"]
        with django_db_blocker.unblock():
            type(teacher).objects.filter(pk=teacher.pk).update(family_name="Läsprov")
            teacher.refresh_from_db()
        yield built


@pytest.fixture(scope="module")
def readers(world, django_db_blocker):
    with django_db_blocker.unblock():
        return browsers(world, READERS)


@pytest.mark.django_db
@pytest.mark.parametrize("who", READERS)
def test_every_page_that_shows_somebody_else_says_so(world, readers, who):
    """Every page of the access table that holds the teacher's name, opened by those who may: an entry with the teacher as its subject."""
    name, silent, told = display_name(world.people["teacher"], world.people["teacher"]), [], []
    for page, row in TABLE.items():
        if row.get is None or row.expected("get", who) != 200 or page in LISTS:
            continue
        with transaction.atomic():
            response = readers[who].get(reverse(page, kwargs=row.kwargs(world)))
            text = "" if response.streaming else re.sub(r"\s+", " ", response.content.decode(errors="ignore"))
            if name in text or page.startswith("certificates:"):
                read = Entry.objects.filter(actor=world.people[who], subject=world.people["teacher"], action__endswith=".read")
                (told if read.exists() else silent).append(page)
            if response.streaming:
                list(response.streaming_content)
            transaction.set_rollback(True)
    assert not silent, f"{who} sees the teacher's name there, and nothing is on record: {silent}"
    if who in {"principal", "deputy", "reviewer"}:
        assert "review:person" in told
