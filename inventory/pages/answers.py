"""All answers on one page, also what was skipped: live before sending, and from the frozen copy afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core.formats import NBSP, decimal_comma, file_size, first_upper
from inventory.content import Line, lines_of, thawed
from inventory.models import KINDS, Interest, Record, RecordStatus, Submission
from inventory.pages.rows import File, Status, control_words, file_of, notes_on, status_of
from inventory.pages.tasks import part_url
from inventory.standing import Standing
from inventory.sums import CourseSums, sum_courses
from inventory.tasklist import ABOUT, PARTS, Missing, Part, Reason, parts_for
from inventory.words import PART_TITLES, WORDS, what_to_do
from organisation.models import Employment, Profession


@dataclass(frozen=True)
class Answer:
    """One record in full. change_url is empty where it cannot be changed."""

    heading: str
    lines: Sequence[Line]
    files: Sequence[File]
    status: Status | None
    change_url: str
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class AnsweredKind:
    title: str
    answers: Sequence[Answer]
    nothing: str


@dataclass(frozen=True)
class AnsweredPart:
    title: str
    url: str
    lines: Sequence[Line]
    kinds: Sequence[AnsweredKind]

    @property
    def is_mixed(self) -> bool:
        """Whether it holds more than one kind, so that each needs its own heading."""
        return len(self.kinds) > 1


@dataclass(frozen=True)
class ToDo:
    sentence: str
    url: str


def live_answers(standing: Standing, employments: Sequence[Employment]) -> list[AnsweredPart]:
    """What would be sent now."""
    work = [{"unit": row.unit.name, "profession": row.profession, "extent": str(row.extent_percent)} for row in employments]
    interest = standing.answer.interest if standing.answer else ""
    about = about_lines(work, interest, with_merit=standing.with_merit)
    return [
        AnsweredPart(
            title=str(PART_TITLES[part.slug]),
            url=part_url(part),
            lines=about if part.slug == ABOUT else [],
            kinds=[_live_kind(kind, part, standing) for kind in part.kinds],
        )
        for part in parts_for(standing)
    ]


def _live_kind(kind: str, part: Part, standing: Standing) -> AnsweredKind:
    sums = sum_courses(standing.courses, degree_on=standing.degree_on)
    answers = [_live(record, standing, sums) for record in standing.of(kind)]
    return AnsweredKind(str(WORDS[kind].title), answers, _nothing(kind, standing.nothing_to_add))


def _live(record: Record, standing: Standing, sums: CourseSums) -> Answer:
    address = {"slug": record.slug, "pk": record.pk}
    return Answer(
        heading=record.heading,
        lines=lines_of(record, with_merit=standing.with_merit),
        files=[file_of(each) for each in record.certificates.all()],
        status=status_of(record),
        change_url=reverse("inventory:record_edit", kwargs=address) if record.can_be_edited else "",
        notes=notes_on(record, standing, sums),
    )


def _nothing(kind: str, said: Any) -> str:
    return str(WORDS[kind].said_none) if kind in said else _("Inget registrerat.")


def about_lines(work: Sequence[Mapping[str, Any]], interest: str, *, with_merit: bool) -> list[Line]:
    """Where somebody works, as the employer has it, and what they have answered about merit."""
    lines = [Line("work", _("Anställning"), _work(row)) for row in work]
    if with_merit:
        answered = str(Interest(interest).label) if interest else _("Inget svar")
        lines.append(Line("interest", _("Vill du meritera dig?"), answered, is_empty=not interest))
    return lines


def _work(row: Mapping[str, Any]) -> str:
    extent = f"{decimal_comma(float(row['extent']))}{NBSP}%"
    return f"{Profession(row['profession']).label}, {row['unit']}, {extent}"


def frozen_answers(submission: Submission) -> list[AnsweredPart]:
    """Exactly what was sent, from the frozen copy alone."""
    content: Mapping[str, Any] = submission.content
    about = content["about"]
    parts = []
    for part in PARTS:
        kinds = [_frozen_kind(kind, content) for kind in part.kinds]
        lines = about_lines(about["employments"], about["interest"], with_merit=about["with_merit"]) if part.slug == ABOUT else []
        parts.append(AnsweredPart(str(PART_TITLES[part.slug]), "", lines, kinds))
    return parts


def _frozen_kind(kind: str, content: Mapping[str, Any]) -> AnsweredKind:
    rows = content["records"].get(kind, [])
    answers = [_frozen(kind, row, with_merit=content["about"]["with_merit"]) for row in rows]
    return AnsweredKind(str(WORDS[kind].title), answers, _nothing(kind, content["nothing_to_add"]))


def _frozen(kind: str, row: Mapping[str, Any], *, with_merit: bool) -> Answer:
    record = thawed(kind, row["values"])
    files = [_frozen_file(each) for each in row["certificates"]]
    status = None
    if row["status"] != RecordStatus.SENT:
        status = Status("quiet", "met", first_upper(str(RecordStatus(row["status"]).label)))
    return Answer(record.heading, lines_of(record, with_merit=with_merit), files, status, "")


def _frozen_file(certificate: Mapping[str, Any]) -> File:
    """As it was when it was sent. What was sent before codes were frozen says nothing of them."""
    control = certificate.get("control") or {"code": "", "until": None}
    text = control_words(control["code"], parse_date(control["until"]) if control["until"] else None)
    return File(certificate["name"], file_size(certificate["size"]), "", "", is_harmful=False, control=text)


def to_dos(missing: Sequence[Missing]) -> list[ToDo]:
    """Each missing thing with the place where it is put right."""
    return [ToDo(what_to_do(each), _place(each)) for each in missing]


def _place(missing: Missing) -> str:
    if missing.reason == Reason.UNCONFIRMED:
        return reverse("inventory:about")
    if missing.record is None:
        return reverse("inventory:records", kwargs={"slug": KINDS[missing.kind].slug})
    address = reverse("inventory:record_edit", kwargs={"slug": missing.record.slug, "pk": missing.record.pk})
    return address if missing.reason == Reason.NOT_CORRECTED else f"{address}#id_uploads"
