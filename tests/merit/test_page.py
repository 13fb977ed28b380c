"""The assessment page says the state, opens every number into rows, and is the owner's own until shared."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from audit.models import Entry
from inventory.models import LevelDecision, StatedEmployment
from merit import services
from merit.facts import facts_of
from merit.pages import measure_of
from merit.rules import assess
from organisation.models import Profession
from tests.factories import (
    NOW,
    TODAY,
    CourseFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/meritering/"


@pytest.fixture
def teacher():
    return PersonFactory(teaches_at=SchoolUnitFactory())


def fill(person):
    LicenceFactory(person=person, accepted=True)
    QualifyingDegreeFactory(person=person, accepted=True)
    StatedEmploymentFactory(person=person, accepted=True, starts_on=date(2017, 8, 14))


def page(client, person):
    client.force_login(person)
    return client.get(ADDRESS).content.decode()


def test_nothing_registered_is_said_plainly(client, teacher):
    text = page(client, teacher)
    assert "Nästa steg är nivå 1." in text
    assert "SFS 2025:280, 6 § 1" in text
    assert "2 villkor går inte att avgöra än, 2 är inte uppfyllda" in text
    assert "Legitimation<br>Yrkesverksam på minst halvtid<br>2 villkor väntar på underlag" in text


def test_level_1_can_be_applied_for_when_everything_is_accepted(client, teacher):
    fill(teacher)
    CourseFactory.create_batch(2, person=teacher, accepted=True)
    assert "Du kan söka nivå 1." in page(client, teacher)


def test_the_first_thing_to_do_stands_first(client, teacher):
    client.force_login(teacher)
    step = client.get(ADDRESS).context["step"]
    assert step.action.url == "/inventering/legitimation/lagg-till/"
    assert "Tre villkor till återstår." in step.lead
    fill(teacher)
    CourseFactory(person=teacher, accepted=True)
    step = client.get(ADDRESS).context["step"]
    assert (step.action.url, "återstår" in step.lead) == ("/inventering/kurser/lagg-till/", False)
    CourseFactory(person=teacher, accepted=True)
    step = client.get(ADDRESS).context["step"]
    assert (step.action.url, step.lead[:30]) == ("/meritering/ansokan/1/", "Alla villkor är uppfyllda. Bed")


def test_a_waiting_certificate_leaves_it_open(client, teacher):
    fill(teacher)
    CourseFactory.create_batch(2, person=teacher, sent=True)
    text = page(client, teacher)
    assert "Nivå 1 går inte att avgöra än." in text
    assert "Väntar på granskning" in text


@pytest.mark.parametrize(
    ("profession", "status", "said"),
    [("teacher", "sent", "100 procent väntar"), ("special_educator", "accepted", "100 procent oklart")],
)
def test_what_is_open_waits_for_a_reviewer_only_where_one_has_something_to_do(client, teacher, profession, status, said):
    fill(teacher)
    StatedEmployment.objects.update(profession=profession, status=status)
    assert f"av 50 procent, {said}" in page(client, teacher)


def test_the_bar_never_shows_less_as_possible_than_as_sure(teacher):
    """From an earlier day more days may read as less: months differ in length."""
    fill(teacher)
    StatedEmployment.objects.update(starts_on=date(2022, 2, 1), ends_on=date(2022, 2, 28))
    waits = date(2022, 1, 1)
    StatedEmploymentFactory(person=teacher, sent=True, starts_on=waits, ends_on=waits)
    found = assess(facts_of(teacher, on=TODAY)).level(1).finding("years_of_service")
    assert found.possible < found.sure
    assert measure_of(found, "").possible == measure_of(found, "").sure


def test_a_decision_moves_the_next_step(client, teacher):
    fill(teacher)
    LevelDecisionFactory(person=teacher, accepted=True)
    assert "Du har nivå 1. Nästa steg är nivå 2." in page(client, teacher)


def test_a_refusal_counts_for_nothing_and_stands_in_the_history_of_the_level(client, teacher):
    fill(teacher)
    LevelDecisionFactory(person=teacher, accepted=True, outcome="refused", appealed_on=date(2025, 12, 20))
    text = page(client, teacher)
    assert "Nästa steg är nivå 1." in text
    assert "Avslag 2025-12-04, överklagat 2025-12-20" in text


def test_a_lapsed_decision_counts_until_its_day(client, teacher):
    fill(teacher)
    row = LevelDecisionFactory(person=teacher, accepted=True, lapsed_on=TODAY + timedelta(days=90), lapse_reason="decision_revoked")
    assert [fact.level for fact in facts_of(teacher, on=TODAY).decisions] == [1]
    assert facts_of(teacher, on=row.lapsed_on - timedelta(days=1)).decisions
    assert not facts_of(teacher, on=row.lapsed_on).decisions
    LevelDecision.objects.update(lapsed_on=date(2026, 1, 15))
    text = page(client, teacher)
    assert "Nästa steg är nivå 1." in text
    assert "Beviljat 2025-12-04, gäller inte från 2026-01-15 (beslutet återkallat)" in text


def test_a_decision_that_is_not_sent_is_told_of_to_its_owner_alone(client, teacher):
    LevelDecisionFactory(person=teacher, outcome="refused")
    assert "Avslag 2025-12-04, inte skickat än" in page(client, teacher)
    services.share(teacher, shared=True, on=TODAY, at=NOW)
    client.force_login(PersonFactory(principal_of=teacher.employments.get().unit))
    text = client.get(f"{ADDRESS}{teacher.pk}/").content.decode()
    assert "har delat med dig" in text
    assert "Avslag" not in text


def test_the_page_says_who_could_read_it_since_when_and_that_it_can_be_taken_back(client, teacher):
    principal = PersonFactory(principal_of=teacher.employments.get().unit, given_name="Rut", family_name="Rektor")
    hidden = PersonFactory(deputy_of=teacher.employments.get().unit, given_name="Siv", family_name="Skyddad", protection="protected")
    text = page(client, teacher)
    assert "Bara du ser bedömningen" in text
    assert "De som kan läsa den om du delar: <bdi>Rut Rektor</bdi>." in text
    assert "Siv" not in text
    client.post(f"{ADDRESS}dela/", {"shared": "yes"})
    assert "Ingen har läst den än." in page(client, teacher)
    client.force_login(principal)
    assert client.get(f"{ADDRESS}{teacher.pk}/").status_code == 200
    text = page(client, teacher)
    assert "Din rektor kan läsa bedömningen" in text
    assert "Den lästes senast" in text
    client.post(f"{ADDRESS}dela/", {"shared": "no"})
    assert "Bara du ser bedömningen" in page(client, teacher)
    for reader in (principal, hidden):
        client.force_login(reader)
        assert client.get(f"{ADDRESS}{teacher.pk}/").status_code == 404


def test_a_course_before_the_degree_is_shown_and_not_counted(client, teacher):
    fill(teacher)
    CourseFactory(person=teacher, accepted=True, title="Historia, minne och plats", completed_on=date(2011, 1, 17))
    text = page(client, teacher)
    assert "Historia, minne och plats" in text
    assert "Före examen, räknas inte" in text


def test_numbers_wear_a_decimal_comma(client, teacher):
    fill(teacher)
    CourseFactory(person=teacher, accepted=True, credits=Decimal("7.5"))
    text = page(client, teacher)
    assert "7,5" in text
    assert "7.5 hp" not in text


def test_queries_do_not_grow_with_the_courses(client, teacher, django_assert_max_num_queries):
    fill(teacher)
    CourseFactory(person=teacher, accepted=True)
    client.force_login(teacher)
    with django_assert_max_num_queries(25) as few:
        client.get(ADDRESS)
    CourseFactory.create_batch(40, person=teacher, accepted=True)
    with django_assert_max_num_queries(len(few)):
        client.get(ADDRESS)


def test_a_principal_is_told_that_the_system_does_not_cover_the_post(client):
    unit = SchoolUnitFactory()
    principal = PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit)
    assert "omfattar inte rektorer" in page(client, principal)


def test_reading_a_shared_assessment_is_on_record(client, teacher):
    principal = PersonFactory(principal_of=teacher.employments.get().unit)
    services.share(teacher, shared=True, on=TODAY, at=NOW)
    client.force_login(principal)
    text = client.get(f"/meritering/{teacher.pk}/").content.decode()
    assert "Läraren ser att du har läst den." in text
    assert 'class="mp-back" href="/enheter/"' in text
    assert Entry.objects.filter(action="merit.assessment.read", actor=principal, subject=teacher).count() == 1


def test_what_is_not_shared_is_not_there(client, teacher):
    principal = PersonFactory(principal_of=teacher.employments.get().unit)
    services.reassess(teacher, TODAY, NOW)
    client.force_login(principal)
    assert client.get(f"/meritering/{teacher.pk}/").status_code == 404


def plain(response):
    return response.content.decode().replace("\xa0", " ")


def on_day(client, day):
    return plain(client.get(ADDRESS, {"dag": day}))


class TestAnotherDay:
    def test_a_day_ahead_is_assessed_by_what_is_on_record_today(self, client, teacher):
        fill(teacher)
        CourseFactory.create_batch(2, person=teacher, accepted=True, completed_on=date(2027, 6, 1))
        assert "Nästa steg är nivå 1." in page(client, teacher)
        text = on_day(client, "2027-06-01")
        assert "Du ser bedömningen för den 1 juni 2027, inte för i dag." in text
        assert "Du kan söka nivå 1." in text

    def test_a_day_that_has_been_leaves_out_what_came_later(self, client, teacher):
        fill(teacher)
        LevelDecisionFactory(person=teacher, accepted=True, decided_on=date(2026, 5, 4))
        client.force_login(teacher)
        text = on_day(client, "2026-05-03")
        assert "Så säger reglerna den dagen" in text
        assert "3 maj 2026: Nästa steg är nivå 1." in text
        assert "Beviljat 2026-05-04" not in text
        assert "Du har nivå 1." in (later := on_day(client, "4 maj 2026"))
        assert "Beviljat 2026-05-04" in later

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2025-08-31", "De gäller från den 1 september 2025"),
            ("2025-02-30", "Den dagen finns inte."),
            ("1 maj", "Skriv dagen som"),
            ("9999-12-31", "kan inte stämma"),
        ],
    )
    def test_a_day_that_cannot_be_is_told_at_the_field_beside_todays(self, client, teacher, day, said):
        client.force_login(teacher)
        response = client.get(ADDRESS, {"dag": day})
        assert said in plain(response)
        assert f'value="{day}"' in response.content.decode()
        assert response.context["when"] == "today"

    def test_the_first_day_of_the_rules_is_answered(self, client, teacher):
        client.force_login(teacher)
        assert client.get(ADDRESS, {"dag": "2025-09-01"}).context["when"] == "past"

    def test_a_principal_reads_today_alone(self, client, teacher):
        principal = PersonFactory(principal_of=teacher.employments.get().unit)
        services.share(teacher, shared=True, on=TODAY, at=NOW)
        client.force_login(principal)
        assert client.get(f"/meritering/{teacher.pk}/", {"dag": "2027-06-01"}).context["when"] == "today"


def test_each_paragraph_opens_into_the_laws_words(client, teacher):
    assert "2. efter den behörighetsgivande examen har varit yrkesverksam som lärare eller förskollärare i minst sex år, och" in page(
        client, teacher
    )


def test_it_is_said_where_each_course_counts(client, teacher):
    fill(teacher)
    CourseFactory(person=teacher, accepted=True, title="Lärande samtal", cycle="second")
    text = page(client, teacher)
    assert "Poäng på avancerad nivå: nivå 2 och 3" in text
    assert "1 kurs räknas på mer än en nivå." in text
    CourseFactory.create_batch(2, person=teacher, sent=True)
    text = page(client, teacher)
    assert "1 kurs räknas på mer än en nivå." in text
    assert "2 kurser kan räknas på mer än en nivå, när det som är oklart är avgjort." in text


def test_credits_are_shown_by_area_and_cycle_each_course_once(client, teacher):
    fill(teacher)
    client.force_login(teacher)
    assert client.get(ADDRESS).context["bases"] is None
    CourseFactory(person=teacher, accepted=True, cycle="second", merit_basis="leadership")
    CourseFactory(person=teacher, accepted=True, cycle="first", merit_basis="leadership", credits=Decimal(15))
    CourseFactory(person=teacher, sent=True, cycle="first", merit_basis="subject")
    CourseFactory(person=teacher, accepted=True, merit_basis="subject", completed_on=date(2011, 1, 17))
    (row,) = client.get(ADDRESS).context["bases"].rows
    assert (row.label, row.advanced, row.basic, row.total) == ("Ledarskap", "7,5", "15", "22,5")


class TestYearsInThreeWays:
    def test_full_time_is_the_same_in_each_and_nothing_is_warned_of(self, client, teacher):
        fill(teacher)
        client.force_login(teacher)
        years = client.get(ADDRESS).context["years"]
        assert {row.sure for row in years.rows} == {years.rows[0].sure}
        assert [row.is_used for row in years.rows] == [True, False, False]
        assert years.warnings == ()

    def test_the_rows_behind_the_years_tell_years(self, client, teacher):
        fill(teacher)
        client.force_login(teacher)
        shown = client.get(ADDRESS).context
        level = shown["page"].levels[0]
        (row,) = next(condition for condition in level.conditions if condition.is_years).rows
        assert row.amount == shown["years"].rows[0].sure
        (row,) = next(condition for condition in level.conditions if condition.id == "active_half_time").rows
        assert row.amount == "100 procent"

    def test_long_part_time_differs_and_is_warned_of(self, client, teacher):
        LicenceFactory(person=teacher, accepted=True)
        QualifyingDegreeFactory(person=teacher, accepted=True)
        StatedEmploymentFactory(person=teacher, accepted=True, starts_on=date(2017, 8, 14), extent_percent=Decimal(40))
        client.force_login(teacher)
        response = client.get(ADDRESS)
        assert [row.kind for row in response.context["years"].rows] == ["met", "no", "no"]
        assert "Sätten ger olika svar på kravet på 6 år." in plain(response)
        assert "Så räknar bedömningen" in plain(response)

    @pytest.mark.parametrize(("courses", "is_warned_of"), [(0, False), (1, True), (2, False)])
    def test_the_twelve_years_are_warned_of_where_they_decide_the_credits(self, client, teacher, courses, is_warned_of):
        """Twelve years by the calendar and six on full time: with 7.5 hp that decides, with none or with 15 it does not."""
        LicenceFactory(person=teacher, accepted=True)
        QualifyingDegreeFactory(person=teacher, accepted=True, issued_on=date(2010, 6, 1))
        StatedEmploymentFactory(person=teacher, accepted=True, starts_on=date(2012, 8, 13), extent_percent=Decimal(50))
        CourseFactory.create_batch(courses, person=teacher, accepted=True)
        client.force_login(teacher)
        response = client.get(ADDRESS)
        assert response.context["years"].twelve_matter is is_warned_of
        assert ("Sätten ger olika svar på om du har 12 år inom skolväsendet." in plain(response)) is is_warned_of
        assert ("Tolv år inom skolväsendet" in plain(response)) is is_warned_of

    def test_without_a_degree_there_is_nothing_to_count(self, client, teacher):
        client.force_login(teacher)
        assert client.get(ADDRESS).context["years"] is None
