"""The list of plans made ready to read: the heading says what is in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, in_words, long_date
from plans.authority.pages import school_years
from plans.authority.tables import standing
from plans.models import AuthorityPlan


@dataclass(frozen=True)
class PlanRow:
    pk: int
    title: str
    authority: str
    years: str
    facts: str
    status: str
    word: str


@dataclass(frozen=True)
class PlanRows:
    heading: str
    rows: tuple[PlanRow, ...]


def plan_rows(plans: Iterable[AuthorityPlan], *, on: date) -> PlanRows:
    """plans: with their authority already read, in the order of the page."""
    rows = tuple(_row(plan, on) for plan in plans)
    return PlanRows(_heading(rows), rows)


def _heading(rows: Sequence[PlanRow]) -> str:
    if not rows:
        return _("Huvudmannaplaner")
    count = sum(row.status == "met" for row in rows)
    if not count:
        return _("Ingen huvudmannaplan gäller än")
    text = ngettext("%(count)s huvudmannaplan gäller", "%(count)s huvudmannaplaner gäller", count)
    return first_upper(text % {"count": in_words(count)})


def _row(plan: AuthorityPlan, on: date) -> PlanRow:
    status, word = standing(plan, on)
    facts = [_("version %(version)s") % {"version": plan.version}]
    if plan.decided_on is not None:
        facts.append(_("beslutad %(day)s") % {"day": long_date(plan.decided_on)})
    if plan.case_number:
        facts.append(_("ärende %(number)s") % {"number": plan.case_number})
    years = school_years(plan.starts_on, plan.ends_on)
    return PlanRow(plan.pk, plan.title, plan.authority.name, years, first_upper(", ".join(facts)), status, word)
