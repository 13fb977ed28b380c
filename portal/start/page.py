"""Puts the start page together: what every role somebody has adds to it, what needs them first."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, in_words, long_date, thousands
from inventory.standing import read_standing
from merit.pages import lower_first
from merit.rule_sets import rule_sets_of
from organisation.http import Scope
from organisation.models import Person
from plans.choices.pages import tiers_figure
from plans.choices.situation import situation_of
from plans.models import AuthorityPlan, CourseChoice
from portal.start import others, own
from portal.start.parts import OpenRow, Start
from privacy.leaving import reading_until


def start_of(person: Person, scope: Scope, *, on: date, at: datetime) -> Start:
    """Only what the roles call for is read. The heading says how much waits; where nothing can wait, what is going on."""
    start = Start()
    if scope.reviews:
        _add_reviews(start, person, scope, on=on)
    if scope.is_staff:
        _add_own(start, person, scope, on=on, at=at)
    if scope.oversees:
        _add_overseen(start, person, on=on)
    if scope.administers:
        section = others.administration_section(person, on=on)
        start.sections.append(section)
        if not start.state and not start.lead:
            start.state, start.lead = section.rows[0].text, _("Härifrån ser du vad som finns i systemet.")
    if not (scope.roles or scope.employments):
        start.state = _("Du har inget uppdrag här i dag.")
        start.lead = _("Hör av dig till systemförvaltaren om det inte stämmer. På din kontosida ser du vad som gäller för dig.")
        _tell_leaver(start, person, on=on)
    start.state = start.state or _waiting(start, by_others=scope.reviews)
    start.lead = start.lead or _("Det som händer härnäst syns här.")
    return start


def _tell_leaver(start: Start, person: Person, *, on: date) -> None:
    """Whoever has left may read and take along what is theirs for some time."""
    until = reading_until(person, on=on)
    if until is None or until < on:
        return
    start.state = _("Du har slutat här.")
    start.lead = _("Du kan läsa och hämta dina uppgifter till och med den %(day)s. Sedan stängs kontot.") % {"day": long_date(until)}
    title, text = _("Mina uppgifter"), _("Läs allt som finns om dig, och ta det med dig.")
    start.rows.append(OpenRow(title, text, reverse("privacy:my_data"), "now", _("Går att hämta"), action=_("Öppna mina uppgifter")))


def _waiting(start: Start, *, by_others: bool) -> str:
    count = sum(row.needs_me for row in start.rows)
    if not count:
        return _("Inget väntar på dig.") if by_others else _("Inget återstår.")
    words = {"count": in_words(count)}
    if by_others and count == 1 and start.first and start.first.count:
        return f"{thousands(start.first.count)} {lower_first(start.first.title)}."
    if by_others:
        return first_upper(ngettext("%(count)s sak väntar på dig.", "%(count)s saker väntar på dig.", count) % words)
    return first_upper(ngettext("%(count)s sak återstår.", "%(count)s saker återstår.", count) % words)


def _add_reviews(start: Start, person: Person, scope: Scope, *, on: date) -> None:
    review = others.review_row(person, on=on)
    choices = others.choices_row(person, scope, on=on) if scope.leads else None
    start.rows += [row for row in (review, choices) if row is not None]
    section = others.units_section(person, scope, on=on)
    start.rows += others.plan_rows_to_write(section, scope)
    if section is not None:
        start.sections.append(section)
    start.lead = (
        _("Börja överst. Det som har väntat längst ligger först i varje kö.") if start.rows else _("Nytt dyker upp här när någon skickar.")
    )


def _add_own(start: Start, person: Person, scope: Scope, *, on: date, at: datetime) -> None:
    standing = read_standing(person, on=on, with_merit=scope.is_teaching, brief=True)
    rows = own.inventory_rows(standing, viewer=person)
    situation = None
    start.rows += rows
    if scope.is_teaching and CourseChoice.objects.filter(person=person).exists():
        situation = situation_of(person, on=on)
        start.rows += own.choice_rows(situation, at=at)
    elif scope.is_teaching and AuthorityPlan.objects.for_person(person, on=on).exists():
        start.rows.append(own.nothing_chosen())
    start.note = own.inventory_note(standing)
    start.lead = start.lead or own.inventory_lead(standing, rows)
    if scope.is_teaching:
        start.panel = own.next_level(standing, rules_on=rule_sets_of(person.provider_id), on=on)
    if situation is not None and situation.choices:
        start.plan = tiers_figure(situation)


def _add_overseen(start: Start, person: Person, *, on: date) -> None:
    overseen = others.Overseen(person, on=on)
    start.sections += overseen.sections()
    start.ahead = overseen.ahead()
    if not start.rows and not start.lead:
        start.state, start.lead = overseen.state, overseen.lead
