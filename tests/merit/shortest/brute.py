"""Every plan there is, tried by the engine itself: slow, plain, and with nothing in common with the search but the question."""

from dataclasses import replace
from functools import cache
from itertools import product

from merit.rules import assess
from merit.rules.facts import CourseKind, DecisionFact, Evidence
from merit.rules.findings import Condition, Outcome
from tests.merit.rules.build import hp

BY_COURSES = (Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS, Condition.TEACHING_PROFICIENCY)
ENTRY = hp(30)


def answering(facts, periods):
    """answer(taken, day): the assessment on a day, with what is done by then. Plans that have done the same by then are asked about once."""

    @cache
    def assessed(done, day):
        passed = (candidate.passed(periods[n].ends_on) for candidate, n in done)
        return assess(replace(facts, reference_date=day, courses=(*facts.courses, *passed)))

    return lambda taken, day: assessed(tuple((c, n) for c, n in taken if periods[n].ends_on <= day), day)


def lacks(assessment, level):
    """How many conditions something else than courses must meet; and whether a condition of courses is not met."""
    missing = [f.condition for f in assessment.level(level).findings if f.outcome is not Outcome.MET]
    others = [c for c in missing if c not in BY_COURSES and c is not Condition.DECISION_LEVEL_1]
    return len(others), any(c in BY_COURSES for c in missing)


def plans(candidates, periods, limits):
    """Every choice of a period or none for each candidate, that fits."""
    for when in product([None, *range(len(periods))], repeat=len(candidates)):
        taken = [(c, n) for c, n in zip(candidates, when, strict=True) if n is not None]
        loads = [sum(c.credits for c, m in taken if m == n) for n in range(len(periods))]
        rooms = all(sum(c.group == group for c, _ in taken) <= room for group, room in limits.rooms.items())
        if rooms and all(c.first <= n for c, n in taken) and all(load <= limits.most for load in loads):
            yield taken


def reached(facts, level, taken, periods, *, days, answer):
    """The first day on which the level is reached in the order the law forces; None if never."""
    fewest = min(lacks(answer((), day), level)[0] for day in days)
    fewest_first = min(lacks(answer((), day), 1)[0] for day in days)
    first_on = next((d for d in days if lacks(answer(taken, d), 1) == (fewest_first, False)), None)
    asks = any(f.condition is Condition.DECISION_LEVEL_1 for f in answer((), facts.reference_date).level(level).findings)
    for course, number in taken:
        if course.kind is not CourseKind.VAK:
            continue
        begins = periods[number].starts_on
        eve = max((d for d in days if d < begins), default=days[0])
        if not decided(facts, begins) and (first_on is None or first_on >= begins):
            return None
        if answer(taken, min(eve, begins)).level(1).finding(Condition.MERIT_CREDITS).sure < ENTRY:
            return None
    end = max((periods[n].ends_on for _, n in taken), default=days[0])
    for day in days:
        if day < end or (asks and not decided(facts, day) and (first_on is None or first_on > day)):
            continue
        if lacks(answer(taken, day), level) == (fewest, False):
            return day
    return None


def decided(facts, day):
    return any(
        isinstance(d, DecisionFact) and d.level == 1 and d.decided_on <= day and d.evidence is Evidence.ACCEPTED for d in facts.decisions
    )


def best(facts, level, candidates, *, periods, limits, days):
    """The fewest credits and the soonest day among all plans; None if no plan leads there."""
    found, answer = [], answering(facts, periods)
    for taken in plans(candidates, periods, limits):
        day = reached(facts, level, taken, periods, days=days, answer=answer)
        if day is not None:
            found.append((sum((c.credits for c, _ in taken), hp(0)), day))
    return min(found, default=None)
