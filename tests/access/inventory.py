"""The teacher's e-service: for everybody who is employed, and about themselves alone."""

from collections.abc import Callable
from typing import Any

from tests.access.row import Row, who
from tests.world import World

STAFF = ("teacher", "colleague", "principal", "deputy", "foreign_teacher")
NOT_THEIRS = dict.fromkeys(("colleague", "principal", "deputy", "foreign_teacher"), 404)
SEEN_BY_LEADERS = {**NOT_THEIRS, "principal": 403, "deputy": 403}  # they read what was sent, and change none of it
NOT_EMPLOYED = 403


def the(name: str, **more: str) -> Callable[[World], dict[str, Any]]:
    """The address of one of the world's things."""
    return lambda world: {"pk": world.things[name].pk, **more}


def kind(slug: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"slug": slug}


ROWS: dict[str, Row] = {
    "inventory:tasks": Row(get=who(200, *STAFF), otherwise=NOT_EMPLOYED),
    "inventory:about": Row(get=who(200, *STAFF), post=who(302, *STAFF), otherwise=NOT_EMPLOYED),
    "inventory:nothing": Row(get=who(200, *STAFF), post=who(302, *STAFF), otherwise=NOT_EMPLOYED),
    "inventory:check": Row(get=who(200, *STAFF), post=who(200, *STAFF), otherwise=NOT_EMPLOYED),
    "inventory:receipt": Row(get={"teacher": 200}, kwargs=the("submission")),
    "inventory:records": Row(get=who(200, *STAFF), otherwise=NOT_EMPLOYED, kwargs=kind("kurser")),
    "inventory:records_none": Row(post=who(302, *STAFF), otherwise=NOT_EMPLOYED, kwargs=kind("forskning")),
    "inventory:record_new": Row(get=who(200, *STAFF), post=who(200, *STAFF), otherwise=NOT_EMPLOYED, kwargs=kind("kurser")),
    "inventory:record_edit": Row(
        get={"teacher": 200, **NOT_THEIRS}, post={"teacher": 200, **NOT_THEIRS}, otherwise=NOT_EMPLOYED, kwargs=the("draft", slug="kurser")
    ),
    "inventory:record_remove": Row(
        get={"teacher": 200, **NOT_THEIRS}, post={"teacher": 302, **NOT_THEIRS}, otherwise=NOT_EMPLOYED, kwargs=the("draft", slug="kurser")
    ),
    "inventory:record_take_back": Row(post={"teacher": 302, **SEEN_BY_LEADERS}, otherwise=NOT_EMPLOYED, kwargs=the("sent", slug="kurser")),
}
