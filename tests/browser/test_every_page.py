"""Every page that can be reached by links, as every persona: no axe violation, nothing to scroll sideways, nothing broken."""

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

PERSONAS = ("larare", "forskollarare", "rektor", "granskare", "strateg", "namnd", "administrator", None)
WAYS = {"1280": {"width": 1280}, "360": {"width": 360}, "dark": {"width": 1280, "scheme": "dark"}}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FILES = re.compile(
    r"^/(intyg/[^/]+/$|intyg/[^/]+/sida/|rapporter/[^/]+/fil/|api/v1/openapi\.json$|meritering/ansokan/paket/.+\.(pdf|zip)$|static/)"
)
MOST_OF_A_KIND = 2  # pages that differ in the id only


def kind_of(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "…", path)


def pages_from(page, start: str) -> list[str]:
    """Addresses reached from the start page, at most two of each kind."""
    waiting, seen, kinds = deque([start]), {start}, {}
    order = []
    while waiting:
        path = waiting.popleft()
        response = page.goto(path)
        if response is None or response.status != 200:
            order.append(path)
            continue
        order.append(path)
        for href in page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))"):
            parts = urlsplit(urljoin(page.url, href))
            address = parts.path
            if parts.netloc != urlsplit(page.url).netloc or FILES.match(address) or address in seen or "logga-ut" in address:
                continue
            seen.add(address)
            kinds[kind_of(address)] = kinds.get(kind_of(address), 0) + 1
            if kinds[kind_of(address)] <= MOST_OF_A_KIND:
                waiting.append(address)
    return order


@pytest.mark.parametrize("persona", PERSONAS)
def test_no_page_has_a_fault(visit, persona):
    start = "/" if persona else "/logga-in/"
    faults = []
    found = pages_from(visit(persona), start)
    for way, how in WAYS.items():
        page = visit(persona, **how)
        for path in found:
            response = page.goto(path)
            faults += [f"{way} {path}: {fault}" for fault in faults_of(page, response)]
    assert len(found) > 3
    assert not faults, "\n".join(faults)


def faults_of(page, response):
    if response.status != 200:
        yield f"answers {response.status}"
        return
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wider > 0:
        yield f"scrolls {wider} px sideways"
    for violation in Axe().run(page, options=RULES).response["violations"]:
        yield f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
