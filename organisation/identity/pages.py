"""What pages say of somebody's numbers and protection. Never a whole number."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit.models import Entry
from core.formats import iso, local_day, long_date
from core.names import display_name
from organisation.identity import crypto, services
from organisation.identity.numbers import HIDDEN, Fault
from organisation.identity.protection import Reason
from organisation.models import Person, PersonIdentifier, Protection

ALL_HIDDEN = f"{HIDDEN * 2}-{HIDDEN}"


@dataclass(frozen=True)
class IdentifierRow:
    """kind: what sort of number. number: masked. problem: why it cannot be shown, empty when it can."""

    kind: str
    number: str
    problem: str
    period: str
    is_current: bool


@dataclass(frozen=True)
class ProtectionChange:
    day: str
    text: str
    who: str


def identifiers_of(person: Person, viewer: Person) -> list[IdentifierRow]:
    """The present number first. Of somebody the viewer may not see by name, not even the day of birth. One query."""
    hides = person.is_protected and viewer.pk != person.pk and not viewer.sees_name_of(person.pk)
    rows = PersonIdentifier.objects.filter(person=person).order_by("-added_at", "-pk")
    return sorted((_row(each, hides=hides) for each in rows), key=lambda row: not row.is_current)


def _row(identifier: PersonIdentifier, *, hides: bool) -> IdentifierRow:
    number, problem = ALL_HIDDEN, ""
    try:
        number = services.number_of(identifier).masked if not hides else ALL_HIDDEN
    except crypto.KeyMissingError:
        problem = _("Numret finns men kan inte visas: nyckeln till det saknas. Säg till den som sköter driften.")
    except crypto.DamagedError:
        problem = _("Numret är skadat och kan inte läsas. Skriv in det på nytt.")
    first = _("sedan %(first)s") % {"first": iso(local_day(identifier.added_at))}
    if identifier.ended_at is None:
        return IdentifierRow(identifier.get_kind_display(), number, problem, first, is_current=True)
    days = {"first": iso(local_day(identifier.added_at)), "last": iso(local_day(identifier.ended_at))}
    return IdentifierRow(identifier.get_kind_display(), number, problem, _("%(first)s till %(last)s") % days, is_current=False)


def fault_text(fault: Fault) -> str:
    """What is wrong and what to do, without the number."""
    texts = {
        Fault.SHAPE: _("Skriv numret med tio eller tolv siffror, till exempel ÅÅÅÅMMDD-NNNN."),
        Fault.DAY: _("De första siffrorna är inget datum. Kontrollera år, månad och dag."),
        Fault.AHEAD: _("Födelsedagen ligger framåt i tiden. Kontrollera året."),
        Fault.CHECK: _("Numret stämmer inte med sin kontrollsiffra. Kontrollera alla siffror."),
        Fault.INTERIM: _("Numret har en bokstav. Markera att det är ett tillfälligt nummer, om det står så på ett intyg."),
    }
    return texts[fault]


def change_rows(entries: list[Entry], viewer: Person) -> list[ProtectionChange]:
    return [_change(entry, viewer) for entry in entries]


def _change(entry: Entry, viewer: Person) -> ProtectionChange:
    words = {"to": Protection(entry.details["to"]).label, "reason": Reason(entry.details["reason"]).label}
    who = display_name(entry.actor, viewer) if entry.actor is not None else _("Någon som inte längre har konto")
    return ProtectionChange(long_date(local_day(entry.at)), _("%(to)s. %(reason)s.") % words, who)
