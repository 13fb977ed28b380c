"""The dry run: the work of a job of the kind merit.rule_set_dry_run."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from merit.facts import facts_for
from merit.models import StoredAssessment
from merit.rule_sets.changes import Changes, change_between
from merit.rule_sets.in_force import rule_sets_of
from merit.rule_sets.models import DryRun, RuleSetDraft
from merit.rule_sets.services import DRY_RUN
from merit.rules import assess
from merit.rules.readings import Readings
from merit.rules.rulesets import RuleSet
from organisation.models import Employment

CHUNK = 500
WORKING = gettext_noop("Bedömer alla på båda sätten")
FAILED = gettext_noop("Provkörningen gick inte att göra. Felet är antecknat. Prova igen.")


def rehearse(job: Job) -> None:
    """Assess everybody on the draft's first day by what answers without it, and by the draft. Raises jobs.services.CancelledError."""
    run = DryRun.objects.select_related("draft__provider").get(job=job)
    draft = run.draft
    before = rule_sets_of(draft.provider_id)(draft.valid_from)
    after = draft_rules(draft, before)
    people = list(
        StoredAssessment.objects.filter(person__provider=draft.provider_id, person__is_active=True)
        .order_by("person_id")
        .values_list("person_id", flat=True)
    )
    jobs.start(job, total=max(len(people), 1), at=timezone.now())
    changes = Changes()
    for start in range(0, len(people), CHUNK):
        jobs.step(job, done=start, message=WORKING)
        count(changes, people[start : start + CHUNK], before, after, run)
    _finish(run, job, changes)


def draft_rules(draft: RuleSetDraft, before: RuleSet) -> RuleSet:
    """The rule set that the draft would be. Only the answers differ, so it can be read from whatever answers without it."""
    return before.reread(id=draft.name, valid_from=draft.valid_from, last_day=None, readings=Readings.from_values(draft.readings))


def count(changes: Changes, people: list[UUID], before: RuleSet, after: RuleSet, run: DryRun) -> None:
    day = run.draft.valid_from
    units = _units_of(people, run)
    for person, facts in facts_for(people, on=day).items():
        changes.add(change_between(assess(facts, rules=before), assess(facts, rules=after)), units[person])


def _units_of(people: Iterable[UUID], run: DryRun) -> dict[UUID, set[int]]:
    """Where they work on the day of the dry run."""
    found: dict[UUID, set[int]] = defaultdict(set)
    work = Employment.objects.active(run.on).filter(person__in=people).order_by("person_id", "unit_id")
    for person, unit in work.values_list("person_id", "unit_id"):
        found[person].add(unit)
    return found


@transaction.atomic
def _finish(run: DryRun, job: Job, changes: Changes) -> None:
    jobs.finish(job, at=timezone.now(), url=reverse("rule_sets:draft", kwargs={"pk": run.draft_id}))
    run.result = changes.as_json()
    run.save(update_fields=["result"])


KIND = Kind(DRY_RUN, rehearse, failed=FAILED)
