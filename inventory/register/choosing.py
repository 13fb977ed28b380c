"""Whose numbers a register check asks about. Somebody with a protected identity is never found out by choosing narrowly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisation.models import LEADERS, Employment, Person, PersonIdentifier, Profession, Protection

ALL_STAFF = "alla"
TEACHING = "undervisar"
STAFF: Mapping[str, str | Promise] = {
    TEACHING: _("Alla som undervisar (inte rektorer)"),
    **{profession.value: profession.label for profession in Profession if profession not in LEADERS},
    ALL_STAFF: _("Alla anställda"),
}


@dataclass(frozen=True)
class Choice:
    """authority and unit: ids, None for all. staff: a key of STAFF. with_protected counts only where nothing is narrowed."""

    authority: int | None = None
    unit: int | None = None
    staff: str = TEACHING
    with_protected: bool = False

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Choice":
        return cls(stored.get("authority"), stored.get("unit"), stored.get("staff", TEACHING), bool(stored.get("with_protected")))

    @property
    def stored(self) -> dict[str, Any]:
        return {"authority": self.authority, "unit": self.unit, "staff": self.staff, "with_protected": self.takes_protected}

    @property
    def is_narrow(self) -> bool:
        """Whether it says where somebody works or as what, so that being on the list would tell it."""
        return self.authority is not None or self.unit is not None or self.staff not in {TEACHING, ALL_STAFF}

    @property
    def takes_protected(self) -> bool:
        return self.with_protected and not self.is_narrow


@dataclass(frozen=True)
class Count:
    """people: chosen and not left out. other: with a coordination or interim number alone; none: without any number.

    protected: how many protected people the choice leaves out; None where the choice is so narrow that the count would tell of somebody.
    """

    people: int
    personal: int
    other: int
    none: int
    protected: int | None


def people_of(choice: Choice, *, provider: int, on: date) -> QuerySet[Person]:
    """Employed that day. Protected people only where the choice takes them."""
    everybody = _everybody(choice, provider=provider, on=on)
    return everybody if choice.takes_protected else everybody.filter(protection=Protection.NONE)


def count(choice: Choice, *, provider: int, on: date) -> Count:
    people = people_of(choice, provider=provider, on=on)
    numbers = PersonIdentifier.objects.filter(person__in=people.order_by().values("pk"), ended_at=None)
    kinds = list(numbers.order_by("pk").values_list("person", "kind"))
    has_any = {person for person, _kind in kinds}
    has_personal = {person for person, kind in kinds if kind == PersonIdentifier.Kind.PERSONAL}
    total = people.count()
    left_out = None
    if not choice.is_narrow and not choice.takes_protected:
        left_out = _everybody(choice, provider=provider, on=on).exclude(protection=Protection.NONE).count()
    return Count(total, len(has_personal), len(has_any - has_personal), total - len(has_any), left_out)


def _everybody(choice: Choice, *, provider: int, on: date) -> QuerySet[Person]:
    work = Employment.objects.active(on).filter(unit__authority__provider=provider)
    if choice.authority is not None:
        work = work.filter(unit__authority=choice.authority)
    if choice.unit is not None:
        work = work.filter(unit=choice.unit)
    if choice.staff == TEACHING:
        work = work.exclude(profession__in=LEADERS)
    elif choice.staff != ALL_STAFF:
        work = work.filter(profession=choice.staff)
    return Person.objects.filter(provider=provider, is_active=True, pk__in=work.order_by().values("person"))
