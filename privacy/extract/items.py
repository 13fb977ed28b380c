"""What an extract is made of, and what in offentlighets- och sekretesslagen (2009:400) to think of at each item."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from organisation.models import Person
from privacy.export.document import document_of
from privacy.export.sections import Item
from privacy.models import ExtractItem, PublicExtract
from privacy.reading import Answer, Section, sections_of

Hint = ExtractItem.Hint
PER_PART = 20
ANY_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{3,4}(?!\d)")
FREE_TEXT = {"motivation", "own_role", "review_reason", "purpose_text", "answer", "reason"}
PUBLIC = ("employments", "roles", "certificates", "submissions", "choices")
MASKED_NUMBER = "••••••••-••••"


def items_of(extract: PublicExtract, people: Iterable[Person], *, viewer: Person, at: datetime) -> list[ExtractItem]:
    """Every answer in what has come in or been drawn up about these people: drafts, notices and the log are no public records here."""
    found: list[ExtractItem] = []
    part = 0
    for person in people:
        document = document_of(person, viewer=viewer, at=at)
        hides = person.is_protected and not viewer.sees_name_of(person.pk)
        for section in _public(document):
            for number, item in enumerate(_answers(section)):
                part += number % PER_PART == 0
                heading, answer = item
                hint = _hint(answer, is_protected=person.is_protected)
                found.append(
                    ExtractItem(
                        extract=extract,
                        person=person,
                        order=len(found) + 1,
                        part=part,
                        section=section.title[:200],
                        heading="" if hides else heading[:400],
                        label=answer.label[:400],
                        text=ANY_NUMBER.sub(MASKED_NUMBER, answer.text) if hint == Hint.NUMBER else answer.text,
                        hint=hint,
                    )
                )
    return found


def _public(document: Item) -> Iterator[Section]:
    sent = {kind: [item for item in items if item["status"] != "draft"] for kind, items in document["records"].items()}
    for section in sections_of({**document, "records": sent}):
        if section.key in {"person", *PUBLIC} or section.key.startswith("records."):
            yield section


def _answers(section: Section) -> Iterator[tuple[str, Answer]]:
    return ((thing.heading, answer) for thing in section.things for answer in thing.answers)


def _hint(answer: Answer, *, is_protected: bool) -> str:
    if ANY_NUMBER.search(answer.text):
        return Hint.NUMBER
    if is_protected and answer.name in {"name", "unit", "place", "email", "authority", "employer", "protection", "unit_name"}:
        return Hint.IDENTITY
    if answer.name == "protection":
        return Hint.IDENTITY
    if answer.name == "email":
        return Hint.CONTACT
    if answer.name == "leave":
        return Hint.HEALTH
    return Hint.FREE_TEXT if answer.name in FREE_TEXT else Hint.NONE
