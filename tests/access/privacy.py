"""Pages about personal data: the administrator's, and everybody's own."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from jobs.models import Job
from privacy.models import INSIGHT_LASTS, ExtractItem, Insight, PersonExport, PersonImport, PublicExtract, ShortcomingReport
from tests.access.row import Row, who
from tests.factories import NOW
from tests.world import World

OPEN = Row(get=who(200), nobody=200)
FOR_ADMINISTRATORS = who(403, administrator=200, foreign_administrator=200)
REASON = {"reason": "Begäran om registerutdrag, dnr 2026/7"}


def kept_for(world: World, name: str) -> dict[str, Any]:
    """What somebody has ordered or uploaded: made when it is asked for, and gone with the request."""
    person = world.people[name]
    job = Job.objects.create(owner=person, kind="privacy.export", created_at=NOW, state="finished", finished_at=NOW)
    export = PersonExport(person=person, ordered_by=person, ordered_at=NOW, job=job, expires_at=NOW.replace(year=2099))
    export.file.save("", ContentFile(b"PK"), save=False)
    export.save()
    return {"pk": export.pk}


def own_copy(world: World) -> dict[str, Any]:
    return kept_for(world, "teacher")


def own_upload(world: World) -> dict[str, Any]:
    administrator = world.people["administrator"]
    return {
        "pk": PersonImport.objects.create(
            provider=world.provider, uploaded_by=administrator, uploaded_at=NOW, taken_in_at=NOW, person=world.people["teacher"]
        ).pk
    }


def teacher(world: World) -> dict[str, Any]:
    return {"pk": world.people["teacher"].pk}


def opened_certificate(world: World) -> dict[str, Any]:
    """The teacher's certificate, while the administrator has been given sight of it."""
    now = timezone.now()
    by = world.people["administrator"]
    Insight.objects.create(person=world.people["teacher"], opened_by=by, reason="Felanmälan", opened_at=now, closes_at=now + INSIGHT_LASTS)
    certificate: Any = world.things["certificate"]
    default_storage.save(str(certificate.file.name), ContentFile(b"x"))
    return {"pk": world.people["teacher"].pk, "certificate": certificate.pk}


def own_report(world: World) -> dict[str, Any]:
    return {"pk": ShortcomingReport.objects.create(provider=world.provider, text="Knappen syns inte", reported_at=NOW).pk}


def own_extract(world: World) -> dict[str, Any]:
    by = world.people["administrator"]
    extract = PublicExtract.objects.create(provider=world.provider, made_by=by, request="Begäran dnr 2026/9", created_at=NOW)
    row = {"section": "Kurs", "heading": "Kurs", "label": "Namn", "text": "x"}
    ExtractItem.objects.create(extract=extract, person=world.people["teacher"], order=1, part=1, **row)
    return {"pk": extract.pk}


def own_document(world: World) -> dict[str, Any]:
    by = world.people["administrator"]
    job = Job.objects.create(owner=by, kind="privacy.extract", created_at=NOW, state="finished", finished_at=NOW)
    extract = PublicExtract(provider=world.provider, made_by=by, request="Begäran", created_at=NOW, decided_at=NOW, job=job)
    extract.pdf.save("", ContentFile(b"%PDF"), save=False)
    extract.save()
    return {"pk": extract.pk}


RETENTION: dict[str, Row] = {
    "privacy:retention": Row(get=FOR_ADMINISTRATORS),
    "privacy:retention_rule": Row(get=FOR_ADMINISTRATORS, post=FOR_ADMINISTRATORS, kwargs=lambda world: {"kind": "drafts"}),
}
EXPORT: dict[str, Row] = {
    "privacy:schema": Row(get=who(200), nobody=200, kwargs=lambda world: {"version": 2}),
    "privacy:my_data": Row(get=who(200)),
    "privacy:export_order": Row(post=who(302)),
    "privacy:export": Row(get=who(200, "teacher"), kwargs=own_copy),
    "privacy:export_progress": Row(get=who(200, "teacher"), kwargs=own_copy),
    "privacy:export_cancel": Row(post=who(302, "teacher"), kwargs=own_copy),
    "privacy:export_file": Row(get=who(200, "teacher"), kwargs=own_copy),
    "privacy:export_of_person": Row(
        get=who(403, administrator=200, foreign_administrator=404),
        post=who(403, administrator=302, foreign_administrator=404),
        kwargs=teacher,
        data=lambda world: REASON,
    ),
    "privacy:import_new": Row(get=FOR_ADMINISTRATORS, post=FOR_ADMINISTRATORS),
    "privacy:import": Row(
        get=who(403, administrator=200, foreign_administrator=404),
        post=who(403, administrator=200, foreign_administrator=404),
        kwargs=own_upload,
    ),
}
INSIGHT_ROWS: dict[str, Row] = {
    "privacy:insight": Row(
        get=who(403, administrator=200, foreign_administrator=404),
        post=who(403, administrator=302, foreign_administrator=404),
        kwargs=teacher,
        data=lambda world: REASON,
    ),
    "privacy:insight_close": Row(post=who(403, administrator=302, foreign_administrator=404), kwargs=teacher),
    "privacy:insight_file": Row(get=who(403, administrator=200, foreign_administrator=404), kwargs=opened_certificate),
}
OF_THE_PROVIDER = {"get": who(403, administrator=200, foreign_administrator=404)}
STATEMENTS: dict[str, Row] = {
    "privacy:hub": Row(get=FOR_ADMINISTRATORS),
    "privacy:settings": Row(get=FOR_ADMINISTRATORS, post=FOR_ADMINISTRATORS),
    "privacy:processing": Row(get=FOR_ADMINISTRATORS),
    "privacy:shortcomings": Row(get=FOR_ADMINISTRATORS),
    "privacy:shortcoming": Row(**OF_THE_PROVIDER, post=OF_THE_PROVIDER["get"], kwargs=own_report),
    "privacy:shortcoming_new": Row(get=who(200), post=who(200), nobody=200),
}
EXTRACTS: dict[str, Row] = {
    "privacy:extracts": Row(get=FOR_ADMINISTRATORS, post=FOR_ADMINISTRATORS),
    "privacy:extract": Row(**OF_THE_PROVIDER, kwargs=own_extract),
    "privacy:extract_part": Row(**OF_THE_PROVIDER, post=OF_THE_PROVIDER["get"], kwargs=lambda world: {**own_extract(world), "part": 1}),
    "privacy:extract_let_out": Row(post=who(403, administrator=302, foreign_administrator=404), kwargs=own_extract),
    "privacy:extract_cancel": Row(post=who(403, administrator=302, foreign_administrator=404), kwargs=own_document),
    "privacy:extract_file": Row(**OF_THE_PROVIDER, kwargs=own_document),
}
LOG: dict[str, Row] = {"privacy:my_log": Row(get=who(200)), "privacy:log_state": Row(get=FOR_ADMINISTRATORS)}
ROWS: dict[str, Row] = {**RETENTION, **EXPORT, **INSIGHT_ROWS, **STATEMENTS, **EXTRACTS, **LOG}
