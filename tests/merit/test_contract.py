"""The answer of the contract: its shape, its numbers, its sentences and its digest."""

import hashlib
import json
from pathlib import Path

import pytest
from django.utils import translation

from merit.contract import RecordError, answer_record, facts_digest, load, parse_record, record_of, to_answer
from merit.contract.canonical import digest_of
from merit.rules import assess
from tests.merit.schemas import schema

from .records import GONE, changed, record
from .rules.build import course, employment, experienced, hp, later_degree, person


def test_the_schemas_are_those_of_the_contract():
    """Copies that must not drift: whoever changes them changes the contract. docs/rules/contract.md says how."""
    sums = {name: hashlib.sha256(json.dumps(schema(name), sort_keys=True).encode()).hexdigest()[:16] for name in SCHEMAS}
    assert sums == SCHEMAS


SCHEMAS = {"assessment-input": "3b81d72a28a3b69c", "assessment-output": "fce0c7ae01cbfa97"}


def test_no_rule_set_in_force_is_an_error_at_the_reference_date():
    with translation.override("sv"), pytest.raises(RecordError) as caught:
        answer_record(record(reference_date="2025-08-31"))
    assert caught.value.path == "reference_date"
    assert answer_record(record(reference_date="2025-09-01"))["rules_valid_from"] == "2025-09-01"


def test_the_answer_has_the_levels_and_conditions_in_order():
    answer = answer_record(record())
    assert list(answer) == ["reference_date", "rule_set", "rules_valid_from", "facts_digest", "levels"]
    assert answer["rule_set"] == "SFS 2025:280"
    second = ["licence", "decision_level_1", "active_half_time", "merit_credits", "advanced_credits", "teaching_proficiency"]
    assert {level["level"]: [condition["id"] for condition in level["conditions"]] for level in answer["levels"]} == {
        1: ["licence", "active_half_time", "years_of_service", "merit_credits"],
        2: second,
        3: [*second, "second_cycle_degree"],
        4: ["licence", "decision_level_1", "active_half_time", "research_degree", "teaching_proficiency"],
    }
    assert [level["decided"] for level in answer["levels"]] == [True, False, False, False]


def test_units_sources_and_numbers_are_those_of_the_contract():
    levels = answer_record(record())["levels"]
    told = {
        (level["level"], c["id"]): (c["unit"], c["source"]["law"], c["source"]["provision"])
        for level in levels
        for c in level["conditions"]
    }
    law, ordinance = "skollagen (2010:800)", "SFS 2025:280"
    assert told == {
        **{(level, "licence"): (None, law, "2 kap. 34 b §") for level in (1, 2, 3, 4)},
        (1, "active_half_time"): ("percent", ordinance, "6 § 1"),
        (1, "years_of_service"): ("years", ordinance, "6 § 2"),
        (1, "merit_credits"): ("hp", ordinance, "6 § 3"),
        (2, "decision_level_1"): (None, ordinance, "7 § första stycket 1"),
        (2, "active_half_time"): ("percent", ordinance, "7 § första stycket 1"),
        (2, "merit_credits"): ("hp", ordinance, "7 § första stycket 2 och andra stycket"),
        (2, "advanced_credits"): ("hp", ordinance, "7 § första stycket 2"),
        (2, "teaching_proficiency"): ("hp", ordinance, "7 § första stycket 3"),
        (3, "decision_level_1"): (None, ordinance, "7 § första stycket 1"),
        (3, "active_half_time"): ("percent", ordinance, "8 § första stycket 1"),
        (3, "merit_credits"): ("hp", ordinance, "7 § första stycket 2 och andra stycket"),
        (3, "advanced_credits"): ("hp", ordinance, "7 § första stycket 2"),
        (3, "teaching_proficiency"): ("hp", ordinance, "7 § första stycket 3"),
        (3, "second_cycle_degree"): (None, ordinance, "8 § första stycket 2"),
        (4, "decision_level_1"): (None, ordinance, "9 § 1"),
        (4, "active_half_time"): ("percent", ordinance, "9 § 1"),
        (4, "research_degree"): (None, ordinance, "9 § 2"),
        (4, "teaching_proficiency"): ("hp", ordinance, "9 § 3"),
    }
    merit = levels[1]["conditions"][3]
    assert (merit["required"], merit["sure"], merit["possible"], merit["missing"]) == (37.5, 15, 15, 22.5)
    assert type(merit["sure"]) is int
    years = levels[0]["conditions"][2]
    assert (years["required"], years["sure"], years["missing"]) == ("6y 0m 0d", "10y 7m 2d", None)


