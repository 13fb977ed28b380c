"""One teacher's identity is protected. Every page and file is read as every kind of person, and so is what is logged, sent and recorded:
nowhere a part of the name, the username, the address or the certificates' file name, but for those who must see them."""

import html
import logging
import re
from collections import deque

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from audit.models import Entry
from audit.services import record
from inventory.models import KINDS, Certificate, RecordStatus
from notices.message import message_of
from notices.models import Mail
from organisation.identity.services import set_number
from organisation.models import Person, Protection, Role, RoleAssignment, SchoolUnit
from organisation.sight import Looks, SightQuerySet
from privacy.models import Insight
from reports.documents import document_of
from reports.pdf import render_pdf
from tests.access import TABLE
from tests.access.sending import forms_sent
from tests.access.walk import built_world, plain_refusals
from tests.factories import (
    NOW,
    CourseFactory,
    DegreeFactory,
    EmploymentFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PracticeResearchFactory,
    QualifyingDegreeFactory,
    ReportFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)
from tests.world import PEOPLE

GIVEN, FAMILY, UNIT = "Kvadrille", "Ösmundsbyttner", "Fyrskeppet Kvitterö"
WORDS = re.compile(r"kvadrille|smundsbyttner|19900101", re.IGNORECASE)  # the first letter aside, which is spelled in many ways
MAY_SEE = ("teacher", "principal", "deputy", "delegate_lead")  # herself, and those who lead a unit where she works
MAY_NOT = tuple(who for who in PEOPLE if who not in MAY_SEE)
WALK_ON = ("colleague", "reviewer", "strategist", "reader", "administrator", "delegate_review", "other_principal")  # to wherever pages lead
LINK = re.compile(r"""(?:href|src|hx-get)="(/[^"]*)\"""")
ROW = re.compile(r"<(tr|li)\b.*?</\1>", re.DOTALL)
HIDDEN = "Skyddad identitet"
WALKED_ON = 600  # pages a person at most is led to by links: a walk that never ends is a fault of its own
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_and_with_the_files_of_the_world(settings, media, monkeypatch):
    settings.MEDIA_ROOT = media
    plain_refusals(monkeypatch)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    with built_world(django_db_blocker, media) as built:
        built.addresses = {name: reverse(name, kwargs=row.kwargs(built)) for name, row in TABLE.items()}
        Insight.objects.all().delete()  # whom an administrator has opened with a reason is named while it lasts
        protect(built)
        yield built


def protect(world):
    """The teacher that the world's things are about, with a unit of her own beside, something of every kind, and some power over others."""
    teacher = world.people["teacher"]
    Person.objects.filter(pk=teacher.pk).update(
        given_name=GIVEN,
        family_name=FAMILY,
        username="kvadrille.osmundsbyttner",
        email="kvadrille@osmundsbyttner.example",
        protection=Protection.CONFIDENTIAL,
    )
    teacher.refresh_from_db()
    unit = SchoolUnitFactory(authority=world.authority, name=UNIT)
    EmploymentFactory(person=teacher, unit=unit)
    set_number(teacher, "19900101-0017", by=world.people["administrator"], at=NOW)
    certificate = world.things["certificate"]
    Certificate.objects.filter(pk=certificate.pk).update(original_name=f"Examensbevis {GIVEN} {FAMILY}.pdf")
    makers = (
        LicenceFactory,
        QualifyingDegreeFactory,
        StatedEmploymentFactory,
        CourseFactory,
        DegreeFactory,
        PracticeResearchFactory,
        LevelDecisionFactory,
    )
    for make in makers:
        make(person=teacher, sent=True, certificates=[certificate])
    RoleAssignment.objects.create(person=teacher, role=Role.REVIEWER, authority=world.authority, starts_on="2020-01-01")
    judge(teacher, world.people["colleague"])
    ReportFactory(kind="authority_plan", authority_plan=world.things["plan"], unit_plan=None, ordered_by=teacher, finished=True)


def judge(reviewer, colleague):
    """She has returned a course of a colleague: pages that say who did it must not say who she is."""
    returned = CourseFactory(person=colleague, returned=True, reviewed_by=reviewer)
    details = {"kind": "course", "decision": "return"}
    record("inventory.record.decided", actor=reviewer, subject=colleague, target=returned, at=timezone.now(), details=details)


