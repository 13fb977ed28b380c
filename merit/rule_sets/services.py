"""Drafting, rehearsing and publishing another reading of the law."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.services import Details, record
from jobs import services as jobs
from merit.reassessments import start_reassessment
from merit.rule_sets.content import Content, RuleSetError, checked, is_explained, to_explain
from merit.rule_sets.in_force import rule_sets_of
from merit.rule_sets.models import DryRun, PublishedRuleSet, RuleSetDraft
from merit.rules.readings import Readings
from merit.rules.rulesets import RuleSet
from organisation.models import Person, SchoolProvider

DRY_RUN = "merit.rule_set_dry_run"


@transaction.atomic
def save_draft(draft: RuleSetDraft | None, content: Content, *, seen: int, by: Person, on: date, at: datetime) -> RuleSetDraft:
    """Keep a draft, a new one where none is given. seen: the revision that was opened. Raises RuleSetError."""
    base = checked(content, provider=by.provider_id, on=on)
    kept = {name: dict(content.grounds[name]) for name in to_explain(content.readings, base) if name in content.grounds}
    if draft is None:
        held = RuleSetDraft(provider=by.provider)
    else:
        held = _opened(draft.pk, seen)
        held.version += 1
        held.revision += 1
    held.name, held.base, held.valid_from = content.name, base.id, content.valid_from
    held.readings, held.grounds = content.readings.as_values(), kept
    held.changed_by, held.changed_at = by, at
    held.save()
    record("merit.rule_set.drafted", actor=by, target=held, at=at, details={"version": held.version})
    return held


@transaction.atomic
def save_grounds(draft: RuleSetDraft, grounds: dict[str, dict[str, str]], *, seen: int, by: Person, at: datetime) -> None:
    """Keep why the answers are as they are. They change no outcome, so a dry run still stands. Raises RuleSetError."""
    held = _opened(draft.pk, seen)
    held.revision += 1
    held.grounds, held.changed_by, held.changed_at = grounds, by, at
    held.save(update_fields=["grounds", "revision", "changed_by", "changed_at"])
    record("merit.rule_set.explained", actor=by, target=held, at=at)


@transaction.atomic
def remove_draft(draft: RuleSetDraft, *, by: Person, at: datetime) -> None:
    """Throw a draft away. Raises RuleSetError where it has been published."""
    held = _held(draft.pk)
    record("merit.rule_set.draft_removed", actor=by, target=held, at=at)
    for run in held.dry_runs.select_related("job").filter(job__finished_at=None):
        jobs.cancel(run.job, by=by, at=at)
    held.delete()


@transaction.atomic
def order_dry_run(draft: RuleSetDraft, *, by: Person, on: date, at: datetime) -> DryRun:
    """Assess everybody twice, by a worker. A second click while the first is unfinished gives the same one back. Raises RuleSetError."""
    held = _held(draft.pk)
    checked(content_of(held), provider=held.provider_id, on=on)
    baseline = rule_sets_of(held.provider_id)(held.valid_from).id
    same = held.dry_runs.filter(draft_version=held.version, on=on, baseline=baseline, job__finished_at=None).first()
    if same is not None:
        return same
    job = jobs.order(DRY_RUN, owner=by, at=at)
    run = DryRun.objects.create(draft=held, job=job, draft_version=held.version, on=on, baseline=baseline)
    record("merit.rule_set.rehearsed", actor=by, target=held, at=at, details={"version": held.version})
    return run


@transaction.atomic
def publish(draft: RuleSetDraft, *, run: int, seen: int, by: Person, on: date, at: datetime) -> PublishedRuleSet:
    """Let the draft answer from its first day, for good. run, seen: the dry run and the revision that whoever publishes has read.

    One at a time at a provider, so that whoever comes second is told. Everybody is assessed again at once where it begins today, else in
    the night of its first day. Raises RuleSetError.
    """
    SchoolProvider.objects.select_for_update(no_key=True).get(pk=draft.provider_id)
    held = _opened(draft.pk, seen)
    content = content_of(held)
    base = checked(content, provider=held.provider_id, on=on)
    if not is_explained(content.readings, content.grounds, base):
        raise RuleSetError(_("Skriv först varför varje svar som skiljer sig är valt."))
    rehearsed = held.dry_runs.filter(pk=run).first()
    if rehearsed is None or rehearsed.result is None or not is_current(rehearsed, held, on=on):
        raise RuleSetError(_("Provkörningen gäller inte längre. Gör en ny innan du publicerar."))
    row = _created(held, content, base, by=by, at=at)
    held.published = row
    held.save(update_fields=["published"])
    starts_now = row.valid_from <= on
    details: Details = {"valid_from": row.valid_from.isoformat(), "answers": len(to_explain(content.readings, base)), "dry_run": run}
    record("merit.rule_set.published", actor=by, target=row, at=at, details=details)
    if starts_now:
        start_reassessment(held.provider, by=by, on=on, at=at)
    return row


def is_current(run: DryRun, draft: RuleSetDraft, *, on: date) -> bool:
    """Whether a dry run still tells the truth: of this version, made today, beside what would still answer without it."""
    return run.draft_version == draft.version and run.on == on and run.baseline == rule_sets_of(draft.provider_id)(draft.valid_from).id


def content_of(draft: RuleSetDraft) -> Content:
    return Content(draft.name, draft.valid_from, Readings.from_values(draft.readings), draft.grounds)


def _held(draft: int) -> RuleSetDraft:
    held = RuleSetDraft.objects.select_for_update(of=("self",)).select_related("provider").filter(pk=draft).first()
    if held is None:
        raise RuleSetError(_("Utkastet finns inte kvar."))
    if held.published_id is not None:
        raise RuleSetError(_("Utkastet är redan publicerat."))
    return held


def _opened(draft: int, seen: int) -> RuleSetDraft:
    held = _held(draft)
    if held.revision != seen:
        raise RuleSetError(_("Någon annan har ändrat utkastet sedan du öppnade sidan. Öppna det igen."))
    return held


def _created(draft: RuleSetDraft, content: Content, base: RuleSet, *, by: Person, at: datetime) -> PublishedRuleSet:
    """Two providers may take the same name at the same moment: the database lets one of them."""
    try:
        with transaction.atomic():
            return PublishedRuleSet.objects.create(
                provider_id=draft.provider_id,
                name=content.name,
                base=base.id,
                valid_from=content.valid_from,
                readings=content.readings.as_values(),
                grounds=draft.grounds,
                published_by=by,
                published_at=at,
            )
    except IntegrityError as error:
        raise RuleSetError(_("En annan regelversion har redan det namnet. Välj ett annat.")) from error
