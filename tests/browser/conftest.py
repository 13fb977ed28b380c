"""Real pages in Debian's Chromium, served by the demo's own processes: web server, worker, PostgreSQL and Redis.

`launch` starts them with data of their own and says where in BASE_URL. To watch: `make browser HEADED=1 SLOW=300` on a machine with a screen.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.hands import Keyboard, Mouse

CHROMIUM = "/usr/bin/chromium"
SHOTS = Path(__file__).resolve().parents[2] / "var" / "browser"
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"]
PASSWORD = "sjostad"


@pytest.fixture(scope="session")
def base_url():
    address = os.environ.get("BASE_URL", "")
    assert address, "BASE_URL is not set: run these with `make browser`"
    return address


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        headed = os.environ.get("HEADED") == "1"
        slow = float(os.environ.get("SLOW") or 0)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, headless=not headed, slow_mo=slow)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, base_url, request):
    """visit(persona, width=1280, scheme="light", javascript=True) → a signed-in page of its own. What the console complains of fails the test."""
    contexts, complaints = [], []

    def open_as(persona=None, *, width=1280, scheme="light", javascript=True):
        context = browser.new_context(
            base_url=base_url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale="sv-SE",
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: message.type == "error" and complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        if persona:
            sign_in(page, persona)
        return page

    yield open_as
    failed = getattr(request.node, "failed", False)
    for number, context in enumerate(contexts):
        for page in context.pages:
            if failed:
                SHOTS.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=SHOTS / f"{re.sub(r'[^a-z0-9]+', '-', request.node.name.lower())}-{number}.png", full_page=True)
        context.close()
    assert not [text for text in complaints if "status of 4" not in text], complaints


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call" and outcome.get_result().failed:
        item.failed = True


def sign_in(page, persona):
    page.goto("/logga-in/")
    page.locator("[name=login]").fill(persona)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/logga-in/" not in address)


@pytest.fixture(params=[Mouse, Keyboard], ids=["mouse", "keyboard"])
def hands(request):
    """How the person works: with a mouse, or with the keyboard alone."""
    return request.param
