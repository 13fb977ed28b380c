"""A teacher with everything behind an application, in real files: PDFs, a photograph, one that is locked."""

import hashlib
import io
from datetime import date
from decimal import Decimal
from functools import cache

import pikepdf
from django.core.files.base import ContentFile
from PIL import Image

from inventory.models import Certificate
from portal.demo.papers import Paper, pdf_of
from tests.factories import (
    NOW,
    CourseFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    StatedEmploymentFactory,
)
from tests.factories.people import EmploymentFactory


@cache
def paper(heading, *lines):
    return pdf_of(Paper("Malmö universitet", heading, lines))


@cache
def locked(heading):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper(heading))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="ägare", user=""))
    return out.getvalue()


@cache
def photograph():
    """Taken with the telephone on its side: its own turning says so."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[274] = 6
    Image.new("RGB", (320, 200), "#dfe8e2").save(out, "JPEG", exif=exif)
    return out.getvalue()


def certificate(person, name, data, kind=Certificate.ContentType.PDF, **values):
    row = Certificate(
        person=person,
        original_name=name,
        content_type=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_at=NOW,
        **values,
    )
    row.file.save("certificate", ContentFile(data), save=False)
    row.save(force_insert=True)
    return row


def teacher_ready_for_level_1(**values):
    """All conditions of level 1 met on 2026-10-20, the proofs in every state a proof can be in."""
    person = PersonFactory(given_name="Ragnhild", family_name="Öberg", **values)
    EmploymentFactory(person=person, starts_on=date(2013, 8, 12))
    LicenceFactory(person=person, accepted=True, certificates=[certificate(person, "Legitimation.pdf", paper("Bevis om legitimation"))])
    QualifyingDegreeFactory(
        person=person, accepted=True, certificates=[certificate(person, "Examen.jpg", photograph(), Certificate.ContentType.JPEG)]
    )
    StatedEmploymentFactory(
        person=person, accepted=True, certificates=[certificate(person, "Tjänstgöring å.pdf", locked("Tjänstgöringsintyg"))]
    )
    codes = {"control_code": "8XK2M4PQ7R", "control_url": "https://student.ladok.se/verifiera", "control_until": date(2026, 11, 5)}
    transcript = certificate(person, "Intyg.pdf", paper("Resultatintyg", "Två kurser"), **codes)
    for title, day in (("Språk i alla ämnen", date(2021, 6, 5)), ("Bedömning", date(2022, 1, 16))):
        CourseFactory(person=person, accepted=True, title=title, credits=Decimal("7.5"), completed_on=day, certificates=[transcript])
    CourseFactory(person=person, title="Ledarskap", merit_basis="leadership", completed_on=date(2023, 1, 16))
    return person
