"""Duplicate accounts: for administrators, and of their own school provider alone."""

from tests.access.row import Row, who
from tests.world import World

OWN = {**who(403, administrator=200), "foreign_administrator": 404}
SENT = {**OWN, "administrator": 302}


def two(world: World) -> dict[str, object]:
    return {"first": world.people["teacher"].pk, "second": world.people["colleague"].pk}


def merge(world: World) -> dict[str, object]:
    return {"pk": world.things["merge"].pk}


ROWS: dict[str, Row] = {
    "administration:duplicates": Row(get=who(403, administrator=200)),
    "administration:duplicate": Row(get=OWN, post=SENT, kwargs=two, data=lambda world: {"reason": "Personen har sagt det."}),
    "administration:duplicate_two_people": Row(post=SENT, kwargs=two),
    "administration:merge_undo": Row(get=OWN, post=SENT, kwargs=merge),
}
