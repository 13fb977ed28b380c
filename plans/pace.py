"""How long studies take. A year of full-time studies is 60 högskolepoäng in 40 weeks (högskoleförordningen 6 kap. 2 §)."""

from decimal import Decimal

CREDITS_A_YEAR = Decimal(60)
WEEKS_A_YEAR = Decimal(40)


def full_time_weeks(amount: Decimal) -> Decimal:
    """Of so many högskolepoäng: 7.5 are 5 weeks."""
    return amount * WEEKS_A_YEAR / CREDITS_A_YEAR
