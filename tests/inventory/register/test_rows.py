"""What a row says by the columns somebody has named, and what it would do to what is registered. No database."""

from datetime import date

import pytest

from inventory.models import LevelDecision, Licence
from inventory.register.columns import RowError, read_row, texts_to_explain
from inventory.register.judging import Standing, judge, standing_after

NUMBER = "19811218-9876"
ON = date(2026, 11, 23)
COLUMNS = {
    "number": 0,
    "licence_kind": 1,
    "issued_on": 2,
    "level": 3,
    "outcome": 4,
    "decided_on": 5,
    "case_number": 6,
    "lapsed_on": 7,
    "revoked_on": 8,
}
WORDS = {"licence_kind": {"L": "teacher"}, "level": {"1": "1"}, "outcome": {"Ja": "granted", "Nej": "refused", "-": "skip"}}
DAY, ISSUED = "2025-12-04", "2013-06-20"


def row(**cells):
    return [cells.get(name, NUMBER if name == "number" else "") for name in COLUMNS]


def said(**cells):
    return read_row(row(**cells), COLUMNS, WORDS, on=ON)


GRANT = {"level": "1", "outcome": "Ja", "decided_on": DAY}
LICENCE = {"licence_kind": "L", "issued_on": ISSUED}


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({"number": "19811218-9875"}, "no_number"),
        ({"number": ""}, "no_number"),
        ({"number": "=A1"}, "formula"),
        ({"case_number": "@SUM(A1)", **GRANT}, "formula"),
        ({**GRANT, "decided_on": "igår"}, "bad_day"),
        ({**GRANT, "decided_on": "2099-01-01"}, "bad_day"),
        ({**GRANT, "level": "Nivå 1"}, "bad_word"),
        ({**GRANT, "outcome": "-"}, "no_outcome"),
        ({**GRANT, "decided_on": ""}, "no_day"),
        ({**GRANT, "lapsed_on": "2025-12-03"}, "bad_order"),
        ({**GRANT, "outcome": "Nej", "lapsed_on": "2026-01-01"}, "bad_order"),
        ({**GRANT, "case_number": "9" * 41}, "long"),
        ({**GRANT, "level": ""}, "no_level"),
        ({"licence_kind": "L"}, "no_issued"),
        ({"issued_on": ISSUED}, "no_kind"),
        ({**LICENCE, "revoked_on": "2013-06-19"}, "bad_order"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells, state):
    with pytest.raises(RowError) as error:
        said(**cells)
    assert error.value.state == state
    assert NUMBER not in repr(error.value)


def test_a_row_says_what_its_columns_say_and_no_more():
    found = said(**GRANT, **LICENCE, case_number="2025:41877")
    assert (found.decision.level, found.decision.outcome, found.decision.decided_on) == (1, "granted", date(2025, 12, 4))
    assert (found.licence.kind, found.licence.issued_on, found.licence.revoked_on) == ("teacher", date(2013, 6, 20), None)
    assert said().licence is said().decision is None


def test_what_holds_for_all_rows_fills_in_but_says_nothing_alone():
    columns = {"number": 0, "level": 1, "decided_on": 2}
    words = {"level": {"1": "1"}, "outcome": {"": "granted"}, "licence_kind": {"": "teacher"}}
    assert read_row([NUMBER, "1", DAY], columns, words, on=ON).decision.outcome == "granted"
    empty = read_row([NUMBER, "", ""], columns, words, on=ON)
    assert empty.licence is empty.decision is None


def test_only_texts_of_columns_that_need_it_are_asked_about():
    assert texts_to_explain([row(**GRANT), row(**GRANT, **LICENCE)], COLUMNS) == {"licence_kind": ["L"], "level": ["1"], "outcome": ["Ja"]}


def registered(status="accepted", **more):
    return LevelDecision(level=1, decided_on=date(2025, 12, 4), status=status, **more)


def licence(status="accepted", **more):
    return Licence(licence_kind="teacher", issued_on=date(2013, 6, 20), status=status, **more)


@pytest.mark.parametrize(
    ("cells", "standing", "state"),
    [
        ({}, Standing(), "nothing"),
        (GRANT, Standing(), "new"),
        (GRANT, Standing(decisions=[registered()]), "same"),
        (GRANT, Standing(decisions=[registered("sent")]), "new"),  # the register confirms it
        (GRANT, Standing(decisions=[registered(outcome="refused")]), "conflict"),
        (GRANT, Standing(decisions=[LevelDecision(level=1, decided_on=date(2026, 1, 1))]), "conflict"),  # two that would stand
        (GRANT, Standing(decisions=[LevelDecision(level=1, outcome="refused", decided_on=date(2025, 10, 1))]), "new"),
        (GRANT, Standing(decisions=[LevelDecision(level=2, decided_on=date(2026, 1, 1))]), "new"),
        ({**GRANT, "case_number": "A"}, Standing(decisions=[registered(case_number="A")]), "same"),
        ({**GRANT, "case_number": "A"}, Standing(decisions=[registered()]), "new"),
        ({**GRANT, "case_number": "A"}, Standing(decisions=[registered(case_number="B")]), "conflict"),
        ({**GRANT, "lapsed_on": "2026-02-01"}, Standing(decisions=[registered()]), "new"),
        ({**GRANT, "lapsed_on": "2026-02-01"}, Standing(decisions=[registered(lapsed_on=date(2026, 3, 1))]), "conflict"),
        (LICENCE, Standing(), "new"),
        (LICENCE, Standing(licence()), "same"),
        (LICENCE, Standing(licence("draft")), "new"),
        (LICENCE, Standing(licence(revocation_final_on=date(2026, 1, 1))), "same"),  # silence takes nothing away
        ({**LICENCE, "issued_on": "2014-01-01"}, Standing(licence()), "conflict"),
        ({**LICENCE, "issued_on": "2014-01-01", **GRANT}, Standing(licence()), "conflict"),  # and then nothing of the row
    ],
)
def test_what_a_row_would_do(cells, standing, state):
    assert judge(said(**cells), standing).state == state


def test_a_row_is_held_against_what_earlier_rows_of_the_file_bring():
    standing = standing_after(judge(said(**GRANT), Standing()), Standing())
    assert judge(said(**{**GRANT, "outcome": "Nej"}), standing).state == "conflict"
    assert judge(said(**GRANT), standing).state == "same"


def test_what_is_delivered_says_so():
    plan = judge(said(**GRANT, **LICENCE), Standing())
    assert {(each.source, each.status) for each in (plan.licence, plan.decision)} == {("register", "accepted")}
