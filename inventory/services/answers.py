"""What a person answers in a campaign beside the records themselves."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record as audit
from inventory.models import KINDS, Campaign, InventoryAnswer
from inventory.services import people
from organisation.models import Person


class HasRecordsError(Exception):
    """There are rows of a kind that the person says there are none of. The message says so."""


@transaction.atomic
def confirm_about(campaign: Campaign, person: Person, *, interest: str, at: datetime) -> InventoryAnswer:
    """The person has read what the employer knows, and said whether merit is of interest. Saying the same again changes nothing."""
    answer = open_answer(campaign, person, at=at)
    if answer.about_confirmed_at is None or answer.interest != interest:
        answer.interest = interest
        answer.about_confirmed_at = answer.about_confirmed_at or at
        _save(answer, at=at)
        audit("inventory.about.confirmed", actor=person, subject=person, target=answer, at=at, details={"interest": interest})
    return answer


@transaction.atomic
def say_nothing(campaign: Campaign, person: Person, *, kinds: Collection[str], at: datetime) -> InventoryAnswer:
    """The person has nothing to register of these kinds. Raises HasRecordsError where there is something."""
    answer = open_answer(campaign, person, at=at)
    if any(KINDS[kind].objects.filter(person=person).exists() for kind in kinds):
        raise HasRecordsError(_("Du har redan registrerat något här. Ta bort det först om du inte har något att registrera."))
    _set_kinds(answer, {*answer.nothing_to_add, *kinds}, by=person, at=at)
    return answer


@transaction.atomic
def answer_with_nothing(campaign: Campaign, person: Person, *, kinds: Collection[str], interest: str, at: datetime) -> InventoryAnswer:
    """The short way: both of the above at once. Raises HasRecordsError, and then nothing is said."""
    confirm_about(campaign, person, interest=interest, at=at)
    return say_nothing(campaign, person, kinds=kinds, at=at)


@transaction.atomic
def unsay_nothing(campaign: Campaign, person: Person, *, kinds: Collection[str], at: datetime) -> InventoryAnswer:
    """The person takes back that there is nothing of these kinds."""
    answer = open_answer(campaign, person, at=at)
    _set_kinds(answer, set(answer.nothing_to_add) - set(kinds), by=person, at=at)
    return answer


def forget_nothing(person: Person, kind: str, *, at: datetime) -> None:
    """Something of the kind has been registered, so the answer that there is none no longer holds. In the caller's transaction."""
    for answer in InventoryAnswer.objects.select_for_update().filter(person=person, nothing_to_add__contains=[kind]):
        answer.nothing_to_add = [each for each in answer.nothing_to_add if each != kind]
        _save(answer, at=at)


def open_answer(campaign: Campaign, person: Person, *, at: datetime) -> InventoryAnswer:
    """The person's answer in the campaign, locked; made now if there is none."""
    people.lock(person)
    answer, _created = InventoryAnswer.objects.get_or_create(campaign=campaign, person=person, defaults={"changed_at": at})
    return InventoryAnswer.objects.select_for_update().get(pk=answer.pk)


def _set_kinds(answer: InventoryAnswer, kinds: Collection[str], *, by: Person, at: datetime) -> None:
    said = sorted(kinds)
    if said == sorted(answer.nothing_to_add):
        return
    answer.nothing_to_add = said
    _save(answer, at=at)
    audit("inventory.nothing.said", actor=by, subject=by, target=answer, at=at, details={"kinds": ",".join(said)})


def _save(answer: InventoryAnswer, *, at: datetime) -> None:
    answer.changed_at = at
    answer.save()
