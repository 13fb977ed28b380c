"""The checklist of a level: what its conditions ask for, what exists, what is missing, and which codes are about to expire."""

from datetime import date, timedelta

import pytest

from inventory.models import Certificate, Course
from organisation.identity import services as identity
from organisation.models import Protection
from reports.pack import codes
from reports.pack.basis import read_basis
from reports.pack.checklist import checklist_of
from reports.pack.content import fee_text, level_view, number_text, standing_of
from tests.factories import (
    NOW,
    TODAY,
    CertificateFactory,
    CourseFactory,
    DegreeFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PersonFactory,
    PracticeResearchFactory,
)
from tests.reports.papers import teacher_ready_for_level_1

pytestmark = pytest.mark.django_db


def listed(person, level, *, applies_on=TODAY):
    return checklist_of(read_basis(person, level, on=TODAY), applies_on=applies_on)


def group(checklist, name):
    return next(each for each in checklist.groups if each.id == name)


@pytest.mark.parametrize(
    ("level", "asked"),
    [
        (1, ["legitimation", "examensbevis", "tjanstgoringsintyg", "kursintyg"]),
        (2, ["legitimation", "examensbevis", "beslut", "tjanstgoringsintyg", "kursintyg", "vak"]),
        (3, ["legitimation", "examensbevis", "beslut", "tjanstgoringsintyg", "kursintyg", "vak", "senare-examen"]),
        (4, ["legitimation", "beslut", "tjanstgoringsintyg", "vak", "forskarexamen"]),
    ],
)
def test_each_level_asks_for_what_its_conditions_ask_for(level, asked):
    checklist = listed(PersonFactory(), level)
    assert [each.id for each in checklist.groups] == asked
    assert {each.look.kind for each in checklist.groups} == {"no"}
    assert all(each.missing and each.add_url for each in checklist.groups)


def test_practice_research_is_asked_for_where_it_lowers_the_credits():
    person = PracticeResearchFactory(accepted=True).person
    assert [item.heading for item in group(listed(person, 2), "forskning").items]
    assert "forskning" not in [each.id for each in listed(person, 1).groups]


def test_vak_counts_among_the_courses_of_level_1_and_stands_by_itself_on_level_2():
    person = teacher_ready_for_level_1()
    CourseFactory(
        person=person, accepted=True, title="VAK", course_kind=Course.Kind.VAK, merit_basis="subject", completed_on=date(2024, 6, 1)
    )
    assert "VAK" in [item.heading for item in group(listed(person, 1), "kursintyg").items]
    assert "VAK" not in [item.heading for item in group(listed(person, 2), "kursintyg").items]
    assert [item.heading for item in group(listed(person, 2), "vak").items] == ["VAK"]


def test_a_course_before_the_degree_is_no_part_of_the_pack():
    person = teacher_ready_for_level_1()
    CourseFactory(
        person=person, accepted=True, title="För tidig", completed_on=date(2001, 1, 1), certificates=[CertificateFactory(person=person)]
    )
    checklist = listed(person, 1)
    assert "För tidig" not in [item.heading for item in group(checklist, "kursintyg").items]
    assert len(checklist.originals) == 4


@pytest.mark.parametrize(
    ("trait", "certified", "look", "todo"),
    [
        ({"accepted": True}, True, "met", ""),
        ({}, True, "maybe", "Skicka raden för granskning."),
        ({"sent": True}, True, "maybe", "Raden väntar på granskning."),
        ({"returned": True}, True, "maybe", "Rätta raden och skicka den igen."),
        ({}, False, "no", "Ladda upp intyget på raden."),
        ({"sent": True}, False, "no", "Ta tillbaka raden, ladda upp intyget"),
        ({"accepted": True}, False, "no", "Lägg till intyget själv när du ansöker."),
    ],
)
def test_every_state_of_a_row_says_what_to_do(trait, certified, look, todo):
    person = PersonFactory()
    LicenceFactory(person=person, certificates=[CertificateFactory(person=person)] if certified else [], **trait)
    (item,) = group(listed(person, 1), "legitimation").items
    assert item.look.kind == look
    assert todo in item.todo
    assert bool(item.url) == bool(todo)


