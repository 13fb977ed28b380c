"""Skolverket's register check: administrators alone, and each provider its own."""

import json
from typing import Any

from inventory.models import ColumnMapping, RegisterAnswer, RegisterAnswerRow, RegisterCheck
from inventory.register.columns import FIELDS as ALL_FIELDS
from organisation.identity import crypto
from organisation.identity.services import set_number
from organisation.models import PersonIdentifier
from tests.access.row import Row, who
from tests.factories import NOW
from tests.world import World

FOR_ADMINISTRATORS = who(403, administrator=200, foreign_administrator=200)
OWN = who(403, administrator=200, foreign_administrator=404)
OWN_POST = who(403, administrator=302, foreign_administrator=404)
NUMBER = "19811218-9876"
FIELDS = {name: place for place, name in enumerate(ALL_FIELDS)}  # every column, so that the form is whole as it stands
CELLS = [list(FIELDS), [NUMBER, "Lärare", "2013-06-20", "", "1", "Ja", "2025-12-04", "2025:1", ""]]
FAR = NOW.replace(year=2099)


def own_check(world: World) -> dict[str, Any]:
    by = world.people["administrator"]
    content = crypto.encrypt("UEs=")
    made = RegisterCheck.objects.create(
        provider=world.provider, ordered_by=by, ordered_at=NOW, reason="Årlig kontroll", choice={}, content=content, expires_at=FAR
    )
    return {"pk": made.pk}


def numbered(world: World) -> None:
    """The world's teacher has a number, so that there is somebody to ask about."""
    if not PersonIdentifier.objects.filter(person=world.people["teacher"]).exists():
        set_number(world.people["teacher"], NUMBER, by=None, at=NOW)


def an_answer(world: World, **more: Any) -> RegisterAnswer:
    fields = {"provider": world.provider, "uploaded_by": world.people["administrator"], "uploaded_at": NOW, "expires_at": FAR}
    return RegisterAnswer.objects.create(
        **fields, name="svar.csv", content=crypto.encrypt(json.dumps(CELLS)), rows=2, width=len(FIELDS), **more
    )


def received(world: World) -> dict[str, Any]:
    return {"pk": an_answer(world).pk}


def named(world: World) -> dict[str, Any]:
    return {"pk": an_answer(world, columns={"fields": FIELDS, "has_heading": True}).pk}


def checked(world: World) -> dict[str, Any]:
    answer = an_answer(
        world,
        columns={"fields": FIELDS, "has_heading": True},
        words={"level": {"1": "1"}, "outcome": {"Ja": "granted"}},
        state=RegisterAnswer.State.CHECKED,
    )
    RegisterAnswerRow.objects.create(answer=answer, number=2, person=world.people["teacher"], state="new")
    RegisterAnswerRow.objects.create(answer=answer, number=3, state="unknown")
    return {"pk": answer.pk}


def mapping(world: World) -> dict[str, Any]:
    values = {"columns": {"fields": FIELDS, "has_heading": True}, "saved_at": NOW}
    return {"pk": ColumnMapping.objects.get_or_create(provider=world.provider, name="Svar 2026", defaults=values)[0].pk}


def teacher(world: World) -> dict[str, Any]:
    return {"pk": world.people["teacher"].pk}


ROWS: dict[str, Row] = {
    "register:register": Row(get=FOR_ADMINISTRATORS, otherwise=403),
    "register:new_check": Row(get=FOR_ADMINISTRATORS, post=FOR_ADMINISTRATORS, otherwise=403),
    "register:check": Row(get=OWN, otherwise=403, kwargs=own_check),
    "register:check_file": Row(get=OWN, otherwise=403, kwargs=own_check),
    "register:check_cancel": Row(post=OWN_POST, otherwise=403, kwargs=own_check),
    "register:check_remove": Row(post=OWN_POST, otherwise=403, kwargs=own_check),
    "register:new_answer": Row(get=FOR_ADMINISTRATORS, post=FOR_ADMINISTRATORS, otherwise=403),
    "register:answer": Row(get=OWN, otherwise=403, kwargs=checked),
    "register:columns": Row(get=OWN, post=OWN, otherwise=403, kwargs=named),
    "register:words": Row(get=OWN, post=OWN, otherwise=403, kwargs=named),
    "register:take": Row(post=OWN_POST, otherwise=403, kwargs=checked),
    "register:answer_cancel": Row(post=OWN_POST, otherwise=403, kwargs=checked),
    "register:rows_file": Row(get=OWN, otherwise=403, kwargs=checked),
    "register:remove": Row(post=OWN_POST, otherwise=403, kwargs=received),
    "register:decision_events": Row(get=OWN, post=OWN, otherwise=403, kwargs=teacher),
    "register:mapping_remove": Row(post=OWN_POST, otherwise=403, kwargs=mapping),
}
