"""The teacher's e-service: for everybody who is employed, and about themselves alone."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from inventory.models import Certificate, LevelDecision
from inventory.models.certificate import preview_path
from tests.access.row import Row, who
from tests.factories import LevelDecisionFactory
from tests.world import World

COLLEAGUES = ("colleague", "principal", "deputy", "other_teacher", "other_principal", "foreign_teacher", "foreign_principal")
STAFF = ("teacher", *COLLEAGUES)
NOT_THEIRS = dict.fromkeys(COLLEAGUES, 404)
SEEN_BY_LEADERS = {**NOT_THEIRS, "principal": 403, "deputy": 403}  # they read what was sent, and change none of it
NOT_EMPLOYED = 403


def the(name: str, **more: str) -> Callable[[World], dict[str, Any]]:
    """The address of one of the world's things."""
    return lambda world: {"pk": world.things[name].pk, **more}


def kind(slug: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"slug": slug}


def stored(**more: int) -> Callable[[World], dict[str, Any]]:
    """The world's certificate, with its file and one drawn page in the folder of this test."""

    def address(world: World) -> dict[str, Any]:
        certificate = world.things["certificate"]
        assert isinstance(certificate, Certificate)
        Certificate.objects.filter(pk=certificate.pk).update(preview_pages=1)
        for name in (str(certificate.file.name), preview_path(certificate, 1)):
            default_storage.save(name, ContentFile(b"x"))
        return {"pk": certificate.pk, **more}

    return address


def accepted_decision(world: World) -> dict[str, Any]:
    """A decision on level 3 that somebody has seen: out of the way of what the world's teacher is assessed by."""
    teacher = world.people["teacher"]
    found = LevelDecision.objects.filter(person=teacher, level=3).first()
    return {"pk": (found or LevelDecisionFactory(person=teacher, level=3, accepted=True)).pk}


ELSEWHERE = dict.fromkeys(("other_principal", "other_reviewer", "foreign_principal", "foreign_reviewer"), 404)
MAY_REVIEW = who(200, "principal", "deputy", "reviewer", **ELSEWHERE)
MAY_DECIDE = {name: 302 if code == 200 else code for name, code in MAY_REVIEW.items()}
MAY_READ = who(200, "teacher", "principal", "deputy", "reviewer")

ROWS: dict[str, Row] = {
    "certificates:file": Row(get=MAY_READ, kwargs=stored()),
    "certificates:page": Row(get=MAY_READ, kwargs=stored(page=1)),
    "certificates:control": Row(
        get={**who(403, "principal", "deputy", "reviewer"), "teacher": 200},
        post={**who(403, "principal", "deputy", "reviewer"), "teacher": 302},
        kwargs=the("certificate"),
        data=lambda world: {"code": "8XK2M4PQ7R", "url": "", "until": ""},
    ),
    "certificates:remove": Row(post={**who(403, "principal", "deputy", "reviewer"), "teacher": 302}, kwargs=stored()),
    "review:queue": Row(get=who(200, "principal", "deputy", "reviewer"), otherwise=403),
    "review:person": Row(get=MAY_REVIEW, otherwise=403, kwargs=lambda world: {"pk": world.people["teacher"].pk}),
    "review:record": Row(
        get=MAY_DECIDE,
        post=MAY_DECIDE,
        otherwise=403,
        kwargs=the("sent", slug="kurser"),
        data=lambda world: {"decision": "accept", "version": "1"},
    ),
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
    "inventory:decision_events": Row(
        get={"teacher": 200, **SEEN_BY_LEADERS},
        post={"teacher": 302, **SEEN_BY_LEADERS},
        otherwise=NOT_EMPLOYED,
        kwargs=accepted_decision,
        data=lambda world: {"version": "1", "appealed_on": "2026-01-10"},
    ),
    "inventory:record_take_back": Row(post={"teacher": 302, **SEEN_BY_LEADERS}, otherwise=NOT_EMPLOYED, kwargs=the("sent", slug="kurser")),
}
