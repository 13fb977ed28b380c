"""What changes over time: somebody on leave and who stands in, one principal for two preschools, who comes, who goes, what is handed over.

Everything goes through the services an administrator's page would use, so that the made-up rows are such as can be made.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from organisation.models import Delegation, Employment, Leave, Profession, Role
from organisation.services.delegations import delegate
from organisation.services.employments import Terms, add_employment, add_leave, end_employment
from organisation.services.people import end_account
from organisation.services.roles import Place, end_role, give_role
from portal.demo.town import Town, teaching


class Passing:
    """One town over some months. Only people who are nobody in particular come and go."""

    def __init__(self, town: Town, *, on: date, at: datetime) -> None:
        self.town, self.on, self.at = town, on, at
        self.by = town.personas["administrator"]

    def pass_by(self) -> None:
        self._temporary_principal("Hamnskolan")
        self._one_for_two("Förskolan Ankaret", "Förskolan Lyckan")
        self._leave("Klockarskolan")
        self._between("Tallbacksskolan", "Klockarskolan")
        self._leaver("Förskolan Smultronet")
        self._handed_over("Björkgymnasiet", Delegation.Scope.LEAD, first=0, last=20)
        self._handed_over("Strandgymnasiet", Delegation.Scope.REVIEW, first=30, last=44)

    def _temporary_principal(self, name: str) -> None:
        """The principal is on parental leave, the deputy leads meanwhile."""
        unit, first, last = self.town.units[name], self._day(-60), self._day(150)
        own = self._work(name, Profession.PRINCIPAL)
        add_leave(own.pk, kind=Leave.Kind.PARENTAL, extent=Decimal(100), starts_on=first, ends_on=last, by=self.by, at=self.at)
        deputy = self._work(name, Profession.DEPUTY_PRINCIPAL).person
        give_role(deputy, Role.PRINCIPAL, Place(unit=unit), starts_on=first, ends_on=last, is_temporary=True, by=self.by, at=self.at)

    def _one_for_two(self, left: str, also: str) -> None:
        """One principal has left; the neighbour leads both."""
        own = self._work(left, Profession.PRINCIPAL)
        given = own.person.role_assignments.get(role=Role.PRINCIPAL)
        end_role(given.pk, last_day=self._day(-31), by=self.by, at=self.at)
        end_employment(own.pk, last_day=self._day(-31), by=self.by, at=self.at)
        place = Place(unit=self.town.units[left])
        give_role(self.town.leaders[also], Role.PRINCIPAL, place, starts_on=self._day(-30), by=self.by, at=self.at)

    def _leave(self, name: str) -> None:
        work = self._nobody(name)
        first, last = self._day(-90), self._day(60)
        add_leave(work.pk, kind=Leave.Kind.PARENTAL, extent=Decimal(100), starts_on=first, ends_on=last, by=self.by, at=self.at)

    def _between(self, old: str, new: str) -> None:
        """The old employment is over, the new one has not begun."""
        work = self._nobody(old)
        end_employment(work.pk, last_day=self._day(-12), by=self.by, at=self.at)
        terms = Terms(self.town.units[new], work.profession, Decimal(80))
        add_employment(work.person, terms, starts_on=self._day(20), by=self.by, at=self.at)

    def _leaver(self, name: str) -> None:
        end_account(self._nobody(name).person, by=self.by, at=self.at)

    def _handed_over(self, name: str, scope: Delegation.Scope, *, first: int, last: int) -> None:
        giver, receiver = self.town.leaders[name], self._nobody(name).person
        period = {"starts_on": self._day(first), "ends_on": self._day(last)}
        delegate(giver, receiver, self.town.units[name], scope, **period, reason="Semester", by=giver, at=self.at)

    def _work(self, name: str, profession: Profession) -> Employment:
        return next(work for work in self.town.staff[name] if work.profession == profession)

    def _nobody(self, name: str) -> Employment:
        """Of the teachers without a written life, a persona's name or a protected identity the last."""
        known = {person.pk for person in (*self.town.personas.values(), *self.town.cases.values())}
        staff = teaching(self.town.staff[name])
        return next(work for work in reversed(staff) if work.person_id not in known and not work.person.is_protected)

    def _day(self, days: int) -> date:
        return self.on + timedelta(days=days)
