"""An administrator reads the law in another way: drafts it, tries it on everybody, publishes it; and everybody can read that it was done."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

NAME = "Sjöstad kommun, år på heltid"
ANSWER = "Varje dag räknas efter tjänstens omfattning. Två år på halvtid är ett år."


def test_another_reading_is_drafted_tried_and_published(visit):
    page = visit("administrator")
    the_law_is_told_as_it_comes(page)
    draft(page)
    try_it_on_everybody(page)
    publish(page)
    the_law_page_tells(visit("larare"))


def accessible(page: Page):
    assert not Axe().run(page).response["violations"], page.url


def the_law_is_told_as_it_comes(page: Page):
    page.goto("/meritering/lagen/")
    expect(page.locator("main")).to_contain_text("Meritplans grundläsning")
    accessible(page)


def draft(page: Page):
    page.goto("/administration/regler/")
    page.get_by_role("link", name="Ny läsning").click()
    page.get_by_label("Namn", exact=True).fill(NAME)
    accessible(page)
    page.get_by_label("Omräknat till heltid").check()
    page.get_by_role("button", name="Spara utkastet").click()
    page.get_by_label("Varför").fill("Så har Skolverket svarat våra lärare.")
    page.get_by_label("Källa").fill("Skolverkets svar 2026-11-02, dnr 2026:1234")
    page.get_by_label("Andrahandsuppgift").check()
    page.get_by_label("Vem som har bestämt det").fill("Skolchefen 12 november 2026")
    accessible(page)
    page.get_by_role("button", name="Spara skälen").click()
    expect(page.locator("main")).to_contain_text("Gör en provkörning innan du publicerar.")


def try_it_on_everybody(page: Page):
    page.get_by_role("button", name="Gör en provkörning").click()
    expect(page.get_by_role("button", name="Gör en ny provkörning")).to_be_visible(timeout=60_000)
    expect(page.locator("#provkorning ~ #lage, #lage")).to_contain_text("Sex års arbete efter examen")
    accessible(page)


def publish(page: Page):
    page.get_by_role("link", name="Till publiceringen").click()
    expect(page.locator("main")).to_contain_text("Det går inte att ångra.")
    accessible(page)
    page.get_by_role("button", name="Publicera för alla").click()
    expect(page.locator("h1")).to_have_text(NAME)
    expect(page.locator("#lage")).to_contain_text("Alla bedömdes på nytt", timeout=60_000)
    accessible(page)


def the_law_page_tells(page: Page):
    page.goto("/meritering/")
    page.get_by_role("link", name="Så läser vi lagen", exact=True).click()
    expect(page.locator("main")).to_contain_text(NAME)
    expect(page.locator("main")).to_contain_text(ANSWER)
    expect(page.locator("main")).to_contain_text("Skolverkets svar 2026-11-02")
    accessible(page)
    page.get_by_role("link", name="SFS 2025:280", exact=True).click()
    expect(page.locator("main")).to_contain_text("Meritplans grundläsning")
