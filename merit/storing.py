"""From facts to the stored row: what is written, what is kept of the row it replaces, and who hears of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from merit import bulk
from merit.contract import facts_digest, record_of
from merit.contract.proof import answer_digest
from merit.models import AssessmentContent, EarlierAssessment, StoredAssessment
from merit.outcomes import Standing, standing_of
from merit.reasons import Why, why_between
from merit.rule_sets import rule_sets_of_many
from merit.rules import assess
from merit.rules.dates import changes_on
from merit.rules.facts import Facts
from merit.rules.qualifying import read_as
from merit.rules.rulesets import RuleSet
from merit.telling import Changed, tell_changed
from organisation.models import Person

LEVELS = (1, 2, 3, 4)
DECIDED = tuple(f"decided_level_{n}" for n in LEVELS)
CONTENT = [field.name for field in AssessmentContent._meta.get_fields()]
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Assessed:
    """One person as assessed now, beside the row as it was; before is None for somebody who had none."""

    before: StoredAssessment | None
    after: StoredAssessment
    standing: Standing

    @property
    def stands(self) -> bool:
        """Whether the row that is there says the same, and can be proved."""
        return self.before is not None and bool(self.before.answer_digest) and stored_standing(self.before) == self.standing

    @property
    def is_replaced(self) -> bool:
        """Whether the row that was there had another outcome, or came of other rules. Credits and facts alone make no history."""
        if self.before is None:
            return False
        was, now = stored_standing(self.before), self.standing
        same = was.outcomes == now.outcomes if was.outcomes else _levels(self.before) == _levels(self.after)
        return not same or was.decided != now.decided or self.before.rule_set != self.after.rule_set


def store_for_records(people: Iterable[UUID], *, on: date, at: datetime) -> None:
    """Records have changed: write what they amount to now. Whoever changed them tells of it."""
    assessed = _assess(people, on=on, at=at)
    _replace([each for each in assessed if each.is_replaced], at=at)
    _write([each.after for each in assessed])


def store_for_time(people: Iterable[UUID], *, on: date, at: datetime) -> int:
    """The day or the rules have changed: write the outcomes that are other, keep what they replace, and tell. Returns how many were.

    Whoever stands as before keeps the row; only the day on which it may change is put right. Nobody without a row gets one.
    """
    assessed = [each for each in _assess(people, on=on, at=at) if each.before is not None]
    _postpone([each for each in assessed if each.stands])
    others = [each for each in assessed if not each.stands]
    replaced = [each for each in others if each.is_replaced]
    _replace(replaced, at=at)
    _write([each.after for each in others])
    tell_changed([_changed(each) for each in replaced], on=on, at=at)
    return len(replaced)


def stored_standing(row: AssessmentContent) -> Standing:
    return Standing(row.outcomes, tuple([getattr(row, name) for name in DECIDED]), row.sure_credits, row.possible_credits)


def rules_of(providers: Iterable[int], *, on: date) -> dict[int, RuleSet]:
    """The rule set that answers for each of these providers. Raises NoRuleSetError."""
    return {provider: rules_on(on) for provider, rules_on in rule_sets_of_many(providers).items()}


def _assess(people: Iterable[UUID], *, on: date, at: datetime) -> list[Assessed]:
    """Holds the people's rows in one order: a change made meanwhile waits and is assessed after, not overwritten by older facts."""
    if not connection.in_atomic_block:
        raise RuntimeError("an assessment is stored in the transaction of what it follows")
    held = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(people)).order_by("pk")
    provider_of = dict(held.values_list("pk", "provider_id"))
    ids, rules = list(provider_of), rules_of(provider_of.values(), on=on)
    before = {row.person_id: row for row in StoredAssessment.objects.filter(person__in=ids).order_by("person_id")}
    facts = bulk.facts_in(bulk.read(ids), len(ids), on=on)
    return [_assessed(pk, *each, rules[provider_of[pk]], before.get(pk), at=at) for pk, each in zip(ids, facts, strict=True)]


def _assessed(
    person: UUID, facts: Facts, others_on: date | None, rules: RuleSet, before: StoredAssessment | None, *, at: datetime
) -> Assessed:
    facts = read_as(facts, rules.readings.degree)
    answer, record = assess(facts, rules=rules), record_of(facts)
    digest, standing = facts_digest(record), standing_of(answer)
    after = StoredAssessment(
        person_id=person,
        reference_date=answer.reference_date,
        rule_set=answer.rule_set,
        facts=record,
        facts_digest=digest,
        answer_digest=answer_digest(answer, digest),
        outcomes=standing.outcomes,
        sure_credits=standing.sure,
        possible_credits=standing.possible,
        assessed_at=at,
        changes_on=changes_on(facts, rules, others_on=others_on),
    )
    for level in answer:
        setattr(after, f"level_{level.level}", level.outcome.value)
        setattr(after, f"decided_level_{level.level}", level.decided)
    return Assessed(before, after, standing)


def _changed(each: Assessed) -> Changed:
    assert each.before is not None  # only what is replaced has changed
    found = why_between(each.before, each.after)
    return Changed(each.before, each.after, Why.TIME if found is Why.RECORDS else found)


def _write(rows: Sequence[StoredAssessment]) -> None:
    StoredAssessment.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person"], update_fields=[*CONTENT, "changes_on"], batch_size=AT_ONCE
    )


def _replace(assessed: Iterable[Assessed], *, at: datetime) -> None:
    rows = [
        EarlierAssessment(person_id=each.before.person_id, replaced_at=at, **{name: getattr(each.before, name) for name in CONTENT})
        for each in assessed
        if each.before is not None
    ]
    EarlierAssessment.objects.bulk_create(rows, batch_size=AT_ONCE)


def _postpone(assessed: Iterable[Assessed]) -> None:
    moved = []
    for each in assessed:
        if each.before is not None and each.before.changes_on != each.after.changes_on:
            each.before.changes_on = each.after.changes_on
            moved.append(each.before)
    StoredAssessment.objects.bulk_update(moved, ["changes_on"], batch_size=AT_ONCE)


def _levels(row: AssessmentContent) -> list[str]:
    return [getattr(row, f"level_{n}") for n in LEVELS]
