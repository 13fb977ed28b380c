"""The administrator's pages about the organisation. Others know that they are there; what is another provider's is not there at all."""

from tests.access.row import Row, who
from tests.world import World

ADMINISTERS = who(403, administrator=200)
AT_HOME = {**ADMINISTERS, "foreign_administrator": 404}


def unit(world: World) -> dict[str, object]:
    return {"pk": world.unit.pk}


def planned(world: World) -> dict[str, object]:
    return {"pk": world.unit.pk, "period": world.things["planned_period"].pk}


CHANGES = ("unit_rename", "unit_code", "unit_move", "unit_school_forms", "unit_merge", "unit_split", "unit_close")
UNITS: dict[str, Row] = {
    "administration:units": Row(get=ADMINISTERS),
    "administration:unit_new": Row(get=ADMINISTERS, post=ADMINISTERS),
    "administration:unit": Row(get=AT_HOME, kwargs=unit),
    **{f"administration:{name}": Row(get=AT_HOME, post=AT_HOME, kwargs=unit) for name in CHANGES},
    "administration:unit_plan_cancel": Row(get=AT_HOME, post=AT_HOME, kwargs=planned),
    "administration:unit_place": Row(get=AT_HOME, post=AT_HOME, kwargs=lambda world: {"pk": world.things["closed_unit"].pk}),
    # nothing is planned for the unit: back to it, with the reason
    "administration:unit_take_back": Row(get={**AT_HOME, "administrator": 302}, post={**AT_HOME, "administrator": 302}, kwargs=unit),
    "administration:areas": Row(get=ADMINISTERS),
    "administration:area_new": Row(get=ADMINISTERS, post=ADMINISTERS),
    "administration:area_edit": Row(get=AT_HOME, post=AT_HOME, kwargs=lambda world: {"pk": world.things["area"].pk}),
    "administration:authority_new": Row(get=ADMINISTERS, post=ADMINISTERS),
    "administration:authority_edit": Row(get=AT_HOME, post=AT_HOME, kwargs=lambda world: {"pk": world.authority.pk}),
}
ROWS: dict[str, Row] = {**UNITS}
