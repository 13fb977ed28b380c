"""The rules of one school provider: what it has decided, and for the rest the proposals of the product, which keep everything."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import in_words, iso
from organisation.models import SchoolProvider
from privacy.kind import Kind
from privacy.kinds import KINDS
from privacy.models import Action, CountsFrom, RetentionRule

ARCHIVES_ACT = "Arkivlagen"  # binds no private provider
WITHOUT_ARCHIVES_ACT = "Dataskyddsförordningen artikel 5.1 e; huvudmannens eget beslut"
PROPOSALS = Path(__file__).resolve().parent.parent / "data" / "retention.json"


@dataclass(frozen=True)
class Line:
    """One kind and the rule that holds for it. A rule that is not stored is the product's proposal."""

    kind: Kind
    rule: RetentionRule

    def deletes(self, on: date) -> bool:
        return not self.kind.kept and self.rule.deletes(on)

    @property
    def is_stored(self) -> bool:
        return self.rule.pk is not None


def plan_of(provider: SchoolProvider) -> list[Line]:
    stored = {rule.kind: rule for rule in RetentionRule.objects.filter(provider=provider).order_by("kind")}
    return [Line(kind, stored.get(kind.key) or proposed(kind, provider)) for kind in KINDS]


def line_of(provider: SchoolProvider, kind: Kind) -> Line:
    stored = RetentionRule.objects.filter(provider=provider, kind=kind.key).first()
    return Line(kind, stored or proposed(kind, provider))


def proposed(kind: Kind, provider: SchoolProvider) -> RetentionRule:
    """What the product suggests: not stored, and without a decision, so that it only ever keeps."""
    data = proposals()[kind.key]
    is_bound = provider.keeps_public_records or not data["legal_ground"].startswith(ARCHIVES_ACT)
    confidentiality, correctness, availability = data["klassa"]
    return RetentionRule(
        provider=provider,
        kind=kind.key,
        action=Action(data["action"]),
        years=data.get("years"),
        counts_from=CountsFrom(data["counts_from"]) if "counts_from" in data else "",
        legal_ground=data["legal_ground"] if is_bound else WITHOUT_ARCHIVES_ACT,
        confidentiality=confidentiality,
        correctness=correctness,
        availability=availability,
    )


@cache
def proposals() -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(PROPOSALS.read_text(encoding="utf-8"))
    return data


def in_words_of(line: Line) -> str:
    """The rule as a sentence, as if it were decided."""
    rule = line.rule
    if line.kind.kept or rule.action == Action.KEEP:
        return str(line.kind.kept) or _("Bevaras.")
    if rule.action == Action.DELETE_INACTUAL:
        return " ".join([_("Gallras vid inaktualitet."), str(line.kind.stale_when)])
    years = rule.years or 0
    text = ngettext("Gallras %(years)s år efter dagen %(from)s.", "Gallras %(years)s år efter dagen %(from)s.", years)
    return text % {"years": in_words(years), "from": CountsFrom(rule.counts_from).label}


def for_people(line: Line, *, on: date) -> str:
    """The same for whoever the rows are about: what is decided, or that nothing is."""
    sentence = in_words_of(line)
    if line.kind.kept or line.rule.action == Action.KEEP or line.rule.is_decided(on):
        return sentence
    return _("Bevaras tills huvudmannen har beslutat något annat.")


def decision_of(line: Line, *, on: date) -> str:
    """Who decided and when, or that it is a proposal only."""
    rule = line.rule
    if rule.is_decided(on):
        return _("%(reference)s, %(day)s") % {"reference": rule.decision_reference, "day": iso(rule.decided_on)}
    return "" if line.kind.kept or rule.action == Action.KEEP else _("Förslag, inte beslutat. Inget gallras.")
