"""What the principal sees of others' choices: the queue of a unit, and one person's whole plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, in_words, local_day, long_date
from organisation.models import Person, SchoolUnit
from plans.choices.pages import ChoiceRow, choice_row
from plans.models import CourseChoice

Status = CourseChoice.Status


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A choice with what the principal can do with it: agree and answer while it waits, open once it is agreed."""

    choice: ChoiceRow
    answer_url: str
    reopen_url: str


@dataclass(frozen=True, slots=True)
class PersonGroup:
    person: Person
    since: str
    rows: tuple[AnswerRow, ...]
    agree_url: str
    plan_url: str

    @property
    def is_several(self) -> bool:
        return len(self.rows) > 1


@dataclass(frozen=True, slots=True)
class PersonPlan:
    lead: str
    rows: tuple[AnswerRow, ...]
    waiting: int
    agree_url: str


def queue(choices: Iterable[CourseChoice], unit: SchoolUnit, *, on: date) -> tuple[PersonGroup, ...]:
    """Waiting choices by person, in the order given."""
    groups = []
    for person, of_person in groupby(choices, key=lambda choice: choice.person):
        waiting = list(of_person)
        oldest = min((choice.proposed_at for choice in waiting if choice.proposed_at is not None), default=None)
        kwargs = {"unit": unit.pk, "person": person.pk}
        groups.append(
            PersonGroup(
                person=person,
                since=_("Skickat %(day)s") % {"day": long_date(local_day(oldest))} if oldest else "",
                rows=tuple(answer_row(choice, unit, on=on) for choice in waiting),
                agree_url=reverse("plans:choices_agree", kwargs=kwargs),
                plan_url=reverse("plans:person_choices", kwargs=kwargs),
            )
        )
    return tuple(groups)


def person_plan(person: Person, choices: Iterable[CourseChoice], unit: SchoolUnit, *, on: date) -> PersonPlan:
    sent = list(choices)
    waiting = sum(choice.status == Status.PROPOSED for choice in sent)
    agreed = sum(choice.status == Status.AGREED for choice in sent)
    return PersonPlan(
        lead=_lead(waiting, agreed),
        rows=tuple(answer_row(choice, unit, on=on) for choice in sent),
        waiting=waiting,
        agree_url=reverse("plans:choices_agree", kwargs={"unit": unit.pk, "person": person.pk}),
    )


def answer_row(choice: CourseChoice, unit: SchoolUnit, *, on: date) -> AnswerRow:
    kwargs = {"unit": unit.pk, "pk": choice.pk}
    return AnswerRow(
        choice=choice_row(choice, on=on, removable=False),
        answer_url=reverse("plans:choice_answer", kwargs=kwargs) if choice.status == Status.PROPOSED else "",
        reopen_url=reverse("plans:choice_reopen", kwargs=kwargs) if choice.status == Status.AGREED else "",
    )


def _lead(waiting: int, agreed: int) -> str:
    if not waiting and not agreed:
        return _("Det finns inga skickade val.")
    parts = []
    if waiting:
        parts.append(
            ngettext("%(count)s val väntar på ditt svar", "%(count)s val väntar på ditt svar", waiting) % {"count": in_words(waiting)}
        )
    if agreed:
        parts.append(ngettext("%(count)s är överenskommet", "%(count)s är överenskomna", agreed) % {"count": in_words(agreed)})
    return f"{first_upper(', '.join(parts))}."
