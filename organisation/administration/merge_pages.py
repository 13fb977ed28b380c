"""What the pages about duplicate accounts show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import iso, local_day
from core.names import display_name
from organisation.identity.pages import IdentifierRow, identifiers_of
from organisation.merging import services, words
from organisation.merging.moving import Moves
from organisation.merging.suspects import Suspicion
from organisation.models import Employment, Person, PersonIdentifier, PersonMerge

MANY_PLACES = 3


@dataclass(frozen=True)
class Account:
    """One of two accounts side by side. last_seen: the day of the last sign-in, empty for never."""

    person: Person
    name: str
    username: str
    email: str
    places: str
    last_seen: str
    numbers: Sequence[IdentifierRow] = ()


@dataclass(frozen=True)
class Pair:
    """signs: what speaks for one person. differs: that numbers speak against it."""

    accounts: tuple[Account, Account]
    signs: str
    differs: bool


@dataclass(frozen=True)
class KindLine:
    kind: str
    moved: int
    stayed: int


@dataclass(frozen=True)
class MergeLine:
    merge: PersonMerge
    kept: str
    merged: str
    who: str
    day: str
    may_undo: bool
    was_undone: str


def pairs_of(suspicions: Sequence[Suspicion], viewer: Person) -> list[Pair]:
    """Three queries, however many pairs."""
    ids = {key for each in suspicions for key in (each.first, each.second)}
    people = {person.pk: person for person in Person.objects.filter(pk__in=ids, provider=viewer.provider_id).order_by("pk")}
    places = _places(ids)
    numbered = set(PersonIdentifier.objects.filter(person__in=ids, ended_at=None).order_by("pk").values_list("person", flat=True))
    return [
        Pair(
            accounts=(
                _account(people[each.first], viewer, places.get(each.first, [])),
                _account(people[each.second], viewer, places.get(each.second, [])),
            ),
            signs=_signs(each),
            differs={each.first, each.second} <= numbered,
        )
        for each in suspicions
    ]


def account_of(person: Person, viewer: Person) -> Account:
    """With the numbers, masked."""
    return _account(person, viewer, _places({person.pk}).get(person.pk, []), identifiers_of(person, viewer))


def lines_of(moves: Moves) -> list[KindLine]:
    """By kind, what moves most first."""
    named: dict[str, list[int]] = {}
    for column, counts in enumerate((moves.moved, moves.stayed)):
        for label, count in counts.items():
            named.setdefault(words.name_of(label), [0, 0])[column] += count
    lines = [KindLine(kind, moved, stayed) for kind, (moved, stayed) in named.items()]
    return sorted(lines, key=lambda line: (-line.moved, line.kind))


def merge_lines(merges: QuerySet[PersonMerge], viewer: Person, *, at: datetime) -> list[MergeLine]:
    return [
        MergeLine(
            merge=each,
            kept=display_name(each.kept, viewer),
            merged=each.merged.username,
            who=display_name(each.merged_by, viewer) if each.merged_by else "",
            day=iso(local_day(each.merged_at)),
            may_undo=services.may_undo(each, at=at) and viewer.pk not in {each.kept_id, each.merged_id},
            was_undone=iso(local_day(each.undone_at)) if each.undone_at else "",
        )
        for each in merges
    ]


def last_day(merge: PersonMerge) -> date:
    return local_day(merge.merged_at + services.UNDO_WITHIN)


def why_not(error: services.MergeError) -> str:
    """What stood in the way, and what to do."""
    texts: dict[type[services.MergeError], str] = {
        services.OwnAccountError: _("Du kan inte slå samman ditt eget konto. Be en annan systemförvaltare."),
        services.AlreadyMergedError: _("Ett av kontona har slagits samman på nytt. Ångra den senaste sammanslagningen först."),
        services.NumbersDifferError: _("Numren är olika. Kontrollera med personen innan du slår samman kontona."),
        services.TooLateError: _("Det har gått mer än trettio dagar. Sammanslagningen kan inte längre ångras."),
        services.UndoneError: _("Sammanslagningen är redan ångrad."),
    }
    return texts.get(type(error), _("Kontona kan inte slås samman. Inget är ändrat."))


def _signs(suspicion: Suspicion) -> str:
    if suspicion.same_email and suspicion.same_unit:
        return _("Samma namn, samma e-postadress och samma enhet")
    return _("Samma namn och samma e-postadress") if suspicion.same_email else _("Samma namn och samma enhet")


def _places(ids: set[UUID]) -> dict[UUID, list[str]]:
    """The names of the units each has worked in, the latest first."""
    found: dict[UUID, list[str]] = {}
    work = Employment.objects.filter(person__in=ids).order_by("-starts_on", "pk").values_list("person", "unit__name")
    for person, unit in work:
        names = found.setdefault(person, [])
        if unit not in names:
            names.append(unit)
    return found


def _account(person: Person, viewer: Person, places: list[str], numbers: Sequence[IdentifierRow] = ()) -> Account:
    more = len(places) - MANY_PLACES
    text = ", ".join(places[:MANY_PLACES])
    if more > 0:
        text += " " + ngettext("och %(count)s till", "och %(count)s till", more) % {"count": more}
    return Account(
        person=person,
        name=display_name(person, viewer),
        username=person.username,
        email=person.email,
        places=text,
        last_seen=iso(local_day(person.last_login)) if person.last_login else "",
        numbers=numbers,
    )
