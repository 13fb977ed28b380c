"""What waits in others' matters: reviews, choices to answer, units and authorities to follow."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import in_words, local_day, long_date, percent
from core.suppression import SMALLEST_SHOWN
from inventory.models import Campaign
from inventory.review.queue import Selection, WaitingPeople
from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import Authority, Person, SchoolUnit
from plans.authority.tables import standing as plan_standing
from plans.models import AuthorityPlan, CourseChoice, TimelineItem
from plans.units.list_page import unit_rows
from portal.administration import counted
from portal.overview.aggregates import totals_of
from portal.start.parts import Happening, LinkRow, OpenRow, Section, written_day

STEPS_AHEAD = 4


def review_row(viewer: Person, *, on: date) -> OpenRow | None:
    """Records that wait for the viewer's eyes. One query."""
    waiting = WaitingPeople(viewer, Selection(), on=on).totals
    if waiting.oldest is None:
        return None
    text = ngettext("Från %(count)s person.", "Från %(count)s personer.", waiting.people) % {"count": in_words(waiting.people)}
    oldest = _("Den äldsta har väntat sedan %(day)s.") % {"day": long_date(local_day(waiting.oldest))}
    title = ngettext("Uppgift att granska", "Uppgifter att granska", waiting.rows)
    link = reverse("review:queue")
    return OpenRow(title, f"{text} {oldest}", link, "wait", _("Väntar på dig"), count=waiting.rows, action=_("Granska"))


def choices_row(viewer: Person, scope: Scope, *, on: date) -> OpenRow | None:
    """Choices that wait for the principal's answer. One query."""
    waiting = CourseChoice.objects.answerable_by(viewer, on=on)
    sums: dict[str, Any] = waiting.aggregate(count=Count("pk"), people=Count("person", distinct=True), since=Min("proposed_at"))
    if not sums["count"]:
        return None
    people = ngettext("Från %(count)s person.", "Från %(count)s personer.", sums["people"]) % {"count": in_words(sums["people"])}
    oldest = _("Den äldsta har väntat sedan %(day)s.") % {"day": long_date(local_day(sums["since"]))}
    units = {given.unit_id for given in scope.roles if given.role in PRINCIPAL_ROLES and given.unit_id}
    url = reverse("plans:unit_choices", kwargs={"unit": units.pop()}) if len(units) == 1 else reverse("plans:units")
    title = _("Kursval att ta ställning till")
    return OpenRow(title, f"{people} {oldest}", url, "wait", _("Väntar på dig"), count=sums["count"], action=_("Svara på kursval"))


def units_section(viewer: Person, scope: Scope, *, on: date) -> Section | None:
    """The units somebody leads: response, and where the plan stands."""
    led = frozenset(given.unit_id for given in scope.roles if given.role in PRINCIPAL_ROLES and given.unit_id)
    if not led:
        return None
    units = list(SchoolUnit.objects.led_by(viewer, on=on).select_related("authority").order_by("name", "pk"))
    rows = [
        LinkRow(row.unit.name, row.response, reverse("plans:unit", kwargs={"pk": row.unit.pk}), row.kind, row.word)
        for row in unit_rows(units, led=frozenset(), viewer=viewer, on=on)
    ]
    return Section("enheter", ngettext("Din enhet", "Dina enheter", len(rows)), rows)


def plan_rows_to_write(section: Section | None, scope: Scope) -> list[OpenRow]:
    """A unit's plan that is not decided is the principal's to finish; who stands in for one does not write it."""
    if section is None:
        return []
    own = {given.unit_id for given in scope.roles if given.role in PRINCIPAL_ROLES and given.delegation_id is None}
    to_write = {reverse("plans:unit", kwargs={"pk": pk}) for pk in own}
    return [
        OpenRow(
            _("Skriv enhetens plan, %(unit)s") % {"unit": row.title},
            _("Analysen och kurserna beslutas av dig."),
            f"{row.url}plan/",
            row.kind,
            row.word,
        )
        for row in section.rows
        if row.kind in {"now", "off"} and row.url in to_write
    ]


