"""Writing down what a provider has decided about one kind."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from audit.services import record
from organisation.models import Person, SchoolProvider
from privacy.kind import Kind
from privacy.models import Action, RetentionRule


@dataclass(frozen=True)
class Decision:
    """What the rule shall say. A deletion without decision_reference and decided_on is kept as a proposal and destroys nothing."""

    action: str
    years: int | None
    counts_from: str
    legal_ground: str
    decision_reference: str
    decided_on: date | None
    confidentiality: int
    correctness: int
    availability: int


@transaction.atomic
def save_rule(provider: SchoolProvider, kind: Kind, decision: Decision, *, by: Person, at: datetime) -> RetentionRule:
    """Store the rule of one kind and say who did. Two at once wait for each other; the later is what holds."""
    SchoolProvider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    rule = RetentionRule.objects.filter(provider=provider, kind=kind.key).first() or RetentionRule(provider=provider, kind=kind.key)
    is_after = decision.action == Action.DELETE_AFTER
    rule.action = decision.action
    rule.years, rule.counts_from = (decision.years, decision.counts_from) if is_after else (None, "")
    rule.legal_ground = decision.legal_ground
    rule.decision_reference, rule.decided_on = decision.decision_reference, decision.decided_on
    rule.confidentiality, rule.correctness, rule.availability = decision.confidentiality, decision.correctness, decision.availability
    rule.changed_at, rule.changed_by = at, by
    rule.save()
    details: dict[str, str | int | bool | None] = {
        "kind": kind.key,
        "action": rule.action,
        "years": rule.years,
        "counts_from": str(rule.counts_from),
        "decided": rule.decided_on is not None,
    }
    record("privacy.retention.rule_saved", actor=by, target=rule, at=at, details=details)
    return rule
