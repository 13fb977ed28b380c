"""The officials' table of cases (tests/cases/merit.csv) against the rules, and the table against what it promises to hold."""

from decimal import Decimal
from functools import cache

import pytest

from merit.rules import NoRuleSetError, assess
from tests.cases.table import ANSWERS, BY_DAY, BY_NUMBER, COLUMNS, CONDITIONS, LEVELS, TABLE, TableError, officials_cases, read

from .rules import oracle

EDGES = {
    "legitimation": BY_DAY,
    "beslut nivå 1": BY_DAY,
    "halvtid": BY_NUMBER + BY_DAY,
    "sex år": BY_NUMBER + BY_DAY,
    "hp nivå 1": BY_NUMBER + BY_DAY,
    "hp nivå 2 och 3": BY_NUMBER + BY_DAY,
    "avancerade hp": BY_NUMBER + BY_DAY,
    "VAK": BY_NUMBER + BY_DAY,
    "examen avancerad nivå": BY_NUMBER + BY_DAY,
    "examen forskarnivå": BY_DAY,
}
STEP = {"hp": Decimal("0.5"), "percent": Decimal(1)}
SUMS = {"met and no more possible", "met and more possible", "open", "short with more possible", "short"}
EASED = {"hp nivå 1": (Decimal("7.5"), 15), "hp nivå 2 och 3": (Decimal("37.5"), 45)}


def assessed():
    """(case, its assessment) where an ordinance is in force."""
    return [(case, assess(case.facts)) for case in officials_cases() if case.expected is not None]


@cache
def concerned():
    """(case, the finding it is about), made once."""
    return [(case, assessment.level(case.level).finding(case.asked.condition)) for case, assessment in assessed()]


def differences(case, answered):
    """Columns where the row and the answer of {level: {condition: outcome}} part ways. A level that asks for something else stands out."""
    told = {(level, asked.condition): (ANSWERS[name], case.expected[name]) for name, asked in CONDITIONS.items() for level in asked.levels}
    found = {(level, condition): outcome for level, conditions in answered.items() for condition, outcome in conditions.items()}
    return [
        f"{case}, kolumn {told.get(place, ['?'])[0]}, nivå {place[0]}: {told.get(place, '–')[-1]} i tabellen, {found.get(place, '–')} i svaret"
        for place in sorted({*told, *found})
        if place not in told or told[place][1] != found.get(place)
    ]


def test_every_column_is_what_the_rules_answer():
    wrong = []
    for case, assessment in assessed():
        wrong += differences(case, {level.level: {f.condition.value: f.outcome.value for f in level.findings} for level in assessment})
        wrong += [
            f"{case}, kolumn nivå {level.level}: {case.expected[str(level.level)]} i tabellen, {level.outcome.value} i svaret"
            for level in assessment
            if case.expected[str(level.level)] != level.outcome.value
        ]
    assert wrong == []


def test_every_condition_is_what_the_contract_read_plainly_answers():
    wrong = []
    for case in officials_cases():
        if case.expected is not None:
            verdicts = oracle.verdicts(case.record)
            wrong += differences(case, {level: {name: outcome for name, outcome, *_ in found} for level, found in verdicts.items()})
    assert wrong == []


def test_rows_without_an_answer_are_those_before_the_ordinance():
    without = [case for case in officials_cases() if case.expected is None]
    assert without
    for case in without:
        assert case.provision == "övergångsbestämmelse 1", str(case)
        with pytest.raises(NoRuleSetError):
            assess(case.facts)


def test_the_paragraph_of_each_row_is_the_source_of_its_finding():
    assert [
        f"{case}, kolumn lagrum: {case.law} {case.provision} i tabellen, {found.source.law} {found.source.provision} i svaret"
        for case, found in concerned()
        if (case.law, case.provision) != (found.source.law, found.source.provision)
    ] == []


def test_the_table_has_every_vector_and_is_long_enough():
    cases = officials_cases()
    assert len(cases) >= 150
    assert {f"T{number}" for number in range(1, 25)} - {case.name.split()[0] for case in cases} == set()


@pytest.mark.parametrize("about", CONDITIONS)
def test_every_condition_has_rows_below_at_and_above_its_edges(about):
    here = [(case, found) for case, found in concerned() if case.about == about]
    assert set(EDGES[about]) - {case.edge for case, _ in here} == set()
    assert [f"{case}, kolumn gräns: {case.edge}" for case, found in here if case.edge in BY_NUMBER and not truly(case.edge, found)] == []


def truly(edge, found):
    """Whether the row stands where it says: a half credit, a percent or less from the requirement, years within their last month."""
    if found.outcome.value != ("not_met" if edge == "under" else "met"):
        return False
    if found.required is None:
        return True
    if edge == "på":
        return found.sure == found.required
    if found.unit == "years":
        return str(found.sure).startswith("5y 11m" if edge == "under" else "6y 0m")
    distance = found.sure - found.required if edge == "över" else found.required - found.sure
    return 0 < distance <= STEP[found.unit]


@pytest.mark.parametrize("about", CONDITIONS)
def test_every_condition_has_rows_for_each_combination_of_sure_and_possible(about):
    here = [found for case, found in concerned() if case.about == about]
    assert {found.outcome.value for found in here} == {"met", "not_met", "undetermined"}
    sums = {combination(found) for found in here if found.possible is not None}
    assert sums >= SUMS or here[0].required is None


