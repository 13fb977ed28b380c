"""What the page of an answer says: where it stands, and what can be done with it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import thousands
from inventory.models import RegisterAnswer, RegisterAnswerRow
from inventory.register.outcome import Line, lines_of_outcome
from inventory.register.taking_in import TAKE
from jobs.models import Job

State = RegisterAnswer.State
RowState = RegisterAnswerRow.State


@dataclass(frozen=True)
class AnswerPage:
    """job: the work that goes on; None where nobody works on it. trouble: why the work before did not come to its end."""

    heading: str
    note: str
    trouble: str
    job: Job | None
    may_cancel: bool
    lines: list[Line]
    may_take: bool
    may_choose: bool
    may_remove: bool


def answer_page(answer: RegisterAnswer) -> AnswerPage:
    job = answer.job
    goes_on = job if job is not None and not job.is_over else None
    lines = lines_of_outcome(answer)
    counts = {line.state: line.count for line in lines}
    to_take, taken = counts.get(RowState.NEW, 0), counts.get(RowState.TAKEN, 0)
    is_free = answer.content is not None and goes_on is None
    return AnswerPage(
        heading=_heading(answer, goes_on, to_take, taken),
        note="" if goes_on is not None else _note(answer, taken),
        trouble=_trouble(job),
        job=goes_on,
        may_cancel=goes_on is not None and goes_on.cancel_requested_at is None,
        lines=lines,
        may_take=is_free and answer.state == State.CHECKED and to_take > 0,
        may_choose=is_free and answer.state != State.TAKEN_IN,
        may_remove=is_free,
    )


def _heading(answer: RegisterAnswer, goes_on: Job | None, to_take: int, taken: int) -> str:
    if goes_on is not None:
        return _("Svaret tas in") if goes_on.kind == TAKE.name else _("Filen läses")
    match answer.state:
        case State.TAKEN_IN:
            return _("Svaret är intaget")
        case State.CHECKED:
            return _heading_of_trial(to_take, taken)
    has_failed = answer.job is not None and answer.job.state == Job.State.FAILED
    return _("Det gick inte") if has_failed else _("Kolumnerna ska väljas")


def _heading_of_trial(to_take: int, taken: int) -> str:
    rows = {"rows": thousands(to_take)}
    if not to_take:
        return _("Inget nytt att ta in")
    if taken:
        return ngettext("%(rows)s rad återstår att ta in", "%(rows)s rader återstår att ta in", to_take) % rows
    return ngettext("%(rows)s rad kan tas in", "%(rows)s rader kan tas in", to_take) % rows


def _note(answer: RegisterAnswer, taken: int) -> str:
    if answer.state != State.CHECKED:
        return ""
    if taken:
        return _("En del är redan intaget och finns kvar.")
    return _("Filen är läst på prov. Inget är intaget än.")


def _trouble(job: Job | None) -> str:
    if job is None:
        return ""
    if job.state == Job.State.FAILED:
        return _(job.message)
    if job.state == Job.State.CANCELLED:
        return _("Arbetet är avbrutet.")
    return ""
