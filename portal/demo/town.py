"""Who there is: the provider with its authorities, units and people, and who works and answers where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import chain, count
from random import Random
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID, uuid5

from django.contrib.auth.hashers import make_password

from core.formats import exact
from organisation.identity.numbers import IdentityNumber, NumberError, parse
from organisation.identity.services import identifier_of
from organisation.models import (
    LEADERS,
    Authority,
    Employment,
    Person,
    PersonIdentifier,
    Profession,
    Role,
    RoleAssignment,
    SchoolProvider,
    SchoolUnit,
)
from portal.demo import sources
from portal.demo.units import settle_unit
from portal.personas import DOMAIN, PASSWORD, PERSONAS

NAMESPACE = UUID("5a051ad0-5705-4dad-8000-000000000000")
EXTENTS = (100,) * 12 + (80,) * 4 + (75, 60, 50, 40)
ROLE_OF = {Profession.PRINCIPAL: Role.PRINCIPAL, Profession.DEPUTY_PRINCIPAL: Role.DEPUTY_PRINCIPAL}
SINCE = (2019, 8, 1)
LACKING = 6  # one of so many has no number here
FIRST_BORN = date(1890, 1, 1)


def key_of(*parts: object) -> UUID:
    """The same id in every demo, so that addresses can be written down."""
    return uuid5(NAMESPACE, "/".join(map(str, parts)))


@dataclass
class Town:
    """staff: everybody employed, by unit. cases: those with a written life, by username."""

    provider: SchoolProvider
    authorities: dict[str, Authority] = field(default_factory=dict)
    units: dict[str, SchoolUnit] = field(default_factory=dict)
    answering: dict[str, float] = field(default_factory=dict)
    personas: dict[str, Person] = field(default_factory=dict)
    staff: dict[str, list[Employment]] = field(default_factory=dict)
    leaders: dict[str, Person] = field(default_factory=dict)
    cases: dict[str, Person] = field(default_factory=dict)

    def reviewer_of(self, work: Employment, rng: Random) -> Person:
        """In the third authority the reviewer takes most, elsewhere the principal all. Of the protected always the principal."""
        is_third = work.unit.authority_id == self.authorities["gymnasium"].pk
        if is_third and rng.random() < 0.7 and not work.person.is_protected:
            return self.personas["granskare"]
        return self.leaders[work.unit.name]


class Settling:
    """Fills a town. Rows are gathered and stored together."""

    def __init__(self, *, on: date, rng: Random) -> None:
        self.on, self.rng = on, rng
        self.people: list[Person] = []
        self.employments: list[Employment] = []
        self.roles: list[RoleAssignment] = []
        self.password = make_password(PASSWORD)
        self.names = self._names()
        self.taken: set[str] = {persona.username for persona in PERSONAS}
        values = sources.read("units.json")
        self.cases = sources.read("cases.json")
        self.town = Town(SchoolProvider.objects.create(**values["provider"]))
        self.authorities, self.protected = values["authorities"], values["protected"]

    def settle(self) -> Town:
        for values in self.authorities:
            self._authority(values)
        for persona in PERSONAS:
            self.town.personas[persona.username] = self._person(persona.username, persona.given_name, persona.family_name)
        self._give_roles()
        for username, case in self.cases.items():
            self._case(username, case)
        self._employ("larare", "Strandgymnasiet", Profession.TEACHER, Decimal(100), since=date(self.on.year - 8, 8, 13))
        self._lead(self.town.personas["rektor"], self.town.units["Strandgymnasiet"], Profession.PRINCIPAL)
        for values in self.authorities:
            for unit in values["units"]:
                self._staff(sources.unit_of(unit))
        for unit_name, protection in self.protected.items():
            teachers = [work for work in self.town.staff[unit_name] if work.profession == Profession.TEACHER]
            teachers[-1].person.protection = protection  # the last are nobody in particular
        Person.objects.bulk_create(self.people)
        Employment.objects.bulk_create(self.employments)
        RoleAssignment.objects.bulk_create(self.roles)
        return self.town

    def _authority(self, values: dict[str, Any]) -> None:
        authority = Authority.objects.create(provider=self.town.provider, name=values["name"], committee=values["committee"])
        self.town.authorities[values["key"]] = authority
        for source in map(sources.unit_of, values["units"]):
            unit = settle_unit(source, authority, on=self.on)
            self.town.units[source.name] = unit
            self.town.answering[source.name] = source.answering
            self.town.staff[source.name] = []

    def _give_roles(self) -> None:
        third = self.town.authorities["gymnasium"]
        for username, role in (("granskare", Role.REVIEWER), ("strateg", Role.STRATEGIST), ("namnd", Role.READER)):
            self._role(self.town.personas[username], role, authority=third)
        self._role(self.town.personas["administrator"], Role.ADMINISTRATOR)

    def _case(self, username: str, case: dict[str, Any]) -> None:
        person = self.town.personas.get(username) or self._person(username, case["given"], case["family"])
        self.town.cases[username] = person
        for place in (case, case.get("also")):
            if place:
                since = sources.day(place["since"], on=self.on)
                self._work(person, self.town.units[place["unit"]], place["profession"], Decimal(place["extent"]), since=since)

    def _employ(self, persona: str, unit: str, profession: str, extent: Decimal, *, since: date) -> None:
        self._work(self.town.personas[persona], self.town.units[unit], profession, extent, since=since)

    def _staff(self, source: sources.UnitSource) -> None:
        """Whoever the unit still lacks after personas and cases."""
        unit = self.town.units[source.name]
        for profession, wanted in source.staff.items():
            there = sum(work.profession == profession for work in self.town.staff[unit.name])
            for _ in range(wanted - there):
                person = self._stranger()
                if profession in LEADERS:
                    self._lead(person, unit, profession)
                else:
                    since = date(self.on.year - self.rng.randint(1, 14), 8, self.rng.randint(8, 16))
                    self._work(person, unit, profession, exact(self.rng.choice(EXTENTS)), since=since)

    def _lead(self, person: Person, unit: SchoolUnit, profession: str) -> None:
        self._work(person, unit, profession, Decimal(100), since=date(*SINCE))
        self._role(person, ROLE_OF[Profession(profession)], unit=unit)
        if profession == Profession.PRINCIPAL:
            self.town.leaders[unit.name] = person

    def _work(self, person: Person, unit: SchoolUnit, profession: str, extent: Decimal, *, since: date) -> None:
        work = Employment(person=person, unit=unit, profession=profession, extent_percent=extent, starts_on=since)
        self.employments.append(work)
        self.town.staff[unit.name].append(work)

    def _role(self, person: Person, role: Role, **place: Any) -> None:
        self.roles.append(RoleAssignment(person=person, role=role, starts_on=date(*SINCE), **place))

    def _person(self, username: str, given: str, family: str) -> Person:
        person = Person(
            id=key_of("person", username),
            provider=self.town.provider,
            username=username,
            email=f"{ascii_of(username)}@{DOMAIN}",
            given_name=given,
            family_name=family,
            password=self.password,
        )
        self.people.append(person)
        self.taken.add(username)
        return person

    def _stranger(self) -> Person:
        given, family = next(self.names)
        wanted = ascii_of(f"{given}.{family}".lower().replace(" ", "-"))
        username = next(name for name in chain([wanted], (f"{wanted}{n}" for n in count(2))) if name not in self.taken)
        return self._person(username, given, family)

    def _names(self) -> Any:
        values = sources.read("names.json")
        known = {(persona.given_name, persona.family_name) for persona in PERSONAS}
        pairs = [(given, family) for given in values["given"] for family in values["family"] if (given, family) not in known]
        return iter(self.rng.sample(pairs, 400))


def give_numbers(town: Town, *, at: datetime) -> None:
    """The published test numbers to the personas (Skatteverket's lists of test persons), and to most others one that nobody can have."""
    on = at.date()
    numbers = {town.personas[username]: parse(text, on=on) for username, text in sources.read("numbers.json").items()}
    staff = {work.person_id: work.person for works in town.staff.values() for work in works}
    others = [person for person in staff.values() if person not in numbers]
    numbers |= zip([person for place, person in enumerate(others) if place % LACKING], _impossible_numbers(on), strict=False)
    PersonIdentifier.objects.bulk_create([identifier_of(person, number, at=at) for person, number in numbers.items()])


def _impossible_numbers(on: date) -> Iterator[IdentityNumber]:
    """Right in every digit, but of people born in the 1890s, as Skatteverket's own test persons are: nobody at work today can have one."""
    for place in count():
        born = FIRST_BORN + timedelta(days=place * 15)
        for last in range(10):
            try:
                yield parse(f"{born:%Y%m%d}-98{place % 10}{last}", on=on)
            except NumberError:
                continue
            break


def ascii_of(text: str) -> str:
    """åäöé as aaoe, for names that machines read."""
    return "".join(char for char in normalize("NFD", text) if not combining(char)).encode("ascii", "ignore").decode()


def teaching(works: Iterable[Employment]) -> list[Employment]:
    return [work for work in works if work.profession not in LEADERS]
