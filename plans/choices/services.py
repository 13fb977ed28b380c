"""The teacher's side of the plan: choose, add one's own course, remove, send. The principal's answers are in plans.choices.answers.

Every change to one person's choices holds that person's row, so that a double click, a second tab and the principal come one by one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.services import record
from core.formats import in_words
from organisation.models import Person, SchoolUnit
from plans.choices.situation import SHARED_TIERS, Situation, situation_of
from plans.models import CourseChoice, CourseOffer, Tier, UnitPlan
from plans.telling import tell_to_answer
from plans.typed_course import TypedCourse

Status = CourseChoice.Status
UNSENT = (Status.DRAFT, Status.DECLINED)


class NoPlanError(Exception):
    """No plan is in force where the person works."""


class StaleChoicesError(Exception):
    """The choices have changed since the form was opened."""


class TooManyChosenError(Exception):
    def __init__(self, tier: str, chosen: int, choose: int) -> None:
        super().__init__(tier)
        self.tier, self.chosen, self.choose = tier, chosen, choose

    def __str__(self) -> str:
        return too_many_message(self.chosen, self.choose)


class NotOfferedError(Exception):
    """A course is no longer on offer where it was chosen."""

    def __init__(self, tier: str, title: str = "") -> None:
        super().__init__(tier)
        self.tier, self.title = tier, title

    def __str__(self) -> str:
        if not self.title:
            return str(_("En av kurserna erbjuds inte längre. Sidan visar nu det som finns att välja på."))
        return _("”%(title)s” erbjuds inte längre. Välj en annan kurs.") % {"title": self.title}


class UnitPlanOpenError(Exception):
    """The principal is changing the unit's plan, so what is on offer there is not decided."""

    def __str__(self) -> str:
        return str(_("Rektor arbetar med enhetens plan. Skicka dina val när den är beslutad igen."))


class TooFewChosenError(Exception):
    """lacking: for each tier that is short, how many are chosen and how many must be."""

    def __init__(self, lacking: Sequence[tuple[str, int, int]]) -> None:
        super().__init__(len(lacking))
        self.lacking = lacking

    def __str__(self) -> str:
        if not self.lacking:
            return str(_("Välj minst en kurs innan du skickar."))
        return " ".join(_too_few(Tier(tier), chosen, choose) for tier, chosen, choose in self.lacking)


class AlreadyChosenError(Exception):
    """The course is among the person's choices already."""


class AgreedError(Exception):
    """What two have agreed on is not undone by one."""


def too_many_message(chosen: int, choose: int) -> str:
    over = chosen - choose
    return ngettext(
        "Du har valt %(chosen)s kurser men ska välja %(choose)s. Ta bort en.",
        "Du har valt %(chosen)s kurser men ska välja %(choose)s. Ta bort %(over)s.",
        over,
    ) % {"chosen": in_words(chosen), "choose": in_words(choose), "over": in_words(over)}


def _too_few(tier: Tier, chosen: int, choose: int) -> str:
    words = {"tier": tier.label, "chosen": in_words(chosen), "choose": in_words(choose)}
    return (
        ngettext("%(tier)s: du har valt %(chosen)s av %(choose)s kurs.", "%(tier)s: du har valt %(chosen)s av %(choose)s kurser.", choose)
        % words
    )


@dataclass(frozen=True, slots=True)
class Pick:
    """One ticked course on a shared tier. term as stored."""

    tier: Tier
    offer_id: int
    term: str


@transaction.atomic
def save_choices(person: Person, picks: Sequence[Pick], *, seen: str, on: date, at: datetime) -> None:
    """Make the choices on the shared tiers those of the form, fewer than asked included. What has been agreed stays as it is.

    A new term for a course that waits for the principal makes it a draft again. Saving the same thing twice changes nothing.
    Raises NoPlanError, StaleChoicesError, TooManyChosenError, NotOfferedError, AlreadyChosenError.
    """
    situation = _held(person, on)
    changeable = {choice.offer_id: choice for choice in situation.choices if choice.tier in SHARED_TIERS and choice.status != Status.AGREED}
    wanted = {pick.offer_id: pick for pick in picks if not _is_agreed(situation, pick)}
    if {key: (choice.tier, choice.term) for key, choice in changeable.items()} == {k: (p.tier, p.term) for k, p in wanted.items()}:
        return
    if situation.stamp != seen:
        raise StaleChoicesError
    _check(situation, wanted.values())
    removed = [choice for key, choice in changeable.items() if key not in wanted]
    CourseChoice.objects.filter(pk__in=[choice.pk for choice in removed]).delete()
    moved = [choice for key, choice in changeable.items() if key in wanted and choice.term != wanted[key].term]
    for choice in moved:
        _make_draft(choice, wanted[choice.offer_id].term, at)
    added = [pick for key, pick in wanted.items() if key not in changeable]
    CourseChoice.objects.bulk_create(
        CourseChoice(person=person, plan=situation.plan, tier=pick.tier, offer_id=pick.offer_id, term=pick.term, changed_at=at)
        for pick in added
    )
    counts: dict[str, str | int | bool | None] = {"added": len(added), "removed": len(removed), "moved": len(moved)}
    record("plans.choices.saved", actor=person, subject=person, target=situation.plan, at=at, details=counts)


