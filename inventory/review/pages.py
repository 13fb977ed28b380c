"""One person's sent rows as the review shows them: what waits first, one row open with its certificates beside, what is decided quietly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import file_size, first_upper, hp, in_words, long_date, thousands
from core.names import display_name
from inventory.content import Line, lines_of
from inventory.models import KINDS, Certificate, Course, Degree, Record, RecordStatus
from inventory.pages.rows import Status, about_of, anchor_of, control_text, status_of
from inventory.review.notes import Note, Notes
from inventory.review.services import needs_basis
from inventory.words import WORDS
from organisation.models import Person

ORDER = ("licence", "qualifying_degree", "degree", "employment", "course", "research", "decision")
SCAN_LOOKS = {
    Certificate.Scan.NOT_CHECKED: "off",
    Certificate.Scan.WAITING: "wait",
    Certificate.Scan.CLEAN: "met",
    Certificate.Scan.INFECTED: "no",
}


@dataclass(frozen=True)
class Picture:
    url: str
    alt: str


@dataclass(frozen=True)
class Document:
    """One certificate beside the row. url is empty while nobody may open it; message says why there are no, or not all, pictures."""

    name: str
    about: str
    url: str
    scan: str
    scan_look: str
    pictures: Sequence[Picture]
    message: str
    control: str
    control_url: str


@dataclass(frozen=True)
class Row:
    """One row of the list. documents and lines are filled for the open one alone."""

    record: Record
    kind: str
    number: int
    key: str
    anchor: str
    heading: str
    about: str
    status: Status
    is_open: bool
    is_waiting: bool
    notes: Sequence[Note]
    lines: Sequence[Line]
    documents: Sequence[Document]
    asked_before: str
    needs_basis: bool

    @property
    def reviewer(self) -> Person | None:
        return self.record.reviewed_by

    @property
    def reviewed_on(self) -> str:
        return long_date(self.record.reviewed_at) if self.record.reviewed_at else ""

    @property
    def reason(self) -> str:
        return self.record.review_reason


@dataclass(frozen=True)
class Section:
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class PersonReview:
    """waiting and decided: by kind, without the open row, whose certificates are shown."""

    waiting: Sequence[Section]
    decided: Sequence[Section]
    open: Row | None
    waiting_count: int
    oldest: date | None


Records = Mapping[str, Sequence[Record]]


def read_sent(person: Person, viewer: Person, *, on: date) -> Records:
    """What the person has sent, by kind: two queries a kind at most, and one that asks whether it is the viewer's to read."""
    if not Person.objects.reviewable_by(viewer, on=on).filter(pk=person.pk).exists():
        return {kind: [] for kind in ORDER}
    return {
        kind: list(KINDS[kind].objects.sent().filter(person=person).select_related("reviewed_by").prefetch_related("certificates"))
        for kind in ORDER
    }


def key_of(record: Record) -> str:
    return f"{record.slug}-{record.pk}"


def next_waiting(records: Records, after: Record) -> Record | None:
    """The next row that waits, in the order of the page; from the top again where there is none below."""
    rows = [row for kind in ORDER for row in records[kind] if row.is_waiting or row.pk == after.pk]
    place = next((index for index, row in enumerate(rows) if row.pk == after.pk), 0)
    return next((row for row in rows[place + 1 :] + rows[:place] if row.pk != after.pk), None)


def review_of(records: Records, *, chosen: str = "") -> PersonReview:
    """chosen: the key of the row to open; otherwise the first that waits."""
    everything = [row for kind in ORDER for row in records[kind]]
    waits = [row for row in everything if row.is_waiting]
    picked = next((row for row in everything if key_of(row) == chosen), waits[0] if waits else None)
    notes = Notes({kind: [row for row in rows if row.status != RecordStatus.COMPLETION_ASKED] for kind, rows in records.items()})
    numbers = {row.pk: number for number, row in enumerate([*waits, *(row for row in everything if not row.is_waiting)], start=1)}

    def shown(record: Record) -> Row:
        return _row(record, numbers[record.pk], notes, is_open=record is picked)

    def sections(*, is_waiting: bool) -> Iterator[Section]:
        for kind in ORDER:
            rows = [shown(row) for row in records[kind] if row.is_waiting == is_waiting and row is not picked]
            if rows:
                yield Section(str(WORDS[kind].title), rows)

    return PersonReview(
        waiting=list(sections(is_waiting=True)),
        decided=list(sections(is_waiting=False)),
        open=shown(picked) if picked else None,
        waiting_count=len(waits),
        oldest=min((row.sent_at.date() for row in waits if row.sent_at), default=None),
    )