def test_sums_of_decimals_carry_no_float_noise():
    facts = person(courses=tuple(course(0.1) for _ in range(3)), employments=tuple(employment(extent_percent=hp("0.1")) for _ in range(3)))
    text = json.dumps(to_answer(assess(facts), facts))
    assert '"sure": 0.3' in text
    assert "0.30000000000000004" not in text


def test_explanations_are_swedish_whatever_language_is_active():
    with translation.override("en"):
        answer = answer_record(record())
    assert answer == answer_record(record())
    assert answer["levels"][0]["conditions"][0]["explanation"] == "Du har lärarlegitimation sedan den 20 juni 2015."


def test_the_digest_is_the_sha_256_of_the_canonical_record():
    whole = record(employments=[], courses=[], degrees=[], research=[], decisions=[], qualifying_degree=None)
    canonical = (
        '{"courses":[],"decisions":[],"degrees":[],"employments":[],"licence":{"evidence":"accepted","issued_on":"2015-06-20",'
        '"kind":"teacher","revocation_final_on":null},"qualifying_degree":null,"reference_date":"2026-03-12","research":[]}'
    )
    assert answer_record(whole)["facts_digest"] == hashlib.sha256(canonical.encode("utf-8")).hexdigest()


@pytest.mark.parametrize("written", ["15", "15.0", "15.00", "1.5e1", "150E-1"])
def test_the_digest_does_not_see_how_a_number_was_written(written):
    text = json.dumps(record()).replace('"credits": 15,', f'"credits": {written},', 1)
    assert written in text
    assert answer_record(load(text))["facts_digest"] == facts_digest(record())


def test_the_digest_sees_every_change():
    changes = [
        changed("qualifying_degree", "title", to=GONE),
        changed("qualifying_degree", "title", to=""),
        changed("courses", 0, "title", to="Läs- och skrivutveckling."),
        changed("courses", 0, "code", to=None),
        changed("courses", 0, "credits", to=15.1),
        changed("employments", 0, "extent_percent", to=80.00000000000001),
        changed("employments", 0, "in_school_system", to=None),
        changed("decisions", to=[]),
    ]
    assert len({facts_digest(whole) for whole in (record(), *changes)}) == 1 + len(changes)


def test_swedish_letters_enter_the_digest_as_utf_8():
    facts = parse_record(record())
    assert digest_of(facts) == facts_digest(record_of(facts)) == facts_digest(load(json.dumps(record(), ensure_ascii=True)))


def test_a_number_of_many_digits_is_neither_rounded_nor_lost():
    text = json.dumps(record()).replace('"extent_percent": 80', '"extent_percent": 49.99999999999999999999')
    facts = parse_record(load(text))
    assert assess(facts).level(1).finding("active_half_time").outcome == "not_met"
    assert digest_of(facts) == facts_digest(load(text)) != facts_digest(load(text.replace("49.99999999999999999999", "50")))
    json.dumps(to_answer(assess(facts), facts))


def test_optional_fields_left_out_stay_left_out():
    facts = parse_record(changed("qualifying_degree", "title", to=GONE))
    assert "title" not in record_of(facts)["qualifying_degree"]
    assert record_of(parse_record(record())) == record()


def test_the_row_names_of_the_product_are_no_part_of_the_record():
    facts = experienced(degrees=(later_degree(ref="degree-1"),))
    assert "degree-1" not in json.dumps(record_of(facts))
    assert digest_of(facts) == digest_of(experienced(degrees=(later_degree(),), courses=facts.courses))


def test_the_schema_files_lie_beside_the_code():
    here = Path(__file__).resolve().parents[2] / "merit" / "contract"
    assert sorted(path.name for path in here.glob("*.json")) == ["assessment-input.schema.json", "assessment-output.schema.json"]
