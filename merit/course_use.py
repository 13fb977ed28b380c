"""Where each course counts: one course may count in several sums, and on every level that asks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import hp, iso
from inventory.models import Course, Record
from inventory.pages.phrases import listed
from merit import sentences
from merit.rules.findings import Assessment, Condition, Counted

SUMS = (Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS, Condition.TEACHING_PROFICIENCY)
COUNTS = (Counted.SURE, Counted.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Use:
    """How one course counts. uses: a line for each sum it counts in; where there is none, `word` says why.

    kind: met where it counts, maybe where something is waited for, off where it does not count.
    """

    kind: str
    word: str
    uses: tuple[str, ...]
    levels: frozenset[int]


@dataclass(frozen=True, slots=True)
class CourseUse:
    heading: str
    when: str
    credits: str
    use: Use


_Counted = Mapping[Condition, Mapping[int, Counted]]


def course_uses(assessment: Assessment, rows: Mapping[str, Record]) -> tuple[CourseUse, ...]:
    """Every course of the person, with the sums and the levels it counts in."""
    uses = uses_of(assessment)
    return tuple(
        CourseUse(row.heading, iso(row.completed_on), hp(row.credits), uses[ref])
        for ref, row in rows.items()
        if isinstance(row, Course) and ref in uses
    )


def uses_of(assessment: Assessment) -> dict[str | None, Use]:
    """By the facts' ref: how each course counts."""
    counted: dict[str | None, dict[Condition, dict[int, Counted]]] = {}
    doubts: dict[str | None, str] = {}
    for level in assessment:
        for finding in level.findings:
            if finding.condition not in SUMS:
                continue
            doubts.update(finding.doubts)
            for ref, how in finding.rows:
                counted.setdefault(ref, {}).setdefault(finding.condition, {})[level.level] = how
    return {ref: _use(how, doubts.get(ref)) for ref, how in counted.items()}


def _use(counted: _Counted, doubt: str | None) -> Use:
    counting = {
        condition: levels
        for condition, by_level in counted.items()
        if (levels := [number for number, how in by_level.items() if how in COUNTS])
    }
    every = [how for by_level in counted.values() for how in by_level.values()]
    surely = Counted.SURE in every
    return Use(
        kind="met" if surely else "maybe" if counting else "off",
        word=sentences.row_word(Counted.SURE if surely else (doubt or Counted.POSSIBLE) if counting else every[0]),
        uses=tuple(_line(condition, counting[condition]) for condition in SUMS if condition in counting),
        levels=frozenset(number for levels in counting.values() for number in levels),
    )


def _line(condition: Condition, levels: list[int]) -> str:
    names = {
        Condition.MERIT_CREDITS: _("Meriterande poäng"),
        Condition.ADVANCED_CREDITS: _("Poäng på avancerad nivå"),
        Condition.TEACHING_PROFICIENCY: _("Undervisningsskicklighet, kursen VAK"),
    }
    return _("%(sum)s: nivå %(levels)s") % {"sum": names[condition], "levels": listed([str(level) for level in levels])}


def uses_text(courses: Sequence[CourseUse]) -> str:
    """How many courses count on more than one level, and that their credits are not used up by it; and how many may come to."""
    several = [course.use.kind for course in courses if len(course.use.levels) > 1]
    said = [_surely(several.count("met")), _possibly(several.count("maybe"))]
    return " ".join(filter(None, said)) or _("Ingen av kurserna räknas på mer än en nivå än.")


def _surely(count: int) -> str:
    form = ngettext(
        "%(count)s kurs räknas på mer än en nivå. Poängen används inte upp: samma kurs räknas på varje nivå som frågar efter den.",
        "%(count)s kurser räknas på mer än en nivå. Poängen används inte upp: samma kurs räknas på varje nivå som frågar efter den.",
        count,
    )
    return form % {"count": count} if count else ""


def _possibly(count: int) -> str:
    form = ngettext(
        "%(count)s kurs kan räknas på mer än en nivå, när det som är oklart är avgjort.",
        "%(count)s kurser kan räknas på mer än en nivå, när det som är oklart är avgjort.",
        count,
    )
    return form % {"count": count} if count else ""
