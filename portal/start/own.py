"""What is open of one's own: the inventory, the choices, and the way to the next level."""

from datetime import date, datetime, timedelta
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, in_words, local_day, long_date, short_date
from core.names import display_name, is_named
from inventory.models import Record
from inventory.pages.phrases import day_of_week
from inventory.standing import Standing
from inventory.tasklist import State, TaskList, is_corrected, task_list
from merit.facts import PersonRows
from merit.pages import assessment_page
from merit.position import position_of
from merit.rules import assess
from merit.rules.rulesets import RulesOn
from organisation.models import Person
from plans.choices.services import lacking
from plans.choices.situation import Situation
from plans.models import CourseChoice
from portal.start.parts import Lacking, Measured, NextLevel, OpenRow

Status = CourseChoice.Status
STILL_NEW = timedelta(days=14)  # how long a principal's answer is news


def inventory_rows(standing: Standing, *, viewer: Person) -> list[OpenRow]:
    """What has been sent back, and how far the inventory is. Nothing where all is sent, or nobody asks."""
    tasks = task_list(standing)
    returned = [record for record in standing.returned if not is_corrected(record)]
    rows = [_returned(record, viewer) for record in returned]
    if standing.campaign is None or tasks.is_sent or (returned and not standing.is_open):
        return rows
    return [*rows, _inventory(standing, tasks)]


def _returned(record: Record, viewer: Person) -> OpenRow:
    words = {"day": short_date(cast(datetime, record.reviewed_at)), "reason": record.review_reason}
    if record.reviewed_by is not None and is_named(record.reviewed_by, viewer):
        text = _("%(who)s skrev den %(day)s: %(reason)s") % {**words, "who": display_name(record.reviewed_by, viewer)}
    else:
        text = _("Granskaren skrev den %(day)s: %(reason)s") % words
    url = reverse("inventory:record_edit", kwargs={"slug": record.slug, "pk": record.pk})
    return OpenRow(
        _("Rätta %(what)s") % {"what": record.heading},
        text,
        url,
        "no",
        _("Behöver rättas"),
        icon="back",
        action=_("Rätta det som kom tillbaka"),
    )


def _inventory(standing: Standing, tasks: TaskList) -> OpenRow:
    parts = len(tasks.parts)
    if standing.last is not None and not tasks.waits_for:
        text = _("Du har ändringar som inte är skickade.")
        return OpenRow(
            _("Skicka dina ändringar"),
            text,
            reverse("inventory:check"),
            "now",
            _("Inte skickat"),
            icon="part",
            action=_("Kontrollera och skicka"),
        )
    if not tasks.waits_for:
        text = _("Alla delar som behövs är klara. Inget är skickat än.")
        return OpenRow(
            _("Kontrollera och skicka inventeringen"),
            text,
            reverse("inventory:check"),
            "met",
            _("Klar att skicka"),
            action=_("Kontrollera och skicka"),
        )
    is_begun = any(part.state != State.NOT_STARTED for part in tasks.parts)
    if not is_begun:
        text = _("%(parts)s delar, i den ordning du vill. Du kan göra en del i taget.") % {"parts": first_upper(in_words(parts))}
        return OpenRow(
            _("Fyll i din inventering"), text, reverse("inventory:tasks"), "off", _("Inte påbörjad"), action=_("Börja med inventeringen")
        )
    nothing_sent = _("Inget är skickat än.") if standing.last is None else _("Det du ändrat är inte skickat.")
    left = ngettext("%(left)s av %(parts)s delar återstår.", "%(left)s av %(parts)s delar återstår.", len(tasks.waits_for))
    text = f"{first_upper(left % {'left': in_words(len(tasks.waits_for)), 'parts': in_words(parts)})} {nothing_sent}"
    return OpenRow(
        _("Fortsätt med inventeringen"),
        text,
        reverse("inventory:tasks"),
        "now",
        _("Påbörjad, sparad"),
        action=_("Fortsätt med inventeringen"),
    )


def inventory_note(standing: Standing) -> str:
    """When the running campaign closes."""
    if standing.campaign is None or not standing.is_open:
        return ""
    return _("Inventeringen stänger %(day)s") % {"day": day_of_week(standing.campaign.closes_on)}


def inventory_lead(standing: Standing, rows: list[OpenRow]) -> str:
    if standing.campaign is None:
        return _("Ingen inventering pågår just nu. Det du har registrerat finns kvar.")
    if any(row.kind == "no" for row in rows):
        return _("Rätta det som kom tillbaka och skicka igen. Allt du har skrivit är sparat.")
    if rows:
        return _("När inventeringens delar är klara kan du skicka den. Allt du har skrivit är sparat.")
    if standing.last is None:
        return ""
    words = {"day": long_date(local_day(standing.last.sent_at))}
    return _("Din inventering skickades den %(day)s. Du kan lägga till mer och skicka igen.") % words


