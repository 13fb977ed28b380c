"""Units merged, split and closed: people go where somebody said, and the old rows still say what was."""

from datetime import date, timedelta

import pytest

from audit.models import Entry
from organisation.models import Delegation, Employment, Leave, Role, RoleAssignment, SchoolUnit, UnitSuccession
from organisation.services import reorganising, unit_errors, units
from organisation.services.units import NewUnit
from tests.factories import NOW, TODAY, AuthorityFactory, EmploymentFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AHEAD = date(2027, 7, 1)


@pytest.fixture
def authority():
    return AuthorityFactory()


@pytest.fixture
def by(authority):
    return PersonFactory(provider=authority.provider, administrator=True)


@pytest.fixture
def shore(authority):
    return SchoolUnitFactory(authority=authority, name="Strandskolan")


@pytest.fixture
def hill(authority):
    return SchoolUnitFactory(authority=authority, name="Bergskolan", school_forms=["adult"])


def new(authority, name, *forms):
    return NewUnit(name, "school", authority, school_forms=forms or ("upper_secondary",))


def places(person):
    return [(work.unit.name, work.starts_on, work.ends_on) for work in person.employments.order_by("starts_on", "pk")]


def test_two_units_become_one(authority, shore, hill, by):
    teacher, principal = PersonFactory(teaches_at=shore), PersonFactory(principal_of=hill)
    done = reorganising.merge([shore.pk, hill.pk], new(authority, "Strandskolan"), on=AHEAD, by=by, at=NOW)
    assert places(teacher) == [("Strandskolan", date(2018, 8, 13), AHEAD - DAY), ("Strandskolan", AHEAD, None)]
    assert [work.unit_id for work in teacher.employments.order_by("starts_on")] == [shore.pk, done.unit.pk]
    assert principal.role_assignments.get().ends_on == AHEAD - DAY
    assert (done.moved, done.leaders, done.other_roles) == (1, 1, 0)
    assert {unit.closed_on for unit in SchoolUnit.objects.filter(pk__in=[shore.pk, hill.pk])} == {AHEAD - DAY}
    assert set(SchoolUnit.objects.open_on(TODAY)) == {shore, hill}
    assert list(SchoolUnit.objects.open_on(AHEAD)) == [done.unit]
    assert set(UnitSuccession.objects.values_list("predecessor", "successor", "kind")) == {
        (shore.pk, done.unit.pk, "merged"),
        (hill.pk, done.unit.pk, "merged"),
    }
    assert [entry.action for entry in Entry.objects.all()] == ["organisation.unit.merged"]


def test_a_new_unit_has_the_forms_of_those_it_comes_from(authority, shore, hill, by):
    done = reorganising.merge([shore.pk, hill.pk], NewUnit("Kustskolan", "school", authority), on=AHEAD, by=by, at=NOW)
    assert done.unit.school_forms == ["upper_secondary", "adult"]


def test_one_unit_goes_into_another_with_its_forms(shore, hill, by):
    done = reorganising.merge([hill.pk, shore.pk], shore.pk, on=TODAY, by=by, at=NOW)
    assert done.unit == shore
    assert done.unit.school_forms == ["upper_secondary", "adult"]
    assert done.unit.closed_on is None
    assert done.units == (hill,)


def test_somebody_with_half_in_each_has_both_halves_after(shore, hill, by):
    person = PersonFactory(teaches_at=shore)
    EmploymentFactory(person=person, unit=hill, extent_percent=50)
    reorganising.merge([hill.pk], shore.pk, on=TODAY, by=by, at=NOW)
    assert [work.unit for work in Employment.objects.active(TODAY).filter(person=person)] == [shore, shore]


