"""What an application costs: the ordinance names the class, the ordinance on fees its amount. With source and certainty."""

from dataclasses import dataclass

from merit.rules.findings import LegalSource
from merit.rules.rulesets import ORDINANCE, Certainty

FEES = "avgiftsförordningen (1992:191)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """amount: whole kronor for one application. says: that there is a fee, and its class; sets: what the class costs; rest: how it is paid.

    per_level: that each level is an application of its own, and how sure that is: the ordinance has one fee for each case.
    """

    amount: int
    fee_class: int
    says: LegalSource
    sets: LegalSource
    rest: LegalSource
    certainty: Certainty
    per_level: Certainty


FEE = Fee(
    amount=990,
    fee_class=2,
    says=LegalSource(ORDINANCE, "12 §"),
    sets=LegalSource(FEES, "10 §"),
    rest=LegalSource(FEES, "11–14 §§"),
    certainty=Certainty.TEXT,
    per_level=Certainty.READING,
)


def application_fee() -> Fee:
    """The fee for having one level tried. Its amount changes with the ordinance on fees: read it again before each year."""
    return FEE
