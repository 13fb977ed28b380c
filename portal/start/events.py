"""The latest that has happened to somebody's matters, in plain words: audit entries about them, told through one table."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Entry
from core.formats import first_upper, in_words, local_day
from core.names import display_name
from organisation.models import Person
from portal.start.parts import Happening, written_day

SHOWN = 5
READ = 60  # entries looked through; many of them make one line

Sentence = Callable[[str, int], str]


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
    """One query. What the same person did of the same kind on one day is one line."""
    entries = Entry.objects.filter(subject=person, action__in=ACTIONS).select_related("actor").order_by("-at", "-pk")[:READ]
    return list(_told(entries, person, on))[:SHOWN]


def _told(entries: Iterable[Entry], person: Person, on: date) -> Iterable[Happening]:
    for (day, key, actor_pk), group in groupby(entries, key=lambda entry: (local_day(entry.at), _key(entry), entry.actor_id)):
        same = list(group)
        if actor_pk == person.pk:
            if key in BY_ME:
                yield Happening(day, written_day(day, on=on), BY_ME[key]())
        elif key in BY_OTHERS:
            actor = same[0].actor
            who = display_name(actor, person) if actor is not None else _("Någon som inte längre har konto")
            yield Happening(day, written_day(day, on=on), first_upper(BY_OTHERS[key](who, len(same))))


def _key(entry: Entry) -> str:
    decision = entry.details.get("decision")
    return f"{entry.action}/{decision}" if decision else entry.action