class Overseen:
    """What a strategist or a reader follows: the authorities of the role, their response and their plans. Four queries."""

    def __init__(self, viewer: Person, *, on: date) -> None:
        self.on = on
        authorities = Authority.objects.overseen_by(viewer, on=on)
        self.authorities: Sequence[Authority] = list(authorities.order_by("name", "pk"))
        self.totals = totals_of(authorities, on=on)
        running = Campaign.objects.running(on).filter(authorities__in=[each.pk for each in self.authorities])
        self.campaign = running.order_by("-opens_on", "pk").first()
        plans = AuthorityPlan.objects.visible_to(viewer, on=on).filter(authority__in=self.authorities).exclude(status="replaced")
        self.plans = list(plans.select_related("authority").order_by("authority__name", "-starts_on", "-version"))

    @property
    def state(self) -> str:
        """What the heading says: the share of all those overseen."""
        staff, sent = (sum(numbers[index] for numbers in self.totals.values()) for index in (0, 1))
        if self.campaign is None or staff < SMALLEST_SHOWN:
            return _("Ingen inventering pågår.")
        return _("%(share)s har skickat.") % {"share": percent(100 * sent / staff).replace("%", _("procent"))}

    @property
    def lead(self) -> str:
        if self.campaign is None:
            return _("Här ser du planerna och vad inventeringarna har visat, utan personuppgifter.")
        words = {"goal": self.campaign.target_percent, "day": long_date(self.campaign.closes_on)}
        return _("Målet är %(goal)s procent den %(day)s. Inga personuppgifter visas här.") % words

    def sections(self) -> list[Section]:
        places = [
            LinkRow(each.name, self._text(each), reverse("portal:authority_overview", kwargs={"pk": each.pk})) for each in self.authorities
        ]
        plans = [self._plan(plan) for plan in self.plans]
        found = [Section("oversikt", ngettext("Översikten", "Översikter", len(places)), places)] if places else []
        return [*found, Section("planer", ngettext("Huvudmannaplanen", "Huvudmannaplaner", len(plans)), plans)] if plans else found

    def _text(self, authority: Authority) -> str:
        staff, sent = self.totals.get(authority.pk, (0, 0))
        people = ngettext("%(count)s anställd", "%(count)s anställda", staff) % {"count": staff}
        if self.campaign is None or staff < SMALLEST_SHOWN:
            return f"{people}."
        return _("%(people)s. %(sent)s har skickat, %(share)s.") % {"people": people, "sent": sent, "share": percent(100 * sent / staff)}

    def _plan(self, plan: AuthorityPlan) -> LinkRow:
        kind, word = plan_standing(plan, self.on)
        decided = _("Beslutad %(day)s.") % {"day": long_date(plan.decided_on)} if plan.decided_on else _("Inte beslutad än.")
        text = _("%(authority)s, version %(version)s. %(decided)s") % {
            "authority": plan.authority.name,
            "version": plan.version,
            "decided": decided,
        }
        return LinkRow(plan.title, text, reverse("plans:authority_plan", kwargs={"pk": plan.pk}), kind, word)

    def ahead(self) -> list[Happening]:
        """The next steps of the plans in force. One query."""
        in_force = [plan.pk for plan in self.plans if plan_standing(plan, self.on)[0] == "met"]
        items = TimelineItem.objects.filter(plan__in=in_force, ends_on__gte=self.on).order_by("starts_on", "ends_on", "pk")
        return [_ahead(item.title, item.starts_on, item.ends_on, self.on) for item in items[:STEPS_AHEAD]]


def _ahead(title: str, starts_on: date, ends_on: date, on: date) -> Happening:
    if starts_on > on:
        return Happening(starts_on, written_day(starts_on, on=on), title)
    text = _("%(what)s, sista dagen") % {"what": title} if ends_on > starts_on else title
    return Happening(ends_on, written_day(ends_on, on=on), text)


def administration_section(viewer: Person, *, on: date) -> Section:
    """What there is to look after."""
    units = SchoolUnit.objects.of_provider(viewer.provider_id).open_on(on).count()
    people = Person.objects.filter(provider=viewer.provider_id, is_active=True).count()
    return Section(
        "administration", _("Administration"), [LinkRow(viewer.provider.name, counted(units, people), reverse("portal:administration"))]
    )
