"""What holds for every record, whatever is in it."""

import json
import os
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from merit.contract import facts_digest, parse_record, record_of, to_answer
from merit.rules import assess
from merit.rules.courses import duplicates
from merit.rules.durations import Duration
from merit.rules.facts import Evidence
from merit.rules.findings import Condition, Counted
from tests.merit.schemas import input_validator, output_validator

from . import oracle, strategies

RANK = {"not_met": 0, "undetermined": 1, "met": 2}
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "60"))  # a nightly run may ask for thousands
LISTS = ("employments", "courses", "degrees", "research", "decisions")


def every_outcome(facts, rules):
    levels = assess(facts, rules=rules).levels
    return [finding.outcome for level in levels for finding in level.findings] + [level.outcome for level in levels]


def exact(measure):
    return Fraction(measure) if isinstance(measure, Decimal) else None if measure is None else str(measure)


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(strategies.facts)
def test_the_engine_agrees_with_the_contract_read_plainly(facts):
    record = record_of(facts)
    for level in assess(facts):
        found = [
            (f.condition.value, f.outcome.value, exact(f.required), exact(f.sure), exact(f.possible), exact(f.missing))
            for f in level.findings
        ]
        assert found == oracle.verdicts(record)[level.level]
        assert level.decided == oracle.decided(record, level.level)


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts, strategies.rule_sets, st.randoms(use_true_random=False))
def test_the_order_of_items_is_irrelevant(facts, rules, rng):
    assume(not duplicates(facts.courses))  # of two copies of a course that differ, the first is taken: there the contract asks for order
    shuffled = replace(facts, **{name: tuple(rng.sample(getattr(facts, name), len(getattr(facts, name)))) for name in LISTS})
    told = [
        [(f.outcome, f.required, f.sure, f.possible, f.missing, f.message, f.remedy, f.values) for f in v.findings]
        for v in assess(facts, rules=rules)
    ]
    again = [
        [(f.outcome, f.required, f.sure, f.possible, f.missing, f.message, f.remedy, f.values) for f in v.findings]
        for v in assess(shuffled, rules=rules)
    ]
    assert told == again


def with_evidence(facts, old, new):
    """The facts with every item of one evidence given another, one item at a time."""
    for name in ("licence", "qualifying_degree"):
        item = getattr(facts, name)
        if item is not None and item.evidence is old:
            yield replace(facts, **{name: item._replace(evidence=new)})
    for name in LISTS:
        items = getattr(facts, name)
        for place, item in enumerate(items):
            if item.evidence is old:
                yield replace(facts, **{name: (*items[:place], item._replace(evidence=new), *items[place + 1 :])})


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts, strategies.rule_sets)
def test_accepting_an_item_never_lowers_an_outcome(facts, rules):
    assume(not duplicates(facts.courses))
    before = every_outcome(facts, rules)
    for accepted in with_evidence(facts, Evidence.PENDING, Evidence.ACCEPTED):
        assert all(RANK[new] >= RANK[old] for old, new in zip(before, every_outcome(accepted, rules), strict=True))


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts, strategies.rule_sets)
def test_pending_never_decides(facts, rules):
    """What is met without a pending item stays met, and no pending item alone makes anything met or not met."""
    assume(not duplicates(facts.courses))
    pending = [(name, place) for name in LISTS for place, item in enumerate(getattr(facts, name)) if item.evidence is Evidence.PENDING]
    before = every_outcome(facts, rules)
    for name, place in pending:
        items = getattr(facts, name)
        without = every_outcome(replace(facts, **{name: items[:place] + items[place + 1 :]}), rules)
        for old, new in zip(without, before, strict=True):
            assert new == old or (old, new) == ("not_met", "undetermined")


def without_rejected(facts):
    kept = {name: tuple(item for item in getattr(facts, name) if item.evidence is not Evidence.REJECTED) for name in LISTS}
    for name in ("licence", "qualifying_degree"):
        item = getattr(facts, name)
        kept[name] = None if item is None or item.evidence is Evidence.REJECTED else item
    return replace(facts, **kept)


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts, strategies.rule_sets)
def test_rejected_never_counts(facts, rules):
    assert every_outcome(facts, rules) == every_outcome(without_rejected(facts), rules)
    numbers = [(f.sure, f.possible) for v in assess(facts, rules=rules) for f in v.findings]
    assert numbers == [(f.sure, f.possible) for v in assess(without_rejected(facts), rules=rules) for f in v.findings]


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts, strategies.rule_sets)
def test_credits_count_once(facts, rules):
    doubled = replace(facts, courses=facts.courses * 2)
    numbers = [(f.outcome, f.sure, f.possible) for v in assess(facts, rules=rules) for f in v.findings]
    assert numbers == [(f.outcome, f.sure, f.possible) for v in assess(doubled, rules=rules) for f in v.findings]


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts)
def test_sure_is_never_more_than_possible(facts):
    for level in assess(facts):
        for finding in level.findings:
            if isinstance(finding.sure, Duration) and finding.possible is not None:
                # In years the two may begin on different days, and months differ in length: only what they reach can be compared.
                assert finding.sure < finding.required or finding.possible >= finding.required
            else:
                assert finding.possible is None or finding.sure <= finding.possible
            assert (finding.missing == 0) == (finding.outcome == "met") or finding.missing is None


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts)
def test_the_rows_add_up_to_the_numbers(facts):
    named = replace(facts, courses=tuple(course._replace(ref=str(place)) for place, course in enumerate(facts.courses)))
    for level, condition in ((1, "merit_credits"), (2, "advanced_credits"), (2, "teaching_proficiency")):
        found = assess(named).level(level).finding(condition)
        sums = {kind: sum((named.courses[int(ref)].hp for ref, how in found.rows if how is kind), Decimal(0)) for kind in Counted}
        assert sums[Counted.SURE] == found.sure
        assert found.possible is None or sums[Counted.SURE] + sums[Counted.POSSIBLE] == found.possible
        assert [row.ref for row in found.rows if row.counted is Counted.POSSIBLE] == [row.ref for row in found.doubts]


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts)
def test_the_same_facts_give_the_same_bytes_and_a_valid_answer(facts):
    record = record_of(facts)
    assert [*input_validator().iter_errors(record)] == []
    again = parse_record(json.loads(json.dumps(record)))
    assert record_of(again) == record
    answer = to_answer(assess(facts), facts)
    assert [*output_validator().iter_errors(answer)] == []
    assert answer["facts_digest"] == facts_digest(record) == facts_digest(json.loads(json.dumps(record)))
    assert json.dumps(answer) == json.dumps(to_answer(assess(again), again))


@settings(max_examples=EXAMPLES, deadline=None)
@given(strategies.facts)
def test_no_fact_is_changed_by_being_assessed(facts):
    before = json.dumps(record_of(facts))
    assess(facts)
    assert json.dumps(record_of(facts)) == before
    assert is_dataclass(facts)
    assert all(isinstance(getattr(facts, f.name), tuple) for f in fields(facts) if f.name in LISTS)


def test_the_random_records_reach_every_outcome_of_every_condition():
    """Else the properties above would promise little."""
    seen = set()

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(strategies.facts)
    def walk(facts):
        seen.update((f.condition.value, f.outcome.value) for v in assess(facts) for f in v.findings)

    walk()
    assert {(condition, outcome) for condition in Condition for outcome in RANK} - seen == set()
