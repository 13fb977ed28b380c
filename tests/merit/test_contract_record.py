"""Which records are taken, which are refused, and where."""

import json
from copy import deepcopy
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from merit.contract import RecordError, answer_record, facts_digest, load, parse_record, record_of
from tests.merit.schemas import input_validator, output_validator

from .records import GONE, changed, record
from .rules import strategies

BROKEN = [
    (("reference_date",), GONE, "reference_date"),
    (("reference_date",), None, "reference_date"),
    (("reference_date",), "2026-02-30", "reference_date"),
    (("reference_date",), "20260312", "reference_date"),
    (("reference_date",), "2026-W11-4", "reference_date"),
    (("reference_date",), "2026-3-12", "reference_date"),
    (("reference_date",), "2026-03-12T00:00:00", "reference_date"),
    (("reference_date",), " 2026-03-12", "reference_date"),
    (("reference_date",), "٢٠٢٦-٠٣-١٢", "reference_date"),
    (("reference_date",), 20260312, "reference_date"),
    (("extra",), 1, "extra"),
    (("licence",), "teacher", "licence"),
    (("licence", "kind"), "principal", "licence.kind"),
    (("licence", "kind"), None, "licence.kind"),
    (("licence", "note"), "x", "licence.note"),
    (("licence", "revocation_final_on"), GONE, "licence.revocation_final_on"),
    (("licence", "revocation_final_on"), "", "licence.revocation_final_on"),
    (("licence", "evidence"), "Accepted", "licence.evidence"),
    (("qualifying_degree", "title"), None, "qualifying_degree.title"),
    (("qualifying_degree", "issued_on"), GONE, "qualifying_degree.issued_on"),
    (("employments",), None, "employments"),
    (("employments",), {}, "employments"),
    (("employments", 0), [], "employments[0]"),
    (("employments", 0, "extent_percent"), -1, "employments[0].extent_percent"),
    (("employments", 0, "extent_percent"), 100.1, "employments[0].extent_percent"),
    (("employments", 0, "extent_percent"), "80", "employments[0].extent_percent"),
    (("employments", 0, "extent_percent"), True, "employments[0].extent_percent"),
    (("employments", 0, "in_school_system"), "yes", "employments[0].in_school_system"),
    (("employments", 0, "in_school_system"), 1, "employments[0].in_school_system"),
    (("employments", 0, "ends_on"), "2015-08-09", "employments[0].ends_on"),
    (("employments", 0, "profession"), "lektor", "employments[0].profession"),
    (("courses", 0, "title"), "", "courses[0].title"),
    (("courses", 0, "code"), GONE, "courses[0].code"),
    (("courses", 0, "institution"), None, "courses[0].institution"),
    (("courses", 0, "credits"), 0, "courses[0].credits"),
    (("courses", 0, "credits"), -7.5, "courses[0].credits"),
    (("courses", 0, "credits"), 300.1, "courses[0].credits"),
    (("courses", 0, "credits"), 7.55, "courses[0].credits"),
    (("courses", 0, "credits"), None, "courses[0].credits"),
    (("courses", 0, "credits"), GONE, "courses[0].credits"),
    (("courses", 0, "legacy_points"), 10, "courses[0].credits"),
    (("courses", 0, "cycle"), "basic", "courses[0].cycle"),
    (("courses", 0, "passed"), "G", "courses[0].passed"),
    (("courses", 0, "merit_basis"), "pedagogy", "courses[0].merit_basis"),
    (("courses", 0, "kind"), None, "courses[0].kind"),
    (("courses", 0, "title"), "half \ud800 a character", "courses[0].title"),
    (("degrees", 0, "cycle"), "first", "degrees[0].cycle"),
    (("degrees", 0, "credits"), 400.5, "degrees[0].credits"),
    (("degrees", 0, "credits"), 60.25, "degrees[0].credits"),
    (("degrees", 0, "merit_credits"), -0.1, "degrees[0].merit_credits"),
    (("degrees", 0, "merit_credits"), 29.99, "degrees[0].merit_credits"),
    (("degrees", 0, "merit_credits"), GONE, "degrees[0].merit_credits"),
    (("research", 0, "title"), "", "research[0].title"),
    (("research", 0, "ends_on"), "2023-08-14", "research[0].ends_on"),
    (("decisions", 0, "level"), 5, "decisions[0].level"),
    (("decisions", 0, "level"), 1.5, "decisions[0].level"),
    (("decisions", 0, "level"), True, "decisions[0].level"),
    (("decisions", 0, "level"), "1", "decisions[0].level"),
    (("decisions", 0, "decided_on"), "0000-01-01", "decisions[0].decided_on"),
]
NAMES = [f"{'.'.join(map(str, path))} = {'gone' if to is GONE else ascii(to)}" for path, to, _ in BROKEN]


@pytest.mark.parametrize(("path", "to", "at"), BROKEN, ids=NAMES)
def test_what_breaks_the_record_is_refused_where_it_stands(path, to, at):
    with translation.override("sv"), pytest.raises(RecordError) as caught:
        parse_record(changed(*path, to=to))
    assert caught.value.path == at
    assert caught.value.message.endswith(".")


def test_a_long_or_half_field_name_is_quoted_short_and_whole():
    with pytest.raises(RecordError) as caught:
        parse_record(record(**{"\ud800" + "x" * 10_000: 1}))
    assert len(caught.value.path) < 100
    caught.value.path.encode("utf-8")


