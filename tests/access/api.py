"""The API lets nobody in by a session, whoever they are; its description is open. Keys are the administrators', at their own provider."""

from tests.access.row import Row, who
from tests.world import World

ADMINISTERS = who(403, administrator=200)
AT_HOME = {**ADMINISTERS, "foreign_administrator": 404}
SENT = {**AT_HOME, "administrator": 302}
KEY_ASKED_FOR = who(401)
OPEN = Row(get=who(200), nobody=200)


def client(world: World) -> dict[str, object]:
    return {"pk": world.things["machine_client"].pk}


def details(world: World) -> dict[str, object]:
    return {"name": "Schemaprogrammet", "purpose": "Visar nivå", "contact": "drift@example.se", "calls_per_minute": "60"}


ROWS: dict[str, Row] = {
    "api:assessments": Row(post=KEY_ASKED_FOR, nobody=401),
    "api:rule_sets": Row(get=KEY_ASKED_FOR, nobody=401),
    "api:document": OPEN,
    "api:documentation": OPEN,
    "machine_clients:list": Row(get=ADMINISTERS),
    "machine_clients:new": Row(get=ADMINISTERS, post=ADMINISTERS, data=details),
    "machine_clients:client": Row(get=AT_HOME, kwargs=client),
    "machine_clients:change": Row(get=AT_HOME, post=SENT, kwargs=client, data=lambda world: {**details(world), "is_active": "no"}),
    "machine_clients:renew": Row(get=AT_HOME, post=AT_HOME, kwargs=client),
    "machine_clients:revoke": Row(get=AT_HOME, post=SENT, kwargs=client),
}
