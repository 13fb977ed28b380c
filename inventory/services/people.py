"""One person's changes wait for each other, so that a double click and a second tab meet one after the other."""

from collections.abc import Iterable
from uuid import UUID

from organisation.models import Person


def lock(person: Person) -> None:
    """Hold the person's own changes back until this transaction ends. Rows that point at the person are not held up."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def lock_all(keys: Iterable[UUID]) -> dict[UUID, Person]:
    """The same for many, by their keys. In one order, so that two who hold many never wait for each other. Whoever is gone is not there."""
    held = Person.objects.select_for_update(no_key=True).filter(pk__in=list(keys)).order_by("pk")
    return {person.pk: person for person in held}
