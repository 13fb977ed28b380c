"""The main job, end to end: a teacher registers and sends, a reviewer returns and accepts, a plan is made on three levels, and printed.

Played twice, by mouse and by the keyboard alone, each time with a teacher who begins from nothing. Watch it: `make browser HEADED=1 SLOW=300`.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Keyboard, Mouse
from tests.browser.papers import pdf_file, photo_file

Hands = Mouse | Keyboard
TASKS = "Till inventeringens delar"
COURSES = ("Läs- och skrivutveckling i alla ämnen", "Handledning av VFU-studenter")
EARLY = "Historia, minne och plats"
PROJECT = "Läsförståelse på yrkesprogram"
TRANSCRIPT = "Resultatintyg å ä ö"
UNIT = "Strandgymnasiet"
UNIT_COURSES = ("Muntligt samtal som lärverktyg", "Handledning av kollegor i vardagen")
CHOSEN = (
    "Betyg, bedömning och återkoppling",
    "Läs- och skrivutveckling i alla ämnen",
    "Specialpedagogik i klassrummet",
    "Kognition, minne och lärande",
)


@dataclass(frozen=True)
class Teacher:
    username: str
    name: str
    works: type[Mouse] | type[Keyboard]


SARA = Teacher("larare", "Sara Nyström", Mouse)
NADJA = Teacher("nadja.ahlund", "Nadja Åhlund", Keyboard)


@pytest.mark.parametrize("teacher", [SARA, NADJA], ids=["mouse", "keyboard"])
def test_the_five_steps(visit, teacher):
    page = visit(teacher.username)
    hands = teacher.works(page)
    the_start_page_says_what_is_open(page)
    fill_in_and_send(page, hands)
    the_assessment_is_open(page, hands)

    reviewing = visit("rektor" if teacher is SARA else "granskare")
    review(reviewing, teacher.works(reviewing), teacher.name, returning=COURSES[1])
    correct_and_send_again(page, hands)
    accept_the_rest(reviewing, teacher.works(reviewing), teacher.name)
    the_assessment_is_met(page, hands)

    principal = visit("rektor")
    decide_the_unit_plan(principal, teacher.works(principal))
    the_plan_is_there_in_full(visit("strateg"))
    choose_courses(page, hands)
    agree(principal, teacher.works(principal), teacher.name)
    the_choices_are_agreed(page, hands)

    look_at_the_unit(principal)
    order_the_unit_plan(principal, teacher.works(principal))
    strategist = visit("strateg")
    look_at_the_authority(strategist)
    look_at_the_authority(visit("namnd"))
    order_the_authority_plan(strategist, teacher.works(strategist))


# ---------------------------------------------------------------- 1. The teacher registers and sends


def the_start_page_says_what_is_open(page: Page):
    expect(page.locator("main").get_by_role("link").first).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Hej")


def menu(page: Page, hands: Hands, name: str):
    hands.press(page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name=name, exact=True))


def part(page: Page, hands: Hands, name: str):
    """From anywhere to one part of the inventory."""
    menu(page, hands, "Inventering")
    hands.press(page.locator("main").get_by_role("link", name=name, exact=True).first)


def fill_in_and_send(page: Page, hands: Hands):
    part(page, hands, "Om mig")
    hands.choose(page.get_by_label("Ja, jag vill meritera mig"))
    hands.press(page.get_by_role("button", name="Bekräfta och gå vidare"))
    add_licence_and_degree(page, hands)
    add_employment(page, hands)
    for title in COURSES:
        add_course(page, hands, title, "2022-06-05", first=title == COURSES[0])
    add_course(page, hands, EARLY, "2010-06-01", first=False)
    expect(page.locator("main")).to_contain_text("Före examen, räknas inte")
    add_research(page, hands)
    part(page, hands, "Kontrollera och skicka")
    expect(page.locator("main")).to_contain_text(EARLY)
    hands.press(page.get_by_role("button", name="Skicka", exact=True))
    expect(page.locator("h1")).to_contain_text(re.compile("skicka", re.IGNORECASE))
    expect(page).to_have_url(re.compile("/inventering/kvitto/"))
    expect(page.locator("main")).to_contain_text(COURSES[0])


def add_licence_and_degree(page: Page, hands: Hands):
    part(page, hands, "Legitimation och examen")
    hands.press(page.get_by_role("link", name="Lägg till din legitimation"))
    hands.choose(page.get_by_label("Lärarlegitimation", exact=True))
    hands.write(page.locator("[name=issued_on]"), "2013-06-20")
    hands.attach(page.locator("input[type=file]"), pdf_file("Bevis om legitimation"))
    hands.press(page.get_by_role("button", name="Spara legitimationen"))
    part(page, hands, "Legitimation och examen")
    hands.press(page.get_by_role("link", name="Lägg till din examen"))
    hands.write(page.locator("[name=title]"), "Ämneslärarexamen")
    hands.write(page.locator("[name=institution]"), "Malmö högskola")
    hands.write(page.locator("[name=issued_on]"), "8 juni 2012")
    hands.attach(page.locator("input[type=file]"), photo_file("Examensbevis"))
    hands.press(page.get_by_role("button", name="Spara examen"))


def add_employment(page: Page, hands: Hands):
    part(page, hands, "Anställningar")
    hands.press(page.get_by_role("link", name=re.compile("Lägg till")).first)
    hands.write(page.locator("[name=employer]"), "Sjöstad kommun")
    hands.write(page.locator("[name=unit_name]"), UNIT)
    hands.choose(page.get_by_role("group", name=re.compile("skolväsendet")).get_by_label("Ja", exact=True))
    hands.choose(page.get_by_label("Lärare", exact=True))
    hands.write(page.locator("[name=extent_percent]"), "87,5")
    hands.write(page.locator("[name=starts_on]"), "2017-08-14")
    hands.attach(page.locator("input[type=file]"), pdf_file("Tjänstgöringsintyg"))
    hands.press(page.get_by_role("button", name="Spara anställningen"))


def add_course(page: Page, hands: Hands, title: str, completed: str, *, first: bool):
    part(page, hands, "Kurser efter examen")
    hands.press(page.get_by_role("link", name=re.compile("Lägg till")).first)
    hands.write(page.locator("[name=title]"), title)
    hands.write(page.locator("[name=institution]"), "Malmö universitet")
    hands.write(page.locator("[name=credits]"), "7,5" if first else "7.5")
    hands.choose(page.get_by_role("group", name="Nivå", exact=True).get_by_label("Avancerad nivå"))
    hands.write(page.locator("[name=completed_on]"), completed)
    hands.choose(page.get_by_role("group", name=re.compile("Är du godkänd")).get_by_label("Ja", exact=True))
    hands.choose(page.get_by_role("radio", name="Ämnesdidaktiska studier"))
    if first:
        hands.attach(page.locator("input[type=file]"), pdf_file(TRANSCRIPT))
    else:  # one file serves several rows
        hands.choose(page.get_by_label(re.compile(TRANSCRIPT)).first)
    hands.press(page.get_by_role("button", name="Spara kursen", exact=True))
    expect(page.locator("main")).to_contain_text(title)


def add_research(page: Page, hands: Hands):
    part(page, hands, "Praktiknära forskning")
    hands.press(page.get_by_role("link", name=re.compile("Lägg till")).first)
    hands.write(page.locator("[name=title]"), PROJECT)
    hands.write(page.locator("[name=institution]"), "Malmö universitet")
    hands.write(page.locator("[name=starts_on]"), "2024-08-15")
    hands.write(page.locator("[name=ends_on]"), "2025-06-10")
    hands.attach(page.locator("input[type=file]"), photo_file("Intyg om deltagande"))
    hands.press(page.get_by_role("button", name="Spara projektet"))


# ---------------------------------------------------------------- 2 and 3. The assessment, and the review it follows


def the_assessment_is_open(page: Page, hands: Hands):
    menu(page, hands, "Meritering")
    expect(page.locator("h1")).to_have_text("Nivå 1 går inte att avgöra än.")
    expect(page.locator("#niva-1")).to_contain_text("SFS 2025:280, 6 § 3")
    expect(page.locator("#niva-1")).to_contain_text("15 hp väntar")


def open_person(page: Page, hands: Hands, name: str):
    menu(page, hands, "Granskning")
    following = page.get_by_role("link", name=re.compile("Nästa|2"), exact=False)
    if page.locator("main").get_by_role("link", name=name, exact=True).count() == 0 and following.count():
        hands.press(following.first)
    hands.press(page.locator("main").get_by_role("link", name=name, exact=True))


def review(page: Page, hands: Hands, name: str, *, returning: str):
    open_person(page, hands, name)
    expect(page.locator("main")).to_contain_text("Inte kontrollerad mot skadlig kod")
    decide_all(page, hands, returning=returning)
    expect(page.locator("main")).to_contain_text("Redan granskat")


def decide_all(page: Page, hands: Hands, *, returning: str = ""):
    for _ in range(12):
        waiting = page.locator("article").filter(has=page.get_by_role("button", name=re.compile("^Godkänn ")))
        if waiting.count() == 0:
            return
        row = waiting.first
        if returning and row.get_by_role("heading", name=returning, exact=True).count():
            hands.press(row.get_by_text("Något behöver ändras"))
            hands.choose(row.get_by_label("Be läraren rätta"))
            hands.pick(row.get_by_label("Motivering", exact=True), "Intyget går inte att läsa.")
            hands.press(row.get_by_role("button", name=re.compile("Spara beslutet")))
        else:
            hands.press(row.get_by_role("button", name=re.compile("^Godkänn ")))
    raise AssertionError("the rows never end")


def correct_and_send_again(page: Page, hands: Hands):
    menu(page, hands, "Inventering")
    expect(page.locator("main")).to_contain_text("Intyget går inte att läsa.")
    hands.press(page.locator("main").get_by_role("link", name=re.compile(COURSES[1])).first)
    hands.attach(page.locator("input[type=file]"), photo_file(f"Kursbevis {COURSES[1]}"))
    hands.press(page.get_by_role("button", name="Spara kursen", exact=True))
    part(page, hands, "Kontrollera och skicka")
    hands.press(page.get_by_role("button", name=re.compile("^Skicka")))
    expect(page).to_have_url(re.compile("/inventering/kvitto/"))


def accept_the_rest(page: Page, hands: Hands, name: str):
    open_person(page, hands, name)
    decide_all(page, hands)


def the_assessment_is_met(page: Page, hands: Hands):
    menu(page, hands, "Meritering")
    expect(page.locator("h1")).to_have_text("Du kan söka nivå 1.")
    expect(page.locator("main")).to_contain_text("Före examen, räknas inte")


# ---------------------------------------------------------------- 4. The plan on three levels


def the_plan_is_there_in_full(page: Page):
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Huvudmannaplan").click()
    page.locator("main").get_by_role("link").first.click()
    for words in (*CHOSEN, "Centrum för samverkan och samordning", "2025-09-25", "2025-11-06", "Budget", "Förankring"):
        expect(page.locator("main")).to_contain_text(words)


def open_unit(page: Page, hands: Hands, end: str = ""):
    menu(page, hands, "Enheter")
    hands.press(page.locator("main").get_by_role("link", name=UNIT, exact=True))
    if end:
        hands.press(page.locator("main").get_by_role("link", name=re.compile(end)).first)


def decide_the_unit_plan(page: Page, hands: Hands):
    open_unit(page, hands, "planen|Planen")
    if page.get_by_role("button", name=re.compile("Öppna")).count():
        hands.press(page.get_by_role("button", name=re.compile("Öppna")))
        if page.locator("[name=reason]").count():
            hands.write(page.locator("[name=reason]"), "En kurs till behövs.")
            hands.press(page.locator("main").get_by_role("button").first)
        courses = ("Skrivande i yrkesämnen",)
    else:
        courses = UNIT_COURSES
    write_the_analysis(page, hands)
    for title in courses:
        add_unit_course(page, hands, title)
    hands.press(page.get_by_role("button", name=re.compile("Besluta planen")))
    expect(page.locator("h1")).to_have_text(f"Planen för {UNIT} är beslutad")


def write_the_analysis(page: Page, hands: Hands):
    hands.press(page.locator("main").get_by_role("link", name=re.compile("analysen")).first)
    hands.write(page.locator("[name=results]"), "Eleverna på yrkesprogrammen läser allt mindre och betygen i svenska sjunker.")
    hands.write(page.locator("[name=needs]"), "Lärarna behöver verktyg för läsning och samtal i alla ämnen.")
    hands.write(page.locator("[name=sources]"), "Slutbetyg våren 2026 och skolenkäten 2026")
    hands.press(page.get_by_role("button", name="Spara analysen"))


def add_unit_course(page: Page, hands: Hands, title: str):
    hands.press(page.locator("main").get_by_role("link", name=re.compile("Lägg till en kurs|Lägg till")).first)
    own = page.get_by_role("link", name=re.compile("[Ss]kriv"))
    if page.locator("[name=title]").count() == 0:
        hands.press(own.first)
    hands.write(page.locator("[name=title]"), title)
    hands.write(page.locator("[name=institution]"), "Lunds universitet")
    hands.write(page.locator("[name=credits]"), "7,5")
    hands.choose(page.get_by_label("Avancerad nivå"))
    basis = page.locator("select[name=merit_basis]")
    if basis.count():
        hands.pick(basis, "Ämnesdidaktiska studier")
    else:
        hands.choose(page.get_by_role("radio", name="Ämnesdidaktiska studier"))
    hands.write(page.locator("[name=need]"), "Få elever talar i helklass.")
    hands.press(page.locator("main").get_by_role("button", name=re.compile("Lägg till|Spara")).first)
    expect(page.locator("main")).to_contain_text(title)


def choose_courses(page: Page, hands: Hands):
    menu(page, hands, "Min plan")
    hands.press(page.locator("main").get_by_role("link", name=re.compile("Välj kurser|Ändra")).first)
    for title in CHOSEN:
        hands.choose(page.get_by_role("checkbox", name=title))
    for title in UNIT_COURSES:
        hands.choose(page.get_by_role("checkbox", name=title))
    hands.press(page.get_by_role("button", name="Spara valen"))
    hands.press(page.get_by_role("link", name=re.compile("individuell kurs")).first)
    hands.pick(
        page.locator("[name=offer]"), page.locator("[name=offer] option").filter(has_text="Vidareutveckling").first.inner_text().strip()
    )
    hands.choose(page.get_by_label("Fördjupning"))
    hands.write(page.locator("[name=purpose_text]"), "Krävs för meriteringsnivå 2.")
    hands.press(page.get_by_role("button", name="Lägg till kursen"))
    expect(page.get_by_role("region", name="Vad planen leder till")).to_contain_text("Nivå")
    hands.press(page.get_by_role("button", name=re.compile("Skicka")).first)
    expect(page.locator("main")).to_contain_text("Väntar på rektor")


def agree(page: Page, hands: Hands, name: str):
    open_unit(page, hands, "Kursval att ta ställning till")
    hands.press(page.locator("main").get_by_role("link", name=name, exact=True))
    hands.press(page.get_by_role("button", name=re.compile("om alla")))


def the_choices_are_agreed(page: Page, hands: Hands):
    menu(page, hands, "Min plan")
    expect(page.locator("main")).to_contain_text("Överenskommen")
    expect(page.locator("main")).not_to_contain_text("Väntar på rektor")


# ---------------------------------------------------------------- 5. Overviews and documents


def look_at_the_unit(page: Page):
    open_unit(page, Mouse(page))
    expect(page.locator("main")).to_contain_text("har skickat in sin inventering")


def look_at_the_authority(page: Page):
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Översikt").click()
    for words in ("Vilka har skickat?", "Nivåer", "Poäng efter meriteringsgrund", "Valda kurser på tre nivåer", "har skickat in"):
        expect(page.locator("main")).to_contain_text(words)


def order_the_unit_plan(page: Page, hands: Hands):
    menu(page, hands, "Rapporter")
    hands.press(page.get_by_role("button", name=re.compile(UNIT)).first)
    fetch(page)


def order_the_authority_plan(page: Page, hands: Hands):
    menu(page, hands, "Rapporter")
    hands.press(page.get_by_role("button", name=re.compile("Huvudmannaplan")).first)
    fetch(page)


def fetch(page: Page):
    ready = page.get_by_role("link", name="Hämta PDF")
    expect(ready).to_be_visible(timeout=90_000)
    answer = page.request.get(ready.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-1.7")
