"""The whole document about one person: what this installation has, and what was brought along from an earlier one, told alike."""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from merit.models import StoredAssessment
from organisation.models import Person
from privacy.export.sections import SECTIONS, Item, Teller, moment
from privacy.models import BroughtAlong

FORMAT = "meritplan-person"
VERSION = 2
READABLE_VERSIONS = (1, 2)  # 1: from before decisions could be refused, appealed and lapse; what it lacks has its default
SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"

# What an item is sorted by before its id, so that it stands in the same place wherever the document is written.
ORDER = (
    "starts_on",
    "at",
    "added_at",
    "uploaded_at",
    "created_at",
    "sent_at",
    "told_at",
    "ordered_at",
    "term",
    "changed_at",
    "assessed_at",
)


def schema_path(version: int = VERSION) -> Path:
    return SCHEMAS / f"person-{version}.json"


@cache
def schema(version: int = VERSION) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(schema_path(version).read_text(encoding="utf-8"))
    return data


def document_of(person: Person, *, viewer: Person, at: datetime, with_numbers: bool = False) -> Item:
    """Everything about the person as the viewer may read it, in the shape of the schema.

    with_numbers: personal numbers in full; only the person's own copy has them. The files are named, not held.
    """
    teller = Teller(person, viewer, with_numbers=with_numbers)
    brought = _brought(person)
    document: Item = {
        "format": FORMAT,
        "version": VERSION,
        "made": {"at": moment(at), "provider": person.provider.name, "by_the_person": person.pk == viewer.pk},
        "here": _here(person, teller),
        "person": teller.about(),
        "records": {kind: _records(kind, items, brought) for kind, items in teller.records().items()},
    }
    for name, tell in SECTIONS.items():
        told = {item["id"]: item for item in tell(teller)}
        document[name] = _in_order([*{**told, **brought[name]}.values()])
    return document


def _here(person: Person, teller: Teller) -> Item:
    """What holds in this installation alone and goes nowhere: a sharing is with a principal here, a user name opens a door here."""
    shared = StoredAssessment.objects.filter(person=person).values_list("shared_at", flat=True).first()
    return {
        "username": teller.hidden(person.username),
        "is_active": person.is_active,
        "last_sign_in": moment(person.last_login),
        "assessment_shared_at": moment(shared),
    }


def _brought(person: Person) -> Mapping[str, dict[str, Item]]:
    """Section → id → the item as it came in."""
    found: defaultdict[str, dict[str, Item]] = defaultdict(dict)
    for row in BroughtAlong.objects.filter(person=person).order_by("section", "pk"):
        found[row.section][row.external_id] = row.content
    return found


def _records(kind: str, live: list[Item], brought: Mapping[str, dict[str, Item]]) -> list[Item]:
    for item in live:
        before = [review for review in brought["reviews"].values() if review["record"] == item["id"]]
        told = [{key: value for key, value in review.items() if key != "record"} for review in before]
        known = {review["at"] for review in told}
        item["reviews"] = sorted([*told, *(each for each in item["reviews"] if each["at"] not in known)], key=lambda each: str(each["at"]))
    return _in_order([*live, *brought[f"records.{kind}"].values()])


def _in_order(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (next((str(item[name]) for name in ORDER if item.get(name)), ""), str(item["id"])))
