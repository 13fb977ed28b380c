"""What the administrator's pages show of rule sets, drafts and re-assessment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.formats import first_upper, long_date
from jobs.models import Job
from merit.models import Reassessment
from merit.rule_sets.content import RuleSetError, checked, is_explained, to_explain
from merit.rule_sets.dry_run_page import DryRunView, dry_run_view
from merit.rule_sets.in_force import RuleSets, Stretch
from merit.rule_sets.law_page import GroundsView, StretchView, days_of, grounds_view, stretch_view
from merit.rule_sets.models import DryRun, PublishedRuleSet, RuleSetDraft
from merit.rule_sets.services import content_of
from merit.rule_sets.texts import QUESTIONS
from merit.rules import rulesets
from merit.rules.readings import Readings
from merit.rules.rulesets import NoRuleSetError, RuleSet
from organisation.models import Person


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer that differs. was: what would else be read. grounds: None where it needs none, or has none yet."""

    question: str
    answer: str
    was: str
    grounds: GroundsView | None
    needs_grounds: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    heading: str
    lead: str
    stretches: tuple[StretchView, ...]
    drafts: tuple[RuleSetDraft, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """before_publishing: what has to be done first; empty where nothing has."""

    lead: str
    answers: tuple[AnswerView, ...]
    fault: str
    needs_grounds: bool
    has_grounds: bool
    run: DryRunView | None
    before_publishing: str
    consequences: tuple[str, ...]

    @property
    def may_publish(self) -> bool:
        return not self.before_publishing


@dataclass(frozen=True, slots=True)
class RuleSetPage:
    row: PublishedRuleSet
    lead: str
    state: StretchView
    answers: tuple[AnswerView, ...]
    job: Job | None
    is_done: bool
    told: str


def list_page(published: RuleSets, drafts: Sequence[RuleSetDraft], *, on: date) -> ListPage:
    stretches = tuple(stretch_view(each, shown=on, today=on) for each in reversed(published.stretches()))
    now = next((each for each in stretches if each.state == "now"), None)
    if now is None:
        return ListPage(
            _("Inga regler gäller i dag"), _("Meriteringsreglerna gäller från och med 1 september 2025."), stretches, tuple(drafts)
        )
    return ListPage(_("Nu gäller %(name)s") % {"name": now.name}, now.days + ".", stretches, tuple(drafts))


def draft_page(draft: RuleSetDraft, run: DryRun | None, published: RuleSets, *, may_see: Any, viewer: Person, on: date) -> DraftPage:
    """may_see: the stored assessments of others that the viewer may read."""
    content = content_of(draft)
    fault = _fault(draft, on=on)
    base = _base(draft)
    needs = base is not None and bool(to_explain(content.readings, base))
    has = base is not None and is_explained(content.readings, content.grounds, base)
    view = None if run is None else dry_run_view(run, draft, published, may_see=may_see, viewer=viewer, on=on)
    return DraftPage(
        lead=_lead(draft, on=on),
        answers=_answers(content.readings, content.grounds, _without(draft, published), base, row=None),
        fault=fault,
        needs_grounds=needs,
        has_grounds=has,
        run=view,
        before_publishing=fault or _before(view, has_grounds=has),
        consequences=tuple(_consequences(draft, on=on)),
    )


def rule_set_page(row: PublishedRuleSet, published: RuleSets, *, on: date) -> RuleSetPage:
    stretch = next(each for each in published.stretches() if each.row is not None and each.row.pk == row.pk)
    base = next((rules for rules in rulesets.RULE_SETS if rules.id == row.base), None)
    before = base.readings if base is not None else Readings()
    work = Reassessment.objects.filter(provider=row.provider_id, rule_set=row.name).select_related("job").first()
    return RuleSetPage(
        row=row,
        lead=first_upper(days_of(stretch.rules.valid_from, stretch.rules.last_day)) + ".",
        state=stretch_view(stretch, shown=on, today=on),
        answers=_answers(Readings.from_values(row.readings), row.grounds, before, base, row=row),
        job=None if work is None else work.job,
        is_done=work is not None and work.finished_at is not None,
        told=_told(stretch, work, on=on),
    )


def _told(stretch: Stretch, work: Reassessment | None, *, on: date) -> str:
    if stretch.was_passed_over:
        return _("En annan regelversion tog över samma dag.")
    if stretch.rules.valid_from > on:
        day = long_date(stretch.rules.valid_from)
        return _("Alla bedöms på nytt natten till %(day)s. Den som då får ett annat utfall får besked.") % {"day": day}
    if work is None:
        return _("Alla bedöms på nytt i natt.")
    if work.finished_at is not None:
        return _("Alla bedömdes på nytt %(day)s. De som fick ett annat utfall har fått besked.") % {
            "day": long_date(timezone.localdate(work.finished_at))
        }
    return ""


def _fault(draft: RuleSetDraft, *, on: date) -> str:
    """What makes the draft impossible to publish as it stands."""
    try:
        checked(content_of(draft), provider=draft.provider_id, on=on)
    except RuleSetError as error:
        return str(error)
    return ""


def _base(draft: RuleSetDraft) -> RuleSet | None:
    try:
        return rulesets.rule_set_on(draft.valid_from)
    except NoRuleSetError:
        return None


def _without(draft: RuleSetDraft, published: RuleSets) -> Readings:
    """How the law is read on the draft's first day without it."""
    try:
        return published(draft.valid_from).readings
    except NoRuleSetError:
        return Readings()


def _answers(
    readings: Readings, grounds: Any, before: Readings, base: RuleSet | None, *, row: PublishedRuleSet | None
) -> tuple[AnswerView, ...]:
    """The questions that are answered otherwise than before, or otherwise than by the law's own rule set."""
    own = () if base is None else to_explain(readings, base)
    shown = [name for name in QUESTIONS if name in own or name in readings.differing(before)]
    return tuple(_answer(name, readings, before, grounds.get(name), needs=name in own, row=row) for name in shown)


def _answer(name: str, readings: Readings, before: Readings, grounds: Any, *, needs: bool, row: PublishedRuleSet | None) -> AnswerView:
    asked = QUESTIONS[name]
    now, was = (str(getattr(each, name)) for each in (readings, before))
    has = bool(needs and grounds and all(grounds.values()))
    return AnswerView(
        question=str(asked.label),
        answer=str(asked.answers[now].meaning),
        was="" if now == was else str(asked.answers[was].meaning),
        grounds=grounds_view(grounds, row) if has else None,
        needs_grounds=needs,
    )


def _lead(draft: RuleSetDraft, *, on: date) -> str:
    if draft.valid_from == on:
        return _("Utkast. Gäller från och med i dag om det publiceras.")
    return _("Utkast. Gäller från och med %(day)s om det publiceras.") % {"day": long_date(draft.valid_from)}


def _before(run: DryRunView | None, *, has_grounds: bool) -> str:
    if not has_grounds:
        return _("Skriv först varför varje svar som skiljer sig är valt.")
    if run is None or not run.is_done:
        return _("Gör en provkörning innan du publicerar.")
    return "" if run.is_current else run.stale


def _consequences(draft: RuleSetDraft, *, on: date) -> list[str]:
    if draft.valid_from <= on:
        when = _("Den gäller från och med i dag. Alla bedöms på nytt genast, i bakgrunden.")
    else:
        when = _("Den gäller från och med %(day)s. Alla bedöms på nytt natten till dess.") % {"day": long_date(draft.valid_from)}
    return [
        when,
        _("Den som får ett annat utfall får besked."),
        _("Tidigare bedömningar står kvar som de var, med de regler de gjordes med."),
        _("Alla som loggar in ser hur ni läser lagen, varför, och att det var du som publicerade."),
        _("Det går inte att ändra eller ta bort. Vill ni läsa på ett annat sätt publicerar ni en ny."),
    ]
