"""The contract once more, as slowly and plainly as it is written: over the JSON record, day by day. For comparison with the engine."""

from datetime import date, timedelta
from fractions import Fraction

TEACHING = {"teacher", "preschool_teacher", "special_needs_teacher"}
AREAS = {"subject", "subject_didactics", "preschool_pedagogy", "cognitive_science", "special_needs_education", "leadership"}
RANK = ["accepted", "pending", "rejected"]
PLAIN = (None, None, None, None)


def verdicts(record):
    """{level: [(condition, outcome, required, sure, possible, missing)]} with the numbers as Fraction, durations as text."""
    on = day(record["reference_date"])
    licence, degree = record["licence"], record["qualifying_degree"]
    revoked = bool(
        licence and licence["evidence"] != "rejected" and licence["revocation_final_on"] and day(licence["revocation_final_on"]) <= on
    )
    usable = degree if degree and degree["evidence"] != "rejected" else None
    courses = distinct(record["courses"])
    answers = {
        "licence": (_licence(licence, on, revoked), *PLAIN),
        "decision_level_1": (
            _any([d for d in record["decisions"] if d["level"] == 1 and day(d["decided_on"]) <= on and not revoked]),
            *PLAIN,
        ),
        "active_half_time": _active(record["employments"], on),
        "years_of_service": _years(record["employments"], usable, on),
        "advanced_credits": _credits(courses, usable, on, Fraction(45, 2), second_cycle=True),
        "teaching_proficiency": _vak(courses, on),
        "second_cycle_degree": (_second_cycle(record["degrees"], usable, on), *PLAIN),
        "research_degree": (_any([d for d in record["degrees"] if d["cycle"] == "third" and day(d["awarded_on"]) <= on]), *PLAIN),
    }
    twelve = "not_met"
    if usable and date(2025, 9, 1) <= on <= date(2029, 9, 1):
        sure, possible = (service(record["employments"], usable, on, possible=p, school_only=True) for p in (False, True))
        twelve = between(has_years(sure, 12), has_years(possible, 12))
    taken_part = _any([r for r in record["research"] if day(r["starts_on"]) <= on])
    first = _eased(courses, usable, on, full=Fraction(15), lower=Fraction(15, 2), applies=twelve)
    second = _eased(courses, usable, on, full=Fraction(45), lower=Fraction(75, 2), applies=taken_part)
    level_2 = ["licence", "decision_level_1", "active_half_time", "merit_credits", "advanced_credits", "teaching_proficiency"]
    levels = {
        1: ["licence", "active_half_time", "years_of_service", "merit_credits"],
        2: level_2,
        3: [*level_2, "second_cycle_degree"],
        4: ["licence", "decision_level_1", "active_half_time", "research_degree", "teaching_proficiency"],
    }
    merit = {1: first, 2: second, 3: second}
    return {
        level: [(name, *(merit[level] if name == "merit_credits" else answers[name])) for name in names] for level, names in levels.items()
    }


def decided(record, level):
    on, licence = day(record["reference_date"]), record["licence"]
    lapsed = licence and licence["evidence"] != "rejected" and (licence["revocation_final_on"] or "9999-99-99") <= on.isoformat()
    return not lapsed and any(
        d["level"] == level and d["evidence"] == "accepted" and day(d["decided_on"]) <= on for d in record["decisions"]
    )


def day(text):
    return date.fromisoformat(text)


def between(sure, possible):
    return "met" if sure else "undetermined" if possible else "not_met"


def _any(items):
    kinds = {item["evidence"] for item in items}
    return between("accepted" in kinds, "pending" in kinds)


def _licence(licence, on, revoked):
    if not licence or licence["evidence"] == "rejected" or day(licence["issued_on"]) > on or revoked:
        return "not_met"
    return between(licence["evidence"] == "accepted", True)


def could_teach(item, *, possible):
    if item["evidence"] == "rejected" or item["profession"] not in {*TEACHING, "special_educator"}:
        return False
    return possible or (item["evidence"] == "accepted" and item["profession"] in TEACHING)


def _active(employments, on):
    def total(*, possible):
        return sum(
            Fraction(str(e["extent_percent"]))
            for e in employments
            if could_teach(e, possible=possible)
            and (e["in_school_system"] is True or (possible and e["in_school_system"] is None))
            and day(e["starts_on"]) <= on
            and (e["ends_on"] is None or day(e["ends_on"]) >= on)
        )

    return _sums(total(possible=False), total(possible=True), Fraction(50))


def _sums(sure, possible, required):
    return between(sure >= required, possible >= required), required, sure, possible, max(Fraction(0), required - sure)


