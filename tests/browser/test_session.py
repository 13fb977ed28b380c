"""The warning before the session ends: it comes in time, can be answered with the keyboard, and the page is not lost when it is not."""

import json
import re

from playwright.sync_api import expect

PAGE = "/inventering/"


def answering(page, **said):
    """What the server says of the session from now on. The clock of the page is our own."""
    page.unroute_all()
    page.route("**/konto/session/", lambda route: route.fulfill(content_type="application/json", body=json.dumps(said)))


def visited(visit):
    page = visit("larare")
    page.clock.install()
    page.goto(PAGE)
    person = page.locator("#session").get_attribute("data-person")
    return page, page.get_by_role("dialog"), person


def test_a_question_comes_in_time_and_one_press_stays(visit):
    page, dialog, person = visited(visit)
    expect(page.get_by_text(re.compile("Du är inloggad till"))).to_be_visible()
    answering(page, person=person, seconds=240, is_final=False)
    page.clock.fast_forward("50:00")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("06:00")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading", name="Du loggas ut om 4 minuter", exact=True)).to_be_visible()
    answering(page, person=person, seconds=3600, is_final=False)
    dialog.get_by_role("button", name="Fortsätt vara inloggad").press("Enter")
    expect(dialog).to_be_hidden()
    expect(page).to_have_url(re.compile(PAGE))


def test_the_longest_time_is_said_and_can_be_put_aside(visit):
    page, dialog, person = visited(visit)
    answering(page, person=person, seconds=200, is_final=True)
    page.clock.fast_forward("56:00")
    expect(dialog.get_by_text("Det är så länge man kan vara inloggad på en gång")).to_be_visible()
    dialog.get_by_role("button", name="Tillbaka till sidan").click()
    page.clock.fast_forward("01:00")
    expect(dialog).to_be_hidden()


def test_when_it_is_over_the_page_says_how_to_go_on(visit):
    page, dialog, _person = visited(visit)
    answering(page, person="", seconds=0, is_final=True)
    page.clock.fast_forward("01:01:00")
    expect(dialog.get_by_role("heading", name="Du är utloggad", exact=True)).to_be_visible()
    dialog.get_by_role("button", name="Tillbaka till sidan").click()
    expect(dialog).to_be_hidden()


def test_back_after_signing_out_does_not_show_the_page(visit):
    page = visit("larare")
    page.goto(PAGE)
    page.goto("/konto/")
    with page.expect_navigation(url=lambda address: "/konto/" not in address):
        page.locator("main form[action='/logga-ut/'] button").first.click()
    page.go_back()
    page.wait_for_timeout(500)
    expect(page.get_by_role("heading", name="Du är inloggad som")).to_have_count(0)
