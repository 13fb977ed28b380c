"""What a pack is made from: one person's records, certificates and assessment on one day. Read once, told three times."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.db.models import prefetch_related_objects

from inventory.models import Certificate, Record
from merit.contract import record_of
from merit.facts import PersonRows, read_rows
from merit.rule_sets import rule_set_for
from merit.rules import assess
from merit.rules.facts import Facts
from merit.rules.findings import Assessment, LevelResult
from merit.rules.rulesets import RuleSet
from organisation.models import Person


@dataclass(frozen=True)
class Basis:
    """on: the day of the assessment. records: by the facts' ref, each with its certificates read."""

    person: Person
    level: int
    on: date
    rows: PersonRows
    facts: Facts
    assessment: Assessment
    records: Mapping[str, Record]
    rules: RuleSet

    @property
    def result(self) -> LevelResult:
        return self.assessment.level(self.level)

    @cached_property
    def digest(self) -> str:
        """The same as long as nothing behind the pack has changed: facts, certificates and their codes, and how the level comes out.

        The day itself is no part of it: that a day has passed changes nothing until an outcome does.
        """
        facts = {key: value for key, value in record_of(self.facts).items() if key != "reference_date"}
        proofs = {ref: [_stamp(each) for each in certificates_of(record)] for ref, record in self.records.items()}
        outcomes = [[finding.condition, finding.outcome] for finding in self.result.findings]
        whole = {"facts": facts, "proofs": proofs, "outcomes": outcomes, "decided": self.result.decided}
        return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()


def read_basis(person: Person, level: int, *, on: date) -> Basis:
    """Fifteen queries at most, however many records."""
    rows = read_rows([person.pk])[person.pk]
    records = rows.by_reference()
    for _kind, some in groupby(records.values(), key=type):
        prefetch_related_objects(list(some), "certificates")
    facts = rows.as_facts(on)
    rules = rule_set_for(person.provider_id, on=on)
    return Basis(person, level, on, rows, facts, assess(facts, rules=rules), records, rules)


def certificates_of(record: Record) -> Sequence[Certificate]:
    return sorted(record.certificates.all(), key=lambda each: (each.uploaded_at, str(each.pk)))


def _stamp(certificate: Certificate) -> tuple[str, ...]:
    control = (certificate.control_code, certificate.control_url, str(certificate.control_until))
    return (certificate.sha256, str(certificate.is_blocked), *control)
