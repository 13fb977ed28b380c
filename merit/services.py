"""Keeping the stored outcome true: assess again when records change, when a night has passed, or when asked; and sharing it."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from audit.services import record
from merit.contract import facts_digest, record_of
from merit.facts import facts_for
from merit.models import StoredAssessment
from merit.rule_sets import rule_sets_of_many
from merit.rules import assess
from merit.rules.facts import Facts
from merit.rules.findings import Assessment, Condition
from merit.rules.rulesets import RuleSet
from organisation.models import Person

LEVELS = (1, 2, 3, 4)
REFRESHED = [
    "reference_date",
    "rule_set",
    "facts",
    "facts_digest",
    *(f"level_{n}" for n in LEVELS),
    *(f"decided_level_{n}" for n in LEVELS),
    "sure_credits",
    "possible_credits",
    "assessed_at",
]


@transaction.atomic
def reassess(person: Person, on: date, at: datetime) -> None:
    """Assess one person by what is on record now and store the outcome. Listens to inventory.changes, so runs in that transaction."""
    reassess_many([person.pk], on=on, at=at)


@transaction.atomic
def reassess_many(people: Iterable[UUID], *, on: date, at: datetime) -> None:
    """The same for many at once. Whether somebody has shared their assessment is left as it is.

    Holds their rows in one order: a change made meanwhile waits and is assessed after, instead of being overwritten by older facts.
    """
    ids = list(people)
    held = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    provider_of = dict(held.values_list("pk", "provider_id"))
    rules = {provider: rules_on(on) for provider, rules_on in rule_sets_of_many(provider_of.values()).items()}
    rows = [_stored(pk, facts, rules[provider_of[pk]], at=at) for pk, facts in facts_for(ids, on=on).items() if pk in provider_of]
    StoredAssessment.objects.bulk_create(rows, update_conflicts=True, unique_fields=["person"], update_fields=REFRESHED, batch_size=500)


@transaction.atomic
def share(person: Person, *, shared: bool, on: date, at: datetime) -> None:
    """The teacher lets the principal read the assessment, or stops it. Saying the same thing twice changes nothing."""
    if not StoredAssessment.objects.filter(person=person).exists():
        reassess(person, on, at)
    row = StoredAssessment.objects.select_for_update(of=("self",)).get(person=person)
    if (row.shared_at is not None) == shared:
        return
    row.shared_at = at if shared else None
    row.save(update_fields=["shared_at"])
    record("merit.assessment.shared" if shared else "merit.assessment.unshared", actor=person, target=row, subject=person, at=at)


def _stored(person: UUID, facts: Facts, rules: RuleSet, *, at: datetime) -> StoredAssessment:
    answer = assess(facts, rules=rules)
    content = record_of(facts)
    sure, possible = _credits(answer)
    row = StoredAssessment(
        person_id=person,
        reference_date=answer.reference_date,
        rule_set=answer.rule_set,
        facts=content,
        facts_digest=facts_digest(content),
        sure_credits=sure,
        possible_credits=possible,
        assessed_at=at,
    )
    for level in answer:
        setattr(row, f"level_{level.level}", level.outcome.value)
        setattr(row, f"decided_level_{level.level}", level.decided)
    return row


def _credits(answer: Assessment) -> tuple[Decimal, Decimal | None]:
    """Merit credits so far, sure and possible, in hp. Credits are cumulative: every level sums the same courses."""
    finding = answer.level(1).finding(Condition.MERIT_CREDITS)
    sure = finding.sure if isinstance(finding.sure, Decimal) else Decimal(0)
    return sure, finding.possible if isinstance(finding.possible, Decimal) else None
