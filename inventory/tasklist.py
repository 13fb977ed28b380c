"""The parts of the inventory: which there are for whom, where each stands, and what is missing. No queries, no words for people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inventory.models import Certificate, Record, RecordStatus
from inventory.standing import Standing

ABOUT = "om-mig"
CHECK = "kontrollera"


@dataclass(frozen=True)
class Part:
    """One part: its slug and the kinds of record in it. Optional ones never hold the sending up by being empty."""

    slug: str
    kinds: tuple[str, ...] = ()
    optional: bool = False


# What only meritering asks for: left out for principals, unless they have registered something there.
MERIT_KINDS = frozenset({"employment", "decision"})
PARTS = (
    Part(ABOUT),
    Part("legitimation", ("licence", "qualifying_degree")),
    Part("anstallningar", ("employment",)),
    Part("kurser", ("course",)),
    Part("forskning", ("research",)),
    Part("senare-examina", ("degree", "decision"), optional=True),
)
# Principals may leave these empty without saying so.
OPTIONAL_FOR_LEADERS = frozenset({"legitimation", "anstallningar", "forskning"})


class State(StrEnum):
    NOT_STARTED = "not_started"
    STARTED = "started"
    DONE = "done"
    LOCKED = "locked"
    SENT = "sent"


class Reason(StrEnum):
    """Why something cannot be sent yet."""

    UNCONFIRMED = "unconfirmed"
    UNANSWERED = "unanswered"
    NO_CERTIFICATE = "no_certificate"
    HARMFUL_CERTIFICATE = "harmful_certificate"
    NOT_CORRECTED = "not_corrected"


@dataclass(frozen=True)
class Missing:
    reason: Reason
    part: str
    kind: str = ""
    record: Record | None = None


@dataclass(frozen=True)
class Standpoint:
    """One part as it stands. number is its place in this person's list."""

    number: int
    part: Part
    state: State
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class TaskList:
    """parts in order; the last thing, to check and send, is beside them. waits_for: numbers of the parts that are not ready."""

    parts: tuple[Standpoint, ...]
    check: State
    waits_for: tuple[int, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(each for standpoint in self.parts for each in standpoint.missing)

    @property
    def is_sent(self) -> bool:
        """Whether the school provider has got everything there is."""
        return self.check == State.SENT

    @property
    def next_number(self) -> int | None:
        """The first part where something is left to do."""
        return next((each.number for each in self.parts if each.missing), None)


def task_list(standing: Standing) -> TaskList:
    parts = parts_for(standing)
    stands = tuple(_standpoint(number, part, standing) for number, part in enumerate(parts, start=1))
    waits_for = tuple(each.number for each in stands if each.missing)
    return TaskList(stands, _check_state(standing, waits=bool(waits_for)), waits_for)


def _check_state(standing: Standing, *, waits: bool) -> State:
    if waits:
        return State.LOCKED
    return State.SENT if nothing_new(standing) else State.NOT_STARTED


def parts_for(standing: Standing) -> list[Part]:
    """The parts this person is asked about, with their kinds. Somebody outside the merit system is not asked about what only it needs."""
    found = []
    for part in PARTS:
        kinds = tuple(kind for kind in part.kinds if standing.with_merit or kind not in MERIT_KINDS or standing.of(kind))
        if kinds or not part.kinds:
            optional = part.optional or (not standing.with_merit and part.slug in OPTIONAL_FOR_LEADERS)
            found.append(Part(part.slug, kinds, optional))
    return found


def part_of(kind: str) -> Part:
    return next(part for part in PARTS if kind in part.kinds)


def _standpoint(number: int, part: Part, standing: Standing) -> Standpoint:
    missing = tuple(missing_in(part, standing))
    return Standpoint(number, part, _state(part, standing, missing), missing)


def _state(part: Part, standing: Standing, missing: Sequence[Missing]) -> State:
    if not missing and is_sent(part, standing):
        return State.SENT
    touched = standing.about_is_confirmed if part.slug == ABOUT else _is_touched(part, standing)
    if not touched:
        return State.NOT_STARTED
    return State.STARTED if missing else State.DONE


def _is_touched(part: Part, standing: Standing) -> bool:
    return bool(standing.of(*part.kinds) or standing.nothing_to_add & set(part.kinds))


def missing_in(part: Part, standing: Standing) -> Iterator[Missing]:
    """What keeps the part from being sent."""
    if part.slug == ABOUT:
        if standing.campaign is not None and not standing.about_is_confirmed:
            yield Missing(Reason.UNCONFIRMED, ABOUT)
        return
    for kind in part.kinds:
        rows = standing.of(kind)
        if not rows and not part.optional and standing.is_open and kind not in standing.nothing_to_add:
            yield Missing(Reason.UNANSWERED, part.slug, kind)
    waiting = {record.pk for record in standing.to_send}
    for record in standing.of(*part.kinds):
        if record.pk in waiting or (standing.campaign is None and record.can_be_edited):
            yield from missing_of(record, part)


def missing_of(record: Record, part: Part) -> Iterator[Missing]:
    certificates: list[Certificate] = list(record.certificates.all())
    if not certificates:
        yield Missing(Reason.NO_CERTIFICATE, part.slug, record.kind, record)
    elif any(each.scan == Certificate.Scan.INFECTED for each in certificates):
        yield Missing(Reason.HARMFUL_CERTIFICATE, part.slug, record.kind, record)
    elif record.status == RecordStatus.COMPLETION_ASKED and not is_corrected(record):
        yield Missing(Reason.NOT_CORRECTED, part.slug, record.kind, record)


def is_corrected(record: Record) -> bool:
    """Whether the owner has saved a change since the reviewer asked for one."""
    return record.reviewed_at is None or record.changed_at > record.reviewed_at


def nothing_new(standing: Standing) -> bool:
    """Whether what was sent last says all that there is to send."""
    if standing.last is None or standing.to_send:
        return False
    return not standing.is_open or all(is_sent(part, standing) for part in parts_for(standing))


def is_sent(part: Part, standing: Standing) -> bool:
    """Whether the part was sent in this campaign and says nothing else today. What a reviewer has set since does not matter."""
    if standing.last is None:
        return False
    sent: dict[str, Any] = standing.last.content
    if part.slug == ABOUT:
        interest = standing.answer.interest if standing.answer else ""
        return standing.about_is_confirmed and bool(sent["about"]["interest"] == interest)
    if any(record.can_be_edited for record in standing.of(*part.kinds)):
        return False
    then = {row["id"] for kind in part.kinds for row in sent["records"].get(kind, [])}
    now = {str(record.pk) for record in standing.of(*part.kinds)}
    said_then = set(sent["nothing_to_add"]) & set(part.kinds)
    return then == now and said_then == standing.nothing_to_add & set(part.kinds)
