"""What was planned for a unit is taken back before its day: everything is as it was, but for what has been decided since."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import Entry
from notices.models import Notice
from organisation.models import (
    Delegation,
    Employment,
    Leave,
    PlannedReorganisation,
    Role,
    RoleAssignment,
    SchoolUnit,
    UnitPeriod,
    UnitSchoolForm,
    UnitSuccession,
)
from organisation.services import employments, reorganising, unit_errors, units
from organisation.services.roles import Place, end_role, give_role
from organisation.services.taking_back import forget_begun, take_back
from organisation.services.units import NewUnit
from tests.factories import NOW, TODAY, AuthorityFactory, EmploymentFactory, PersonFactory, SchoolUnitFactory, UnitPlanFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AHEAD = date(2027, 7, 1)
LATER = date(2028, 1, 1)


@pytest.fixture
def authority():
    return AuthorityFactory()


@pytest.fixture
def by(authority):
    return PersonFactory(provider=authority.provider, administrator=True)


@pytest.fixture
def shore(authority):
    return SchoolUnitFactory(authority=authority, name="Strandskolan", unit_code="12345678")


@pytest.fixture
def hill(authority):
    """With somebody of every kind: who works, is away, will come, leads, will lead, stands in and will stand in."""
    hill = SchoolUnitFactory(authority=authority, name="Bergskolan", school_forms=["compulsory", "adult"])
    UnitSchoolForm.objects.create(unit=hill, school_form="leisure_centre", starts_on=LATER)
    teacher, principal, next_one = (
        PersonFactory(teaches_at=hill),
        PersonFactory(principal_of=hill),
        PersonFactory(provider=authority.provider),
    )
    EmploymentFactory(person=next_one, unit=hill, starts_on=LATER)
    work = teacher.employments.get()
    for kind, first, last in (("parental", TODAY, LATER), ("studies", LATER, None), ("sick", TODAY, TODAY)):
        Leave.objects.create(employment=work, kind=kind, starts_on=first, ends_on=last)
    RoleAssignment.objects.create(person=next_one, role=Role.DEPUTY_PRINCIPAL, unit=hill, starts_on=LATER, given_by=principal)
    RoleAssignment.objects.create(person=teacher, role=Role.REVIEWER, unit=hill, starts_on=TODAY, ends_on=LATER)
    for first, receiver in ((TODAY, next_one), (AHEAD + DAY, teacher)):
        days = {"starts_on": first, "ends_on": AHEAD + 30 * DAY}
        handed = Delegation.objects.create(giver=principal, receiver=receiver, unit=hill, scope="lead", reason="Ledig", **days)
        RoleAssignment.objects.create(person=receiver, role=Role.DEPUTY_PRINCIPAL, unit=hill, delegation=handed, **days)
    return hill


def new(authority, name):
    return NewUnit(name, "school", authority, school_forms=("compulsory",))


CHANGES = {
    "merged": lambda shore, hill, **how: reorganising.merge([shore.pk, hill.pk], new(shore.authority, "Kustskolan"), on=AHEAD, **how),
    "into one there is": lambda shore, hill, **how: reorganising.merge([hill.pk], shore.pk, on=AHEAD, **how),
    "split": lambda shore, hill, **how: reorganising.split(
        hill.pk, [new(shore.authority, "Norra"), new(shore.authority, "Södra")], stays=False, on=AHEAD, **how
    ),
    "a part leaves": lambda shore, hill, **how: reorganising.split(hill.pk, [new(shore.authority, "Norra")], stays=True, on=AHEAD, **how),
    "closed": lambda shore, hill, **how: reorganising.close(hill.pk, last_day=AHEAD - DAY, **how),
    "closed and moved": lambda shore, hill, **how: reorganising.close(hill.pk, last_day=AHEAD - DAY, move_to=shore.pk, **how),
}


def everything():
    """The organisation row by row, without keys: what was removed comes back under a new one."""
    found = {}
    for model, order in (
        (SchoolUnit, "name"),
        (UnitPeriod, "pk"),
        (UnitSchoolForm, "pk"),
        (UnitSuccession, "pk"),
        (Employment, "pk"),
        (Leave, "pk"),
        (RoleAssignment, "pk"),
        (Delegation, "pk"),
    ):
        names = [field.attname for field in model._meta.concrete_fields if field.attname not in {"id", "version", "delegation_id"}]
        found[model.__name__] = sorted(map(str, model.objects.order_by(order).values_list(*names)))
    return found


@pytest.mark.parametrize("change", CHANGES)
def test_everything_is_as_it_was(shore, hill, by, change):
    before = everything()
    CHANGES[change](shore, hill, by=by, at=NOW)
    assert everything() != before
    done = take_back(hill.pk, by=by, at=NOW + DAY)
    assert everything() == before
    assert done.unit == hill
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True))[1:] == ["organisation.unit.taken_back"]
    assert not PlannedReorganisation.objects.exists()


def test_it_is_found_from_the_unit_that_would_have_begun(shore, hill, by):
    before, made = everything(), CHANGES["merged"](shore, hill, by=by, at=NOW)
    take_back(made.unit.pk, by=by, at=NOW)
    assert everything() == before


def test_people_who_were_placed_meanwhile_come_back(shore, hill, by):
    before = everything()
    made = CHANGES["split"](shore, hill, by=by, at=NOW)
    works = list(reorganising.to_place(hill).order_by("pk").values_list("pk", flat=True))
    reorganising.place(hill.pk, {works[0]: made.units[0].pk}, by=by, at=NOW)
    reorganising.place(hill.pk, {works[1]: shore.pk}, by=by, at=NOW)
    take_back(hill.pk, by=by, at=NOW)
    assert everything() == before


def test_those_concerned_are_told(shore, hill, by):
    CHANGES["closed"](shore, hill, by=by, at=NOW)
    Notice.objects.all().delete()
    take_back(hill.pk, by=by, at=NOW + DAY)
    principal = RoleAssignment.objects.get(unit=hill, role=Role.PRINCIPAL).person
    assert list(Notice.objects.filter(person=principal).values_list("kind", "values")) == [("organisation.role_changed", {})]
    assert Notice.objects.filter(kind="organisation.role_given", values={"starts_on": str(LATER)}).count() == 1
    assert Notice.objects.filter(kind="organisation.delegation_given").count() == 1
    assert Notice.objects.filter(kind="organisation.delegation_changed").count() == 1


class TestDecidedSince:
    def test_an_employment_that_got_a_last_day_keeps_it(self, authority, shore, hill, by):
        teacher = PersonFactory(teaches_at=shore)
        CHANGES["merged"](shore, hill, by=by, at=NOW)
        employments.end_employment(teacher.employments.get(starts_on=AHEAD).pk, last_day=LATER, by=by, at=NOW)
        take_back(hill.pk, by=by, at=NOW)
        assert list(teacher.employments.values_list("unit", "ends_on")) == [(shore.pk, LATER)]

    def test_whoever_left_before_the_day_stays_away(self, shore, hill, by):
        teacher = PersonFactory(teaches_at=shore)
        CHANGES["merged"](shore, hill, by=by, at=NOW)
        employments.end_all_employments(teacher, last_day=TODAY, by=by, at=NOW)
        take_back(hill.pk, by=by, at=NOW)
        assert list(teacher.employments.values_list("unit", "ends_on")) == [(shore.pk, TODAY)]

    def test_where_the_old_employment_was_ended_alone_the_new_one_comes_home(self, shore, hill, by):
        teacher = PersonFactory(teaches_at=shore)
        CHANGES["merged"](shore, hill, by=by, at=NOW)
        employments.end_employment(teacher.employments.get(ends_on=AHEAD - DAY).pk, last_day=TODAY, by=by, at=NOW)
        take_back(hill.pk, by=by, at=NOW)
        assert list(teacher.employments.values_list("unit", "starts_on").order_by("starts_on")) == [
            (shore.pk, date(2018, 8, 13)),
            (shore.pk, AHEAD),
        ]

    def test_a_role_that_was_ended_earlier_stays_ended(self, shore, hill, by):
        given = RoleAssignment.objects.get(unit=hill, role=Role.PRINCIPAL)
        CHANGES["closed"](shore, hill, by=by, at=NOW)
        end_role(given.pk, last_day=TODAY, by=by, at=NOW)
        take_back(hill.pk, by=by, at=NOW)
        given.refresh_from_db()
        assert given.ends_on == TODAY

    def test_nothing_is_given_again_to_a_closed_account(self, shore, hill, by):
        person = RoleAssignment.objects.get(starts_on=LATER).person
        CHANGES["closed"](shore, hill, by=by, at=NOW)
        person.is_active = False
        person.save()
        take_back(hill.pk, by=by, at=NOW)
        assert not RoleAssignment.objects.filter(person=person, starts_on=LATER).exists()

    def test_a_role_in_the_new_unit_is_withdrawn_and_told(self, shore, hill, by):
        made, person = CHANGES["merged"](shore, hill, by=by, at=NOW), PersonFactory(provider=by.provider)
        give_role(person, Role.PRINCIPAL, Place(unit=made.unit), starts_on=AHEAD, by=by, at=NOW)
        done = take_back(hill.pk, by=by, at=NOW + DAY)
        assert done.other_roles == 1
        assert Notice.objects.filter(person=person, kind="organisation.role_changed", values={"starts_on": str(AHEAD)}).exists()
        assert not person.role_assignments.exists()


class TestRefused:
    @pytest.fixture(autouse=True)
    def nothing_is_half_done(self, hill, shore):
        yield
        assert SchoolUnit.objects.filter(pk=hill.pk).exists()

    def refused(self, error, unit, by, *, at=NOW):
        before = everything()
        with pytest.raises(error) as refusal:
            take_back(unit.pk, by=by, at=at)
        assert everything() == before
        return str(refusal.value).replace("\N{NO-BREAK SPACE}", " ")

    def test_from_its_day_on(self, shore, hill, by):
        CHANGES["closed"](shore, hill, by=by, at=NOW)
        days = AHEAD - TODAY
        text = self.refused(unit_errors.BegunError, hill, by, at=NOW + days)
        assert text.startswith("Ändringen av Bergskolan gäller sedan 1 juli 2027 och går inte att ta tillbaka.")
        assert forget_begun(on=AHEAD - DAY) == 0
        assert forget_begun(on=AHEAD) == 1
        assert self.refused(unit_errors.NothingPlannedError, hill, by, at=NOW + days)

    def test_what_was_done_at_once(self, shore, hill, by):
        reorganising.close(shore.pk, last_day=TODAY - DAY, by=by, at=NOW)
        self.refused(unit_errors.NothingPlannedError, shore, by)

    def test_while_something_later_rests_on_it(self, authority, shore, hill, by):
        made = CHANGES["merged"](shore, hill, by=by, at=NOW)
        other = SchoolUnitFactory(authority=authority)
        reorganising.merge([made.unit.pk], other.pk, on=LATER, by=by, at=NOW)
        text = self.refused(unit_errors.LaterPlanError, hill, by)
        assert text == "Det finns en senare planerad ändring av Kustskolan, 1 januari 2028. Ta tillbaka den först."
        take_back(made.unit.pk, by=by, at=NOW)
        take_back(hill.pk, by=by, at=NOW)

    def test_when_somebody_is_employed_at_the_new_unit(self, shore, hill, by):
        made = CHANGES["merged"](shore, hill, by=by, at=NOW)
        EmploymentFactory(unit=made.unit, person__provider=by.provider, starts_on=AHEAD)
        assert "ny anställning på Kustskolan" in self.refused(unit_errors.NewlyEmployedError, hill, by)

    def test_when_a_plan_is_written_for_the_new_unit(self, shore, hill, by):
        made = CHANGES["merged"](shore, hill, by=by, at=NOW)
        UnitPlanFactory(unit=made.unit, plan__authority=shore.authority)
        assert "Kustskolan" in self.refused(unit_errors.InUseError, hill, by)

    def test_when_another_unit_has_taken_the_name(self, shore, hill, by):
        CHANGES["closed"](shore, hill, by=by, at=NOW)
        units.open_unit(new(shore.authority, "Bergskolan"), on=LATER, by=by, at=NOW)
        self.refused(unit_errors.NameTakenError, hill, by)

    def test_another_providers(self, shore, hill, by):
        CHANGES["closed"](shore, hill, by=by, at=NOW)
        self.refused(unit_errors.NothingPlannedError, hill, PersonFactory(administrator=True))

    def test_a_rename_from_its_day_on(self, shore, by):
        units.rename(shore.pk, "Kustskolan", on=AHEAD, by=by, at=NOW)
        with pytest.raises(unit_errors.BegunError, match="Ändringen av Strandskolan gäller sedan"):
            units.cancel_planned(shore.pk, shore.periods.latest("starts_on").pk, by=by, at=NOW + (AHEAD - TODAY))


class TestPages:
    @pytest.fixture
    def page(self, client, by):
        client.force_login(by)

        def asked(unit, data=None, name="unit_take_back", **more):
            address = reverse(f"administration:{name}", kwargs={"pk": unit.pk, **more})
            return (client.get(address, follow=True) if data is None else client.post(address, data, follow=True)).content.decode()

        return asked

    @pytest.fixture
    def old(self, authority):
        unit = SchoolUnitFactory(authority=authority, name="Gamla skolan")
        EmploymentFactory.create_batch(2, unit=unit, person__provider=authority.provider)
        return unit

    def close(self, unit, by, to):
        reorganising.close(unit.pk, last_day=date(2090, 6, 30), move_to=to.pk, by=by, at=NOW)
        return reverse("administration:unit_take_back", kwargs={"pk": unit.pk})

    def test_it_is_offered_shown_and_done(self, client, page, shore, old, by):
        address = self.close(old, by, shore)
        assert address in page(old, name="unit")
        assert address not in page(shore, name="unit")
        shown = page(old).replace("\N{NO-BREAK SPACE}", " ")
        assert "Ta tillbaka stängningen" in shown
        assert "Gamla skolan finns kvar också efter 30 juni 2090." in shown
        assert "Två anställningar blir kvar där de var." in shown
        assert SchoolUnit.objects.get(pk=old.pk).closed_on is not None
        kept = dict(client.get(address).context["kept"])
        assert "Ändringen är tillbakatagen." in page(old, {**kept, "confirm": "1"})
        assert SchoolUnit.objects.get(pk=old.pk).closed_on is None
        assert address not in page(old, name="unit")

    def test_a_second_confirmation_says_why_not(self, client, page, shore, old, by):
        kept = dict(client.get(self.close(old, by, shore)).context["kept"])
        page(old, {**kept, "confirm": "1"})
        assert "Det finns inget planerat att ta tillbaka." in page(old, {**kept, "confirm": "1"})

    def test_a_change_whose_day_has_come_says_why_not(self, page, shore, by):
        units.rename(shore.pk, "Kustskolan", on=date(2024, 7, 1), by=by, at=NOW)
        begun = shore.periods.latest("starts_on").pk
        for data in (None, {"confirm": "1"}):
            assert "går inte att ta tillbaka. Gör en ny ändring i stället." in page(shore, data, "unit_plan_cancel", period=begun)
