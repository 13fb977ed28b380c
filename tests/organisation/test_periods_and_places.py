"""Who is what, where and on which day: the ground that every page stands on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import RequestFactory

from organisation.http import Scope, ScopeMiddleware
from organisation.models import Authority, Employment, Person, Role, RoleAssignment, SchoolUnit
from tests.factories import TODAY, AuthorityFactory, EmploymentFactory, PersonFactory, SchoolProviderFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def given(person, role, *, starts_on=date(2020, 1, 1), ends_on=None, **place):
    return RoleAssignment.objects.create(person=person, role=role, starts_on=starts_on, ends_on=ends_on, **place)


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def person(unit):
    return PersonFactory(provider=unit.authority.provider)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "counts"),
    [
        (date(2020, 1, 1), None, True),
        (TODAY, TODAY, True),
        (date(2020, 1, 1), YESTERDAY, False),
        (TOMORROW, None, False),
    ],
)
def test_a_role_counts_from_its_first_day_to_its_last(unit, person, starts_on, ends_on, counts):
    given(person, Role.PRINCIPAL, unit=unit, starts_on=starts_on, ends_on=ends_on)
    assert Scope.of(person, on=TODAY).leads is counts
    assert SchoolUnit.objects.led_by(person, on=TODAY).exists() is counts


def test_a_principal_leads_those_employed_in_the_unit_that_day_and_never_the_own_matters(unit, person):
    given(person, Role.PRINCIPAL, unit=unit)
    EmploymentFactory(person=person, unit=unit)
    here = PersonFactory(teaches_at=unit)
    left = PersonFactory(provider=unit.authority.provider)
    EmploymentFactory(person=left, unit=unit, ends_on=YESTERDAY)
    PersonFactory(teaches_at=SchoolUnitFactory(authority=unit.authority))
    assert list(Person.objects.led_by(person, on=TODAY)) == [here]


@pytest.mark.parametrize("place", ["unit", "authority", "everywhere"])
def test_a_reviewer_reviews_in_the_place_given_and_only_inside_the_own_provider(unit, person, place):
    given(person, Role.REVIEWER, **({} if place == "everywhere" else {place: unit if place == "unit" else unit.authority}))
    inside = PersonFactory(teaches_at=unit)
    next_door = PersonFactory(teaches_at=SchoolUnitFactory(authority=unit.authority))
    elsewhere = PersonFactory(teaches_at=SchoolUnitFactory(authority=AuthorityFactory(provider=unit.authority.provider)))
    PersonFactory(teaches_at=SchoolUnitFactory())
    expected = {"unit": {inside}, "authority": {inside, next_door}, "everywhere": {inside, next_door, elsewhere}}[place]
    assert set(Person.objects.reviewable_by(person, on=TODAY)) == expected


def test_a_role_in_another_provider_opens_nothing(unit):
    stranger = PersonFactory()
    given(stranger, Role.PRINCIPAL, unit=unit)
    given(stranger, Role.STRATEGIST, authority=unit.authority)
    PersonFactory(teaches_at=unit)
    assert not Person.objects.led_by(stranger, on=TODAY).exists()
    assert not Person.objects.reviewable_by(stranger, on=TODAY).exists()
    assert not Authority.objects.overseen_by(stranger, on=TODAY).exists()
    assert not SchoolUnit.objects.overviewed_by(stranger, on=TODAY).exists()


def test_two_employments_in_one_unit_make_one_person(unit, person):
    given(person, Role.PRINCIPAL, unit=unit)
    twice = PersonFactory(teaches_at=unit)
    EmploymentFactory(person=twice, unit=unit)
    assert list(Person.objects.led_by(person, on=TODAY)) == [twice]


def test_names_stand_in_swedish_order():
    provider = SchoolProviderFactory()
    for name in ("Öberg", "Zetterlund", "Ärlig", "Åkesson", "Andersson", "Wahlström", "Viklund"):
        PersonFactory(provider=provider, family_name=name)
    ordered = list(Person.objects.filter(provider=provider).values_list("family_name", flat=True))
    assert ordered == ["Andersson", "Viklund", "Wahlström", "Zetterlund", "Åkesson", "Ärlig", "Öberg"]


def test_a_search_finds_swedish_letters_in_any_case():
    PersonFactory(family_name="ÅKESSON")
    assert Person.objects.filter(family_name__icontains="åkes").exists()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_the_clock_in_sweden_decides_what_today_is(monkeypatch, moment, day):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    seen = []
    ScopeMiddleware(lambda request: seen.append(request.today))(RequestFactory().get("/"))
    assert seen == [day]


def test_the_scope_costs_two_queries(unit, person, django_assert_num_queries):
    given(person, Role.PRINCIPAL, unit=unit)
    EmploymentFactory(person=person, unit=unit)
    with django_assert_num_queries(2):
        scope = Scope.of(person, on=TODAY)
        assert (scope.leads, scope.is_staff, scope.is_teaching, scope.administers) == (True, True, True, False)


@pytest.mark.parametrize("model", [Employment, RoleAssignment])
def test_a_period_never_ends_before_it_begins(unit, person, model):
    common = {"person": person, "unit": unit, "starts_on": TODAY, "ends_on": YESTERDAY}
    extra = {"extent_percent": 100, "profession": "teacher"} if model is Employment else {"role": Role.PRINCIPAL}
    with pytest.raises(Exception, match="ends_after_start"):
        model.objects.create(**common, **extra)