def test_she_has_something_of_every_kind(world):
    for model in KINDS.values():
        assert model.objects.filter(person=world.people["teacher"], status=RecordStatus.SENT).exists()


# ---------------------------------------------------------------- reading as somebody


def text_of(response):
    """Everything an answer carries: body, headers, and the messages that wait for the next page."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    waiting = getattr(getattr(response.wsgi_request, "_messages", None), "_queued_messages", ())
    parts = (body.decode("utf-8", "replace"), str(dict(response.headers)), *map(str, waiting))
    return html.unescape("\n".join(parts))


def addresses(world, who):
    """Where the table lets this kind of person in. A refusal shows nothing of anybody."""
    return [world.addresses[name] for name, row in TABLE.items() if row.get is not None and row.expected("get", who) < 400]


def pages_read(client, world, who, *, by_links=True):
    """The address and the text of every page the table names and, from those that open, of every page they lead to."""
    waiting = deque(addresses(world, who))
    seen = set(waiting)
    while waiting:
        address = waiting.popleft()
        response = client.get(address)
        assert response.status_code < 500, f"{address} fails, and shows nothing of what it would"
        text = text_of(response)
        yield address, text
        if not by_links or response.status_code != 200:
            continue
        for found in LINK.findall(text):
            link = found.partition("#")[0]
            if link not in seen and is_ours(link):
                assert len(seen) < WALKED_ON, f"links without end: {link}"
                seen.add(link)
                waiting.append(link)


def is_ours(link):
    if link.startswith(("/static/", "/jsi18n")):
        return False
    try:
        resolve(link.partition("?")[0])
    except Resolver404:
        return False
    return True


def leaks(clients, world, who):
    """The addresses in the table that name her to this kind of person, one after the other."""
    return (address for address, text in pages_read(clients[who], world, who, by_links=False) if WORDS.search(text))


@pytest.mark.parametrize("who", MAY_NOT)
def test_no_page_or_file_names_her_to(who, world, clients, caplog):
    caplog.set_level(logging.INFO)
    tied = []
    for address, text in pages_read(clients[who], world, who, by_links=who in WALK_ON):
        assert not WORDS.search(text), f"{who} reads {WORDS.findall(text)} at {address}"
        if UNIT in text:
            about_her = str(world.people["teacher"].pk) in address
            tied += [address for row in ROW.finditer(text) if about_her or (HIDDEN in row[0] and UNIT in row[0])]
    assert not tied, f"{who} can tell her unit at {tied}"
    assert not WORDS.search(caplog.text)


@pytest.mark.parametrize("who", MAY_SEE)
def test_those_who_must_see_her_name_do(who, world, clients):
    assert next(leaks(clients, world, who), None)


@pytest.mark.parametrize("who", WALK_ON)
def test_no_answer_to_a_form_names_her_to(who, world, clients, caplog):
    """Nor does what it leaves in the log, among the entries and in the mail."""
    caplog.set_level(logging.INFO)
    for name, row in TABLE.items():
        if row.post is None:
            continue
        with transaction.atomic():
            before = set(Entry.objects.order_by().values_list("pk", flat=True))
            address = world.addresses[name]
            text = text_of(clients[who].post(address, row.data(world)))
            assert not WORDS.search(text), f"{who} reads {WORDS.findall(text)} after {address}"
            assert not WORDS.search(str(list(Entry.objects.exclude(pk__in=before).order_by("pk").values()))), f"entry of {address}"
            assert not any(WORDS.search(str(message_of(mail).message())) for mail in Mail.objects.exclude(person=world.people["teacher"]))
            transaction.set_rollback(True)
    assert not WORDS.search(caplog.text)


def test_no_form_that_is_filled_in_answers_with_her_name(world, clients, caplog):
    """An administrator fills in every form there is: also what is said when it is done, asked about or refused."""
    caplog.set_level(logging.INFO)
    before = set(Entry.objects.order_by().values_list("pk", flat=True))
    for name, response, text in forms_sent(clients["administrator"], "administrator", world, addresses=world.addresses):
        found = html.unescape(text) + str(dict(response.headers))
        assert not WORDS.search(found), f"{WORDS.findall(found)} after {name}"
        assert not WORDS.search(str(list(Entry.objects.exclude(pk__in=before).order_by("pk").values()))), f"entry of {name}"
    assert not WORDS.search(caplog.text)


def test_nothing_about_her_unit_says_that_it_has_a_protected_leader(world, clients):
    """Neither the unit's page nor the refusal of a second principal, nor that of her address for somebody else."""
    administrator, unit = clients["administrator"], SchoolUnit.objects.get(name=UNIT)
    colleague = {"pk": world.people["colleague"].pk}
    role = {"role": "principal", "place": f"enhet-{unit.pk}", "starts_on": f"{timezone.localdate()}", "ends_on": ""}
    with transaction.atomic():
        RoleAssignment.objects.create(person=world.people["teacher"], role=Role.PRINCIPAL, unit=unit, starts_on="2020-01-01")
        page = text_of(administrator.get(reverse("administration:unit", kwargs={"pk": unit.pk})))
        refused = text_of(administrator.post(reverse("administration:role_new", kwargs=colleague), role))
        details = {"given_name": "A", "family_name": "B", "email": world.people["teacher"].email}
        taken = text_of(administrator.post(reverse("administration:person_details", kwargs=colleague), details))
        transaction.set_rollback(True)
    assert f"{UNIT} har redan en rektor" in refused
    assert "Någon har redan den adressen hos er" in taken
    assert "Uppdraget är tillsatt" in page
    for text in (page, refused, taken):
        assert HIDDEN not in text
    assert not WORDS.search(page + refused)
    assert not WORDS.search(taken.replace(world.people["teacher"].email, ""))  # as it was typed


