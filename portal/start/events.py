"""The latest that has happened to somebody's matters, in plain words: audit entries about them, told through one table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Entry
from core.formats import first_upper, in_words, local_day
from core.names import display_name
from inventory.models import KINDS, Record
from inventory.pages.rows import anchor_of
from inventory.review.reasons import Reason
from inventory.words import WORDS
from organisation.models import Person
from portal.start.parts import Happening, written_day

SHOWN = 5
READ = 60  # entries looked through; many of them make one line
NAMED_IN_A_ROW = 3  # so many returned rows are named one by one before they become a number
REASON_WORDS = 14

Sentence = Callable[[str, int], str]
Line = Sequence[Entry]


def _accepted(who: str, count: int) -> str:
    return ngettext("%(who)s godkände %(count)s uppgift.", "%(who)s godkände %(count)s uppgifter.", count) % {
        "who": who,
        "count": _count(count),
    }


def _returned(who: str, count: int) -> str:
    text = ngettext("%(who)s bad dig rätta %(count)s uppgift.", "%(who)s bad dig rätta %(count)s uppgifter.", count)
    return text % {"who": who, "count": _count(count)}


def _not_meriting(who: str, count: int) -> str:
    text = ngettext(
        "%(who)s godkände %(count)s kurs, men inte som meriterande.", "%(who)s godkände %(count)s kurser, men inte som meriterande.", count
    )
    return text % {"who": who, "count": _count(count)}


def _rejected(who: str, count: int) -> str:
    text = ngettext("%(who)s godkände inte %(count)s uppgift.", "%(who)s godkände inte %(count)s uppgifter.", count)
    return text % {"who": who, "count": _count(count)}


def _agreed(who: str, count: int) -> str:
    text = ngettext("%(who)s och du kom överens om %(count)s kursval.", "%(who)s och du kom överens om %(count)s kursval.", count)
    return text % {"who": who, "count": _count(count)}


def _declined(who: str, count: int) -> str:
    text = ngettext("%(who)s bad dig välja om %(count)s kurs.", "%(who)s bad dig välja om %(count)s kurser.", count)
    return text % {"who": who, "count": _count(count)}


def _opened(who: str, count: int) -> str:
    return _("%(who)s öppnade dina intyg.") % {"who": who}


def _assessment_read(who: str, count: int) -> str:
    return _("%(who)s läste din bedömning.") % {"who": who}


def _reopened(who: str, count: int) -> str:
    return _("%(who)s tog upp ett beslut om dina uppgifter på nytt.") % {"who": who}


def _count(count: int) -> str:
    return in_words(count)


# The same about one row that is still there, by its name.
OF_ONE: dict[str, Callable[[dict[str, str]], str]] = {
    "inventory.record.decided/accept": lambda words: _("%(who)s godkände %(what)s.") % words,
    "inventory.record.decided/change": lambda words: _("%(who)s godkände %(what)s med en ändring.") % words,
    "inventory.record.decided/return": lambda words: _("%(who)s skickade tillbaka %(what)s.") % words,
    "inventory.record.decided/not_meriting": lambda words: _("%(who)s godkände %(what)s, men inte som meriterande.") % words,
    "inventory.record.decided/reject": lambda words: _("%(who)s godkände inte %(what)s.") % words,
    "inventory.record.reopened": lambda words: _("%(who)s tog upp beslutet om %(what)s på nytt.") % words,
}
WITH_REASON = OF_ONE.keys() - {"inventory.record.decided/accept"}

# By action, and by the decision where there is one. What is not here is not told: saving a draft is no event.
BY_OTHERS: dict[str, Sentence] = {
    "inventory.record.decided/accept": _accepted,
    "inventory.record.decided/change": _accepted,
    "inventory.record.decided/return": _returned,
    "inventory.record.decided/not_meriting": _not_meriting,
    "inventory.record.decided/reject": _rejected,
    "inventory.record.reopened": _reopened,
    "inventory.certificate.read": _opened,
    "merit.assessment.read": _assessment_read,
    "plans.choice.agreed": _agreed,
    "plans.choice.declined": _declined,
    "plans.choice.reopened": _declined,
}
BY_ME: dict[str, Callable[[], str]] = {
    "inventory.submission.sent": lambda: _("Du skickade din inventering."),
    "plans.choices.sent": lambda: _("Du skickade dina kursval till rektor."),
    "merit.assessment.shared": lambda: _("Du delade din bedömning med din rektor."),
    "merit.assessment.unshared": lambda: _("Du slutade dela din bedömning."),
    "portal.password.changed": lambda: _("Du bytte lösenord."),
}
ACTIONS = {action.partition("/")[0] for action in (*BY_OTHERS, *BY_ME)}


def latest_events(person: Person, *, on: date) -> list[Happening]:
    """What the same person did of the same kind on one day is one line, but a row that came back is named with the reason.

    One query, and one for each kind of record that the lines name.
    """
    entries = Entry.objects.filter(subject=person, action__in=ACTIONS).select_related("actor").order_by("-at", "-pk")[:READ]
    lines = list(islice(_lines(entries, person), SHOWN))
    records = _records(lines, person)
    return [_told(line, records, person, on) for line in lines]


def _lines(entries: Iterable[Entry], person: Person) -> Iterator[Line]:
    """What is told together, the latest first."""
    for (_day, key, actor_pk), group in groupby(entries, key=lambda entry: (local_day(entry.at), _key(entry), entry.actor_id)):
        same = list(group)
        if key not in (BY_ME if actor_pk == person.pk else BY_OTHERS):
            continue
        if key in WITH_REASON and len(same) <= NAMED_IN_A_ROW:
            yield from ([entry] for entry in same)
        else:
            yield same


def _records(lines: Iterable[Line], person: Person) -> Mapping[str, Record]:
    """The rows that the lines are about one by one, by the key of their entry. What has been removed is not among them."""
    asked: dict[str, list[str]] = {}
    for line in lines:
        if len(line) == 1 and _key(line[0]) in OF_ONE and line[0].details.get("kind") in KINDS:
            asked.setdefault(str(line[0].details["kind"]), []).append(line[0].target_key)
    rows = [KINDS[kind]._default_manager.filter(person=person, pk__in=keys).order_by("pk") for kind, keys in asked.items()]
    return {str(record.pk): record for found in rows for record in found}


def _told(line: Line, records: Mapping[str, Record], person: Person, on: date) -> Happening:
    entry, key = line[0], _key(line[0])
    day = local_day(entry.at)
    if entry.actor_id == person.pk:
        return Happening(day, written_day(day, on=on), BY_ME[key]())
    who = display_name(entry.actor, person) if entry.actor is not None else _("Någon som inte längre har konto")
    record = records.get(entry.target_key) if len(line) == 1 and key in OF_ONE else None
    if record is None:
        return Happening(day, written_day(day, on=on), first_upper(BY_OTHERS[key](who, len(line))))
    text = OF_ONE[key]({"who": who, "what": WORDS[record.kind].called(record.heading)})
    return Happening(day, written_day(day, on=on), first_upper(text), url=_place(record), more=_reason(entry, record))


def _place(record: Record) -> str:
    """Where the row is put right, or, once it cannot be changed, where it stands in the list."""
    if record.can_be_edited:
        return reverse("inventory:record_edit", kwargs={"slug": record.slug, "pk": record.pk})
    return f"{reverse('inventory:records', kwargs={'slug': record.slug})}#{anchor_of(record)}"


def _reason(entry: Entry, record: Record) -> str:
    """The first words of what the reviewer wrote, while the row keeps them; of an older decision what was picked from the list."""
    if record.reviewed_at == entry.at:
        return str(Truncator(record.review_reason).words(REASON_WORDS))
    picked = entry.details.get("reason")
    return str(Reason(picked).label) if picked in Reason.values and picked != Reason.OTHER else ""


def _key(entry: Entry) -> str:
    decision = entry.details.get("decision")
    return f"{entry.action}/{decision}" if decision else entry.action
