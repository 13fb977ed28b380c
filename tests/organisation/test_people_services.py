"""Accounts and employments: made once, changed by day, and nothing that has been is written over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from audit.models import Entry
from notices.models import Notice
from organisation.models import Employment, Leave, Person
from organisation.services import employments, people
from organisation.services import people_errors as errors
from organisation.services.employments import Terms
from tests.factories import NOW, TODAY, EmploymentFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def unit():
    return SchoolUnitFactory(name="Strandgymnasiet")


@pytest.fixture
def administrator(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


@pytest.fixture
def work(unit):
    person = PersonFactory(provider=unit.authority.provider)
    return EmploymentFactory(person=person, unit=unit, starts_on=date(2020, 8, 1))


def create(by, email="anna@sjostad.se", given_name="Anna", family_name="Öberg"):
    return people.create_person(given_name=given_name, family_name=family_name, email=email, by=by, at=NOW)


class TestAccounts:
    def test_a_new_person_has_no_password_and_a_composed_name(self, administrator):
        person = create(administrator, email=" Anna@Sjostad.se ", given_name="  Rene\N{COMBINING ACUTE ACCENT} ", family_name="van   Dam")
        assert (person.username, person.email, person.provider) == ("anna@sjostad.se", "anna@sjostad.se", administrator.provider)
        assert (person.given_name, person.family_name) == ("René", "van Dam")
        assert not person.has_usable_password()
        assert Entry.objects.get().action == "organisation.person.created"

    def test_an_address_is_one_account_here_and_another_at_another_provider(self, administrator):
        create(administrator)
        with pytest.raises(errors.EmailTakenError, match="har redan den adressen"):
            create(administrator, email="ANNA@sjostad.se")
        elsewhere = create(PersonFactory(administrator=True))
        assert (elsewhere.email, elsewhere.username) == ("anna@sjostad.se", "anna.oberg")

    def test_a_name_without_latin_letters_still_gets_a_username(self, administrator):
        names = [create(administrator, email="", given_name="محمد", family_name="الأحمد").username for _ in range(2)]
        assert names == ["person", "person2"]

    def test_name_and_address_are_changed_and_nothing_else(self, administrator):
        person = create(administrator)
        assert people.change_details(person, given_name="Anna", family_name="Ek", email=person.email, by=administrator, at=NOW)
        assert not people.change_details(person, given_name="Anna", family_name="Ek", email=person.email, by=administrator, at=NOW)
        person.refresh_from_db()
        assert (person.family_name, person.username) == ("Ek", "anna@sjostad.se")
        assert Entry.objects.get(action="organisation.person.changed").details == {"fields": "family_name"}

    def test_whoever_has_a_password_is_told_of_a_new_link(self, administrator):
        person = create(administrator)
        assert people.invite(person, by=administrator, at=NOW).token
        person.set_password("kantarell under granen")
        person.save()
        assert people.invite(person, by=administrator, at=NOW).token
        assert [notice.kind for notice in Notice.objects.filter(person=person)] == ["organisation.new_link"]
        actions = list(Entry.objects.order_by("pk").values_list("action", flat=True))
        assert actions[1:] == ["organisation.person.invited", "organisation.person.link_renewed"]

    def test_nobody_makes_a_link_for_themselves(self, administrator):
        with pytest.raises(errors.OwnLinkError):
            people.invite(administrator, by=administrator, at=NOW)

    def test_an_ended_account_is_opened_again_without_its_roles(self, administrator, work):
        people.end_account(work.person, by=administrator, at=NOW)
        with pytest.raises(errors.ClosedAccountError):
            people.invite(work.person, by=administrator, at=NOW)
        people.open_account(work.person, by=administrator, at=NOW)
        assert Person.objects.get(pk=work.person_id).is_active
        assert work.person.employments.get().ends_on == TODAY


class TestEmployments:
    def test_a_change_ends_one_row_and_begins_another(self, administrator, work, unit):
        other = SchoolUnitFactory(authority=unit.authority)
        new = employments.change_employment(work.pk, Terms(other, "teacher", Decimal(80)), on=TOMORROW, by=administrator, at=NOW)
        work.refresh_from_db()
        assert (work.unit, work.extent_percent, work.ends_on) == (unit, 100, TODAY)
        assert (new.unit, new.extent_percent, new.starts_on, new.ends_on) == (other, 80, TOMORROW, None)

    def test_leave_goes_on_with_the_new_row(self, administrator, work, unit):
        Leave.objects.create(employment=work, kind="parental", starts_on=YESTERDAY, ends_on=date(2027, 6, 1))
        Leave.objects.create(employment=work, kind="studies", starts_on=date(2027, 8, 1), ends_on=date(2027, 12, 1))
        new = employments.change_employment(work.pk, Terms(unit, "teacher", Decimal(80)), on=TOMORROW, by=administrator, at=NOW)
        assert list(work.leaves.values_list("kind", "starts_on", "ends_on")) == [("parental", YESTERDAY, TODAY)]
        assert list(new.leaves.values_list("kind", "starts_on", "ends_on")) == [
            ("studies", date(2027, 8, 1), date(2027, 12, 1)),
            ("parental", TOMORROW, date(2027, 6, 1)),
        ]

    @pytest.mark.parametrize("day", [date(2020, 8, 1), date(2019, 1, 1), date(2028, 1, 1)])
    def test_the_first_day_is_never_written_over(self, administrator, work, unit, day):
        Employment.objects.filter(pk=work.pk).update(ends_on=date(2027, 12, 31))
        with pytest.raises(errors.DayOutsideError):
            employments.change_employment(work.pk, Terms(unit, "teacher", Decimal(80)), on=day, by=administrator, at=NOW)

    def test_the_same_terms_change_nothing(self, administrator, work, unit):
        with pytest.raises(errors.NothingChangedError):
            employments.change_employment(work.pk, Terms(unit, "teacher", Decimal(100)), on=TOMORROW, by=administrator, at=NOW)

    def test_a_second_of_the_same_is_refused_and_told_which(self, administrator, work, unit):
        with pytest.raises(errors.EmploymentThereError, match="lärare på Strandgymnasiet"):
            employments.add_employment(work.person, Terms(unit, "teacher", Decimal(20)), starts_on=TODAY, by=administrator, at=NOW)
        employments.add_employment(work.person, Terms(unit, "special_educator", Decimal(20)), starts_on=TODAY, by=administrator, at=NOW)
        assert work.person.employments.count() == 2

    def test_nobody_is_employed_at_a_closed_unit(self, administrator, work, unit):
        closed = SchoolUnitFactory(authority=unit.authority, closed_on=YESTERDAY)
        with pytest.raises(errors.UnitNotOpenError):
            employments.add_employment(work.person, Terms(closed, "teacher", Decimal(20)), starts_on=TODAY, by=administrator, at=NOW)

    def test_the_end_takes_leave_with_it(self, administrator, work):
        Leave.objects.create(employment=work, kind="parental", starts_on=YESTERDAY)
        Leave.objects.create(employment=work, kind="studies", starts_on=date(2027, 8, 1))
        employments.end_employment(work.pk, last_day=TODAY, by=administrator, at=NOW)
        assert list(work.leaves.values_list("kind", "ends_on")) == [("parental", TODAY)]

    def test_leave_lies_within_its_employment_and_once(self, administrator, work):
        Employment.objects.filter(pk=work.pk).update(ends_on=date(2027, 6, 30))

        def leave(first, last):
            return employments.add_leave(
                work.pk, kind="parental", extent=Decimal(100), starts_on=first, ends_on=last, by=administrator, at=NOW
            )

        with pytest.raises(errors.DayOutsideError):
            leave(TODAY, None)
        taken = leave(TODAY, TOMORROW)
        with pytest.raises(errors.LeaveThereError):
            leave(TOMORROW, date(2027, 1, 1))
        employments.end_leave(taken.pk, last_day=TODAY, by=administrator, at=NOW)
        taken.refresh_from_db()
        assert taken.ends_on == TODAY

    def test_what_was_entered_by_mistake_is_taken_away_and_remembered(self, administrator, work, unit):
        employments.remove_employment(work.pk, by=administrator, at=NOW)
        assert not Employment.objects.exists()
        details = Entry.objects.get(action="organisation.employment.removed").details
        assert (details["unit"], details["first_day"]) == (unit.pk, "2020-08-01")

    def test_another_providers_employment_is_none(self, administrator):
        foreign = EmploymentFactory(person=PersonFactory())
        with pytest.raises(errors.StaleError):
            employments.end_employment(foreign.pk, last_day=TODAY, by=administrator, at=NOW)
