"""A teacher with everything behind an application, in real files: PDFs, a photograph held on its side, one that is locked."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile

from inventory.models import Certificate
from tests.factories import (
    NOW,
    CourseFactory,
    EmploymentFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)
from tests.inventory.certificates.documents import locked_pdf, pdf, photo_on_its_side

LONG_NAME = f"../../Legitimation_{'utan_mellanslag_' * 8}slutlig.pdf"
CODE = {"control_code": "8XK2M4PQ7R", "control_url": "https://student.ladok.se/verifiera", "control_until": date(2026, 12, 5)}


def certificate(person, name, data, kind=Certificate.ContentType.PDF, *, pages=1, **values):
    row = Certificate(
        person=person,
        original_name=name,
        content_type=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        pages=pages,
        uploaded_at=NOW,
        **values,
    )
    row.file.save("certificate", ContentFile(data), save=False)
    row.save(force_insert=True)
    return row


def teacher_ready_for_level_1(**values):
    """All conditions of level 1 are met on TODAY. The course Ledarskap waits without a certificate; the two others share a transcript."""
    person = PersonFactory(given_name="Ragnhild", family_name="Öberg", **values)
    EmploymentFactory(person=person, unit=SchoolUnitFactory(authority__provider=person.provider), starts_on=date(2013, 8, 12))
    degree = certificate(person, "Examen.jpg", photo_on_its_side(), Certificate.ContentType.JPEG)
    LicenceFactory(person=person, accepted=True, certificates=[certificate(person, LONG_NAME, pdf(text="Legitimation"))])
    QualifyingDegreeFactory(person=person, accepted=True, certificates=[degree])
    service = certificate(person, "Tjänstgöring å ä ö.pdf", locked_pdf(to_open=False))
    StatedEmploymentFactory(person=person, accepted=True, certificates=[service])
    transcript = certificate(person, "Intyg.pdf", pdf(2, text="Resultatintyg"), pages=2, **CODE)
    for title, day in (("Språk i alla ämnen", date(2021, 6, 5)), ("Bedömning", date(2022, 1, 16))):
        CourseFactory(person=person, accepted=True, title=title, merit_basis="subject", completed_on=day, certificates=[transcript])
    CourseFactory(person=person, title="Ledarskap", merit_basis="leadership", completed_on=date(2023, 1, 16))
    return person
