"""The papers behind the records of one person, as rows and files: what each says is what its records state."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import cast
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.formats import decimal_comma, iso, long_date
from inventory.certificates.services import Control
from inventory.models import (
    Certificate,
    Course,
    Degree,
    LevelDecision,
    Licence,
    PracticeResearch,
    QualifyingDegree,
    Record,
    StatedEmployment,
)
from inventory.models.certificate import certificate_path, preview_path
from organisation.models import Person
from portal.demo import papers
from portal.demo.papers import Paper
from portal.demo.town import key_of

COURSE_COLUMNS = (0, 234, 286, 346, 376, 414)
WORK_COLUMNS = (0, 96, 250, 312, 376)
SKOLVERKET = "Skolverket"
CODES_LAST = timedelta(days=90)


@dataclass(frozen=True)
class Proof:
    """A certificate and the records it proves."""

    certificate: Certificate
    records: Sequence[Record]


def prove(person: Person, name: str, records: Sequence[Record], *, at: datetime, rng: Random) -> Proof:
    """Write the paper and its picture to where uploads lie; the row itself is stored by the caller."""
    key = key_of("certificate", person.username, name)
    control = _control(records, key, on=at.date())
    pdf = papers.pdf_of(_paper(person, records, control, on=at.date()))
    picture = papers.picture_of(pdf)
    is_photograph = len(records) == 1 and rng.random() < 0.08
    data = papers.photograph_of(picture, tilt=rng.uniform(-1.6, 1.6)) if is_photograph else pdf
    certificate = Certificate(
        id=key,
        person=person,
        original_name=f"{name}.{'jpg' if is_photograph else 'pdf'}".replace(" ", "-"),
        content_type=Certificate.ContentType.JPEG if is_photograph else Certificate.ContentType.PDF,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        scan=Certificate.Scan.NOT_CHECKED if settings.MALWARE_SCANNING == "off" else Certificate.Scan.WAITING,
        previews=Certificate.Previews.DRAWN,
        preview_pages=1,
        uploaded_at=at,
        control_code=control.code,
        control_url=control.url,
        control_until=control.until,
    )
    certificate.file.name = certificate_path(certificate, "")
    _write(str(certificate.file.name), data)
    _write(preview_path(certificate, 1), papers.png_of(picture))
    return Proof(certificate, records)


def _write(name: str, data: bytes) -> None:
    default_storage.delete(name)  # from a load that did not finish
    default_storage.save(name, ContentFile(data))


def _control(records: Sequence[Record], key: UUID, *, on: date) -> Control:
    """What Ladok prints at the foot of a transcript; other papers have no code."""
    if not isinstance(records[0], Course):
        return Control()
    return Control(key.hex[:10].upper(), "https://ladok.example/verifiera", on + CODES_LAST)


def _paper(person: Person, records: Sequence[Record], control: Control, *, on: date) -> Paper:
    name = f"{person.given_name} {person.family_name}"
    match records[0]:
        case StatedEmployment():
            return _work_paper(name, cast(Sequence[StatedEmployment], records), on)
        case Course():
            return _transcript(name, cast(Sequence[Course], records), control, on)
        case PracticeResearch() as project:
            period = f"Tid: {iso(project.starts_on)} till {iso(project.ends_on)}"
            lines = (name, f"har deltagit i projektet {project.title}.", project.own_role, period)
            return Paper(project.institution, "Intyg om praktiknära forskning", lines, signed=project.research_leader)
        case other:
            return _award(name, other)


def _award(name: str, award: Record) -> Paper:
    """What is issued once: a licence, a degree, a decision."""
    match award:
        case Licence():
            return Paper(
                SKOLVERKET, "Bevis om legitimation", (name, award.get_licence_kind_display(), f"Utfärdad {long_date(award.issued_on)}")
            )
        case QualifyingDegree():
            return Paper(award.institution, "Examensbevis", (name, award.title, f"Utfärdat {long_date(award.issued_on)}"))
        case Degree():
            size = f"{award.title}, {decimal_comma(award.credits)} högskolepoäng"
            return Paper(award.institution, "Examensbevis", (name, size, f"Utfärdat {long_date(award.awarded_on)}"))
        case LevelDecision():
            case_number, decided = f"Ärende {award.case_number}", f"Beslutsdatum {iso(award.decided_on)}"
            return Paper(SKOLVERKET, "Beslut om meriteringsnivå", (name, f"Meriteringsnivå {award.level}", decided, case_number))
        case _:
            raise TypeError(award)


def _work_paper(name: str, records: Sequence[StatedEmployment], on: date) -> Paper:
    rows = [("Befattning", "Arbetsplats", "Omfattning", "Från", "Till"), *map(_work_row, records)]
    lines = (name, f"Uppgifterna gäller till och med {iso(on)}.")
    return Paper(records[-1].employer, "Tjänstgöringsintyg", lines, rows, WORK_COLUMNS, signed="HR-avdelningen")


def _work_row(work: StatedEmployment) -> tuple[str, ...]:
    last = iso(work.ends_on) if work.ends_on else "pågår"
    extent = f"{decimal_comma(work.extent_percent)} procent"
    return work.get_profession_display(), work.unit_name, extent, iso(work.starts_on), last


def _transcript(name: str, records: Sequence[Course], control: Control, on: date) -> Paper:
    rows = [("Kurs", "Kod", "Nivå", "hp", "Betyg", "Datum"), *map(_course_row, records)]
    issuer = records[0].institution if len({course.institution for course in records}) == 1 else "Ladok"
    code = f"Kontrollkod {control.code}. Verifierbart t.o.m. {iso(control.until)}."
    return Paper(issuer, "Resultatintyg", (name, f"Avslutade kurser, hämtade ur Ladok {iso(on)}.", code), rows, COURSE_COLUMNS)


def _course_row(course: Course) -> tuple[str, ...]:
    cycle = {"first": "Grund", "second": "Avancerad"}.get(course.cycle, "")
    return course.title[:48], course.code, cycle, decimal_comma(course.credits), "G", iso(course.completed_on)
