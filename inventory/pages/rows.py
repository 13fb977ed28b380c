"""One registered row as the lists show it: what it is, where it stands, what to know, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.formats import NBSP, decimal_comma, file_size, first_upper, hp, iso, long_date
from inventory import permissions
from inventory.content import Line, lines_of
from inventory.models import (
    Certificate,
    Course,
    Degree,
    LevelDecision,
    Licence,
    PracticeResearch,
    QualifyingDegree,
    Record,
    RecordStatus,
    StatedEmployment,
)
from inventory.pages.decisions import told
from inventory.pages.phrases import course_notes, period
from inventory.standing import Standing
from inventory.sums import CourseSums
from inventory.tasklist import is_corrected, missing_of, part_of
from inventory.words import SHORT
from organisation.models import Person

REASONED = {RecordStatus.COMPLETION_ASKED, RecordStatus.REJECTED, RecordStatus.NOT_MERITING, RecordStatus.ACCEPTED}


@dataclass(frozen=True)
class Status:
    """As the tag `status` wants it."""

    look: str
    icon: str
    word: str
    note: str = ""


@dataclass(frozen=True)
class File:
    """A certificate: its name as it was uploaded, where it opens (empty while it must not be opened), and what the scan has said.

    control: its code in words, empty where it has none; control_url: where its owner says it.
    """

    name: str
    size: str
    url: str
    scan: str
    is_harmful: bool
    control: str = ""
    control_url: str = ""


@dataclass(frozen=True)
class Row:
    """An empty address means that it may not be done now. reviewer is named by the template, for the viewer."""

    anchor: str
    heading: str
    about: str
    amount: str
    status: Status
    notes: Sequence[str]
    to_do: Sequence[str]
    files: Sequence[File]
    lines: Sequence[Line]
    reason: str
    reviewer: Person | None
    reviewed: str
    edit_url: str
    remove_url: str
    take_back_url: str
    events_url: str = ""


def row_of(record: Record, person: Person, standing: Standing, sums: CourseSums) -> Row:
    address = {"slug": record.slug, "pk": record.pk}
    can_edit = permissions.can_edit(person, record)
    to_do = [str(SHORT[each.reason]) for each in missing_of(record, part_of(record.kind))] if can_edit else []
    has_reason = record.status in REASONED
    return Row(
        anchor=anchor_of(record),
        heading=record.heading,
        about=about_of(record),
        amount=hp(record.credits) if isinstance(record, Course | Degree) else "",
        status=status_of(record),
        notes=notes_on(record, standing, sums),
        to_do=to_do,
        files=[file_of(each) for each in record.certificates.all()],
        lines=lines_of(record, with_merit=standing.with_merit),
        reason=record.review_reason if has_reason else "",
        reviewer=record.reviewed_by if has_reason else None,
        reviewed=long_date(record.reviewed_at) if has_reason and record.reviewed_at else "",
        edit_url=reverse("inventory:record_edit", kwargs=address) if can_edit else "",
        remove_url=reverse("inventory:record_remove", kwargs=address) if can_edit else "",
        take_back_url=reverse("inventory:record_take_back", kwargs=address) if permissions.can_take_back(person, record) else "",
        events_url=reverse("inventory:decision_events", kwargs={"pk": record.pk}) if permissions.can_follow_up(person, record) else "",
    )


def notes_on(record: Record, standing: Standing, sums: CourseSums) -> list[str]:
    """What to know of a course, for those meritering concerns: above all why it is not counted."""
    if isinstance(record, Course) and standing.with_merit:
        return course_notes(record, sums, degree_on=standing.degree_on)
    return []


def anchor_of(record: Record) -> str:
    return f"rad-{record.pk}"


def status_of(record: Record) -> Status:
    """Where the row stands, in words nobody can take for "sent" before it is."""
    if record.status == RecordStatus.COMPLETION_ASKED and is_corrected(record):
        return Status("now", "part", _("Rättad, inte skickad"))
    sent = _("skickad %(day)s") % {"day": long_date(record.sent_at)} if record.sent_at else ""
    words = {
        RecordStatus.DRAFT: Status("now", "part", _("Sparad, inte skickad")),
        RecordStatus.SENT: Status("wait", "wait", _("Väntar på granskning"), sent),
        RecordStatus.COMPLETION_ASKED: Status("no", "back", _("Behöver rättas")),
        RecordStatus.ACCEPTED: Status("met", "met", _("Godkänd")),
        RecordStatus.NOT_MERITING: Status("quiet", "met", _("Godkänd, men inte meriterande")),
        RecordStatus.REJECTED: Status("no", "no", _("Inte godkänd")),
    }
    return words[RecordStatus(record.status)]


def about_of(record: Record) -> str:
    """The row in one line under its heading."""
    text = ""
    match record:
        case Course():
            level = record.get_cycle_display() or _("nivån inte känd")
            text = f"{record.institution}, {_done(record.completed_on)}, {level.lower()}"
        case StatedEmployment():
            text = f"{record.employer}, {decimal_comma(record.extent_percent)}{NBSP}%, {period(record.starts_on, record.ends_on)}"
        case PracticeResearch():
            text = f"{record.institution}, {period(record.starts_on, record.ends_on)}"
        case QualifyingDegree():
            text = f"{record.institution}, {_issued(record.issued_on)}"
        case Degree():
            text = f"{record.institution}, {_issued(record.awarded_on)}"
        case Licence():
            text = first_upper(_issued(record.issued_on))
        case LevelDecision():
            case_number = f", {record.case_number}" if record.case_number else ""
            text = told(record) + case_number
    return text


def _done(day: date) -> str:
    return _("klar %(day)s") % {"day": iso(day)}


def _issued(day: date) -> str:
    return _("utfärdad %(day)s") % {"day": iso(day)}


def file_of(certificate: Certificate) -> File:
    is_harmful = certificate.scan == Certificate.Scan.INFECTED
    return File(
        name=certificate.original_name,
        size=file_size(certificate.size),
        url="" if certificate.is_blocked else reverse("certificates:file", kwargs={"pk": certificate.pk}),
        scan=certificate.get_scan_display(),
        is_harmful=is_harmful,
        control=control_text(certificate),
        control_url=reverse("certificates:control", kwargs={"pk": certificate.pk}),
    )


def control_text(certificate: Certificate) -> str:
    """How the certificate can be checked, in one line; empty where it has no code."""
    return control_words(certificate.control_code, certificate.control_until)


def control_words(code: str, until: date | None) -> str:
    if not code:
        return ""
    values = {"code": code, "day": iso(until)}
    if until is None:
        return _("Kontrollkod %(code)s") % values
    return _("Kontrollkod %(code)s, kan kontrolleras till och med %(day)s") % values
