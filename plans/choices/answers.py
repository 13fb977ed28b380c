"""The principal's side: agree, ask for another choice, open what was agreed. Nobody answers their own."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from audit.services import record
from organisation.models import Person
from plans.models import CourseChoice
from plans.telling import tell_answered

Status = CourseChoice.Status


class NotWaitingError(Exception):
    """The choice does not wait for an answer: it has one, it was taken back, or it is not the answerer's to give."""


class NotAgreedError(Exception):
    """Only what has been agreed can be opened again."""


class ReasonMissingError(Exception):
    """The teacher must be told why."""


@transaction.atomic
def answer(pk: UUID, *, agree: bool, reason: str, by: Person, on: date, at: datetime) -> CourseChoice:
    """Agree to a choice, or ask for a new one with a reason. Raises NotWaitingError, ReasonMissingError."""
    if not agree and not reason.strip():
        raise ReasonMissingError
    _hold_owner(pk)
    choice = CourseChoice.objects.answerable_by(by, on=on).select_related("person").filter(pk=pk).first()
    if choice is None:
        raise NotWaitingError
    _answer(choice, Status.AGREED if agree else Status.DECLINED, reason, by, at)
    record(
        "plans.choice.agreed" if agree else "plans.choice.declined",
        actor=by,
        subject=choice.person,
        target=choice,
        at=at,
        details={"tier": choice.tier},
    )
    return choice


@transaction.atomic
def agree_all(person: Person, *, by: Person, on: date, at: datetime) -> int:
    """Agree to everything one person has proposed. Returns how many; none is no error, somebody may have been first."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    waiting = list(CourseChoice.objects.answerable_by(by, on=on).filter(person=person).select_related("person"))
    for choice in waiting:
        _answer(choice, Status.AGREED, "", by, at)
        record("plans.choice.agreed", actor=by, subject=person, target=choice, at=at, details={"tier": choice.tier})
    return len(waiting)


@transaction.atomic
def reopen(pk: UUID, *, reason: str, by: Person, on: date, at: datetime) -> CourseChoice:
    """Give an agreed choice back to the teacher, with the reason. Raises NotAgreedError, ReasonMissingError."""
    if not reason.strip():
        raise ReasonMissingError
    _hold_owner(pk)
    led = CourseChoice.objects.of_people_led_by(by, on=on)
    choice = led.filter(pk=pk, status=Status.AGREED).select_related("person").first()
    if choice is None:
        raise NotAgreedError
    _answer(choice, Status.DECLINED, reason, by, at)
    record("plans.choice.reopened", actor=by, subject=choice.person, target=choice, at=at, details={"tier": choice.tier})
    return choice


def _hold_owner(pk: UUID) -> None:
    """Hold the row of the person whose choice it is, as every change to that person's choices does."""
    owner = CourseChoice.objects.filter(pk=pk).values("person")
    Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=owner).first()


def _answer(choice: CourseChoice, status: str, reason: str, by: Person, at: datetime) -> None:
    choice.status, choice.answer = status, reason.strip()
    choice.answered_by, choice.answered_at, choice.changed_at = by, at, at
    choice.save(update_fields=["status", "answer", "answered_by", "answered_at", "changed_at"])
    tell_answered(choice, at=at)
