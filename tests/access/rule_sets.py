"""How the law is read, for administrators. Everybody signed in knows that the pages are there."""

from tests.access.row import Row, who
from tests.world import World

ADMINISTERS = who(403, administrator=200)
AT_HOME = {**ADMINISTERS, "foreign_administrator": 404}
DONE = {**AT_HOME, "administrator": 302}


def draft(world: World) -> dict[str, int]:
    return {"pk": world.things["rule_set_draft"].pk}


def rule_set(world: World) -> dict[str, int]:
    return {"pk": world.things["rule_set"].pk}


ROWS: dict[str, Row] = {
    "rule_sets:list": Row(get=ADMINISTERS),
    "rule_sets:new": Row(get=ADMINISTERS, post=ADMINISTERS),
    "rule_sets:rule_set": Row(get=AT_HOME, kwargs=rule_set),
    "rule_sets:reassessment": Row(get=AT_HOME, kwargs=rule_set),
    "rule_sets:draft": Row(get=AT_HOME, kwargs=draft),
    "rule_sets:edit": Row(get=AT_HOME, post=AT_HOME, kwargs=draft),
    "rule_sets:grounds": Row(get=AT_HOME, post=AT_HOME, kwargs=draft),
    "rule_sets:rehearse": Row(post=DONE, kwargs=draft),
    "rule_sets:progress": Row(get=AT_HOME, kwargs=draft),
    "rule_sets:cancel": Row(post=DONE, kwargs=draft),
    "rule_sets:publish": Row(get=DONE, post=DONE, kwargs=draft),
    "rule_sets:remove": Row(post=DONE, kwargs=draft),
}
