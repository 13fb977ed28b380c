"""Proving what is stored: the same facts under the same rules give the same bytes, and every column says what they say."""

from collections.abc import Iterator
from dataclasses import dataclass

from merit.contract import RecordError, facts_digest, parse_record
from merit.contract.proof import answer_digest
from merit.models import AssessmentContent, EarlierAssessment, StoredAssessment
from merit.outcomes import standing_of
from merit.rule_sets import UnknownRuleSetError, rule_set_named
from merit.rules import assess
from merit.rules.findings import Assessment
from merit.rules.rulesets import RuleSet
from merit.storing import LEVELS, stored_standing

AT_A_TIME = 500  # rows in memory


@dataclass(frozen=True, slots=True)
class Verdict:
    """fault: empty where the row is proved."""

    row: str
    fault: str


def prove_all() -> Iterator[Verdict]:
    """Every assessment that holds and every earlier one, one after another: memory does not grow with them."""
    known: dict[str, RuleSet] = {}
    for model in (StoredAssessment, EarlierAssessment):
        for row in model.objects.order_by("pk").iterator(chunk_size=AT_A_TIME):
            yield Verdict(f"{model.__name__} {row.pk}", fault_of(row, known))


def fault_of(row: AssessmentContent, known: dict[str, RuleSet]) -> str:
    """What keeps the row from being proved, empty for nothing. known: rule sets already found, by name.

    A row from before answers had digests is proved by its columns alone.
    """
    if facts_digest(row.facts) != row.facts_digest:
        return "the facts are not those of the digest"
    try:
        rules = known[row.rule_set] if row.rule_set in known else known.setdefault(row.rule_set, rule_set_named(row.rule_set))
        answer = assess(parse_record(row.facts), rules=rules)
    except UnknownRuleSetError:
        return f"no rule set is called {row.rule_set}"
    except RecordError as error:
        return f"the facts cannot be read: {error.path}"
    checks = (
        (answer.reference_date != row.reference_date, "the facts are of another day"),
        (
            bool(row.answer_digest) and answer_digest(answer, row.facts_digest) != row.answer_digest,
            "the same facts and rules give another answer",
        ),
        (not _columns_say(row, answer), "a column says something else than the answer"),
    )
    return next((fault for is_wrong, fault in checks if is_wrong), "")


def _columns_say(row: AssessmentContent, answer: Assessment) -> bool:
    standing, kept = standing_of(answer), stored_standing(row)
    if not kept.outcomes:
        kept = kept._replace(outcomes=standing.outcomes)
    return kept == standing and all(getattr(row, f"level_{n}") == answer.level(n).outcome.value for n in LEVELS)
