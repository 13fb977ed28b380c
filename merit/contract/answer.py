"""From an assessment to the answer of the contract."""

from decimal import Decimal

from django.utils.translation import gettext as _

from merit.contract.canonical import digest_of, plain_number
from merit.contract.errors import RecordError
from merit.contract.record import parse_record
from merit.rules.durations import Duration
from merit.rules.facts import Facts
from merit.rules.findings import Assessment, Finding, Measure
from merit.rules.levels import assess
from merit.rules.rulesets import RULE_SETS, NoRuleSetError, RulesOn, rule_set_on
from merit.sentences import explanation

LANGUAGE = "sv"


def answer_record(record: object, *, rules_on: RulesOn = rule_set_on, language: str = LANGUAGE) -> dict[str, object]:
    """One decoded record in, one answer out. Raises RecordError, also where no rule set is in force on the reference date.

    rules_on: the built-in rule sets, or a school provider's. language: of the explanations, for whoever asks for another than Swedish.
    """
    facts = parse_record(record)
    try:
        assessment = assess(facts, rules=rules_on(facts.reference_date))
    except NoRuleSetError as error:
        first = min(rules.valid_from for rules in RULE_SETS).isoformat()
        message = _("Inga regler för meritering gäller den dagen. De första gäller från och med %(first)s.") % {"first": first}
        raise RecordError("reference_date", message) from error
    return to_answer(assessment, facts, language=language)


def to_answer(assessment: Assessment, facts: Facts, *, language: str = LANGUAGE) -> dict[str, object]:
    """The answer of the contract as plain JSON types. The explanations are Swedish, whatever language is active, unless told otherwise."""
    made: dict[object, dict[str, object]] = {}
    return {
        "reference_date": assessment.reference_date.isoformat(),
        "rule_set": assessment.rule_set,
        "rules_valid_from": assessment.rules_valid_from.isoformat(),
        "facts_digest": digest_of(facts),
        "levels": [
            {
                "level": level.level,
                "outcome": level.outcome._value_,
                "decided": level.decided,
                "conditions": [_condition(finding, made, language) for finding in level.findings],
            }
            for level in assessment.levels
        ],
    }


def _condition(finding: Finding, made: dict[object, dict[str, object]], language: str) -> dict[str, object]:
    """made: the conditions told so far, by finding and by what it says: levels that ask for the same differ in the paragraph at most."""
    again = made.get(id(finding))
    if again is not None:
        return again
    said = (finding.condition, finding.message, finding.remedy, finding.required)
    source = {"law": finding.source.law, "provision": finding.source.provision}
    told = made.get(said)
    if told is not None:
        made[id(finding)] = other = {**told, "source": source}
        return other
    made[id(finding)] = made[said] = told = {
        "id": finding.condition._value_,
        "outcome": finding.outcome._value_,
        "required": _measure(finding.required),
        "sure": _measure(finding.sure),
        "possible": _measure(finding.possible),
        "unit": None if finding.unit is None else finding.unit._value_,
        "missing": _measure(finding.missing),
        "source": source,
        "explanation": explanation(finding, language=language),
    }
    return told


def _measure(measure: Measure | None) -> int | float | str | None:
    if measure is None:
        return None
    if isinstance(measure, Duration):
        return str(measure)
    number = plain_number(measure)
    return float(number) if isinstance(number, Decimal) else number
