"""Why a row was not simply accepted: a short list, with room for own words."""

from dataclasses import dataclass

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from inventory.models import Course, Cycle, MeritBasis, Record


class Decision(models.TextChoices):
    ACCEPT = "accept", _("Godkänn")
    CHANGE = "change", _("Godkänn med ändring")
    RETURN = "return", _("Be läraren rätta")
    NOT_MERITING = "not_meriting", _("Godkänn, men inte som meriterande")
    REJECT = "reject", _("Godkänn inte")


class Reason(models.TextChoices):
    """Codes are kept in the audit entry; the sentence is what the teacher reads."""

    MISSING = "missing", _("Intyget saknas eller är inte komplett.")
    UNREADABLE = "unreadable", _("Intyget går inte att läsa.")
    MISMATCH = "mismatch", _("Uppgifterna stämmer inte med intyget.")
    SOMEONE_ELSE = "someone_else", _("Intyget är utfärdat till någon annan.")
    UNKNOWN_ISSUER = "unknown_issuer", _("Det framgår inte vem som har utfärdat intyget.")
    NOT_PASSED = "not_passed", _("Det framgår inte att hela kursen är godkänd.")
    IN_DEGREE = "in_degree", _("Kursen ingår i den behörighetsgivande examen.")
    OUTSIDE_AREAS = "outside_areas", _("Kursen hör inte till något av de sex områdena.")
    OTHER_AREA = "other_area", _("Kursen hör till ett annat område.")
    OTHER_CYCLE = "other_cycle", _("Kursen är på en annan nivå enligt intyget eller kursplanen.")
    DUPLICATE = "duplicate", _("Samma sak är redan registrerad.")
    OTHER = "other", _("Annat, som jag skriver här.")


ABOUT_COURSES = frozenset({Reason.NOT_PASSED, Reason.IN_DEGREE, Reason.OUTSIDE_AREAS, Reason.OTHER_AREA, Reason.OTHER_CYCLE})


def decisions_for(record: Record) -> list[Decision]:
    """What can be decided beside a plain yes."""
    if isinstance(record, Course):
        return [Decision.CHANGE, Decision.RETURN, Decision.NOT_MERITING, Decision.REJECT]
    return [Decision.RETURN, Decision.REJECT]


def reasons_for(record: Record) -> list[Reason]:
    return [reason for reason in Reason if reason not in ABOUT_COURSES or isinstance(record, Course)]


@dataclass(frozen=True)
class Ruling:
    """One decision as the reviewer made it. merit_basis and cycle belong to a change; empty leaves them as they are."""

    decision: Decision
    reason: Reason | None = None
    words: str = ""
    merit_basis: str = ""
    cycle: str = ""

    def changes_to(self, record: Record) -> dict[str, str]:
        """Field → new value, for what really differs."""
        if self.decision != Decision.CHANGE or not isinstance(record, Course):
            return {}
        wanted = {"merit_basis": self.merit_basis, "cycle": self.cycle}
        return {name: value for name, value in wanted.items() if value and value != getattr(record, name)}

    def told(self, record: Record) -> str:
        """What the teacher reads: what was changed, the reason, the reviewer's own words. Always in Swedish, the words of the record."""
        with translation.override("sv"):
            parts = [_change_told(record, name, value) for name, value in self.changes_to(record).items()]
            if self.reason is not None and self.reason != Reason.OTHER:
                parts.append(str(self.reason.label))
        return " ".join(filter(None, [*parts, self.words.strip()]))


def _change_told(record: Record, name: str, value: str) -> str:
    choices = dict((MeritBasis if name == "merit_basis" else Cycle).choices)
    before = choices.get(getattr(record, name), _("inte angivet"))
    sentence = _("Meriteringsgrunden är ändrad från %(before)s till %(after)s.")
    if name == "merit_basis" and getattr(record, name) in {"", MeritBasis.UNSURE}:
        sentence = _("Granskaren har valt meriteringsgrunden %(after)s.")
    if name == "cycle":
        sentence = _("Nivån är ändrad från %(before)s till %(after)s.")
    return str(sentence) % {"before": str(before).lower(), "after": str(choices[value]).lower()}
