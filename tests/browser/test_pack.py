"""A teacher makes the pack for an application: checklist, control code, order, and the three files on disk."""

import re
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.hands import Keyboard, Mouse
from tests.browser.test_every_page import RULES


def no_violation(page):
    violations = Axe().run(page, options=RULES).response["violations"]
    assert not violations, [(each["id"], each["nodes"][0]["html"][:160]) for each in violations]


@pytest.mark.parametrize("works", [Mouse, Keyboard])
def test_from_checklist_to_files(visit, works, tmp_path):
    page = visit("forskollarare")
    hands = works(page)
    page.goto("/meritering/")
    hands.press(page.get_by_role("link", name="Gör underlag för ansökan"))
    expect(page.locator("h1")).to_contain_text("meriteringsnivå 2")
    expect(page.locator("main")).to_contain_text("990 kronor")
    no_violation(page)

    hands.press(page.get_by_role("link", name=re.compile("(Lägg till kontrollkod|Ändra koden) legitimation.pdf")))
    no_violation(page)
    hands.write(page.get_by_label("Kontrollkod", exact=False).first, "8XK2 M4PQ7R")
    hands.press(page.get_by_role("button", name="Spara", exact=True))
    expect(page.locator("main")).to_contain_text("8XK2M4PQ7R")

    hands.press(page.get_by_role("button", name="Gör paketet"))
    expect(page.get_by_role("heading", name="Paketet är klart")).to_be_visible(timeout=60_000)
    no_violation(page)
    for name, ending in (("Hämta ZIP", ".zip"), ("Hämta PDF", ".pdf"), ("Hämta utskriftskopian", "-utskrift.pdf")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == f"underlag-meriteringsniva-2{ending}"
        download.value.save_as(tmp_path / download.value.suggested_filename)
    with zipfile.ZipFile(tmp_path / "underlag-meriteringsniva-2.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "00-underlag-meriteringsniva-2.pdf"
        assert len(archive.namelist()) > 6


def test_it_can_be_done_without_javascript(visit):
    page = visit("forskollarare", width=360, javascript=False)
    page.goto("/meritering/ansokan/1/")
    page.get_by_role("button", name="Gör paketet").click()
    expect(page.get_by_role("heading", name="Paketet är klart")).to_be_visible(timeout=60_000)  # the page asks again by itself
