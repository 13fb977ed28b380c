"""What a plan's courses add up to in the ordinance is reckoned from its rows and from the rule set."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from merit.rules.rulesets import rule_set_on
from plans.authority.reach import reach_of
from plans.models import CourseOffer, PlanCourse, PlanTier

RULES = rule_set_on(date(2026, 11, 20))


def tier(name, choose, *, offered=None, size="7.5", up_to=None):
    return PlanTier(tier=name, choose=choose, offered=offered, course_credits=Decimal(size), up_to_level=up_to)


def courses(second, first=0, *, kind="commissioned", basis="subject", size="7.5"):
    offers = [CourseOffer(title=f"Kurs {n}", credits=Decimal(size), cycle="second", merit_basis=basis, kind=kind) for n in range(second)]
    offers += [CourseOffer(title=f"Kurs {n}", credits=Decimal(size), cycle="first", merit_basis=basis, kind=kind) for n in range(first)]
    return [PlanCourse(offer=offer, order=n) for n, offer in enumerate(offers)]


def found(tiers, offered, rules=RULES):
    reach = reach_of(tiers, offered, rules)
    plain = "\N{NO-BREAK SPACE}"
    return reach.sum_text.replace(plain, " "), [(each.kind, each.text.replace(plain, " ")) for each in reach.findings]


def text_about(findings, word):
    return next((kind, text) for kind, text in findings if word in text)


SOURCE_000 = [tier("authority", 4, offered=8), tier("unit", 2), tier("individual", None, up_to=3)]


def test_thirty_and_fifteen_are_all_that_level_2_asks_for():
    total, findings = found(SOURCE_000, courses(5, 3))
    assert total == "30 hp + 15 hp = 45 hp"
    assert findings[0] == ("met", "30 hp och 15 hp ger tillsammans 45 hp. Det är lika mycket som meriteringsnivå 2 kräver i allt.")


@pytest.mark.parametrize(
    ("choose", "kind", "words"),
    [
        (3, "remark", "Meriteringsnivå 2 kräver 45 hp, så det behövs 7,5 hp till."),
        (5, "met", "Det är 7,5 hp mer än meriteringsnivå 2 kräver, som är 45 hp."),
    ],
)
def test_other_numbers_of_courses_are_weighed_against_the_same_sum(choose, kind, words):
    _total, findings = found([tier("authority", choose, offered=8), tier("unit", 2)], courses(8))
    assert findings[0][0] == kind
    assert words in findings[0][1]


def test_the_numbers_are_the_rule_sets_and_not_ours():
    rules = replace(RULES, thresholds=replace(RULES.thresholds, level_2_credits=Decimal(60), advanced_credits=Decimal(30)))
    _total, findings = found(SOURCE_000, courses(5, 3), rules)
    assert "Meriteringsnivå 2 kräver 60 hp, så det behövs 15 hp till." in findings[0][1]
    assert text_about(findings, "Minst 30 hp måste vara på avancerad nivå")


def test_how_much_of_the_authoritys_courses_is_in_the_second_cycle_is_a_span():
    _total, findings = found(SOURCE_000, courses(5, 3))
    kind, text = text_about(findings, "Fem av de åtta")
    assert kind == "fact"
    assert text.endswith("37,5 hp, är på avancerad nivå. Läraren får mellan 7,5 hp och 30 hp därifrån, beroende på valet.")


@pytest.mark.parametrize(
    ("second", "first", "kind", "words"),
    [
        (5, 3, "remark", "Läraren behöver välja minst tre kurser på avancerad nivå av sina sex."),
        (7, 1, "met", "Det blir det, vilka kurser läraren än väljer."),
        (0, 8, "remark", "Så mycket finns inte att välja på. Fler kurser på avancerad nivå behövs i planen."),
    ],
)
def test_whether_any_choice_gives_enough_in_the_second_cycle(second, first, kind, words):
    _total, findings = found(SOURCE_000, courses(second, first))
    said, text = text_about(findings, "Minst 22,5 hp måste vara på avancerad nivå.")
    assert (said, words in text) == (kind, True)


def test_courses_not_chosen_yet_may_be_of_either_cycle():
    _total, findings = found(SOURCE_000, [])
    assert text_about(findings, "Minst 22,5 hp")[0] == "remark"
    assert not any("förvaltningsgemensamma kurserna, " in text for _kind, text in findings)


def test_vak_is_asked_for_and_seen_where_it_is_on_offer():
    _total, missing = found(SOURCE_000, courses(5, 3))
    assert text_about(missing, "Uppdragsutbildningen VAK, 7,5 hp, behövs också.")[0] == "remark"
    _total, offered = found(SOURCE_000, [*courses(5, 2), *courses(1, kind="vak")])
    kind, text = text_about(offered, "Uppdragsutbildningen VAK")
    assert (kind, text.endswith("VAK är en av de förvaltningsgemensamma kurserna.")) == ("met", True)


def test_a_course_outside_the_areas_is_named():
    _total, findings = found(SOURCE_000, [*courses(5, 2), *courses(1, basis="not_meriting")])
    kind, text = text_about(findings, "områden")
    assert (kind, text) == ("remark", "Kurser som inte ligger inom något av förordningens områden räknas inte: Kurs 0.")


def test_level_3_is_a_degree_only_where_the_plan_goes_that_far():
    _total, far = found(SOURCE_000, courses(5, 3))
    assert "examen på avancerad nivå om minst 60 hp" in text_about(far, "Nivå 3 kräver")[1]
    _total, near = found(SOURCE_000[:2], courses(5, 3))
    assert not any("Nivå 3" in text for _kind, text in near)


def test_every_finding_but_the_plans_own_sum_names_its_paragraph():
    reach = reach_of(SOURCE_000, courses(5, 3), RULES)
    others = [finding for finding in reach.findings if not finding.source.startswith("SFS 2025:280, ")]
    assert others == [reach.findings[1], reach.findings[-1]]
    assert "Nivå 4" in reach.findings[-1].text.replace("\N{NO-BREAK SPACE}", " ")
    assert reach.findings[-1].source == "skollagen (2010:800), 2 kap. 34 a §"


def test_courses_of_different_sizes_are_summed_as_they_are():
    total, findings = found([tier("authority", 2, offered=2, size="15"), tier("unit", 2)], courses(1, 1, size="15"))
    assert total == "30 hp + 15 hp = 45 hp"
    assert "Läraren får 15 hp därifrån." in text_about(findings, "En av de två")[1]
    assert "Det gör skillnad vilka kurser läraren väljer." in text_about(findings, "Minst 22,5 hp")[1]


def test_a_plan_without_numbers_says_nothing():
    assert reach_of([tier("individual", None)], [], RULES) is None
