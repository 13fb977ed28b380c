"""Units by period: what was stays as it was, what is to come comes on its day, and nothing is half-written."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from organisation.models import Role, SchoolUnit, UnitPeriod, UnitSchoolForm
from organisation.services import areas, turning, unit_errors, units
from organisation.services.units import NewUnit
from organisation.tasks import turn_the_day
from tests.factories import NOW, TODAY, AuthorityFactory, EmploymentFactory, PersonFactory, SchoolProviderFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AHEAD = date(2027, 7, 1)
PAST = date(2024, 7, 1)


@pytest.fixture
def authority():
    return AuthorityFactory()


@pytest.fixture
def by(authority):
    return PersonFactory(provider=authority.provider, administrator=True)


@pytest.fixture
def unit(authority):
    return SchoolUnitFactory(authority=authority, name="Norrskolan", unit_code="12345678")


def history(unit):
    rows = unit.periods.order_by("starts_on")
    return [(row.name, row.unit_code, row.starts_on, row.ends_on) for row in rows]


def forms(unit):
    rows = unit.form_periods.order_by("starts_on", "school_form")
    return [(row.school_form, row.starts_on, row.ends_on) for row in rows]


def turned(unit, day):
    """The unit after the night to that day."""
    turning.turn([unit.pk], at=NOW.replace(year=day.year, month=day.month, day=day.day))
    unit.refresh_from_db()
    return unit


def fresh(unit):
    unit.refresh_from_db()
    return unit


def test_a_unit_opens_with_its_first_period_and_its_forms(authority, by):
    new = NewUnit("Sundets skola", "school", authority, unit_code="87654321", school_forms=("leisure_centre", "compulsory"))
    made = units.open_unit(new, on=AHEAD, by=by, at=NOW).unit
    assert history(made) == [("Sundets skola", "87654321", AHEAD, None)]
    assert made.school_forms == ["compulsory", "leisure_centre"]
    assert not SchoolUnit.objects.open_on(TODAY).exists()
    assert SchoolUnit.objects.open_on(AHEAD).get() == made
    assert Entry.objects.get().action == "organisation.unit.opened"


@pytest.mark.parametrize("on", [PAST, TODAY, AHEAD])
def test_a_new_name_ends_one_period_and_begins_another_and_is_shown_when_its_day_has_come(unit, by, on):
    since = unit.periods.get().starts_on
    units.rename(unit.pk, "Nordskolan", on=on, by=by, at=NOW)
    assert history(unit) == [("Norrskolan", "12345678", since, on - DAY), ("Nordskolan", "12345678", on, None)]
    assert fresh(unit).name == ("Norrskolan" if on > TODAY else "Nordskolan")
    assert turned(unit, on if on > TODAY else TODAY).name == "Nordskolan"


def test_the_history_of_the_code_is_kept(unit, by):
    units.give_code(unit.pk, "22222222", on=PAST, by=by, at=NOW)
    units.give_code(unit.pk, "33333333", on=TODAY, by=by, at=NOW)
    assert [code for _name, code, _from, _to in history(unit)] == ["12345678", "22222222", "33333333"]
    assert fresh(unit).unit_code == "33333333"


def test_what_is_planned_follows_a_change_made_before_it(unit, by):
    units.give_code(unit.pk, "22222222", on=AHEAD, by=by, at=NOW)
    units.rename(unit.pk, "Nordskolan", on=TODAY, by=by, at=NOW)
    assert [row[:2] for row in history(unit)] == [("Norrskolan", "12345678"), ("Nordskolan", "12345678"), ("Nordskolan", "22222222")]


def test_a_change_before_one_that_has_begun_is_refused(unit, by):
    units.rename(unit.pk, "Nordskolan", on=date(2025, 1, 1), by=by, at=NOW)
    before = history(unit)
    for change in (
        lambda: units.rename(unit.pk, "Nordan", on=PAST, by=by, at=NOW),
        lambda: units.rename(unit.pk, "Nordan", on=date(2025, 1, 1), by=by, at=NOW),
    ):
        with pytest.raises(unit_errors.LaterChangeError):
            change()
    assert history(unit) == before


def test_two_things_change_on_one_day(unit, authority, by):
    area = areas.open_area(authority, "Norra området", by=by, at=NOW)
    units.rename(unit.pk, "Nordskolan", on=PAST, by=by, at=NOW)
    units.move(unit.pk, authority, area, on=PAST, by=by, at=NOW)
    first, second = unit.periods.order_by("starts_on")
    assert (first.name, first.area, second.name, second.area) == ("Norrskolan", None, "Nordskolan", area)
    assert fresh(unit).area == area


def test_a_planned_change_is_taken_back(unit, by):
    before = history(unit)
    units.rename(unit.pk, "Nordskolan", on=AHEAD, by=by, at=NOW)
    units.cancel_planned(unit.pk, unit.periods.latest("starts_on").pk, by=by, at=NOW)
    assert history(unit) == before
    with pytest.raises(unit_errors.StaleUnitError):
        units.cancel_planned(unit.pk, unit.periods.get().pk, by=by, at=NOW)


def test_a_stale_page_changes_nothing(unit, by):
    seen = {unit.pk: unit.version}
    units.rename(unit.pk, "Nordskolan", on=TODAY, versions=seen, by=by, at=NOW)
    before = history(unit)
    with pytest.raises(unit_errors.StaleUnitError):
        units.give_code(unit.pk, "22222222", on=TODAY, versions=seen, by=by, at=NOW)
    assert history(unit) == before


def test_a_name_is_given_once_at_a_time(unit, authority, by):
    other = SchoolUnitFactory(authority=authority)
    with pytest.raises(unit_errors.NameTakenError):
        units.rename(other.pk, "NORRSKOLAN", on=AHEAD, by=by, at=NOW)
    units.rename(unit.pk, "Nordskolan", on=AHEAD, by=by, at=NOW)
    units.rename(other.pk, "Norrskolan", on=AHEAD, by=by, at=NOW)
    assert (turned(unit, AHEAD).name, turned(other, AHEAD).name) == ("Nordskolan", "Norrskolan")


def test_the_database_refuses_one_name_twice_on_a_day(unit, authority):
    with pytest.raises(IntegrityError, match="unit_name_once_at_a_time"), transaction.atomic():
        SchoolUnitFactory(authority=authority, name="norrskolan")


def test_a_code_belongs_to_one_unit_of_a_provider_at_a_time(unit, authority, by):
    next_door = SchoolUnitFactory(authority=AuthorityFactory(provider=authority.provider))
    elsewhere = SchoolUnitFactory()
    stranger = PersonFactory(provider=elsewhere.authority.provider, administrator=True)
    with pytest.raises(unit_errors.CodeTakenError, match="Norrskolan"):
        units.give_code(next_door.pk, "12345678", on=TODAY, by=by, at=NOW)
    units.give_code(elsewhere.pk, "12345678", on=TODAY, by=stranger, at=NOW)  # another provider is neither asked nor told of
    units.give_code(unit.pk, "22222222", on=TODAY, by=by, at=NOW)
    units.give_code(next_door.pk, "12345678", on=TODAY, by=by, at=NOW)


def test_a_preschool_has_neither_code_nor_other_forms(authority, by):
    new = {"name": "Måsen", "kind": "preschool", "authority": authority}
    with pytest.raises(unit_errors.CodelessKindError):
        units.open_unit(NewUnit(**new, unit_code="11111111", school_forms=("preschool",)), on=TODAY, by=by, at=NOW)
    with pytest.raises(unit_errors.FormOfKindError):
        units.open_unit(NewUnit(**new, school_forms=("preschool", "compulsory")), on=TODAY, by=by, at=NOW)


def test_forms_change_by_day(unit, by):
    since = unit.periods.get().starts_on
    units.set_forms(unit.pk, ["adult"], on=AHEAD, by=by, at=NOW)
    assert forms(unit) == [("upper_secondary", since, AHEAD - DAY), ("adult", AHEAD, None)]
    assert fresh(unit).school_forms == ["upper_secondary"]
    assert turned(unit, AHEAD).school_forms == ["adult"]


def test_forskoleklass_is_no_form_after_its_last_day(unit, by):
    with pytest.raises(unit_errors.FormEndedError, match=r"30\s+juni\s+2026"):
        units.set_forms(unit.pk, ["preschool_class", "compulsory"], on=date(2026, 7, 1), by=by, at=NOW)
    units.set_forms(unit.pk, ["preschool_class", "compulsory"], on=date(2020, 7, 1), by=by, at=NOW)
    assert ("preschool_class", date(2020, 7, 1), date(2026, 6, 30)) in forms(unit)
    assert fresh(unit).school_forms == ["compulsory"]


def test_the_database_refuses_forskoleklass_after_its_last_day(unit):
    with pytest.raises(IntegrityError, match="has_ended"), transaction.atomic():
        UnitSchoolForm.objects.create(unit=unit, school_form="preschool_class", starts_on=PAST)


def test_open_forskoleklass_ended_with_the_law(unit):
    from importlib import import_module

    from django.apps import apps
    from django.db import connection

    UnitSchoolForm.objects.create(unit=unit, school_form="preschool_class", starts_on=PAST, ends_on=date(2026, 6, 30))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE organisation_unitschoolform DROP CONSTRAINT unit_form_preschool_class_has_ended")
    UnitSchoolForm.objects.filter(school_form="preschool_class").update(ends_on=None)
    import_module("organisation.migrations.0005_school_forms_end_with_the_law").end_the_form(apps, None)
    assert ("preschool_class", PAST, date(2026, 6, 30)) in forms(unit)


def test_the_night_runs_twice_and_changes_once(unit, by, monkeypatch):
    units.rename(unit.pk, "Nordskolan", on=TODAY + DAY, by=by, at=NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + DAY)
    turn_the_day()
    turn_the_day()
    assert fresh(unit).name == "Nordskolan"
    assert Entry.objects.filter(action="organisation.unit.turned").count() == 1


def test_the_night_leaves_units_that_are_in_step(unit, django_assert_num_queries):
    SchoolUnitFactory.create_batch(3, authority=unit.authority)
    with django_assert_num_queries(2):  # plans whose day has come, and units
        turn_the_day()


def test_units_and_places_of_another_provider_are_out_of_reach(unit, by):
    stranger = PersonFactory(provider=SchoolProviderFactory(), administrator=True)
    with pytest.raises(unit_errors.StaleUnitError):
        units.rename(unit.pk, "Nordskolan", on=TODAY, by=stranger, at=NOW)
    with pytest.raises(ValueError, match="elsewhere"):
        units.move(unit.pk, AuthorityFactory(), None, on=TODAY, by=by, at=NOW)
    assert UnitPeriod.objects.count() == 1


def test_areas_are_named_once_and_renamed(authority, by):
    area = areas.open_area(authority, "Norra området", by=by, at=NOW)
    with pytest.raises(unit_errors.AreaNameTakenError):
        areas.open_area(authority, "NORRA området", by=by, at=NOW)
    areas.rename_area(area.pk, "Norr", by=by, at=NOW)
    assert fresh(area).name == "Norr"


def test_a_provider_without_authorities_has_one_that_stands_for_all():
    provider = SchoolProviderFactory(kind="private")
    assert areas.whole_provider(provider) == areas.whole_provider(provider)
    assert provider.authorities.get().is_whole_provider


def test_one_principal_leads_several_preschools():
    one, other = SchoolUnitFactory.create_batch(2, kind="preschool", school_forms=["preschool"])
    principal = PersonFactory(principal_of=one)
    other.authority = one.authority
    other.save()
    principal.role_assignments.create(role=Role.PRINCIPAL, unit=other, starts_on=PAST)
    assert set(SchoolUnit.objects.led_by(principal, on=TODAY)) == {one, other}


def test_closed_units_are_left_out_of_lists_but_for_those_where_somebody_is_left(authority, by):
    there = SchoolUnitFactory(authority=authority)
    SchoolUnitFactory(authority=authority, closed_on=TODAY - DAY)
    SchoolUnitFactory(authority=authority, since=AHEAD)
    left = SchoolUnitFactory(authority=authority, closed_on=TODAY - DAY)
    EmploymentFactory(unit=left, person=by)
    assert set(SchoolUnit.objects.open_on(TODAY)) == {there}
    assert set(SchoolUnit.objects.in_use(TODAY)) == {there, left}