@transaction.atomic
def add_individual(
    person: Person, course: CourseOffer | TypedCourse, *, term: str, purpose: str, purpose_text: str, on: date, at: datetime
) -> CourseChoice:
    """Put a course of one's own in the plan, from the catalogue or typed. Raises NoPlanError, AlreadyChosenError.

    A typed course that is there already, word for word, is the same course: the second click of two returns the first one's choice.
    """
    situation = _held(person, on)
    if isinstance(course, TypedCourse):
        same = _same_course(situation, course, term)
        if same is not None:
            return same
        course = course.stored(provider_id=person.provider_id, first_term=term, proposed_by=person)
    elif situation.choice_of(course.pk) is not None:
        raise AlreadyChosenError
    choice = CourseChoice.objects.create(
        person=person,
        plan=situation.plan,
        tier=Tier.INDIVIDUAL,
        offer=course,
        term=term,
        purpose=purpose,
        purpose_text=purpose_text,
        changed_at=at,
    )
    record("plans.choice.added", actor=person, subject=person, target=choice, at=at, details={"purpose": purpose})
    return choice


@transaction.atomic
def remove(pk: UUID, *, by: Person, at: datetime) -> bool:
    """Take one of one's own choices out of the plan. False if it is gone already. Raises AgreedError."""
    _hold(by)
    choice = CourseChoice.objects.filter(person=by, pk=pk).select_related("offer").first()
    if choice is None:
        return False
    if choice.status == Status.AGREED:
        raise AgreedError
    record("plans.choice.removed", actor=by, subject=by, target=choice, at=at, details={"tier": choice.tier})
    choice.delete()
    if choice.offer.proposed_by_id == by.pk:
        CourseOffer.objects.filter(pk=choice.offer_id, choices__isnull=True, unit_courses__isnull=True, plan_courses__isnull=True).delete()
    return True


@transaction.atomic
def send(person: Person, *, on: date, at: datetime) -> int:
    """Propose to the principal all that is not sent, and what needed a new answer. Returns how many; a second click sends none.

    The plans of the person's units are held meanwhile, and what is on offer is read after that: a course is either sent, and then
    the principal cannot remove it, or found to be gone.

    Raises NoPlanError; TooFewChosenError and TooManyChosenError by the plan's numbers; NotOfferedError, UnitPlanOpenError.
    """
    _hold(person)
    UnitPlan.objects.filter(unit__in=SchoolUnit.objects.workplaces_of(person, on=on).values("pk")).hold_unchanged()
    situation = _situation(person, on)
    unsent = [choice for choice in situation.choices if choice.status in UNSENT]
    if not unsent and situation.choices:
        return 0
    for choice in unsent:
        if situation.is_offered(choice):
            continue
        if choice.tier == Tier.UNIT and not situation.options_of(Tier.UNIT):
            raise UnitPlanOpenError
        raise NotOfferedError(choice.tier, choice.offer.title)
    short = lacking(situation)
    if short or not situation.choices:
        raise TooFewChosenError(short)
    for tier in SHARED_TIERS:
        _check_count(situation, tier, len(situation.choices_of(tier)))
    for choice in unsent:
        choice.status, choice.proposed_at, choice.changed_at = Status.PROPOSED, at, at
        _clear_answer(choice)
        choice.save(update_fields=["status", "proposed_at", "changed_at", "answered_at", "answered_by", "answer"])
    record("plans.choices.sent", actor=person, subject=person, target=situation.plan, at=at, details={"sent": len(unsent)})
    tell_to_answer(person, on=on, at=at)
    return len(unsent)


def lacking(situation: Situation) -> list[tuple[str, int, int]]:
    """The tiers where more must be chosen before sending: how many are chosen, and how many must be."""
    counts = [(str(tier), len(situation.choices_of(tier)), situation.required(tier)) for tier in SHARED_TIERS]
    return [(tier, chosen, required) for tier, chosen, required in counts if chosen < required]


def _held(person: Person, on: date) -> Situation:
    _hold(person)
    return _situation(person, on)


def _situation(person: Person, on: date) -> Situation:
    situation = situation_of(person, on=on)
    if situation is None:
        raise NoPlanError
    return situation


def _hold(person: Person) -> None:
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def _is_agreed(situation: Situation, pick: Pick) -> bool:
    choice = situation.choice_of(pick.offer_id)
    return choice is not None and choice.status == Status.AGREED and choice.tier == pick.tier


def _check(situation: Situation, wanted: Iterable[Pick]) -> None:
    picks = list(wanted)
    for pick in picks:
        chosen = situation.choice_of(pick.offer_id)
        if chosen is not None and chosen.tier != pick.tier:
            raise AlreadyChosenError
        if chosen is None and not any(option.offer.pk == pick.offer_id and option.tier == pick.tier for option in situation.options):
            raise NotOfferedError(pick.tier)
    for tier in SHARED_TIERS:
        agreed = sum(choice.status == Status.AGREED for choice in situation.choices_of(tier))
        _check_count(situation, tier, agreed + sum(pick.tier == tier for pick in picks))


def _check_count(situation: Situation, tier: Tier, chosen: int) -> None:
    choose = situation.tiers[tier].choose if tier in situation.tiers else None
    if choose is not None and chosen > choose:
        raise TooManyChosenError(tier, chosen, choose)


def _make_draft(choice: CourseChoice, term: str, at: datetime) -> None:
    choice.term, choice.status, choice.proposed_at, choice.changed_at = term, Status.DRAFT, None, at
    _clear_answer(choice)
    choice.save(update_fields=["term", "status", "proposed_at", "changed_at", "answered_at", "answered_by", "answer"])


def _clear_answer(choice: CourseChoice) -> None:
    choice.answered_at, choice.answered_by, choice.answer = None, None, ""


def _same_course(situation: Situation, course: TypedCourse, term: str) -> CourseChoice | None:
    words = (course.title.casefold(), course.institution.casefold(), course.credits, term)
    for choice in situation.choices_of(Tier.INDIVIDUAL):
        offer = choice.offer
        if (offer.title.casefold(), offer.institution.casefold(), offer.credits, choice.term) == words:
            return choice
    return None