def _row(record: Record, number: int, notes: Notes, *, is_open: bool) -> Row:
    returned = record.status == RecordStatus.COMPLETION_ASKED  # what the teacher is changing now is not sent, and not ours to read
    amount = hp(record.credits) if isinstance(record, Course | Degree) else ""
    return Row(
        record=record,
        kind=str(WORDS[record.kind].title),
        number=number,
        key=key_of(record),
        anchor=anchor_of(record),
        heading=record.heading,
        about="" if returned else ", ".join(filter(None, [amount, about_of(record)])),
        status=_status(record),
        is_open=is_open,
        is_waiting=record.is_waiting,
        notes=[] if returned else notes.of(record),
        lines=lines_of(record) if is_open and not returned else [],
        documents=[document_of(each) for each in record.certificates.all()] if is_open and not returned else [],
        asked_before=record.review_reason if record.is_waiting else "",
        needs_basis=needs_basis(record),
    )


def _status(record: Record) -> Status:
    """As the teacher's list has it, but for what lies with the teacher now."""
    if record.status == RecordStatus.COMPLETION_ASKED:
        return Status("off", "back", _("Hos läraren för rättelse"))
    return status_of(record)


def document_of(certificate: Certificate) -> Document:
    kind = Certificate.ContentType(certificate.content_type).label
    pages = ngettext("%(count)s sida", "%(count)s sidor", certificate.pages) % {"count": thousands(certificate.pages)}
    is_pdf = certificate.content_type == Certificate.ContentType.PDF
    return Document(
        name=certificate.original_name,
        about=", ".join([kind, *([pages] if is_pdf else []), file_size(certificate.size)]),
        url="" if certificate.is_blocked else reverse("certificates:file", kwargs={"pk": certificate.pk}),
        scan=certificate.get_scan_display(),
        scan_look=SCAN_LOOKS[Certificate.Scan(certificate.scan)],
        pictures=[] if certificate.is_blocked else list(_pictures(certificate)),
        message=_message(certificate),
        control=control_text(certificate),
        control_url=certificate.control_url,
    )


def _pictures(certificate: Certificate) -> Iterator[Picture]:
    for page in range(1, certificate.preview_pages + 1):
        values = {"page": page, "pages": certificate.pages, "name": certificate.original_name}
        yield Picture(
            url=reverse("certificates:page", kwargs={"pk": certificate.pk, "page": page}),
            alt=_("Sida %(page)s av %(pages)s i %(name)s") % values,
        )


def _message(certificate: Certificate) -> str:
    """Why there is less to see than one would expect."""
    drawn = certificate.preview_pages
    if certificate.scan == Certificate.Scan.INFECTED:
        return _("Skadlig kod hittades i filen. Ingen kan öppna den. Be läraren om ett nytt intyg.")
    if certificate.scan == Certificate.Scan.WAITING:
        return _("Filen kontrolleras mot skadlig kod. Ladda om sidan om en stund.")
    if certificate.previews == Certificate.Previews.WAITING:
        return _("Sidorna ritas just nu. Ladda om sidan om en stund, eller öppna filen.")
    if certificate.previews == Certificate.Previews.FAILED:
        return _("Sidorna gick inte att rita här. Öppna filen för att läsa den.")
    if drawn < certificate.pages:
        values = {"drawn": drawn, "pages": certificate.pages}
        return _("De första %(drawn)s av %(pages)s sidor visas. Öppna filen för att läsa resten.") % values
    return ""


def heading_of(person: Person, viewer: Person, review: PersonReview) -> str:
    """The state, in one sentence."""
    values = {"name": display_name(person, viewer), "count": first_upper(in_words(review.waiting_count))}
    if review.waiting_count:
        sentence = ngettext(
            "%(count)s uppgift från %(name)s väntar på dig", "%(count)s uppgifter från %(name)s väntar på dig", review.waiting_count
        )
        return sentence % values
    if review.decided:
        return _("Allt från %(name)s är granskat") % values
    return _("%(name)s har inget skickat att granska") % values
