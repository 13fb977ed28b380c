"""What one course would give one teacher towards the next level: the same engine, all the courses taken as passed at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.formats import hp
from merit import sentences
from merit.position import position_of
from merit.projection import project_facts
from merit.rules.facts import Facts
from merit.rules.findings import Assessment, Condition, Finding, Outcome
from merit.rules.rulesets import RulesOn
from plans.choices.outlook import COUNTS, COURSES_BEAR_ON, planned, reference
from plans.choices.taken import said_of, taken_in
from plans.models import CourseOffer
from plans.terms import Term


@dataclass(frozen=True, slots=True)
class Asked:
    """A level that asks for a condition. finding: as it comes out with the courses taken; is_met: that it is met without them."""

    level: int
    finding: Finding
    required: Decimal
    is_met: bool


def fills(facts: Facts, offers: Iterable[CourseOffer], *, rules_on: RulesOn) -> dict[int, str]:
    """What each course gives, in a sentence or two by the offer's id. A course that is registered already gives nothing more."""
    day = Term.of(facts.reference_date).following.last_day
    courses = {offer.pk: offer for offer in offers}
    taken = taken_in(facts)
    said = {pk: said_of(offer, taken) for pk, offer in courses.items()}
    candidates = [planned(offer, Term.of(facts.reference_date).following) for pk, offer in courses.items() if not said[pk]]
    if not candidates:
        return said
    projection = project_facts(facts, candidates, rules_on=rules_on)
    assert projection.end.reference_date == day
    asked = _asked(projection.today, projection.end)
    return {pk: said[pk] or _filled(reference(offer), offer.credits, asked) for pk, offer in courses.items()}


def _asked(today: Assessment, end: Assessment) -> dict[Condition, list[Asked]]:
    """For each condition that courses bear on: the undecided levels that ask for it, the next level first."""
    following = position_of(today).next_level
    levels = sorted((level for level in end if not level.decided), key=lambda level: (level.level != following, level.level))
    asked: dict[Condition, list[Asked]] = {}
    for level in levels:
        for finding in level.findings:
            if finding.condition in COURSES_BEAR_ON and isinstance(finding.required, Decimal):
                is_met = today.level(level.level).finding(finding.condition).outcome is Outcome.MET
                asked.setdefault(finding.condition, []).append(Asked(level.level, finding, finding.required, is_met))
    return asked


def _filled(ref: str, size: Decimal, asked: Mapping[Condition, list[Asked]]) -> str:
    if not asked:
        return _("Räknas inte mot någon nivå som återstår.")
    parts: dict[Condition, Asked] = {}
    already: list[Asked] = []
    refused = ""
    for condition, levels in asked.items():
        counted = next((counted for row, counted in levels[0].finding.rows if row == ref), None)
        if counted in COUNTS:
            lacking = next((each for each in levels if not each.is_met), None)
            if lacking is not None:
                parts[condition] = lacking
            if condition is Condition.MERIT_CREDITS and levels[0].is_met:
                already.append(levels[0])
        elif condition is Condition.MERIT_CREDITS and counted is not None:
            refused = sentences.row_word(counted)
    return _said(parts, already, size) or (f"{refused}." if refused else _("Räknas inte mot någon nivå som återstår."))


def _said(parts: Mapping[Condition, Asked], already: Iterable[Asked], size: Decimal) -> str:
    counted = {condition: each for condition, each in parts.items() if condition is not Condition.TEACHING_PROFICIENCY}
    said = [_part(condition, each, parts) % {"credits": hp(size), **_words(each)} for condition, each in counted.items()]
    whole = [_("Räknas: %(parts)s.") % {"parts": ", ".join(said)}] if said else []
    if proficiency := parts.get(Condition.TEACHING_PROFICIENCY):
        whole.append(_("Det är kursen VAK, som nivå %(level)s kräver.") % _words(proficiency))
    whole += [_("Du har redan de %(required)s som nivå %(level)s kräver.") % _words(each) for each in already]
    return " ".join(whole)


def _words(asked: Asked) -> dict[str, object]:
    return {"required": hp(asked.required), "level": asked.level}


def _part(condition: Condition, asked: Asked, parts: Mapping[Condition, Asked]) -> str:
    merit = parts.get(Condition.MERIT_CREDITS)
    if condition is Condition.ADVANCED_CREDITS:
        if merit is not None and merit.level == asked.level:
            return _("även av de %(required)s på avancerad nivå")
        return _("%(credits)s av de %(required)s på avancerad nivå som nivå %(level)s kräver")
    return _("%(credits)s av de %(required)s som nivå %(level)s kräver")