def service(employments, degree, on, *, possible, school_only=False):
    """The set of days that count, as ordinals."""
    worked: set[int] = set()
    if degree["evidence"] != "accepted" and not possible:
        return worked
    for item in employments:
        school = item["in_school_system"]
        if not could_teach(item, possible=possible) or (school_only and school is not True and not (possible and school is None)):
            continue
        first = max(day(item["starts_on"]), day(degree["issued_on"]))
        last = min(day(item["ends_on"]) if item["ends_on"] else on, on - timedelta(days=1))
        worked.update(range(first.toordinal(), last.toordinal() + 1))
    return worked


def anniversary(start, months):
    """That many months on, the day moved back until the month has it."""
    year, month = start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1
    for number in range(start.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def has_years(worked, years):
    if not worked:
        return False
    start = min(worked)
    return date.fromordinal(start + len(worked)) >= anniversary(date.fromordinal(start), 12 * years)


def as_text(worked):
    if not worked:
        return "0y 0m 0d"
    start, end = date.fromordinal(min(worked)), date.fromordinal(min(worked) + len(worked))
    months = 0
    while anniversary(start, months + 1) <= end:
        months += 1
    return f"{months // 12}y {months % 12}m {(end - anniversary(start, months)).days}d"


def _years(employments, degree, on):
    if degree is None:
        return "undetermined", "6y 0m 0d", "0y 0m 0d", None, None
    sure, possible = (service(employments, degree, on, possible=p) for p in (False, True))
    return between(has_years(sure, 6), has_years(possible, 6)), "6y 0m 0d", as_text(sure), as_text(possible), None


def distinct(courses):
    kept: list[dict] = []
    for course in courses:
        same = next((k for k in kept if identity(k) == identity(course)), None)
        if same is None:
            kept.append(course)
        elif RANK.index(course["evidence"]) < RANK.index(same["evidence"]):
            kept[kept.index(same)] = course
    return kept


def identity(course):
    code = (course["code"] or "").strip().casefold()
    name = ("code", code) if code else ("title", course["title"].strip().casefold())
    return name, course["institution"].strip().casefold(), course["completed_on"]


def size(course):
    return Fraction(str(course["credits"])) if "credits" in course else Fraction(str(course["legacy_points"])) * Fraction(3, 2)


def passes(course, on, *, possible):
    if course["evidence"] == "rejected" or day(course["completed_on"]) > on or course["passed"] is False:
        return False
    return possible or (course["evidence"] == "accepted" and course["passed"] is True)


def counts(course, degree, on, *, possible):
    if not passes(course, on, possible=possible) or day(course["completed_on"]) <= day(degree["issued_on"]):
        return False
    if course["cycle"] == "third" or course["merit_basis"] == "not_meriting":
        return False
    known = course["cycle"] is not None and course["merit_basis"] in AREAS and degree["evidence"] == "accepted"
    return possible or known


def total(courses, degree, on, *, possible, second_cycle=False):
    cycles = ({"second", None} if possible else {"second"}) if second_cycle else {"first", "second", None}
    return sum((size(c) for c in courses if c["cycle"] in cycles and counts(c, degree, on, possible=possible)), Fraction(0))


def _credits(courses, degree, on, required, *, second_cycle):
    if degree is None:
        return "undetermined", required, Fraction(0), None, required
    sure, possible = (total(courses, degree, on, possible=p, second_cycle=second_cycle) for p in (False, True))
    return _sums(sure, possible, required)


def _eased(courses, degree, on, *, full, lower, applies):
    required = lower if applies == "met" else full
    if degree is None:
        return "undetermined", required, Fraction(0), None, required
    sure, possible = (total(courses, degree, on, possible=p) for p in (False, True))
    reach = lower if applies == "undetermined" else required
    return between(sure >= required, possible >= reach), required, sure, possible, max(Fraction(0), required - sure)


def _vak(courses, on):
    sure, possible = (
        sum((size(c) for c in courses if c["kind"] == "vak" and passes(c, on, possible=p)), Fraction(0)) for p in (False, True)
    )
    return _sums(sure, possible, Fraction(15, 2))


def _second_cycle(degrees, degree, on):
    if degree is None:
        return "undetermined"
    sure = possible = False
    for item in degrees:
        if item["cycle"] != "second" or item["evidence"] == "rejected" or item["credits"] < 60:
            continue
        if not day(degree["issued_on"]) < day(item["awarded_on"]) <= on:
            continue
        meriting = item["merit_credits"]
        if meriting is not None and 2 * Fraction(str(meriting)) < Fraction(str(item["credits"])):
            continue
        possible = True
        sure = sure or (item["evidence"] == "accepted" and meriting is not None and degree["evidence"] == "accepted")
    return between(sure, possible)
