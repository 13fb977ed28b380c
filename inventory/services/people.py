"""One person's changes wait for each other, so that a double click and a second tab meet one after the other."""

from organisation.models import Person


def lock(person: Person) -> None:
    """Hold the person's own changes back until this transaction ends. Rows that point at the person are not held up."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
