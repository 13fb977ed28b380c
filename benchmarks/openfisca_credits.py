"""The credits conditions in OpenFisca-core, over people read from standard input: run in the benchmark's own environment.

A course is an entity of which a teacher has several; what is sure is summed for each teacher. The answer says how many people a second
were judged, all in one vector and one at a time, and what was met.
"""

# mypy: ignore-errors
# Types are not checked here: the application's environment has no OpenFisca.

import json
import sys
import time
from datetime import date
from importlib.metadata import version

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

COURSE = build_entity(key="course", plural="courses", label="a course", is_person=True)
PERSON = build_entity(
    key="teacher", plural="teachers", label="a teacher", roles=[{"key": "taken", "plural": "all_taken", "label": "taken"}]
)
AREAS = ("subject", "subject_didactics", "preschool_pedagogy", "cognitive_science", "special_needs_education", "leadership")
DAY = "2026-03-12"
ALONE = 50
ROUNDS = 5


def _variable(name, of, kind, formula=None):
    parts = {"value_type": kind, "entity": of, "definition_period": DateUnit.ETERNITY, "label": name}
    return type(name, (Variable,), parts if formula is None else {**parts, "formula": formula})


def _counts(courses, period):
    after = courses("completed", period) > courses.teacher("degree_day", period)
    in_time = courses("completed", period) <= courses.teacher("asked_on", period)
    known = courses("accepted", period) * courses("passed", period) * courses("meriting", period) * courses("in_cycles", period)
    return known * after * in_time * courses.teacher("degree_accepted", period)


def _total(teachers, period):
    return teachers.sum(teachers.members("hp", period) * teachers.members("counts", period))


def _advanced(teachers, period):
    courses = teachers.members
    return teachers.sum(courses("hp", period) * courses("counts", period) * courses("second_cycle", period))


def system():
    made = TaxBenefitSystem([COURSE, PERSON])
    for name, kind in {"hp": float, "completed": int, "accepted": bool, "passed": bool, "meriting": bool}.items():
        made.add_variable(_variable(name, COURSE, kind))
    for name in ("in_cycles", "second_cycle"):
        made.add_variable(_variable(name, COURSE, bool))
    for name, kind in {"degree_day": int, "asked_on": int, "degree_accepted": bool, "level_1_needs": float}.items():
        made.add_variable(_variable(name, PERSON, kind))
    made.add_variable(_variable("counts", COURSE, bool, _counts))
    made.add_variable(_variable("total", PERSON, float, _total))
    made.add_variable(_variable("advanced", PERSON, float, _advanced))
    made.add_variable(_variable("level_1", PERSON, bool, lambda t, p: t("total", p) >= t("level_1_needs", p)))
    made.add_variable(_variable("level_2", PERSON, bool, lambda t, p: t("total", p) >= 45))
    made.add_variable(_variable("second", PERSON, bool, lambda t, p: t("advanced", p) >= 22.5))
    return made


def judge(made, people):
    """The three conditions of each person, as a simulation of its own makes them."""
    courses = [(number, course) for number, person in enumerate(people) for course in person["courses"]]
    builder = SimulationBuilder()
    builder.create_entities(made)
    builder.declare_person_entity("course", [str(number) for number in range(len(courses))])
    teachers = builder.declare_entity("teacher", [str(number) for number in range(len(people))])
    builder.join_with_persons(teachers, [str(number) for number, _course in courses], ["taken"] * len(courses))
    simulation = builder.build(made)
    taken = [course for _number, course in courses]

    def give(name, values):
        simulation.set_input(name, DateUnit.ETERNITY, np.array(values))

    give("hp", [course["credits"] for course in taken])
    give("completed", [_ordinal(course["completed_on"]) for course in taken])
    give("accepted", [course["evidence"] == "accepted" for course in taken])
    give("passed", [course["passed"] is True for course in taken])
    give("meriting", [course["merit_basis"] in AREAS for course in taken])
    give("in_cycles", [course["cycle"] in {"first", "second"} for course in taken])
    give("second_cycle", [course["cycle"] == "second" for course in taken])
    give("degree_day", [_ordinal(person["qualifying_degree"]["issued_on"]) for person in people])
    give("asked_on", [_ordinal(person["reference_date"]) for person in people])
    give("degree_accepted", [person["qualifying_degree"]["evidence"] == "accepted" for person in people])
    give("level_1_needs", [person["level_1_needs"] for person in people])
    return np.column_stack([simulation.calculate(name, DAY) for name in ("level_1", "level_2", "second")]).tolist()


def _ordinal(text):
    return date.fromisoformat(text).toordinal()


def _seconds(work):
    rounds = []
    for _round in range(ROUNDS):
        began = time.process_time()
        work()
        rounds.append(time.process_time() - began)
    return min(rounds)


def main():
    people = json.load(sys.stdin)
    made = system()
    answer = {
        "version": version("openfisca-core"),
        "met": judge(made, people),
        "together": len(people) / _seconds(lambda: judge(made, people)),
        "alone": ALONE / _seconds(lambda: [judge(made, [person]) for person in people[:ALONE]]),
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