def test_leave_follows_the_employment(shore, hill, by):
    work = EmploymentFactory(unit=hill, person__provider=hill.authority.provider)
    for first, last in ((date(2020, 1, 1), date(2020, 6, 1)), (date(2026, 9, 1), date(2027, 3, 1)), (date(2027, 8, 1), date(2027, 9, 1))):
        Leave.objects.create(employment=work, kind="parental", starts_on=first, ends_on=last)
    reorganising.merge([hill.pk], shore.pk, on=TODAY, by=by, at=NOW)
    rows = Leave.objects.order_by("starts_on").values_list("employment__unit__name", "starts_on", "ends_on")
    assert list(rows) == [
        ("Bergskolan", date(2020, 1, 1), date(2020, 6, 1)),
        ("Bergskolan", date(2026, 9, 1), TODAY - DAY),
        ("Strandskolan", TODAY, date(2027, 3, 1)),
        ("Strandskolan", date(2027, 8, 1), date(2027, 9, 1)),
    ]


def test_ended_and_planned_employments_are_where_they_were_said_to_be(shore, hill, by):
    provider = hill.authority.provider
    ended = EmploymentFactory(unit=hill, person__provider=provider, ends_on=TODAY - DAY)
    planned = EmploymentFactory(unit=hill, person__provider=provider, starts_on=AHEAD)
    reorganising.merge([hill.pk], shore.pk, on=TODAY, by=by, at=NOW)
    assert places(ended.person) == [("Bergskolan", date(2018, 8, 13), TODAY - DAY)]
    assert places(planned.person) == [("Strandskolan", AHEAD, None)]


def test_what_was_handed_over_ends_with_the_unit(shore, hill, by):
    principal, deputy = PersonFactory(principal_of=hill), PersonFactory(teaches_at=hill)
    handed = Delegation.objects.create(giver=principal, receiver=deputy, unit=hill, scope="review", starts_on=TODAY - DAY, ends_on=AHEAD)
    acting = RoleAssignment.objects.create(
        person=deputy, role=Role.REVIEWER, unit=hill, delegation=handed, starts_on=TODAY - DAY, ends_on=AHEAD
    )
    done = reorganising.merge([hill.pk], shore.pk, on=TODAY, by=by, at=NOW)
    handed.refresh_from_db()
    acting.refresh_from_db()
    assert (handed.ends_on, acting.ends_on, done.leaders, done.other_roles) == (TODAY - DAY, TODAY - DAY, 1, 1)


def test_a_role_not_begun_is_taken_back_and_one_begun_stops_the_merge(shore, hill, by):
    person = PersonFactory(provider=hill.authority.provider)
    planned = RoleAssignment.objects.create(person=person, role=Role.PRINCIPAL, unit=hill, starts_on=TODAY - DAY)
    with pytest.raises(unit_errors.LaterRoleError):
        reorganising.merge([hill.pk], shore.pk, on=TODAY - 2 * DAY, by=by, at=NOW)
    assert SchoolUnit.objects.get(pk=hill.pk).closed_on is None
    planned.starts_on = AHEAD
    planned.save()
    reorganising.merge([hill.pk], shore.pk, on=TODAY, by=by, at=NOW)
    assert not RoleAssignment.objects.filter(pk=planned.pk).exists()


def test_a_unit_that_merges_while_a_page_is_open_is_not_changed_by_the_page(shore, hill, by):
    seen = {hill.pk: hill.version}
    reorganising.merge([hill.pk], shore.pk, on=TODAY, by=by, at=NOW)
    for change in (
        lambda: units.rename(hill.pk, "Höjdskolan", on=TODAY, versions=seen, by=by, at=NOW),
        lambda: reorganising.close(hill.pk, last_day=TODAY, versions=seen, by=by, at=NOW),
    ):
        with pytest.raises(unit_errors.StaleUnitError):
            change()
    with pytest.raises(unit_errors.ClosedUnitError):
        reorganising.close(hill.pk, last_day=TODAY, by=by, at=NOW)
    with pytest.raises(unit_errors.ClosedUnitError):
        units.rename(hill.pk, "Höjdskolan", on=TODAY, by=by, at=NOW)
    assert Entry.objects.count() == 1


