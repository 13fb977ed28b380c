"""People, their work, roles and delegations, for administrators; the search and one's own delegations, for everybody."""

from organisation.models import Delegation
from tests.access.row import Row, who
from tests.world import World

ADMINISTERS = who(403, administrator=200)
AT_HOME = {**ADMINISTERS, "foreign_administrator": 404}
MAKES = {**AT_HOME, "administrator": 302}


def teacher(world: World) -> dict[str, object]:
    return {"pk": world.people["teacher"].pk}


def principal(world: World) -> dict[str, object]:
    return {"pk": world.people["principal"].pk}


def work(world: World) -> dict[str, object]:
    return {"pk": world.people["teacher"].employments.get().pk}


def leave(world: World) -> dict[str, object]:
    return {"pk": world.things["leave"].pk}


def role(world: World) -> dict[str, object]:
    return {"pk": world.people["principal"].role_assignments.get().pk}


def handed(world: World) -> dict[str, object]:
    return {"pk": Delegation.objects.get(receiver=world.people["delegate_lead"]).pk}


FORMS = {"person_details": teacher, "employment_new": teacher, "role_new": teacher, "delegation_new": principal}
OF_WORK = ("employment_change", "employment_end", "leave_new")
ROWS: dict[str, Row] = {
    "administration:people": Row(get=ADMINISTERS),
    "administration:roles": Row(get=ADMINISTERS),
    "administration:delegations": Row(get=ADMINISTERS),
    "administration:person_new": Row(get=ADMINISTERS, post=ADMINISTERS),
    "administration:person": Row(get=AT_HOME, kwargs=teacher),
    **{f"administration:{name}": Row(get=AT_HOME, post=AT_HOME, kwargs=of) for name, of in FORMS.items()},
    "administration:person_invite": Row(get=AT_HOME, post=AT_HOME, kwargs=teacher),
    "administration:person_end": Row(get=AT_HOME, post=MAKES, kwargs=teacher),
    "administration:person_open": Row(get=AT_HOME, post=MAKES, kwargs=teacher),
    **{f"administration:{name}": Row(get=AT_HOME, post=AT_HOME, kwargs=work) for name in OF_WORK},
    "administration:employment_remove": Row(get=AT_HOME, post=MAKES, kwargs=work),
    "administration:leave_end": Row(get=AT_HOME, post=AT_HOME, kwargs=leave),
    "administration:role_end": Row(get=AT_HOME, post=AT_HOME, kwargs=role),
    "administration:delegation_end": Row(get=AT_HOME, post=AT_HOME, kwargs=handed),
    "organisation:search": Row(get=who(200)),
    "organisation:delegations": Row(get=who(200)),
    "organisation:delegate": Row(get=who(200, "principal"), post=who(200, "principal"), otherwise=403),
    "organisation:delegation_end": Row(
        get=who(200, "principal", delegate_lead=403), post=who(200, "principal", delegate_lead=403), kwargs=handed
    ),
}
