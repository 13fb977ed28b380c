"""Half time is read in another way: a teacher who could apply for level 1 no longer can, is told so, and finds why and since when."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

TEACHER = "karin.ek"  # 30 and 25 percent in two schools
NAME = "Sjöstad kommun, en tjänst på halvtid"


def test_a_teacher_hears_of_another_reading_and_finds_what_it_changed(visit):
    teacher = visit(TEACHER)
    she_can_apply(teacher)
    publish_that_one_post_must_be_half_time(visit("administrator"))
    she_is_told(teacher)
    she_sees_why(teacher)
    the_former_assessment_stands_as_it_was(teacher)


def accessible(page: Page):
    assert not Axe().run(page).response["violations"], page.url


def she_can_apply(page: Page):
    page.goto("/meritering/")
    expect(page.locator("h1")).to_have_text("Du kan söka nivå 1.")
    expect(page.locator("#niva-1")).to_contain_text("Du arbetar 55 procent som lärare eller förskollärare inom skolväsendet")
    page.goto("/besked/")
    expect(page.locator("main")).not_to_contain_text("nya regler")


def publish_that_one_post_must_be_half_time(page: Page):
    page.goto("/administration/regler/")
    page.get_by_role("link", name="Ny läsning").click()
    page.get_by_label("Namn", exact=True).fill(NAME)
    page.get_by_label("Alla dagar med anställning").check()
    page.get_by_label("Nej, en av tjänsterna ska räcka").check()
    page.get_by_role("button", name="Spara utkastet").click()
    page.get_by_label("Varför").fill("Så har Skolverket avslagit en ansökan.")
    page.get_by_label("Källa").fill("Skolverkets beslut, dnr 2026:4711")
    page.get_by_label("Andrahandsuppgift").check()
    page.get_by_label("Vem som har bestämt det").fill("Skolchefen 12 november 2026")
    page.get_by_role("button", name="Spara skälen").click()
    page.get_by_role("button", name="Gör en provkörning").click()
    expect(page.get_by_role("button", name="Gör en ny provkörning")).to_be_visible(timeout=60_000)
    expect(page.locator("#lage")).to_contain_text("Yrkesverksam på minst halvtid")
    page.get_by_role("link", name="Till publiceringen").click()
    page.get_by_role("button", name="Publicera för alla").click()
    expect(page.locator("#lage")).to_contain_text("Alla bedömdes på nytt", timeout=60_000)


def she_is_told(page: Page):
    page.goto("/besked/")
    expect(page.locator("main")).to_contain_text("Din huvudman bedömer efter nya regler.")
    accessible(page)
    page.get_by_role("link", name="Du uppfyller inte längre kraven för nivå 1.").click()
    expect(page).to_have_url(re.compile("/meritering/"))


def she_sees_why(page: Page):
    expect(page.locator("h1")).to_have_text("Nästa steg är nivå 1.")
    half_time = page.locator("#niva-1 .mp-cond", has_text="Yrkesverksam på minst halvtid")
    expect(half_time).to_contain_text("30 av 50 procent")
    expect(page.locator("main")).to_contain_text(f"enligt {NAME}")
    accessible(page)
    page.get_by_role("link", name="Så läser vi lagen", exact=True).click()
    expect(page.locator("main")).to_contain_text("Skolverkets beslut, dnr 2026:4711")


def the_former_assessment_stands_as_it_was(page: Page):
    page.goto("/meritering/")
    page.get_by_role("link", name="Se dina tidigare bedömningar").click()
    changed = page.locator("main .mp-rows > li", has_text="Nivå 1: från ”uppfyllt” till ”inte uppfyllt”")
    expect(changed).to_contain_text("Din huvudman började bedöma efter nya regler.")
    changed.get_by_role("link").click()
    expect(page.locator("#niva-1")).to_contain_text("Du arbetar 55 procent")
    accessible(page)
