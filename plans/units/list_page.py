"""The list of units: response, what waits and where the plan stands. The same number of queries for one unit as for forty."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import percent
from core.suppression import SMALLEST_SHOWN
from inventory.models import Campaign, RecordStatus, Submission
from organisation.models import Employment, Person, SchoolUnit
from plans.models import AuthorityPlan, CourseChoice, UnitPlan
from plans.units.records import activity


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: SchoolUnit
    authority: str
    response: str
    waiting: str
    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class _Sums:
    staff: Counter[int]
    sent: Counter[int]
    asked: frozenset[int]
    reviews: Counter[int]
    choices: Counter[int]
    plans: dict[int, str]
    planned: frozenset[int]


def unit_rows(units: Sequence[SchoolUnit], *, led: frozenset[int], viewer: Person, on: date) -> list[UnitRow]:
    """led: ids of the units the viewer leads; what waits for an answer is told for those."""
    sums = _sums(units, led, viewer, on)
    several = len({unit.authority_id for unit in units}) > 1
    return [_row(unit, sums, is_led=unit.pk in led, several=several) for unit in units]


def _row(unit: SchoolUnit, sums: _Sums, *, is_led: bool, several: bool) -> UnitRow:
    kind, word = _plan_state(unit, sums)
    return UnitRow(
        unit=unit,
        authority=unit.authority.name if several else "",
        response=_response(unit, sums),
        waiting=_waiting(sums.reviews[unit.pk], sums.choices[unit.pk]) if is_led else "",
        kind=kind,
        word=word,
    )


def _response(unit: SchoolUnit, sums: _Sums) -> str:
    staff, sent = sums.staff[unit.pk], sums.sent[unit.pk]
    if not staff:
        return _("Ingen är anställd på enheten i dag.")
    people = ngettext("%(count)d anställd", "%(count)d anställda", staff) % {"count": staff}
    if unit.authority_id not in sums.asked:
        return _("%(people)s. Ingen inventering pågår.") % {"people": people}
    if staff < SMALLEST_SHOWN:
        return _("%(people)s. Svaren visas inte, gruppen är mindre än fem.") % {"people": people}
    words = {"people": people, "sent": sent, "share": percent(100 * sent / staff)}
    return _("%(people)s. %(sent)s har skickat inventeringen, %(share)s.") % words


def _waiting(reviews: int, choices: int) -> str:
    parts = []
    if reviews:
        parts.append(ngettext("%(count)d uppgift att granska", "%(count)d uppgifter att granska", reviews) % {"count": reviews})
    if choices:
        parts.append(ngettext("%(count)d kursval att svara på", "%(count)d kursval att svara på", choices) % {"count": choices})
    return f"{', '.join(parts)}." if parts else _("Inget väntar på dig.")


def _plan_state(unit: SchoolUnit, sums: _Sums) -> tuple[str, str]:
    if unit.authority_id not in sums.planned:
        return "quiet", _("Ingen huvudmannaplan gäller")
    status = sums.plans.get(unit.pk)
    if status == UnitPlan.Status.DECIDED:
        return "met", _("Planen är beslutad")
    return ("now", _("Planen är ett utkast")) if status else ("off", _("Planen är inte påbörjad"))


def _sums(units: Sequence[SchoolUnit], led: frozenset[int], viewer: Person, on: date) -> _Sums:
    ids = [unit.pk for unit in units]
    authorities = {unit.authority_id for unit in units}
    running = Campaign.objects.running(on).filter(authorities__in=authorities)
    in_force = AuthorityPlan.objects.in_force(on).filter(authority__in=authorities)
    rows = list(_staff(ids, on))
    work = _work(led, on) if led else []
    return _Sums(
        staff=Counter({row["unit"]: row["staff"] for row in rows}),
        sent=Counter({row["unit"]: row["sent"] for row in rows}),
        asked=frozenset(running.order_by().values_list("authorities", flat=True)),
        reviews=_reviews(work, viewer),
        choices=_choices(work, viewer),
        plans=dict(UnitPlan.objects.filter(unit__in=ids, plan__in=in_force).order_by("pk").values_list("unit", "status")),
        planned=frozenset(in_force.order_by("pk").values_list("authority", flat=True)),
    )


def _staff(ids: list[int], on: date) -> QuerySet[Employment, dict[str, Any]]:
    sent = Submission.objects.filter(
        person=OuterRef("person"),
        campaign__opens_on__lte=on,
        campaign__closes_on__gte=on,
        campaign__authorities=OuterRef("unit__authority"),
    )
    work = Employment.objects.active(on).filter(unit__in=ids).order_by().values("unit")
    return work.annotate(staff=Count("person", distinct=True), sent=Count("person", distinct=True, filter=Q(Exists(sent)))).order_by("unit")


def _reviews(work: Sequence[tuple[int, UUID]], viewer: Person) -> Counter[int]:
    """Records that wait for review in the units one leads. One's own wait for somebody else."""
    people = {person for _unit, person in work}
    waiting = {row.person: row.count for row in activity(people, None) if row.what == RecordStatus.SENT} if people else {}
    found: Counter[int] = Counter()
    for unit, person in work:
        found[unit] += 0 if person == viewer.pk else waiting.get(person, 0)
    return found


def _choices(work: Sequence[tuple[int, UUID]], viewer: Person) -> Counter[int]:
    """Choices that wait for an answer in the units one leads."""
    people = {person for _unit, person in work} - {viewer.pk}
    proposed = CourseChoice.objects.filter(person__in=people, status=CourseChoice.Status.PROPOSED).order_by()
    waiting = dict(proposed.values("person").annotate(count=Count("pk")).order_by("person").values_list("person", "count"))
    found: Counter[int] = Counter()
    for unit, person in work:
        found[unit] += waiting.get(person, 0)
    return found


def _work(led: frozenset[int], on: date) -> list[tuple[int, UUID]]:
    """Who works in which of the units one leads, each pair once."""
    work = Employment.objects.active(on).filter(unit__in=led).order_by("unit", "person")
    return list(work.values_list("unit", "person").distinct())
