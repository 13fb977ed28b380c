"""How many people a second the pure rules answer for, in one process, and OpenFisca beside them on the credits alone.

Processor time, the best of several rounds: what is measured is the engine, not who else uses the machine. Facts to findings leaves the
sentences out, since they are made when shown; JSON to JSON is the whole way of `manage.py assess`, line in and line out.
"""

import json
import os
import random
import subprocess
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from merit.contract import answer_record, load, parse_record, written
from merit.rules import Assessment, Outcome, assess
from merit.rules.findings import Condition

PEOPLE = {"small": 2_000, "full": 10_000}
ROUNDS = 7
FACTS_LIMIT, JSON_LIMIT = 8_000, 4_000  # people a second
ON = date(2026, 3, 12)
FIRST_DAY = date(2008, 8, 1)
AREAS = ["subject", "subject_didactics", "leadership", "special_needs_education", "not_meriting", "unsure"]
OPENFISCA = Path(__file__).with_name("openfisca_credits.py")
NO_OPENFISCA = "OpenFisca-core could not be installed, and is not measured beside."


def report(size: str) -> int:
    """Print people a second; 1 where either is under its limit."""
    people = _people(PEOPLE[size])
    lines = [json.dumps(record, ensure_ascii=False) for record in people]
    whole = len(lines) / _best(lambda line: written(answer_record(load(line))), lines)  # first: nothing else is held in memory
    facts = [parse_record(record) for record in people]
    findings = len(facts) / _best(assess, facts)
    print(f"\n{len(people):,} people with 6 employments and 10 courses, all four levels, people a second of processor time:")
    print(f"  facts to findings {findings:8,.0f} (at least {FACTS_LIMIT:,})")
    print(f"  JSON to JSON      {whole:8,.0f} (at least {JSON_LIMIT:,})")
    answers = [assess(known) for known in facts]
    _beside(people, [_met(answer) for answer in answers], required=[_needs(answer) for answer in answers])
    return int(findings < FACTS_LIMIT or whole < JSON_LIMIT)


def _best(work: Callable[[Any], object], given: Sequence[Any]) -> float:
    """Seconds of processor time of the quickest round. Each answer is let go before the next is made, as where they are written out."""
    rounds = []
    for _round in range(ROUNDS):
        began = time.process_time()
        for one in given:
            work(one)
        rounds.append(time.process_time() - began)
    return min(rounds)


def _met(answer: Assessment) -> list[bool]:
    """The credits of level 1 and of level 2, and those in the second cycle."""
    asked = ((1, Condition.MERIT_CREDITS), (2, Condition.MERIT_CREDITS), (2, Condition.ADVANCED_CREDITS))
    return [answer.level(level).finding(condition).outcome is Outcome.MET for level, condition in asked]


def _needs(answer: Assessment) -> float:
    """What level 1 asks: 15, or 7.5 after twelve years."""
    required = answer.level(1).finding(Condition.MERIT_CREDITS).required
    assert isinstance(required, Decimal)
    return float(required)


def _beside(people: Sequence[dict[str, Any]], met: list[list[bool]], *, required: list[float]) -> None:
    """Let OpenFisca judge the three credits conditions of the same people, in its own environment, and compare what it says.

    required: what level 1 asks of each; who has twelve years is given, and not measured there.
    """
    python = os.environ.get("OPENFISCA_PYTHON")
    if not python:
        print(f"  {NO_OPENFISCA}")
        return
    asked = [{**person, "level_1_needs": needs} for person, needs in zip(people, required, strict=True)]
    done = subprocess.run([python, str(OPENFISCA)], check=False, input=json.dumps(asked), stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print("  OpenFisca-core is installed, but failed; the lines above say why.")
        return
    answer = json.loads(done.stdout)
    agreed = sum(mine == theirs for mine, theirs in zip(met, answer["met"], strict=True))
    print(f"  OpenFisca-core {answer['version']}, the three credits conditions alone, no explanations, {agreed:,} of {len(met):,} as here:")
    print(f"    all people in one vector {answer['together']:8,.0f}, one at a time {answer['alone']:6,.0f}")


def _people(count: int) -> list[dict[str, Any]]:
    rng = random.Random(2025_280)
    return [_person(rng) for _number in range(count)]


def _person(rng: random.Random) -> dict[str, Any]:
    issued = FIRST_DAY + timedelta(days=rng.randrange(5_000))
    return {
        "reference_date": ON.isoformat(),
        "licence": {"kind": "teacher", "issued_on": issued.isoformat(), "revocation_final_on": None, "evidence": "accepted"},
        "qualifying_degree": {
            "title": "Lärarexamen",
            "institution": "Umeå universitet",
            "issued_on": issued.isoformat(),
            "evidence": _evidence(rng),
        },
        "employments": [_employment(rng, issued) for _number in range(6)],
        "courses": [_course(rng, issued, number) for number in range(10)],
        "degrees": [
            {"title": "Magister", "cycle": "second", "credits": 60, "merit_credits": 30, "awarded_on": "2022-06-10", "evidence": "accepted"}
        ],
        "research": [],
        "decisions": [{"level": 1, "decided_on": "2025-12-04", "evidence": "accepted"}] if rng.random() < 0.5 else [],
    }


def _employment(rng: random.Random, issued: date) -> dict[str, Any]:
    starts_on = issued + timedelta(days=rng.randrange(-300, 4_000))
    return {
        "profession": rng.choice(["teacher"] * 5 + ["principal"]),
        "in_school_system": rng.choice([True, True, True, False, None]),
        "extent_percent": rng.choice([100, 80, 50, 37.5]),
        "starts_on": starts_on.isoformat(),
        "ends_on": None if rng.random() < 0.3 else (starts_on + timedelta(days=rng.randrange(2_000))).isoformat(),
        "evidence": _evidence(rng),
    }


def _course(rng: random.Random, issued: date, number: int) -> dict[str, Any]:
    return {
        "title": f"Kurs {number}",
        "code": f"LL{number:03}G",
        "institution": rng.choice(["Malmö universitet", "Linnéuniversitetet"]),
        "credits": rng.choice([7.5, 15, 5, 2.5]),
        "cycle": rng.choice(["first", "second", "second", None]),
        "completed_on": (issued + timedelta(days=rng.randrange(-500, 5_000))).isoformat(),
        "passed": rng.choice([True] * 6 + [False, None]),
        "merit_basis": rng.choice(AREAS),
        "kind": "regular",
        "evidence": _evidence(rng),
    }


def _evidence(rng: random.Random) -> str:
    return rng.choice(["accepted"] * 6 + ["pending", "rejected"])