@pytest.mark.parametrize("scan", [Certificate.Scan.INFECTED, Certificate.Scan.WAITING])
def test_a_blocked_file_never_comes_along_and_says_why(scan):
    person = PersonFactory()
    LicenceFactory(person=person, accepted=True, certificates=[CertificateFactory(person=person, scan=scan)])
    checklist = listed(person, 1)
    assert not checklist.originals
    assert checklist.left_out[0].why
    assert group(checklist, "legitimation").look.kind == "no"


def test_a_file_that_proves_several_rows_comes_along_once():
    checklist = listed(teacher_ready_for_level_1(), 1)
    assert [file.number for file in checklist.originals] == [1, 2, 3, 4]
    assert [[file.number for file in item.files] for item in group(checklist, "kursintyg").items] == [[4], [4], []]


LAST = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("applies_on", "kind"),
    [
        (LAST + timedelta(days=1), "no"),
        (LAST, "maybe"),
        (LAST - codes.SOON + timedelta(days=1), "maybe"),
        (LAST - codes.SOON, "met"),
    ],
)
def test_a_code_is_judged_by_the_day_of_the_application(applies_on, kind):
    line = codes.line_of(Certificate(control_code="8XK2M4PQ7R", control_until=LAST), applies_on=applies_on)
    assert (line.kind, line.is_ending) == (kind, kind != "met")


def test_a_code_without_a_last_day_is_shown_and_warned_of_by_nobody():
    line = codes.line_of(Certificate(control_code="8XK2M4PQ7R"), applies_on=TODAY)
    assert (line.code, line.kind, line.is_ending) == ("8XK2M4PQ7R", "", False)


def standing(person, level):
    basis = read_basis(person, level, on=TODAY)
    return standing_of(basis, level_view(basis))


def test_how_the_level_stands_is_said_first():
    person = teacher_ready_for_level_1()
    assert standing(person, 1).kind == "met"
    assert standing(person, 2).kind == "no"
    assert "Beslut om nivå 1" in standing(person, 2).open
    LevelDecisionFactory(person=person, accepted=True, level=1)
    assert standing(person, 1).kind == "decided"


def test_what_waits_is_named():
    person = teacher_ready_for_level_1()
    person.licence_records.update(status="sent", sent_at=NOW)
    assert (standing(person, 1).kind, standing(person, 1).open) == ("maybe", ("Legitimation",))


def test_the_digest_changes_with_what_is_behind_the_pack_and_not_with_the_day():
    person = teacher_ready_for_level_1()
    before = read_basis(person, 1, on=TODAY).digest
    assert read_basis(person, 1, on=TODAY + timedelta(days=1)).digest == before
    changed = Certificate.objects.get(person=person, original_name="Intyg.pdf")
    Certificate.objects.filter(pk=changed.pk).update(control_until=date(2027, 3, 1))
    after = read_basis(person, 1, on=TODAY).digest
    assert after != before
    DegreeFactory(person=person)
    assert read_basis(person, 1, on=TODAY).digest not in {before, after}


def test_many_records_ask_no_more_of_the_database(django_assert_max_num_queries):
    person = teacher_ready_for_level_1()
    for number in range(20):
        CourseFactory(person=person, title=f"Kurs {number}", certificates=[CertificateFactory(person=person)])
    with django_assert_max_num_queries(15):
        listed(person, 2)


def test_the_fee_has_its_amount_and_its_paragraphs():
    fee = fee_text()
    assert "990" in fee.amount
    assert (
        fee.sources
        == "SFS 2025:280, 12 §; beloppet enligt avgiftsförordningen (1992:191), 10 §; betalning enligt 11–14 §§ samma förordning."
    )


def test_the_number_of_a_protected_person_stands_there_only_where_they_ask_for_it():
    person = PersonFactory(protection=Protection.CONFIDENTIAL)
    identity.set_number(person, "19511013-3815", by=None, at=NOW)
    assert number_text(person, whole=False) == ""
    assert number_text(person, whole=True) == "19511013-3815"
