"""What one has been told is one's own; what has gone wrong is the administrators'."""

from typing import Any

from notices.models import DeadAddress, Notice
from tests.access.row import Row, who
from tests.factories import NOW
from tests.world import World


def notice(world: World) -> dict[str, Any]:
    told = {"kind": "prov", "about_model": "prov.prov", "about_key": "1", "url": "/", "told_at": NOW}
    return {"pk": Notice.objects.get_or_create(person=world.people["teacher"], key="0" * 64, defaults=told)[0].pk}


def dead_address(world: World) -> dict[str, Any]:
    found = {"person": world.people["teacher"], "code": "550 5.1.1", "found_at": NOW}
    return {"pk": DeadAddress.objects.get_or_create(address="borta@example.se", defaults=found)[0].pk}


ROWS: dict[str, Row] = {
    "notices:list": Row(get=who(200)),
    "notices:read_all": Row(post=who(302)),
    "notices:open": Row(get={"teacher": 302}, kwargs=notice),
    "notices:preferences": Row(get=who(200), post=who(200)),
    "notices:troubles": Row(get=who(403, administrator=200)),
    "notices:try_again": Row(post=who(403, administrator=302, foreign_administrator=404), kwargs=dead_address),
}
