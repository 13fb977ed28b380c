"""What the pack's PDFs say, as the templates read it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from core.formats import long_date, thousands
from core.names import display_name
from inventory.models import LevelDecision, RecordStatus
from merit.pages import LevelView, assessment_page
from merit.position import position_of
from merit.rules.fees import Fee, application_fee
from merit.rules.findings import Outcome
from merit.years_page import with_times
from organisation.identity import services as identity
from organisation.identity.crypto import DamagedError, KeyMissingError
from organisation.models import Person, PersonIdentifier
from reports.pack.basis import Basis
from reports.pack.checklist import Checklist
from reports.pack.printing import Sheets


@dataclass(frozen=True)
class Standing:
    """How the level comes out. kind: met, no, maybe or decided. text: what that means for whoever is about to apply.

    open: the conditions that are not met or not known. before: that the level was refused before, empty where it was not.
    """

    kind: str
    title: str
    text: str
    open: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True)
class FeeText:
    amount: str
    text: str
    sources: str


def level_view(basis: Basis) -> LevelView:
    """The level as the assessment page shows it, but whole: what the other levels are does not matter here."""
    page = assessment_page(basis.assessment, position_of(basis.assessment), basis.records)
    return next(level for level in with_times(page.levels, basis.facts, basis.rules) if level.number == basis.level)


def standing_of(basis: Basis, view: LevelView) -> Standing:
    values = {"level": basis.level}
    refused = _refusal(basis)
    if basis.result.decided:
        title = _("Skolverket har redan beslutat meriteringsnivå %(level)s.") % values
        text = _("Du behöver inte ansöka om nivån igen. Du kan ändå göra paketet, till exempel för att spara det samlat.")
        return Standing("decided", title, text)
    unclear = tuple(condition.name for condition in view.conditions if condition.icon != "met")
    if basis.result.outcome is Outcome.MET:
        title = _("Villkoren för meriteringsnivå %(level)s är uppfyllda.") % values
        return Standing("met", title, _("Bedömningen är preliminär. Skolverket prövar ansökan och beslutar."), before=refused)
    if basis.result.outcome is Outcome.UNDETERMINED:
        title = _("Meriteringsnivå %(level)s går inte att avgöra än.") % values
        text = _("Något väntar på granskning eller är okänt. Du kan göra paketet nu, men vänta gärna med att ansöka tills det är klart.")
        return Standing("maybe", title, text, unclear, refused)
    title = _("Villkoren för meriteringsnivå %(level)s är inte uppfyllda än.") % values
    text = _("Du kan göra paketet ändå. Skolverket beslutar om nivån bara när villkoren är uppfyllda, och varje ansökan kostar en avgift.")
    return Standing("no", title, text, unclear, refused)


def _refusal(basis: Basis) -> str:
    """That Skolverket has refused the level before, by the latest such decision; empty where it has not."""
    days = [
        row.decided_on
        for row in basis.rows.decisions
        if row.level == basis.level and row.outcome == LevelDecision.Outcome.REFUSED and row.status != RecordStatus.REJECTED
    ]
    if not days:
        return ""
    return _("Skolverket gav avslag på en ansökan om nivån den %(day)s. Läs skälen i beslutet innan du ansöker igen.") % {
        "day": long_date(max(days))
    }


def fee_text(fee: Fee | None = None) -> FeeText:
    fee = fee or application_fee()
    amount = _("%(amount)s kronor") % {"amount": thousands(fee.amount)}
    text = _(
        "Varje ansökan om en meriteringsnivå kostar %(amount)s, avgiftsklass %(class)s. Avgiften betalas när ansökan ges in. "
        "Vi läser reglerna så att varje nivå är en egen ansökan med en egen avgift."
    ) % {"amount": amount, "class": fee.fee_class}
    sources = _("%(says)s; beloppet enligt %(sets)s; betalning enligt %(rest)s samma förordning.") % {
        "says": f"{fee.says.law}, {fee.says.provision}",
        "sets": f"{fee.sets.law}, {fee.sets.provision}",
        "rest": fee.rest.provision,
    }
    return FeeText(amount, text, sources)


def has_number(person: Person) -> bool:
    return PersonIdentifier.objects.filter(person=person, ended_at=None).exists()


def number_text(person: Person, *, whole: bool) -> str:
    """The personal number, whole or with its end hidden; empty where there is none, and of a protected identity unless it is asked for."""
    row = PersonIdentifier.objects.filter(person=person, ended_at=None).order_by("-added_at", "pk").first()
    if row is None or (person.is_protected and not whole):
        return ""
    try:
        number = identity.number_of(row)
    except (KeyMissingError, DamagedError):
        return ""
    return f"{number.value[:8]}-{number.value[8:]}" if whole else number.masked


def document_context(basis: Basis, checklist: Checklist, *, applies_on: date, with_number: bool, at: datetime) -> dict[str, Any]:
    """For templates/reports/pack/document.html. The person looks at their own: that is the only reader there is."""
    view = level_view(basis)
    return {
        "provider": basis.person.provider.name,
        "on": basis.on,
        "name": display_name(basis.person, basis.person),
        "number": number_text(basis.person, whole=with_number),
        "level": view,
        "standing": standing_of(basis, view),
        "checklist": checklist,
        "fee": fee_text(),
        "applies_on": long_date(applies_on),
        "rule_set": basis.assessment.rule_set,
        "valid_from": basis.assessment.rules_valid_from,
        "digest": basis.digest,
        "at": at,
    }


def print_context(context: dict[str, Any], sheets: list[Sheets]) -> dict[str, Any]:
    """For templates/reports/pack/print.html: the first page of the copy to print."""
    return {
        **context,
        "printed": [each for each in sheets if each.path is not None],
        "unprinted": [each for each in sheets if each.path is None],
    }
