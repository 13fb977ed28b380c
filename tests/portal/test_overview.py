"""An authority in numbers: reckoned from rows, told of nobody, and giving no small group away."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inventory.models import Submission
from merit.models import StoredAssessment
from organisation.models import Authority
from portal.overview import aggregates
from portal.overview.aggregates import Credits, People
from portal.overview.telling import Told, told_credits, told_in_unit, told_people, total_of
from tests.factories import (
    AuthorityFactory,
    AuthorityPlanFactory,
    CampaignFactory,
    CourseChoiceFactory,
    CourseFactory,
    EmploymentFactory,
    PersonFactory,
    PlanCourseFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
)

pytestmark = pytest.mark.django_db
ALWAYS = {"opens_on": date(2020, 1, 1), "closes_on": date(2099, 12, 31)}


class Town:
    """One authority with two units, and a foreign one beside it."""

    def __init__(self):
        self.authority = AuthorityFactory(name="Gymnasium")
        self.north = SchoolUnitFactory(name="Norra", authority=self.authority)
        self.south = SchoolUnitFactory(name="Södra", authority=self.authority)
        self.foreign = SchoolUnitFactory(name="Främmande")
        both = [self.authority, self.foreign.authority]
        self.campaign = CampaignFactory(provider=self.authority.provider, authorities=both, **ALWAYS)
        self.strategist = PersonFactory(strategist_of=self.authority)

    def person(self, unit, *, sent=False, level_1="not_met", decided_1=False):
        person = PersonFactory(family_name="Hemligsson", teaches_at=unit)
        StoredAssessment.objects.create(
            person=person,
            reference_date=timezone.localdate(),
            rule_set="SFS 2025:280",
            facts={},
            facts_digest="",
            level_1=level_1,
            level_2="not_met",
            level_3="not_met",
            level_4="not_met",
            decided_level_1=decided_1,
            sure_credits=0,
            possible_credits=0,
            assessed_at=timezone.now(),
        )
        if sent:
            self.send(person)
        return person

    def send(self, person, number=1):
        Submission.objects.create(campaign=self.campaign, person=person, number=number, sent_at=timezone.now(), content={}, digest="")

    def page(self, client, who=None):
        client.force_login(who or self.strategist)
        response = client.get(f"/oversikt/{self.authority.pk}/")
        assert response.status_code == 200
        return response.content.decode(), response.context


@pytest.fixture
def town():
    return Town()


def today():
    return timezone.localdate()


def test_staff_and_answers_are_counted_by_unit_and_each_person_once_in_all(town):
    for number in range(6):
        town.person(town.north, sent=number < 4)
    twice = town.person(town.south, sent=True)
    EmploymentFactory(person=twice, unit=town.north)
    town.send(twice, number=2)
    ended = town.person(town.south)
    ended.employments.update(ends_on=date(2021, 1, 1))
    town.person(town.foreign, sent=True)
    staff = aggregates.staff_of(town.authority, town.campaign, on=today())
    assert [(unit.name, unit.staff, unit.sent) for unit in staff.units] == [("Norra", 7, 5), ("Södra", 1, 1)]
    assert (staff.total, staff.sent) == (7, 5)


def test_levels_are_counted_from_the_stored_outcomes(town):
    for _ in range(6):
        town.person(town.north, level_1="met", decided_1=True)
    town.person(town.south, level_1="met")
    town.person(town.south, level_1="undetermined")
    town.person(town.foreign, level_1="met")
    levels = aggregates.levels_of(town.authority, on=today())
    assert (levels.met[1].total, dict(levels.met[1].by_unit)) == (7, {town.north.pk: 6, town.south.pk: 1})
    assert (levels.decided[1].total, levels.met[2].total) == (6, 0)


def test_only_accepted_passed_credits_after_an_accepted_degree_count(town):
    person = town.person(town.north)
    QualifyingDegreeFactory(person=person, accepted=True, issued_on=date(2012, 6, 8))
    EmploymentFactory(person=person, unit=town.south)
    EmploymentFactory(person=person, unit=town.north, starts_on=date(2019, 1, 1))
    CourseFactory(person=person, accepted=True)
    CourseFactory(person=person, accepted=True, completed_on=date(2011, 1, 1))
    CourseFactory(person=person, accepted=True, passed=False)
    CourseFactory(person=person, accepted=True, cycle="third")
    CourseFactory(person=person, sent=True)
    undegreed = town.person(town.north)
    QualifyingDegreeFactory(person=undegreed, sent=True)
    CourseFactory(person=undegreed, accepted=True)
    found = aggregates.credits_of(town.authority, on=today())
    assert list(found) == [("subject_didactics", "second")]
    credits_ = found["subject_didactics", "second"]
    assert (credits_.total, credits_.by_unit) == (Decimal("7.5"), {town.north.pk: Decimal("7.5"), town.south.pk: Decimal("7.5")})
    assert credits_.people.total == 1


def test_choices_are_counted_once_sent_and_only_of_those_who_work_there(town):
    plan = AuthorityPlanFactory(authority=town.authority)
    offer = PlanCourseFactory(plan=plan).offer
    for status in ("proposed", "agreed", "draft", "declined"):
        CourseChoiceFactory(person=town.person(town.north), plan=plan, offer=offer, status=status)
    CourseChoiceFactory(person=town.person(town.foreign), plan=plan, offer=offer, status="agreed")
    (found,) = aggregates.choices_of(town.authority, plan, on=today())
    assert (found.offer, found.tier, found.people.total, dict(found.people.by_unit)) == (offer.pk, "authority", 2, {town.north.pk: 2})


def test_the_number_of_queries_grows_with_nothing(client, town):
    for _ in range(2):
        town.person(town.north)
    plan = AuthorityPlanFactory(authority=town.authority)
    PlanCourseFactory(plan=plan)
    town.page(client)
    with CaptureQueriesContext(connection) as few:
        town.page(client)
    for _ in range(3):
        extra = SchoolUnitFactory(authority=town.authority)
        person = town.person(extra, sent=True)
        CourseChoiceFactory(person=person, plan=plan, offer=PlanCourseFactory(plan=plan).offer, status="agreed")
        QualifyingDegreeFactory(person=person, accepted=True)
        CourseFactory(person=person, accepted=True)
    with CaptureQueriesContext(connection) as many:
        town.page(client)
    assert len(many) == len(few)


# ---------------------------------------------------------------- what may be told


def people(*by_unit, total=None):
    return People(total=sum(by_unit) if total is None else total, by_unit=Counter(dict(enumerate(by_unit))))


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        (people(0, 0), Told(0)),
        (people(3, 0), Told(None)),
        (people(4), Told(None)),
        (people(5), Told(5)),
        (people(9, 12, 7), Told(28)),
        (people(9, 12, 2), Told(21, at_least=True)),
        (people(9, 3, 2), Told(14)),
        (people(9, 2, 2), Told(9, at_least=True)),
        (people(2, 2, 2), Told(6)),
    ],
    ids=str,
)
def test_a_sum_never_lets_the_hidden_units_be_reckoned_out(counted, told):
    assert told_people(counted) == told


def test_nothing_told_differs_from_the_shown_units_by_fewer_than_five():
    """Every split of up to fifteen people over three units."""
    for counts in ((a, b, c) for a in range(8) for b in range(8) for c in range(8)):
        told = told_people(people(*counts))
        shown = sum(count for count in counts if count >= 5)
        if told.value is not None:
            assert told.value - shown == 0 or told.value - shown >= 5, counts


def test_credits_follow_the_people_they_belong_to():
    credits_ = Credits(people(6, 2), Decimal(60), {0: Decimal(45), 1: Decimal(15)})
    assert told_credits(credits_) == Told(Decimal(45), at_least=True)
    assert told_credits(Credits(people(2, 1), Decimal(30), {})) == Told(None)
    assert told_in_unit(credits_.people, 1, Decimal(15)).is_hidden
    assert told_in_unit(credits_.people, 0, Decimal(45)).word == "45,0"


def test_a_total_leaves_hidden_parts_out_and_says_so():
    assert total_of([Told(Decimal(30)), Told(None)]).word == "minst 30,0"
    assert total_of([Told(Decimal(30)), Told(Decimal(15))]).word == "45,0"


def test_small_groups_are_words_on_the_page(client, town):
    for _ in range(6):
        town.person(town.north, level_1="met")
    for _ in range(2):
        town.person(town.south, level_1="met", sent=True)
    text, context = town.page(client)
    assert [cell.text for cell in context["levels"].rows[0].cells] == ["minst 6", "0"]
    assert context["levels"].units[1].cells[0].text == "färre än 5"
    assert [row.sent for row in context["response"].rows] == ["0 av 6", "visas inte"]
    assert "Hemligsson" not in text


def test_the_only_course_with_few_choices_takes_another_with_it(client, town):
    plan = AuthorityPlanFactory(authority=town.authority)
    offers = [PlanCourseFactory(plan=plan).offer for _ in range(3)]
    staff = [town.person(town.north) for _ in range(9)]
    for offer, count in zip(offers, (9, 7, 2), strict=True):
        for person in staff[:count]:
            CourseChoiceFactory(person=person, plan=plan, offer=offer, status="agreed")
    _text, context = town.page(client)
    assert [row.text for row in context["chosen"].rows] == ["9", "färre än 5", "färre än 5"]


# ---------------------------------------------------------------- who comes where


def test_the_goal_says_which_units_need_a_nudge(client, town):
    for number in range(10):
        town.person(town.north, sent=number < 9)
        town.person(town.south, sent=number < 5)
    text, context = town.page(client)
    assert [(row.name, row.word) for row in context["response"].rows] == [("Norra", "Målet nått"), ("Södra", "Behöver en knuff")]
    assert "En enhet behöver en knuff före" in text
    assert f'href="/enheter/{town.south.pk}/"' in text


def test_a_single_authority_is_the_page_itself(client, town):
    client.force_login(town.strategist)
    assert client.get("/oversikt/").url == f"/oversikt/{town.authority.pk}/"


def test_several_authorities_are_listed_with_their_shares(client, town):
    other = AuthorityFactory(provider=town.authority.provider, name="Förskola")
    town.strategist.role_assignments.create(role="reader", authority=other, starts_on=date(2020, 1, 1))
    for number in range(5):
        town.person(town.north, sent=number < 2)
    client.force_login(town.strategist)
    text = client.get("/oversikt/").content.decode()
    assert "fem anställda" not in text
    assert "5 anställda. 2 har skickat, 40\N{NO-BREAK SPACE}%." in text
    assert "Förskola" in text


def test_a_principal_is_shown_the_way_to_the_unit(client, town):
    client.force_login(PersonFactory(principal_of=town.north))
    text = client.get("/oversikt/").content.decode()
    assert f'href="/enheter/{town.north.pk}/"' in text
    assert f"/oversikt/{town.authority.pk}/" not in text


def test_a_role_for_the_whole_provider_oversees_all_of_it_and_nothing_else(client, town):
    AuthorityFactory(provider=town.authority.provider, name="Förskola")
    person = PersonFactory(provider=town.authority.provider)
    person.role_assignments.create(role="strategist", starts_on=date(2020, 1, 1))
    client.force_login(person)
    assert len(client.get("/oversikt/").context["rows"]) == Authority.objects.filter(provider=person.provider).count() == 2
    assert client.get(f"/oversikt/{town.foreign.authority_id}/").status_code == 404


def test_without_a_campaign_and_a_plan_the_page_still_says_what_it_knows(client):
    unit = SchoolUnitFactory()
    client.force_login(PersonFactory(reader_of=unit.authority))
    text = client.get(f"/oversikt/{unit.authority_id}/").content.decode()
    assert "Ingen inventering pågår." in text
    assert "Ingen huvudmannaplan gäller i dag" in text