def choice_rows(situation: Situation | None, *, at: datetime) -> list[OpenRow]:
    """What the teacher has to choose, send or read."""
    if situation is None:
        return []
    by_status = {status: [choice for choice in situation.choices if choice.status == status] for status in Status}
    url = reverse("plans:my_plan")
    if not situation.choices:
        return [nothing_chosen()]
    rows = []
    if again := by_status[Status.DECLINED]:
        text = ngettext("Rektor har bett dig välja om %(count)s kurs.", "Rektor har bett dig välja om %(count)s kurser.", len(again))
        rows.append(
            OpenRow(
                _("Välj om"), text % {"count": in_words(len(again))}, url, "no", _("Behöver ett nytt val"), icon="back", action=_("Välj om")
            )
        )
    if unsent := by_status[Status.DRAFT]:
        rows.append(_unsent(situation, len(unsent)))
    answered = [choice for choice in by_status[Status.AGREED] if choice.answered_at and at - choice.answered_at < STILL_NEW]
    if answered:
        rows.append(OpenRow(_("Läs rektors svar på dina kursval"), _answers(by_status), url, "met", _("Nytt svar"), needs_me=False))
    return rows


def nothing_chosen() -> OpenRow:
    """A plan is in force and nothing is chosen in it."""
    text = _("Välj kurser i huvudmannaplanen och skicka till din rektor.")
    return OpenRow(_("Välj dina kurser"), text, reverse("plans:choose"), "off", _("Inte påbörjat"), action=_("Välj dina kurser"))


def _unsent(situation: Situation, count: int) -> OpenRow:
    if lacking(situation):
        text = ngettext(
            "%(count)s kurs är vald. Fler behövs innan du kan skicka.", "%(count)s kurser är valda. Fler behövs innan du kan skicka.", count
        )
        url, title = reverse("plans:choose"), _("Fortsätt välja kurser")
    else:
        text = ngettext(
            "%(count)s kurs är vald men inte skickad till rektor.", "%(count)s kurser är valda men inte skickade till rektor.", count
        )
        url, title = reverse("plans:my_plan"), _("Skicka dina kursval")
    return OpenRow(title, first_upper(text % {"count": in_words(count)}), url, "now", _("Sparat, inte skickat"), action=title)


def _answers(by_status: dict[Any, list[CourseChoice]]) -> str:
    agreed, waiting = len(by_status[Status.AGREED]), len(by_status[Status.PROPOSED])
    text = ngettext("%(count)s är överenskommen.", "%(count)s är överenskomna.", agreed) % {"count": first_upper(in_words(agreed))}
    if waiting:
        more = ngettext("%(count)s väntar på svar.", "%(count)s väntar på svar.", waiting)
        text = f"{text} {first_upper(more % {'count': in_words(waiting)})}"
    return text


def next_level(standing: Standing, *, rules_on: RulesOn, on: date) -> NextLevel:
    """The way to the next level, reckoned from the rows the page has read already."""
    of = cast(Any, standing.of)
    rows = PersonRows(
        licences=of("licence"),
        qualifying=of("qualifying_degree"),
        employments=of("employment"),
        courses=of("course"),
        degrees=of("degree"),
        research=of("research"),
        decisions=of("decision"),
    )
    answer = assess(rows.as_facts(on), rules=rules_on(on))
    position = position_of(answer)
    page = assessment_page(answer, position, rows.by_reference())
    aimed = next((level for level in page.levels if level.number == position.next_level), None)
    if aimed is None:
        return NextLevel(_("Du har meriteringsnivå %(level)s") % {"level": position.highest})
    with_credits = next((each for each in aimed.conditions if each.measure is not None and each.measure.unit == "hp"), None)
    measured = None
    if with_credits is not None and with_credits.measure is not None:
        bar = with_credits.measure
        measured = Measured(with_credits.amount, with_credits.against, bar.sure, bar.possible, bar.required, bar.unit, bar.label)
    lacking_ones = [Lacking(each.name, each.kind, each.icon) for each in aimed.conditions if not each.is_quiet and each is not with_credits]
    return NextLevel(
        _("Vägen till meriteringsnivå %(level)s") % {"level": aimed.number},
        measured,
        lacking_ones,
        _("Alla villkor är uppfyllda. Du kan ansöka hos Skolverket.") if aimed.kind == "met" else "",
    )
