"""The start page of each role: what is open, where it is done, and what has happened."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from audit.services import record
from inventory.models import InventoryAnswer, RecordStatus
from inventory.review import services
from inventory.review.reasons import Decision, Reason, Ruling
from organisation.models import Profession, Role, RoleAssignment
from plans.models import TimelineItem
from tests.factories import (
    NOW,
    TODAY,
    AuthorityPlanFactory,
    CampaignFactory,
    CertificateFactory,
    CourseChoiceFactory,
    CourseFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PersonFactory,
    PlanCourseFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)

pytestmark = pytest.mark.django_db
ALWAYS = {"opens_on": date(2020, 1, 1), "closes_on": date(2099, 12, 31)}


@pytest.fixture
def unit():
    return SchoolUnitFactory(name="Strandgymnasiet")


@pytest.fixture
def campaign(unit):
    return CampaignFactory(provider=unit.authority.provider, authorities=[unit.authority], **ALWAYS)


@pytest.fixture
def teacher(unit):
    return PersonFactory(given_name="Sara", family_name="Nyström", teaches_at=unit)


def page_of(client, person):
    client.force_login(person)
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode(), response.context["page"]


def titles(page):
    return [row.title for row in page.rows]


def test_a_teacher_who_has_not_begun_is_led_to_the_inventory(client, teacher, campaign):
    text, page = page_of(client, teacher)
    assert "Hej Sara.<br>En sak återstår." in text
    assert titles(page) == ["Fyll i din inventering"]
    assert page.first.url == "/inventering/"
    assert "Inventeringen stänger torsdag 31 december 2099" in text


def test_a_plan_in_force_asks_for_choices(client, teacher, campaign, unit):
    AuthorityPlanFactory(authority=unit.authority)
    _text, page = page_of(client, teacher)
    assert titles(page) == ["Fyll i din inventering", "Välj dina kurser"]
    assert page.state == "Två saker återstår."


def test_what_came_back_stands_first_with_the_reason(client, teacher, campaign, unit):
    reviewer = PersonFactory(given_name="Leila", family_name="Haddad", reviewer_of=unit.authority)
    course = CourseFactory(
        person=teacher, title="Handledning", returned=True, reviewed_by=reviewer, certificates=[CertificateFactory(person=teacher)]
    )
    text, page = page_of(client, teacher)
    assert titles(page)[0] == "Rätta Handledning"
    assert "Leila Haddad skrev den 20" in text
    assert "Intyget går inte att läsa." in text
    assert page.first.url == f"/inventering/kurser/{course.pk}/"


def test_of_a_reviewer_with_a_protected_identity_it_says_reviewer(client, teacher, campaign, unit):
    reviewer = PersonFactory(reviewer_of=unit.authority, protection="confidential")
    CourseFactory(person=teacher, title="Handledning", returned=True, reviewed_by=reviewer)
    text, _page = page_of(client, teacher)
    assert "Granskaren skrev den 20" in text
    assert "Skyddad identitet" not in text


def test_begun_work_says_that_nothing_is_sent(client, teacher, campaign):
    InventoryAnswer.objects.create(
        campaign=campaign, person=teacher, about_confirmed_at=timezone.now(), interest="yes", changed_at=timezone.now()
    )
    _text, page = page_of(client, teacher)
    assert titles(page) == ["Fortsätt med inventeringen"]
    assert "Inget är skickat än." in page.rows[0].text


def test_without_a_campaign_nothing_is_asked(client, teacher):
    text, page = page_of(client, teacher)
    assert page.rows == []
    assert "Inget återstår." in text
    assert "Ingen inventering pågår just nu" in text


def test_the_way_to_the_next_level_is_reckoned_from_the_rows(client, teacher):
    LicenceFactory(person=teacher, accepted=True)
    QualifyingDegreeFactory(person=teacher, accepted=True)
    StatedEmploymentFactory(person=teacher, accepted=True)
    LevelDecisionFactory(person=teacher, accepted=True)
    CourseFactory(person=teacher, accepted=True)
    CourseFactory(person=teacher, sent=True)
    text, page = page_of(client, teacher)
    assert page.panel.heading == "Vägen till meriteringsnivå 2"
    assert (page.panel.measured.sure, page.panel.measured.possible, page.panel.measured.required) == (7.5, 15, 45)
    assert any("VAK" in each.name for each in page.panel.lacking)
    assert "av 45 hp godkända, 7,5 hp väntar" in text


def test_a_principal_has_no_panel(client, unit):
    _text, page = page_of(client, PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit))
    assert page.panel is None


def test_ones_plan_is_drawn_and_a_new_answer_is_news(client, teacher, unit):
    plan = AuthorityPlanFactory(authority=unit.authority)
    offer = PlanCourseFactory(plan=plan).offer
    CourseChoiceFactory(person=teacher, plan=plan, offer=offer, status="agreed", answered_at=timezone.now())
    text, page = page_of(client, teacher)
    assert titles(page) == ["Läs rektors svar på dina kursval"]
    assert page.state == "Inget återstår."
    assert offer.title[:10] in text


def test_choices_to_make_again_are_to_do(client, teacher, unit):
    plan = AuthorityPlanFactory(authority=unit.authority)
    for status in ("declined", "draft"):
        CourseChoiceFactory(person=teacher, plan=plan, offer=PlanCourseFactory(plan=plan).offer, status=status)
    _text, page = page_of(client, teacher)
    assert titles(page) == ["Välj om", "Fortsätt välja kurser"]


def test_a_principal_sees_what_waits_in_own_unit_alone(client, unit, teacher, campaign):
    principal = PersonFactory(given_name="Magnus", principal_of=unit)
    CourseFactory(person=teacher, sent=True)
    LicenceFactory(person=teacher, sent=True)
    CourseFactory(person=teacher, status=RecordStatus.DRAFT)
    CourseFactory(person=PersonFactory(teaches_at=SchoolUnitFactory(authority=unit.authority)), sent=True)
    CourseFactory(person=PersonFactory(teaches_at=SchoolUnitFactory()), sent=True)
    plan = AuthorityPlanFactory(authority=unit.authority)
    CourseChoiceFactory(person=teacher, plan=plan, offer=PlanCourseFactory(plan=plan).offer, status="proposed", proposed_at=timezone.now())
    text, page = page_of(client, principal)
    assert [(row.count, row.title) for row in page.rows] == [
        (2, "Uppgifter att granska"),
        (1, "Kursval att ta ställning till"),
        (0, "Skriv enhetens plan, Strandgymnasiet"),
    ]
    assert "Hej Magnus.<br>Tre saker väntar på dig." in text
    assert page.rows[1].url == f"/enheter/{unit.pk}/val/"
    assert page.rows[2].url == f"/enheter/{unit.pk}/plan/"
    assert [row.title for row in page.sections[0].rows] == ["Strandgymnasiet"]


def test_a_reviewer_lands_on_the_queue(client, unit, teacher):
    for _ in range(3):
        CourseFactory(person=teacher, sent=True)
    _text, page = page_of(client, PersonFactory(reviewer_of=unit.authority))
    assert page.state == "3 uppgifter att granska."
    assert page.first.url == "/granskning/"


def test_a_reviewer_with_an_empty_queue_is_told_so(client, unit):
    _text, page = page_of(client, PersonFactory(reviewer_of=unit.authority))
    assert page.state == "Inget väntar på dig."


def test_nobody_reviews_what_is_their_own(client, unit):
    person = PersonFactory(teaches_at=unit, reviewer_of=unit.authority)
    CourseFactory(person=person, sent=True)
    _text, page = page_of(client, person)
    assert "Uppgift att granska" not in titles(page)


@pytest.mark.parametrize("role", ["strategist_of", "reader_of"])
def test_whoever_oversees_reads_share_plan_and_next_steps_and_no_names(client, unit, campaign, role):
    for number in range(5):
        PersonFactory(family_name=f"Hemligsson {number}", teaches_at=unit)
    plan = AuthorityPlanFactory(authority=unit.authority)
    TimelineItem.objects.create(plan=plan, title="Uppföljning", owner="Kontoret", starts_on=date(2098, 5, 1), ends_on=date(2098, 5, 31))
    TimelineItem.objects.create(plan=plan, title="Länge sedan", owner="Kontoret", starts_on=date(2021, 5, 1), ends_on=date(2021, 5, 31))
    text, page = page_of(client, PersonFactory(**{role: unit.authority}))
    assert page.state == "0\N{NO-BREAK SPACE}procent har skickat."
    assert [step.text for step in page.ahead] == ["Uppföljning"]
    assert [section.id for section in page.sections] == ["oversikt", "planer"]
    assert "Hemligsson" not in text


def test_an_administrator_sees_what_there_is(client, unit):
    _text, page = page_of(client, PersonFactory(administrator=True, provider=unit.authority.provider))
    assert page.state == page.sections[0].rows[0].text == "En enhet och en person med konto."


def test_somebody_without_any_post_is_told_what_to_do(client, unit):
    person = PersonFactory(provider=unit.authority.provider)
    RoleAssignment.objects.create(person=person, role=Role.PRINCIPAL, unit=unit, starts_on=date(2019, 1, 1), ends_on=date(2020, 6, 30))
    text, page = page_of(client, person)
    assert "Du har inget uppdrag här i dag." in text
    assert page.rows == []


def tell(action, *, actor, subject, at, **details):
    with transaction.atomic():
        record(action, actor=actor, subject=subject, target=subject, at=at, details=details)


def test_events_are_told_in_plain_words_one_line_a_day_and_kind(client, teacher, unit):
    leila = PersonFactory(given_name="Leila", family_name="Haddad", reviewer_of=unit.authority)
    year = timezone.localdate().year - 1
    first = datetime(year, 3, 4, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    for minute in range(3):
        tell("inventory.record.decided", actor=leila, subject=teacher, at=first.replace(minute=minute), decision="accept", kind="course")
    tell("inventory.record.decided", actor=leila, subject=teacher, at=first.replace(hour=10), decision="return", kind="course")
    tell("inventory.submission.sent", actor=teacher, subject=teacher, at=first.replace(day=1))
    tell("inventory.record.saved", actor=teacher, subject=teacher, at=first.replace(hour=11))
    tell("inventory.submission.sent", actor=leila, subject=leila, at=first.replace(hour=12))
    client.force_login(teacher)
    events = [(event.when, event.text) for event in client.get("/").context["events"]]
    assert events == [
        (f"4 mar {year}", "Leila Haddad bad dig rätta en uppgift."),
        (f"4 mar {year}", "Leila Haddad godkände tre uppgifter."),
        (f"1 mar {year}", "Du skickade din inventering."),
    ]


@pytest.fixture
def reviewer(unit):
    return PersonFactory(given_name="Leila", family_name="Haddad", reviewer_of=unit.authority)


def decide(record, by, decision, reason=None, words="", *, at=NOW):
    services.decide(record, Ruling(decision, reason, words), version=record.version, by=by, on=TODAY, at=at)


def events_of(client, person):
    client.force_login(person)
    response = client.get("/")
    return response.content.decode(), [(event.text, event.more) for event in response.context["events"]]


def test_what_came_back_is_named_with_the_reason_and_the_way_there(client, teacher, reviewer):
    course = CourseFactory(person=teacher, title="Minne och lärande", sent=True)
    words = "Ladda upp ett intyg från Ladok där det framgår vilken dag hela kursen blev klar och godkänd."
    decide(course, reviewer, Decision.RETURN, Reason.UNREADABLE, words)
    text, events = events_of(client, teacher)
    told = "Intyget går inte att läsa. Ladda upp ett intyg från Ladok där det framgår…"
    assert events == [("Leila Haddad skickade tillbaka kursen ”Minne och lärande”.", told)]
    assert f'<a href="/inventering/kurser/{course.pk}/">Leila Haddad skickade tillbaka' in text


def test_a_row_that_is_decided_is_linked_where_it_stands(client, teacher, reviewer):
    licence = LicenceFactory(person=teacher, sent=True)
    decide(licence, reviewer, Decision.REJECT, Reason.SOMEONE_ELSE)
    text, events = events_of(client, teacher)
    assert events == [("Leila Haddad godkände inte legitimationen.", "Intyget är utfärdat till någon annan.")]
    assert f'href="/inventering/legitimation/#rad-{licence.pk}"' in text


def test_an_older_reason_is_not_the_latest_ones_words(client, teacher, reviewer):
    course = CourseFactory(person=teacher, title="Minne", sent=True)
    decide(course, reviewer, Decision.RETURN, Reason.UNREADABLE, "Det är för mörkt.")
    course.refresh_from_db()
    course.status = RecordStatus.SENT
    course.save()
    decide(course, reviewer, Decision.REJECT, Reason.OTHER, "Kursen finns inte.", at=NOW + timedelta(hours=1))
    assert events_of(client, teacher)[1] == [
        ("Leila Haddad godkände inte kursen ”Minne”.", "Kursen finns inte."),
        ("Leila Haddad skickade tillbaka kursen ”Minne”.", "Intyget går inte att läsa."),
    ]


def test_three_that_came_back_are_named_and_four_are_counted(client, teacher, reviewer):
    for number in range(3):
        decide(CourseFactory(person=teacher, title=f"Kurs {number}", sent=True), reviewer, Decision.RETURN, Reason.MISSING)
    assert sorted(text for text, _reason in events_of(client, teacher)[1]) == [
        f"Leila Haddad skickade tillbaka kursen ”Kurs {number}”." for number in range(3)
    ]
    decide(CourseFactory(person=teacher, sent=True), reviewer, Decision.RETURN, Reason.MISSING)
    assert events_of(client, teacher)[1] == [("Leila Haddad bad dig rätta fyra uppgifter.", "")]


def test_a_row_that_has_been_removed_is_told_without_its_name(client, teacher, reviewer):
    course = CourseFactory(person=teacher, title="Minne", sent=True)
    decide(course, reviewer, Decision.RETURN, Reason.MISSING)
    course.delete()
    assert events_of(client, teacher)[1] == [("Leila Haddad bad dig rätta en uppgift.", "")]


def test_the_number_of_queries_does_not_grow_with_the_rows(client, teacher, campaign, django_assert_max_num_queries):
    certificate = CertificateFactory(person=teacher)
    CourseFactory(person=teacher, certificates=[certificate])
    client.force_login(teacher)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for _ in range(6):
        CourseFactory(person=teacher, certificates=[certificate])
        CourseFactory(person=teacher, accepted=True, certificates=[certificate])
    with django_assert_max_num_queries(len(few)):
        client.get("/")