@pytest.mark.parametrize("value", [None, [], "x", 1, True])
def test_what_is_no_object_is_no_record(value):
    with pytest.raises(RecordError) as caught:
        parse_record(value)
    assert caught.value.path == ""


TAKEN = [
    (("licence",), None),
    (("qualifying_degree",), None),
    (("qualifying_degree", "title"), GONE),
    (("qualifying_degree", "institution"), ""),
    (("employments",), []),
    (("employments", 0, "extent_percent"), 0),
    (("employments", 0, "extent_percent"), 5e-324),
    (("employments", 0, "extent_percent"), 33.333333333333336),
    (("employments", 0, "extent_percent"), -0.0),
    (("employments", 0, "ends_on"), "2015-08-10"),
    (("courses", 0, "credits"), 7.50),
    (("courses", 0, "credits"), 300.0),
    (("courses", 0, "code"), None),
    (("courses", 0, "title"), " "),
    (("degrees", 0, "merit_credits"), None),
    (("degrees", 0, "merit_credits"), 61),
    (("degrees", 0, "title"), GONE),
    (("decisions", 0, "level"), 1.0),
    (("decisions",), [{"level": 4, "decided_on": "9999-12-31", "evidence": "rejected"}]),
    (("licence", "issued_on"), "0001-01-01"),
]


@pytest.mark.parametrize(("path", "to"), TAKEN)
def test_what_keeps_the_record_is_answered(path, to):
    whole = changed(*path, to=to)
    assert [*input_validator().iter_errors(whole)] == []
    assert [*output_validator().iter_errors(answer_record(whole))] == []


DAYS = ["2026-03-12", "2026-02-30", "2026-3-1", "20260312", "2026-W11-4", "2026-03-12Z", "0000-00-00", "9999-12-31"]
WORDS = ["", " ", "x", "teacher", "accepted", "second", "vak", "subject"]
NUMBERS = [0, 1, 1.0, -1, 7.5, 60, 100, 100.5, 300, 400, 1e30]
JUNK = st.sampled_from([None, True, False, *NUMBERS, *WORDS, *DAYS, [], {}, [None], {"x": 1}])


@st.composite
def mutated(draw):
    """A good record with one to three of its values replaced, removed or added."""
    whole = record_of(draw(strategies.facts)) if draw(st.booleans()) else deepcopy(record())
    for _ in range(draw(st.integers(1, 3))):
        inner = whole
        while True:
            steps = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            if not steps:
                break
            step = draw(st.sampled_from(steps))
            if isinstance(inner[step], dict | list) and inner[step] and draw(st.integers(0, 5)):
                inner = inner[step]
                continue
            how = draw(st.sampled_from(["replace", "replace", "replace", "remove", "add"]))
            if how == "remove":
                del inner[step]
            elif how == "add" and isinstance(inner, dict):
                inner[draw(st.sampled_from(["credits", "legacy_points", "title", "institution", "x"]))] = deepcopy(draw(JUNK))
            else:
                inner[step] = deepcopy(draw(JUNK))
            break
    return whole


def by_the_contract(whole):
    """Whether the schema and the two rules it cannot say let the record through."""
    if not input_validator().is_valid(whole):
        return False
    periods = [*whole["employments"], *whole["research"]]
    sizes = [c.get("credits", c.get("legacy_points")) for c in whole["courses"]]
    sizes += [d[name] for d in whole["degrees"] for name in ("credits", "merit_credits") if d[name] is not None]
    inverted = any(p["ends_on"] is not None and p["ends_on"] < p["starts_on"] for p in periods)
    return not inverted and all(Decimal(str(size)) * 10 % 1 == 0 for size in sizes)


@settings(max_examples=500, deadline=None)
@given(mutated())
def test_the_parser_and_the_schema_come_to_the_same_verdict(whole):
    try:
        facts = parse_record(whole)
    except RecordError:
        assert not by_the_contract(whole)
    else:
        assert by_the_contract(whole)
        assert facts_digest(record_of(facts)) == facts_digest(whole)


UNREADABLE = [
    b"",
    b"{",
    b"{'a': 1}",
    b'{"a": 1,}',
    b'{"a": NaN}',
    b'{"a": -Infinity}',
    b'{"a": 1, "a": 2}',
    b'{"a": {"b": 1, "b": 1}}',
    b'{"a": 1e999999999999999999999}',
    b'{"a": ' + b"9" * 5000 + b"}",
    b'{"a": 0.' + b"9" * 5000 + b"}",
    b'"\xff"',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"a": "\x01"}',
    b"{} {}",
]


@pytest.mark.parametrize("text", UNREADABLE, ids=[repr(text[:24]) for text in UNREADABLE])
def test_what_is_not_strict_json_is_a_record_error(text):
    with pytest.raises(RecordError) as caught:
        load(text)
    assert caught.value.path == ""


@pytest.mark.parametrize("number", ["1e-999", "1e400", "-1e400", "9" * 300])
def test_a_number_beyond_reason_is_refused_at_its_field(number):
    text = json.dumps(record()).replace('"extent_percent": 80', f'"extent_percent": {number}')
    with pytest.raises(RecordError) as caught:
        parse_record(load(text))
    assert caught.value.path == "employments[0].extent_percent"
    assert number not in caught.value.message


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60, alphabet=st.characters(exclude_categories=["Cs"])).map(str.encode))
def test_no_bytes_at_all_give_another_error(noise):
    try:
        answer_record(load(noise))
    except RecordError:
        pass
    else:
        raise AssertionError("noise was answered")