def test_no_entry_holds_her_name(world):
    assert not WORDS.search(str(list(Entry.objects.order_by("pk").values())))


def test_no_document_names_her(world):
    """The plan of a unit as PDF, and that of the authority as the page it is printed from."""
    import pypdfium2

    for thing, kind in (("unit_plan", "unit_plan"), ("plan", "authority_plan")):
        plans = {"unit_plan": None, "authority_plan": None, kind: world.things[thing]}
        template, context = document_of(ReportFactory.build(kind=kind, ordered_by=None, job=None, **plans), on=timezone.localdate())
        assert not WORDS.search(html.unescape(render_to_string(template, context)))
        if kind == "unit_plan":
            pdf = pypdfium2.PdfDocument(render_pdf(template, context).content)
            text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
            assert world.unit.name in text
            assert not WORDS.search(text)
            assert not WORDS.search(str(pdf.get_metadata_dict()))


@pytest.mark.parametrize(
    "words", ["Kvadrille", "ösmundsbyttner", "kvadrille.osmundsbyttner", "kvadrille@osmundsbyttner.example", "mundsby"]
)
def test_no_search_finds_her(words, world, clients):
    """By name, username or address: the answer is the same as for words that nobody is called."""
    her = str(world.people["teacher"].pk)
    for name, field in (("organisation:search", "q"), ("administration:people", "sok")):
        text = text_of(clients["administrator"].get(reverse(name), {field: words}))
        assert words in text  # what was asked for is written back
        assert her not in text
    assert her in text_of(clients["principal"].get(reverse("organisation:search"), {"q": words})) or "." in words


# ---------------------------------------------------------------- the walk sees what it looks for


def test_the_walk_finds_her_when_everybody_sees_names(world, clients, monkeypatch):
    monkeypatch.setattr(Looks, "sees_name_of", lambda self, person: True)
    assert next(leaks(clients, world, "colleague"), None)
    assert next(leaks(clients, world, "administrator"), None)


def test_the_walk_finds_her_when_reviewers_come_upon_her(world, clients, monkeypatch):
    monkeypatch.setattr(SightQuerySet, "not_hidden_from", lambda self, viewer, *, on: self)
    assert any(
        address.startswith("/intyg/") for address in leaks(clients, world, "reviewer")
    )  # by the name of a file, though her own is hidden
