"""The checklist of one level: which documents its conditions ask for, which exist, what is missing, and what to do about each."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import file_size, hp, thousands
from inventory.models import Certificate, Course, Degree, Record, RecordStatus
from inventory.pages.rows import about_of
from merit import sentences
from merit.rules.findings import Finding, Outcome
from merit.rules.messages import Remedy
from reports.pack import codes
from reports.pack.basis import Basis, certificates_of
from reports.pack.documents import DOCUMENTS, Document


@dataclass(frozen=True)
class Look:
    """As the tag `status` wants it."""

    kind: str
    word: str


@dataclass(frozen=True)
class ProofFile:
    """A certificate behind a row. number: its place among the originals, 0 where it does not come along, and then why says so."""

    certificate: Certificate
    number: int
    about: str
    why: str
    code: codes.CodeLine
    url: str
    control_url: str

    @property
    def name(self) -> str:
        return self.certificate.original_name


@dataclass(frozen=True)
class Item:
    """A record that counts for the level, with its certificates. todo: empty where nothing is left to do. url: where it is done."""

    heading: str
    about: str
    amount: str
    look: Look
    note: str
    todo: str
    url: str
    files: tuple[ProofFile, ...]
    is_ready: bool


@dataclass(frozen=True)
class Group:
    """One kind of document. grounds: the conditions it proves, with their paragraphs. missing: what to do where the rows do not suffice."""

    id: str
    title: str
    shows: str
    grounds: tuple[str, ...]
    look: Look
    items: tuple[Item, ...]
    missing: tuple[str, ...]
    add_url: str


@dataclass(frozen=True)
class Checklist:
    """originals: every file that comes along, once, in order. left_out: the others. ending: those with a code soon over."""

    groups: tuple[Group, ...]
    originals: tuple[ProofFile, ...]
    left_out: tuple[ProofFile, ...]
    ending: tuple[ProofFile, ...]

    @property
    def ready(self) -> int:
        return sum(group.look.kind == "met" for group in self.groups)

    @property
    def is_complete(self) -> bool:
        return self.ready == len(self.groups)

    @property
    def summary(self) -> str:
        count = len(self.groups)
        text = ngettext("%(ready)s av %(count)s slags handling är klar", "%(ready)s av %(count)s slags handlingar är klara", count)
        return text % {"ready": self.ready, "count": count}


def checklist_of(basis: Basis, *, applies_on: date, broken: Container[UUID] = frozenset()) -> Checklist:
    """applies_on: the day the person means to apply; codes are judged by it. broken: certificates whose file is gone or not what it was."""
    shelf = _Shelf(applies_on, broken)
    groups = tuple(_group(document, basis, shelf) for document in DOCUMENTS if document.is_asked(basis))
    files = tuple(shelf.files.values())
    return Checklist(
        groups,
        originals=tuple(each for each in files if each.number),
        left_out=tuple(each for each in files if not each.number),
        ending=tuple(each for each in files if each.number and each.code.is_ending),
    )


class _Shelf:
    """Numbers the files in the order they are met; a file that proves several rows keeps its first number."""

    def __init__(self, applies_on: date, broken: Container[UUID]) -> None:
        self.applies_on, self.broken = applies_on, broken
        self.files: dict[UUID, ProofFile] = {}

    def put(self, certificate: Certificate) -> ProofFile:
        if certificate.pk not in self.files:
            why = _("Filen gick inte att läsa här. Ladda upp intyget igen.") if certificate.pk in self.broken else _why_blocked(certificate)
            number = 0 if why else 1 + sum(each.number > 0 for each in self.files.values())
            self.files[certificate.pk] = ProofFile(
                certificate,
                number,
                about=_about_file(certificate),
                why=why,
                code=codes.line_of(certificate, applies_on=self.applies_on),
                url="" if certificate.is_blocked else reverse("certificates:file", kwargs={"pk": certificate.pk}),
                control_url=reverse("certificates:control", kwargs={"pk": certificate.pk}),
            )
        return self.files[certificate.pk]


def _about_file(certificate: Certificate) -> str:
    kind = Certificate.ContentType(certificate.content_type).label
    pages = ngettext("%(count)s sida", "%(count)s sidor", certificate.pages) % {"count": thousands(certificate.pages)}
    return ", ".join([kind, pages, file_size(certificate.size)])


def _why_blocked(certificate: Certificate) -> str:
    if certificate.scan == Certificate.Scan.INFECTED:
        return _("Filen är spärrad, eftersom skadlig kod hittades. Hämta intyget på nytt från den som utfärdade det.")
    if certificate.scan == Certificate.Scan.WAITING:
        return _("Filen kontrolleras mot skadlig kod. Gör paketet när det är klart.")
    return ""


def _group(document: Document, basis: Basis, shelf: _Shelf) -> Group:
    findings = [finding for finding in basis.result.findings if finding.condition in document.conditions]
    items = tuple(_item(record, findings, shelf) for record in document.records(basis))
    missing = tuple(_missing(document, findings, items))
    return Group(
        id=document.id,
        title=str(document.title),
        shows=str(document.shows),
        grounds=tuple(f"{sentences.condition_name(each.condition)}, {each.source.law}, {each.source.provision}" for each in findings),
        look=_look(findings, items, is_asked_for=not document.is_voluntary),
        items=items,
        missing=missing,
        add_url=reverse("inventory:record_new", kwargs={"slug": document.slug}) if not items else "",
    )


def _look(findings: Sequence[Finding], items: Sequence[Item], *, is_asked_for: bool) -> Look:
    """The worst of what the conditions say and what the rows have."""
    outcomes = {finding.outcome for finding in findings}
    if Outcome.NOT_MET in outcomes or (is_asked_for and not items) or any(item.look.kind == "no" for item in items):
        return Look("no", _("Något saknas"))
    if Outcome.UNDETERMINED in outcomes or any(not item.is_ready for item in items):
        return Look("maybe", _("Något väntar"))
    return Look("met", _("Klart"))


def _missing(document: Document, findings: Sequence[Finding], items: Sequence[Item]) -> Iterator[str]:
    """What to do beyond the rows: once each, though several conditions may say the same."""
    if not items and not document.conditions:
        yield str(document.empty)
    said: set[str] = set()
    for finding in findings:
        if finding.outcome is Outcome.MET or finding.remedy is Remedy.NOTHING:
            continue
        sentence = f"{sentences.explain(finding)} {sentences.what_to_do(finding)}"
        if sentence not in said:
            said.add(sentence)
            yield sentence


def _item(record: Record, findings: Sequence[Finding], shelf: _Shelf) -> Item:
    files = tuple(shelf.put(each) for each in certificates_of(record))
    look, todo, url = _standing(record, files)
    return Item(
        heading=record.heading,
        about=about_of(record),
        amount=_amount(record),
        look=look,
        note=_doubt(record, findings),
        todo=todo,
        url=url,
        files=files,
        is_ready=look.kind == "met" and not todo,
    )


def _standing(record: Record, files: Sequence[ProofFile]) -> tuple[Look, str, str]:
    """Where the row stands, what to do, and where."""
    edit = reverse("inventory:record_edit", kwargs={"slug": record.slug, "pk": record.pk}) if record.can_be_edited else ""
    rows = reverse("inventory:records", kwargs={"slug": record.slug})
    if not any(file.number for file in files):
        return Look("no", _("Intyg saknas")), _no_file(record, files), edit or rows
    if record.status in {RecordStatus.ACCEPTED, RecordStatus.NOT_MERITING}:
        return Look("met", _("Finns, godkänt")), "", ""
    texts = {
        RecordStatus.DRAFT: _("Skicka raden för granskning. Intyget följer med i paketet ändå."),
        RecordStatus.SENT: _("Raden väntar på granskning. Intyget följer med i paketet ändå."),
        RecordStatus.COMPLETION_ASKED: _("Rätta raden och skicka den igen. Intyget följer med i paketet ändå."),
        RecordStatus.REJECTED: _("Underlaget godkändes inte vid granskningen. Läs varför och rätta det innan du ansöker."),
    }
    return Look("maybe", _("Finns, inte godkänt än")), texts[RecordStatus(record.status)], edit or rows


def _no_file(record: Record, files: Sequence[ProofFile]) -> str:
    if files:
        return files[0].why
    if record.can_be_edited:
        return _("Ladda upp intyget på raden.")
    if record.is_waiting:
        return _("Ta tillbaka raden, ladda upp intyget och skicka den igen.")
    return _("Raden är granskad utan intyg här. Lägg till intyget själv när du ansöker.")


def _amount(record: Record) -> str:
    return hp(record.credits) if isinstance(record, Course | Degree) else ""


def _doubt(record: Record, findings: Sequence[Finding]) -> str:
    """Why a row that has been accepted does not count surely yet; what waits for review is said by its status."""
    ref = f"{record.kind}:{record.pk}"
    if record.status != RecordStatus.ACCEPTED:
        return ""
    doubts = (doubt for finding in findings for about, doubt in finding.doubts if about == ref)
    return next((sentences.row_word(doubt) for doubt in doubts), "")
