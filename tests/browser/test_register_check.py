"""An administrator asks Skolverket's register and takes in what comes back, by keyboard alone; a teacher tells of a refusal."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

START = "/administration/registerkontroll/"
FILE = """Namn;Pnr;Beslutsdag;Nivå;Utfall
Ada;20121212-1212;2025-12-04;Nivå 1;Bifall
Bo;19811218-9876;2025-12-04;Nivå 1;Bifall
Ci;abc;2025-12-04;Nivå 1;Bifall
"""
A_WHILE = 60_000


def looked_at(page):
    violations = Axe().run(page).response["violations"]
    assert not violations, [(each["id"], each["nodes"][0]["html"]) for each in violations]


def pressed(page, name, role="button"):
    page.get_by_role(role, name=name, exact=True).press("Enter")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_list_is_ordered_and_fetched(visit, width):
    page = visit("administrator", width=width)
    page.goto(START)
    looked_at(page)
    pressed(page, "Ny lista", "link")
    looked_at(page)
    page.get_by_label("Varför behövs kontrollen?").fill("Årlig kontroll, dnr 2026/7")
    pressed(page, "Skapa listan")
    expect(page.get_by_role("heading", name="Listan är klar")).to_be_visible(timeout=A_WHILE)
    looked_at(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta listan").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_an_answer_is_taken_in_by_the_columns_somebody_names(visit):
    page = visit("administrator")
    page.goto(f"{START}svar/")
    looked_at(page)
    page.locator("[name=file]").set_input_files({"name": "svar.csv", "mimeType": "text/csv", "buffer": FILE.encode()})
    pressed(page, "Läs filen")
    expect(page.get_by_role("heading", name="Vad betyder kolumnerna?")).to_be_visible()
    looked_at(page)
    page.get_by_label("Rubriker", exact=True).check()
    for label, column in {
        "Personnummer": "Kolumn 2: Pnr",
        "Meriteringsnivå": "Kolumn 4: Nivå",
        "Dag för beslutet": "Kolumn 3: Beslutsdag",
    }.items():
        page.get_by_label(label).first.select_option(label=column)
    page.get_by_label("Beviljad eller avslag").select_option(label="Kolumn 5: Utfall")
    pressed(page, "Läs på prov")
    looked_at(page)
    page.get_by_label("”Nivå 1”").select_option(label="1")
    page.get_by_label("”Bifall”").select_option(label="Beviljad")
    pressed(page, "Läs på prov")
    expect(page.get_by_text("Filen är läst på prov.")).to_be_visible(timeout=A_WHILE)
    expect(page.get_by_role("heading", name="Rader som inte tas in")).to_be_visible()
    looked_at(page)
    if page.get_by_role("button", name="Ta in raderna").count():  # not where it was taken in before
        pressed(page, "Ta in raderna")
        expect(page.get_by_role("heading", name="Svaret är intaget")).to_be_visible(timeout=A_WHILE)
        looked_at(page)


def test_a_teacher_tells_of_a_refusal_and_finds_it_at_the_level(visit):
    page = visit("larare", width=360)
    page.goto("/inventering/beslut/lagg-till/")
    looked_at(page)
    page.get_by_label("Nivå 4", exact=True).check()
    page.get_by_label("Avslag", exact=True).check()
    page.get_by_label("Beslutad den").fill("2026-03-02")
    page.get_by_label("Överklagat den").fill("2026-03-20")
    pressed(page, "Spara beslutet")
    page.goto("/meritering/")
    page.locator("#niva-4 summary").first.click()
    expect(page.get_by_text("Avslag 2026-03-02, överklagat 2026-03-20, inte skickat än")).to_be_visible()
    looked_at(page)
