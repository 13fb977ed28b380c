"""A teacher's pack for an application: the teacher's alone, whoever leads, reviews or administers."""

from typing import Any

from tests.access.row import Row, who
from tests.factories import ApplicationPackFactory
from tests.world import World

TEACHING = ("teacher", "colleague", "other_teacher", "foreign_teacher")


def own_pack(world: World) -> dict[str, Any]:
    """One that is made, with its files in the folder of this test."""
    pack = ApplicationPackFactory(person=world.people["teacher"], finished=True)
    type(pack).objects.filter(pk=pack.pk).update(expires_at=pack.expires_at.replace(year=2099))
    return {"pk": pack.pk}


OWN = Row(get=who(200, "teacher"), kwargs=own_pack)
ROWS: dict[str, Row] = {
    "packs:level": Row(get=who(200, *TEACHING), post=who(302, *TEACHING), otherwise=403, kwargs=lambda world: {"level": 1}),
    **{f"packs:{name}": OWN for name in ("pack", "progress", "pdf", "archive", "print_copy")},
    "packs:cancel": Row(post=who(302, "teacher"), kwargs=own_pack),
}
