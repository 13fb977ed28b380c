"""Every page and every refusal of a private provider, as each kind of person: none speaks of nämnd or förvaltning."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.db import transaction

from tests.access.forms import forms_in
from tests.portal.test_private_provider import everything, school  # noqa: F401  # the same school
from tests.portal.test_private_words import people, spoken  # noqa: F401

pytestmark = pytest.mark.django_db
FILES = re.compile(r"/(fil|schema|static|media)/|\.json$")
ELSEWHERE = ("/logga-ut/", "/komponenter/", "/administration/komponenter/")  # the gallery of parts shows made-up examples
MOST_OF_A_KIND = 2


def kind_of(path):
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "…", path)


def walk(client):
    """Each page that links lead to, at most two of a kind, and what it answers."""
    waiting, seen, kinds = deque(["/", "/konto/", "/hjalp/", "/integritet/", "/tillganglighet/"]), set(), {}
    while waiting:
        path = waiting.popleft()
        if path in seen or FILES.search(path) or path.startswith(ELSEWHERE):
            continue
        seen.add(path)
        kinds[kind_of(path)] = kinds.get(kind_of(path), 0) + 1
        if kinds[kind_of(path)] > MOST_OF_A_KIND:
            continue
        response = client.get(path)
        if response.status_code == 302:
            waiting.append(urlsplit(response.url).path)
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            continue
        html = response.content.decode()
        yield path, html
        waiting.extend(parts.path for parts in map(urlsplit, re.findall(r'<a [^>]*href="([^"#?]+)', html)) if not parts.netloc)


def refused(client, path, html):
    """What each form of the page answers to nothing at all and to nonsense, without anything being stored."""
    for form in forms_in(html):
        action = form.action or path
        if form.method != "post" or action.startswith(("/logga-ut", "/sprak", "/konto/")):
            continue
        for data in ({}, dict.fromkeys(form.controls, "9" * 9)):
            with transaction.atomic():
                response = client.post(action, data, headers={"Accept": "text/html"})
                transaction.set_rollback(True)
            if not response.streaming:
                yield response.content.decode()


@pytest.mark.parametrize("who", ["everything", "teacher", "reader", "reviewer"])
def test_no_page_and_no_refusal(client, people, who):  # noqa: F811
    client.force_login(people[who])
    said, pages = {}, 0
    for path, html in walk(client):
        pages += 1
        for text in (html, *refused(client, path, html)):
            if found := spoken(text):
                said.setdefault(path, []).extend(found)
    assert pages > 5
    assert said == {}
