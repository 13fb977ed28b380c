"""What the top of the assessment page says and offers: what it takes to come further, and the one thing to do first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, in_words
from merit.pages import AssessmentPage, LevelView
from merit.remedy_links import RemedyLink


@dataclass(frozen=True, slots=True)
class NextStep:
    """action: None where nothing on these pages brings the person further."""

    lead: str
    action: RemedyLink | None = None


def next_step(page: AssessmentPage) -> NextStep:
    """For the owner: the application where it can be made, else what the most urgent condition of the next level asks for."""
    level = next((level for level in page.levels if level.number == page.position.next_level), None)
    if level is None:
        return NextStep(page.lead)
    open_ = [condition for condition in level.conditions if condition.icon != "met"]
    if not open_:
        return NextStep(_("Alla villkor är uppfyllda. Bedömningen är preliminär, och Skolverket beslutar."), _application(level))
    first = open_[0]
    said = [first.remedy, _more(len(open_) - 1), _("Bedömningen är preliminär, och Skolverket beslutar.")]
    return NextStep(" ".join(filter(None, said)), next(iter(first.links), None))


def _application(level: LevelView) -> RemedyLink:
    text = _("Gör underlag för ansökan om nivå %(level)s") % {"level": level.number}
    return RemedyLink(text, reverse("packs:level", kwargs={"level": level.number}))


def _more(others: int) -> str:
    if not others:
        return ""
    words = {"number": first_upper(in_words(others))}
    return ngettext("Ett villkor till återstår.", "%(number)s villkor till återstår.", others) % words
