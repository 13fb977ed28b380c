"""Keep a what-if, change it, let it go. Each change holds the person's row, so that two clicks come one by one."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit.services import record
from organisation.models import Person
from plans.models import Scenario
from plans.models.scenario import MOST

Question = Mapping[str, list[str]]


class NameTakenError(Exception):
    """Another of the person's scenarios has the name."""


class TooManyScenariosError(Exception):
    """The person keeps as many as anybody may."""


@transaction.atomic
def keep(person: Person, name: str, question: Question, *, at: datetime) -> Scenario:
    """Store a new one. The same name with the same question is there already: a second click finds the first one's.

    Raises NameTakenError, TooManyScenariosError.
    """
    _hold(person)
    known = list(Scenario.objects.filter(person=person))
    same = _named(known, name)
    if same is not None:
        if same.question == question:
            return same
        raise NameTakenError
    if len(known) >= MOST:
        raise TooManyScenariosError
    scenario = Scenario.objects.create(person=person, name=name, question=dict(question), created_at=at, changed_at=at)
    record("plans.scenario.kept", actor=person, subject=person, target=scenario, at=at)
    return scenario


@transaction.atomic
def change(pk: UUID, name: str, question: Question, *, by: Person, at: datetime) -> bool:
    """Another name or another question. False if it is gone. Saying the same again changes nothing. Raises NameTakenError."""
    _hold(by)
    known = list(Scenario.objects.filter(person=by))
    scenario = next((each for each in known if each.pk == pk), None)
    if scenario is None:
        return False
    if _named([each for each in known if each.pk != pk], name) is not None:
        raise NameTakenError
    if (scenario.name, scenario.question) == (name, question):
        return True
    scenario.name, scenario.question, scenario.changed_at = name, dict(question), at
    scenario.save(update_fields=["name", "question", "changed_at"])
    record("plans.scenario.changed", actor=by, subject=by, target=scenario, at=at)
    return True


@transaction.atomic
def let_go(pk: UUID, *, by: Person, at: datetime) -> bool:
    """Delete one of one's own. False if it is gone already."""
    _hold(by)
    scenario = Scenario.objects.filter(person=by, pk=pk).first()
    if scenario is None:
        return False
    record("plans.scenario.removed", actor=by, subject=by, target=scenario, at=at)
    scenario.delete()
    return True


def _named(known: list[Scenario], name: str) -> Scenario | None:
    return next((each for each in known if each.name.casefold() == name.casefold()), None)


def _hold(person: Person) -> None:
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
