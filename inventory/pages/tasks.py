"""The task list, row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, in_words, iso, long_date
from inventory.models import Campaign, Record
from inventory.pages.phrases import day_of_week, left_out_text, moment, numbers, service_length, sums_text
from inventory.standing import Standing
from inventory.sums import sum_courses, sum_service
from inventory.tasklist import ABOUT, Part, Reason, Standpoint, State, TaskList, is_corrected
from inventory.words import PART_TITLES, STATE_LOOKS, STATE_WORDS, WORDS
from organisation.models import Employment, Person


@dataclass(frozen=True)
class TaskRow:
    """url is empty while the part is locked. tone: done, now or nothing, for the number."""

    number: int
    title: str
    text: str
    url: str
    look: str
    icon: str
    word: str
    note: str
    tone: str


@dataclass(frozen=True)
class Returned:
    """Something a reviewer has sent back."""

    heading: str
    reason: str
    reviewer: Person | None
    day: str
    url: str
    is_corrected: bool


@dataclass(frozen=True)
class Alert:
    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class TasksPage:
    title: str
    lead: str
    alert: Alert | None
    returned: Sequence[Returned]
    rows: Sequence[TaskRow]
    next_url: str
    next_label: str
    saved: str
    nothing_url: str
    receipts: Sequence[tuple[str, str]]


def tasks_page(
    standing: Standing,
    tasks: TaskList,
    *,
    on: date,
    employments: Sequence[Employment],
    coming: Campaign | None,
    receipts: Sequence[tuple[str, str]],
) -> TasksPage:
    rows = [
        _row(each, standing, tasks, on=on, employments=employments) for each in tasks.parts if standing.campaign or each.part.slug != ABOUT
    ]
    if standing.campaign:
        rows.append(_check_row(tasks))
    next_url, next_label = _next(standing, tasks)
    is_untouched = not standing.all_records and not standing.nothing_to_add
    return TasksPage(
        title=standing.campaign.name if standing.campaign else _("Ingen inventering pågår just nu"),
        lead=_lead(standing, len(tasks.parts), coming),
        alert=_alert(standing, tasks) if standing.campaign else None,
        returned=[_returned(record) for record in standing.returned],
        rows=rows,
        next_url=next_url,
        next_label=next_label,
        saved=moment(standing.saved_at) if standing.saved_at else "",
        nothing_url=reverse("inventory:nothing") if standing.is_open and is_untouched else "",
        receipts=receipts,
    )


def _lead(standing: Standing, parts: int, coming: Campaign | None) -> str:
    if standing.is_open:
        sentence = _(
            "%(count)s delar, i den ordning du vill. Sedan skickar du. Du kan gå härifrån när som helst, det du har sparat finns kvar."
        )
        return first_upper(sentence % {"count": in_words(parts)})
    if standing.campaign:
        return _("Inventeringen är stängd, men du kan rätta och skicka det som granskaren har skickat tillbaka.")
    keep = _("Du kan läsa och ändra det du har registrerat. Det skickas nästa gång kommunen frågar.")
    if coming is None:
        return keep
    opens = _("Nästa inventering är %(name)s. Den öppnar %(day)s.") % {"name": coming.name, "day": long_date(coming.opens_on)}
    return f"{keep} {opens}"


def _alert(standing: Standing, tasks: TaskList) -> Alert:
    assert standing.campaign is not None
    until = _("Skicka senast %(day)s.") % {"day": day_of_week(standing.campaign.closes_on)} if standing.is_open else ""
    if standing.last is not None and tasks.is_sent:
        text = (
            _("Kommunen fick dina svar %(when)s. Du kan lägga till mer och skicka igen.")
            if standing.is_open
            else _("Kommunen fick dina svar %(when)s.")
        )
        return Alert("success", _("Allt är skickat."), text % {"when": moment(standing.last.sent_at)})
    if standing.last is not None:
        text = _("Det du skickade %(when)s gäller tills du skickar igen.") % {"when": moment(standing.last.sent_at)}
        return Alert("warning", _("Du har ändringar som inte är skickade."), f"{text} {until}".strip())
    return Alert("warning", _("Inget är skickat än."), f"{_left(tasks)} {until}".strip())


def _left(tasks: TaskList) -> str:
    left = len(tasks.waits_for)
    if not left:
        return _("Alla delar som behövs är klara.")
    text = ngettext("En del återstår innan du kan skicka.", "%(count)s delar återstår innan du kan skicka.", left)
    return text % {"count": first_upper(in_words(left))}


def _returned(record: Record) -> Returned:
    return Returned(
        heading=record.heading,
        reason=record.review_reason,
        reviewer=record.reviewed_by,
        day=long_date(record.reviewed_at),
        url=reverse("inventory:record_edit", kwargs={"slug": record.slug, "pk": record.pk}),
        is_corrected=is_corrected(record),
    )


def _next(standing: Standing, tasks: TaskList) -> tuple[str, str]:
    if standing.campaign is None or tasks.is_sent:
        return "", ""
    if tasks.next_number is None:
        return reverse("inventory:check"), _("Kontrollera och skicka")
    part = tasks.parts[tasks.next_number - 1].part
    return part_url(part), _("Fortsätt med del %(number)s") % {"number": tasks.next_number}


def part_url(part: Part) -> str:
    return reverse("inventory:about") if part.slug == ABOUT else reverse("inventory:records", kwargs={"slug": part.slug})


def _row(stand: Standpoint, standing: Standing, tasks: TaskList, *, on: date, employments: Sequence[Employment]) -> TaskRow:
    look, icon = STATE_LOOKS[stand.state]
    tone = "done" if stand.state in {State.DONE, State.SENT} else "now" if stand.number == tasks.next_number else ""
    return TaskRow(
        number=stand.number,
        title=str(PART_TITLES[stand.part.slug]),
        text=_about(employments) if stand.part.slug == ABOUT else _summary(stand.part, standing, on=on),
        url=part_url(stand.part),
        look=look,
        icon=icon,
        word=str(STATE_WORDS[stand.state]),
        note=_note(stand),
        tone=tone,
    )


def _check_row(tasks: TaskList) -> TaskRow:
    look, icon = STATE_LOOKS[tasks.check]
    is_locked = tasks.check == State.LOCKED
    number = len(tasks.parts) + 1
    return TaskRow(
        number=number if tasks.parts else 1,
        title=_("Kontrollera och skicka"),
        text=_("Läs igenom dina svar och skicka dem till kommunen"),
        url="" if is_locked else reverse("inventory:check"),
        look=look,
        icon=icon,
        word=_opens_when(tasks.waits_for) if is_locked else str(STATE_WORDS[tasks.check]),
        note="" if is_locked or tasks.is_sent else _("Nu kan du skicka"),
        tone="done" if tasks.is_sent else "" if is_locked else "now",
    )


def _opens_when(waits_for: tuple[int, ...]) -> str:
    sentence = ngettext("Öppnas när del %(parts)s är klar", "Öppnas när del %(parts)s är klara", len(waits_for))
    return sentence % {"parts": numbers(waits_for)}


def _note(stand: Standpoint) -> str:
    """What is left, where a word under the status helps: corrections before certificates."""
    reasons = [each.reason for each in stand.missing]
    corrections = reasons.count(Reason.NOT_CORRECTED)
    certificates = reasons.count(Reason.NO_CERTIFICATE) + reasons.count(Reason.HARMFUL_CERTIFICATE)
    if corrections:
        return ngettext("En rad behöver rättas", "%(count)s rader behöver rättas", corrections) % {"count": corrections}
    if certificates:
        return ngettext("Ett intyg saknas", "%(count)s intyg saknas", certificates) % {"count": certificates}
    return ""


def _about(employments: Sequence[Employment]) -> str:
    return "; ".join(f"{work.get_profession_display()}, {work.unit.name}" for work in employments)


def _summary(part: Part, standing: Standing, *, on: date) -> str:
    """What is there already, in one line; else what the part asks for."""
    records = standing.of(*part.kinds)
    if records:
        return SUMMARIES.get(part.slug, _counts)(records, standing, on)
    said = [kind for kind in part.kinds if kind in standing.nothing_to_add]
    if said:
        return str(WORDS[said[0]].said_none)
    questions: Mapping[str, str] = {
        "legitimation": _("Det som gör dig behörig, och från vilken dag"),
        "anstallningar": _("Var du har arbetat, hur mycket och hur länge"),
        "kurser": _("Det du har läst med högskolepoäng efter din examen"),
        "forskning": _("Om du har deltagit i ett projekt med ett lärosäte"),
        "senare-examina": _("Bara om du har en senare examen eller ett beslut från Skolverket"),
    }
    return questions[part.slug]


def _days(records: Sequence[Any], standing: Standing, on: date) -> str:
    return ", ".join(f"{record.heading} {iso(record.issued_on)}" for record in records)


def _employments(records: Sequence[Record], standing: Standing, on: date) -> str:
    service = sum_service(standing.employments, degree_on=standing.degree_on, on=on)
    count = WORDS["employment"].counted(len(records))
    if service.is_none:
        return count
    return _("%(count)s, %(time)s som lärare") % {"count": count, "time": service_length(service)}


def _courses(records: Sequence[Record], standing: Standing, on: date) -> str:
    sums = sum_courses(standing.courses, degree_on=standing.degree_on)
    return ". ".join(filter(None, (sums_text(sums), left_out_text(sums))))


def _research(records: Sequence[Record], standing: Standing, on: date) -> str:
    return f"{WORDS['research'].counted(len(records))}: {', '.join(record.heading for record in records)}"


def _counts(records: Sequence[Record], standing: Standing, on: date) -> str:
    counts = {kind: sum(record.kind == kind for record in records) for kind in ("degree", "decision")}
    return ", ".join(WORDS[kind].counted(count) for kind, count in counts.items() if count)


SUMMARIES: Mapping[str, Callable[[Sequence[Record], Standing, date], str]] = {
    "legitimation": _days,
    "anstallningar": _employments,
    "kurser": _courses,
    "forskning": _research,
}