def combination(found):
    if found.outcome == "undetermined":
        return "open"
    told = "met and no more possible" if found.outcome == "met" else "short"
    if found.possible == found.sure:
        return told
    return "met and more possible" if found.outcome == "met" else "short with more possible"


@pytest.mark.parametrize("about", EASED)
def test_every_eased_requirement_has_rows_for_each_way_the_sums_can_stand(about):
    """The easing holds, may hold or does not; both sums below the lower requirement, between the two, or at the higher."""
    lower = EASED[about][0]
    seen = set()
    for case, found in concerned():
        if case.about == about and found.possible is not None:
            eased = "holds" if found.required == lower else "may hold" if "och" in found.source.provision else "does not"
            seen.add((eased, *[sum(measure >= edge for edge in EASED[about]) for measure in (found.sure, found.possible)]))
    wanted = {(eased, sure, possible) for eased in ("holds", "may hold", "does not") for sure in range(3) for possible in range(sure, 3)}
    assert wanted - seen == set()


def row(**changes):
    """The first row of the table as text, with cells changed."""
    first = TABLE.read_text(encoding="utf-8-sig").splitlines()[1].split(";")
    return ";".join({**dict(zip(COLUMNS, first, strict=True)), **{name.replace("_", " "): cell for name, cell in changes.items()}}.values())


def table(*rows):
    return "\n".join([";".join(COLUMNS), *rows])


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("namn", ""),
        ("namn", " T1"),
        ("prövar", "halvtiden"),
        ("prövad nivå", "2"),
        ("prövad nivå", "5"),
        ("gräns", "vid"),
        ("referensdag", "2026-02-30"),
        ("referensdag", "12/3/2026"),
        ("legitimation", "fritidspedagog 2015-06-20"),
        ("legitimation", "lärare 2015-06-20 | lärare 2016-06-20"),
        ("legitimation", "lärare 2015-06-20, återkallad 2016-06-20, återkallad 2017-06-20"),
        ("legitimation", "lärare 2015-06-20, återkallad i fjol"),
        ("examen", "2015-06-05, godkänd"),
        ("examen", "2015-06-05, inte granskad, inte godkänd"),
        ("anställningar", ""),
        ("anställningar", "lärare 100% från 2015-08-10"),
        ("anställningar", "lärare 50.5 % från 2015-08-10"),
        ("anställningar", "lärare 101 % från 2015-08-10"),
        ("anställningar", "lärare 100 % från 2015-08-10 till 2015-08-09"),
        ("anställningar", "lärare 100 % från 2015-08-10| lärare 100 % från 2016-08-10"),
        ("anställningar", "lärare 100 % från 2015-08-10, underkänd"),
        ("kurser", "15 hp 2024-06-02"),
        ("kurser", "15 hp grundnivå 2024-06-31"),
        ("kurser", "15,25 hp grundnivå 2024-06-02"),
        ("kurser", "0 hp grundnivå 2024-06-02"),
        ("kurser", "USP 7,5 hp avancerad nivå 2024-06-02"),
        ("kurser", "15 hp grundnivå 2024-06-02, historia"),
        ("kurser", "15 hp grundnivå 2024-06-02, ämne, ledarskap"),
        ("kurser", "15 hp grundnivå 2024-06-02, kod "),
        ("examina", "magister 60 hp 2024-06-10"),
        ("examina", "avancerad nivå 60 hp 2024-06-10"),
        ("examina", "forskarnivå 240 hp varav 30 hp meriterande 2024-06-10"),
        ("examina", "avancerad nivå 60 hp varav 30,25 hp meriterande 2024-06-10"),
        ("forskning", "2023-08-15"),
        ("beslut", "nivå 5 2025-09-15"),
        ("beslut", "nivå 1 2025-09-15, överklagat"),
        ("villkor VAK", "ja"),
        ("villkor VAK", "–"),
        ("nivå 4", "Uppfyllt"),
        ("kommentar", ""),
    ],
)
def test_what_is_not_understood_is_told_with_its_row_and_column(column, cell):
    with pytest.raises(TableError) as caught:
        read(table(row(namn="En annan rad"), row(**{column: cell})))
    assert str(caught.value).startswith(f"rad 3, kolumn {column}: ")


def test_every_problem_is_told_at_once_and_names_may_not_come_twice():
    with pytest.raises(TableError) as caught:
        read(table(row(namn="Ett"), row(namn="ett"), row(gräns="vid"), row() + ";"))
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "rad 4, kolumn gräns",
        "rad 5, kolumn namn",
        "rad 2, kolumn namn",
        "rad 3, kolumn namn",
    ]


def test_headings_are_those_agreed():
    with pytest.raises(TableError, match="rad 1"):
        read(table().replace("kurser", "utbildning"))


def test_a_spreadsheet_may_have_saved_it():
    assert read(table(row()) + "\n") == read(table(row()).replace("\n", "\r\n") + "\r\n")
    assert TABLE.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel takes a file without the mark for another alphabet"


def test_the_levels_of_the_table_are_those_of_the_rules():
    assert [level.level for level in assessed()[0][1]] == list(LEVELS)
