"""The list of units: response, what waits and where the plan stands. The same number of queries for one unit as for forty."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import percent
from inventory.models import KINDS, Campaign, RecordStatus, Submission
from organisation.models import Employment, Person, SchoolUnit
from plans.models import AuthorityPlan, CourseChoice, UnitPlan
from plans.units.suppression import SMALLEST_SHOWN


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
    return _Sums(
        staff=Counter({row["unit"]: row["staff"] for row in rows}),
        sent=Counter({row["unit"]: row["sent"] for row in rows}),
        asked=frozenset(running.order_by().values_list("authorities", flat=True)),
        reviews=_reviews(led, viewer, on),
        choices=_choices(led, viewer, on),
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


def _reviews(led: frozenset[int], viewer: Person, on: date) -> Counter[int]:
    """Records that wait for review in the units one leads, every kind in one query. One's own wait for somebody else."""
    per_kind: list[QuerySet[Any, Any]] = [
        model.objects.filter(status=RecordStatus.SENT, person__employments__in=_work(led, on))
        .exclude(person=viewer)
        .order_by()
        .values("person__employments__unit")
        .annotate(count=Count("pk", distinct=True))
        .values_list("person__employments__unit", "count")
        for model in KINDS.values()
    ]
    found: Counter[int] = Counter()
    for unit, count in reduce(lambda one, other: one.union(other, all=True), per_kind).order_by():
        found[unit] += count
    return found


def _choices(led: frozenset[int], viewer: Person, on: date) -> Counter[int]:
    waiting = CourseChoice.objects.answerable_by(viewer, on=on).filter(person__employments__in=_work(led, on)).order_by()
    rows = waiting.values("person__employments__unit").annotate(count=Count("pk", distinct=True))
    return Counter(dict(rows.order_by("person__employments__unit").values_list("person__employments__unit", "count")))


def _work(led: frozenset[int], on: date) -> QuerySet[Employment]:
    return Employment.objects.active(on).filter(unit__in=led)