def test_a_name_that_is_taken_leaves_the_units_as_they_were(authority, shore, hill, by):
    SchoolUnitFactory(authority=authority, name="Kustskolan")
    teacher = PersonFactory(teaches_at=shore)
    with pytest.raises(unit_errors.NameTakenError):
        reorganising.merge([shore.pk, hill.pk], new(authority, "Kustskolan"), on=AHEAD, by=by, at=NOW)
    assert places(teacher) == [("Strandskolan", date(2018, 8, 13), None)]
    assert not SchoolUnit.objects.exclude(closed_on=None).exists()


def test_what_cannot_be_merged(authority, shore, by):
    preschool = SchoolUnitFactory(authority=authority, kind="preschool", school_forms=["preschool"])
    with pytest.raises(unit_errors.NothingToMergeError):
        reorganising.merge([shore.pk], new(authority, "Kustskolan"), on=AHEAD, by=by, at=NOW)
    with pytest.raises(unit_errors.MixedKindsError):
        reorganising.merge([shore.pk, preschool.pk], new(authority, "Kustskolan"), on=AHEAD, by=by, at=NOW)
    with pytest.raises(unit_errors.StaleUnitError):
        reorganising.merge([shore.pk, SchoolUnitFactory().pk], shore.pk, on=AHEAD, by=by, at=NOW)


def test_a_planned_change_is_taken_back_before_the_unit_closes(shore, by):
    units.rename(shore.pk, "Kustskolan", on=AHEAD, by=by, at=NOW)
    with pytest.raises(unit_errors.PlannedChangeError):
        reorganising.close(shore.pk, last_day=TODAY, by=by, at=NOW)


def test_a_split_unit_closes_and_its_people_are_placed_one_by_one(authority, shore, by):
    here, there, left = (PersonFactory(teaches_at=shore) for _ in range(3))
    PersonFactory(principal_of=shore)
    parts = [new(authority, "Norra Strandskolan"), new(authority, "Södra Strandskolan")]
    done = reorganising.split(shore.pk, parts, stays=False, on=TODAY, by=by, at=NOW)
    assert (done.staying, done.leaders) == (3, 1)
    north, south = done.units
    choices = {here.employments.get().pk: north.pk, there.employments.get().pk: south.pk}
    reorganising.place(shore.pk, choices, by=by, at=NOW)
    assert [places(person)[-1] for person in (here, there)] == [("Norra Strandskolan", TODAY, None), ("Södra Strandskolan", TODAY, None)]
    assert [work.person for work in reorganising.to_place(shore)] == [left]
    with pytest.raises(unit_errors.AlreadyPlacedError):
        reorganising.place(shore.pk, choices, by=by, at=NOW)


def test_a_part_leaves_a_unit_that_stays(authority, shore, by):
    PersonFactory(principal_of=shore)
    done = reorganising.split(shore.pk, [new(authority, "Södra Strandskolan")], stays=True, on=AHEAD, by=by, at=NOW)
    assert (done.unit.closed_on, done.leaders) == (None, 0)
    assert UnitSuccession.objects.get().successor == done.units[0]
    with pytest.raises(unit_errors.NothingToSplitError):
        reorganising.split(shore.pk, [], stays=True, on=AHEAD, by=by, at=NOW)


@pytest.mark.parametrize("goes", [True, False])
def test_a_closed_unit_sends_its_people_on_or_leaves_them_to_be_placed(shore, hill, by, goes):
    teacher = PersonFactory(teaches_at=shore)
    done = reorganising.close(shore.pk, last_day=AHEAD, move_to=hill.pk if goes else None, by=by, at=NOW)
    assert (done.moved, done.staying) == ((1, 0) if goes else (0, 1))
    assert len(places(teacher)) == (2 if goes else 1)
    assert shore.periods.get().ends_on == shore.form_periods.get().ends_on == AHEAD
    assert SchoolUnit.objects.get(pk=shore.pk).school_forms == ["upper_secondary"]  # still, until it closes


def test_nobody_is_sent_to_a_closed_unit(shore, hill, by):
    reorganising.close(hill.pk, last_day=AHEAD, by=by, at=NOW)
    with pytest.raises(unit_errors.ClosedUnitError):
        reorganising.close(shore.pk, last_day=TODAY, move_to=hill.pk, by=by, at=NOW)
