"""What one course would count towards for one teacher: the same engine, all the courses taken as passed at once."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from core.formats import hp
from merit import sentences
from merit.projection import project_facts
from merit.rules.facts import Facts
from merit.rules.findings import Assessment, Condition, Finding
from merit.rules.rulesets import RulesOn
from plans.choices.outlook import COUNTS, COURSES_BEAR_ON, planned, reference
from plans.models import CourseOffer
from plans.terms import Term


def fills(facts: Facts, offers: Iterable[CourseOffer], *, rules_on: RulesOn) -> dict[int, str]:
    """What each course would count towards for this teacher, as one sentence, by the same engine: all of them taken as passed at once."""
    day = Term.of(facts.reference_date).following.last_day
    courses = {offer.pk: offer for offer in offers}
    candidates = [planned(offer, Term.of(facts.reference_date).following) for offer in courses.values()]
    if not candidates:
        return {}
    end = project_facts(facts, candidates, rules_on=rules_on).end
    assert end.reference_date == day
    asked = _asked(end)
    return {pk: _filled(reference(offer), offer.credits, asked) for pk, offer in courses.items()}


def _asked(end: Assessment) -> dict[Condition, tuple[int, Finding]]:
    """For each condition that courses bear on: the undecided level that asks most of it, and its finding."""
    asked: dict[Condition, tuple[int, Finding]] = {}
    for level in end:
        for finding in level.findings:
            if level.decided or finding.condition not in COURSES_BEAR_ON or not isinstance(finding.required, Decimal):
                continue
            known = asked.get(finding.condition)
            if known is None or (isinstance(known[1].required, Decimal) and known[1].required < finding.required):
                asked[finding.condition] = (level.level, finding)
    return asked


def _filled(ref: str, size: Decimal, asked: Mapping[Condition, tuple[int, Finding]]) -> str:
    if not asked:
        return _("Räknas inte mot någon nivå som återstår.")
    parts: list[str] = []
    refused = ""
    for condition, (level, finding) in asked.items():
        counted = next((counted for row, counted in finding.rows if row == ref), None)
        if counted in COUNTS:
            words = {"credits": hp(size), "required": hp(finding.required), "level": level}  # type: ignore[arg-type]
            parts.append(_part(condition) % words)
        elif condition is Condition.MERIT_CREDITS and counted is not None:
            refused = sentences.row_word(counted)
    if not parts:
        return f"{refused}." if refused else _("Räknas inte mot någon nivå som återstår.")
    return _("Räknas: %(parts)s.") % {"parts": ", ".join(parts)}


def _part(condition: Condition) -> str:
    return {
        Condition.MERIT_CREDITS: _("%(credits)s av de %(required)s som nivå %(level)s kräver"),
        Condition.ADVANCED_CREDITS: _("även av de %(required)s på avancerad nivå"),
        Condition.TEACHING_PROFICIENCY: _("VAK, som nivå %(level)s kräver"),
    }[condition]
