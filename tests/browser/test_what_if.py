"""A teacher asks what if: another day, courses not yet taken, and keeps the question; by mouse, by the keyboard alone, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import RULES

TEACHER = "elin.sandstrom"  # has level 1, 22.5 hp accepted, and choices in the plan
PAGE = "/meritering/tank-om/"


def is_accessible(page: Page):
    violations = Axe().run(page, options=RULES).response["violations"]
    assert not [f"{violation['id']}: {violation['nodes'][0]['html'][:160]}" for violation in violations]
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_assessment_on_another_day(visit, hands):
    page = visit(TEACHER)
    work = hands(page)
    page.goto("/meritering/")
    work.write(page.get_by_label("Visa bedömningen för dagen"), "2025-08-31")
    work.press(page.get_by_role("button", name="Visa den dagen"))
    expect(page.get_by_role("alert")).to_contain_text("De gäller från den 1\N{NO-BREAK SPACE}september 2025")
    is_accessible(page)
    work.write(page.get_by_label("Visa bedömningen för dagen"), "2030-01-01")
    work.press(page.get_by_role("button", name="Visa den dagen"))
    expect(page.locator("main")).to_contain_text(re.compile(r"Du ser bedömningen för den 1\sjanuari\s2030, inte för i dag\."))
    is_accessible(page)
    work.press(page.get_by_role("link", name="Visa bedömningen för i dag"))
    expect(page).to_have_url(re.compile("/meritering/$"))
    work.press(page.locator("details[open] summary", has_text="7 § första stycket 3").first)
    expect(page.get_by_text("3. med godkänt resultat har genomfört en sådan meriterande uppdragsutbildning").first).to_be_visible()
    is_accessible(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_question_is_asked_kept_opened_and_removed(visit, hands, width):
    page = visit(TEACHER, width=width)
    work = hands(page)
    name = f"Kvartsfart {hands.__name__} {width}"
    page.goto("/meritering/")
    work.press(page.locator("main").get_by_role("link", name="Tänk om"))
    is_accessible(page)
    work.choose(page.get_by_role("checkbox", name="Betyg, bedömning och återkoppling"))
    work.write(page.locator("[name=egen1_hp]"), "75")
    work.press(page.get_by_role("button", name="Visa vad som händer"))
    expect(page.get_by_role("alert")).to_contain_text("Skriv poängen som 7,5 i stället för 75")
    is_accessible(page)
    work.write(page.locator("[name=egen1_hp]"), "7,5")
    work.write(page.locator("[name=egen1_klar]"), "2027-06-01")
    work.pick(page.locator("[name=egen1_niva]"), "Avancerad nivå")
    work.pick(page.locator("[name=egen1_grund]"), "Specialpedagogik")
    work.press(page.get_by_role("button", name="Visa vad som händer"))
    expect(page.locator("h1")).to_contain_text("Då uppfylls 1 villkor till, men ingen ny nivå.")
    assert page.url.count("termin_") == page.url.count("kurs=") == 1  # what is not ticked is not in the address
    expect(page.locator("#niva-2")).to_contain_text("Blir uppfyllt")
    is_accessible(page)

    work.press(page.get_by_role("link", name="Spara som tanke"))
    is_accessible(page)
    work.write(page.get_by_label("Vad ska tanken heta?"), name)
    work.press(page.get_by_role("button", name="Spara tanken"))
    expect(page.get_by_text(f"Tanke: {name}")).to_be_visible()
    is_accessible(page)

    page.goto(PAGE)
    work.press(page.get_by_role("link", name=name, exact=True))
    expect(page.locator("h1")).to_contain_text("Då uppfylls 1 villkor till, men ingen ny nivå.")
    work.press(page.get_by_role("link", name=f"Ta bort {name}"))
    is_accessible(page)
    work.press(page.get_by_role("button", name="Ta bort tanken"))
    expect(page.locator("main")).not_to_contain_text(f"Ta bort {name}")


def test_it_works_without_scripts_and_in_the_dark(visit):
    page = visit(TEACHER, javascript=False, scheme="dark")
    page.goto(PAGE)
    page.get_by_role("checkbox", name="Flerspråkighet och svenska som andraspråk").check()
    page.get_by_role("button", name="Skriv en kurs till").click()
    expect(page.get_by_role("checkbox", name="Flerspråkighet och svenska som andraspråk")).to_be_checked()
    page.get_by_role("button", name="Visa vad som händer").click()
    expect(page.locator("main")).to_contain_text("I dag och då, villkor för villkor")
    page.get_by_role("link", name="Välj kurserna i min plan").click()
    expect(page.locator("main")).to_contain_text("Kurserna du prövade är ikryssade här.")
    expect(page.get_by_role("checkbox", name="Flerspråkighet och svenska som andraspråk")).to_be_checked()
