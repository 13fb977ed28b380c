"""What an answer says without its sentences, as bytes that can be compared: by them a stored assessment is proved again."""

from decimal import Decimal
from hashlib import sha256

import orjson

from merit.contract.canonical import canonical_number
from merit.rules.durations import Duration
from merit.rules.findings import Assessment, Finding, Measure


def answer_digest(answer: Assessment, facts_digest: str) -> str:
    """SHA-256, in hex, over the canonical bytes of an answer.

    Numbers are written as text, plainly, since nobody reads them but for comparing. facts_digest: of the facts it answers.
    """
    return sha256(answer_bytes(answer, facts_digest)).hexdigest()


def answer_bytes(answer: Assessment, facts_digest: str) -> bytes:
    """Keys sorted, no white space, UTF-8: all of the contract's answer but the explanations, which are derived and may be reworded."""
    content = {
        "reference_date": answer.reference_date.isoformat(),
        "rule_set": answer.rule_set,
        "rules_valid_from": answer.rules_valid_from.isoformat(),
        "facts_digest": facts_digest,
        "levels": [
            {
                "level": level.level,
                "outcome": level.outcome._value_,
                "decided": level.decided,
                "conditions": [_condition(finding) for finding in level.findings],
            }
            for level in answer.levels
        ],
    }
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def _condition(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.condition._value_,
        "outcome": finding.outcome._value_,
        "required": _measure(finding.required),
        "sure": _measure(finding.sure),
        "possible": _measure(finding.possible),
        "unit": None if finding.unit is None else finding.unit._value_,
        "missing": _measure(finding.missing),
        "source": {"law": finding.source.law, "provision": finding.source.provision},
    }


def _measure(measure: Measure | None) -> str | None:
    if isinstance(measure, Decimal):
        return canonical_number(measure)
    return str(measure) if isinstance(measure, Duration) else None
