"""An entry stands or falls with a transaction that really commits or fails."""

import pytest
from django.db import transaction

from audit.models import Entry
from audit.services import record
from tests.factories import NOW, PersonFactory


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    person = PersonFactory()
    with pytest.raises(RuntimeError):
        record("organisation.person.made", actor=person, target=person, at=NOW)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_with_the_change_that_failed():
    person = PersonFactory()

    @transaction.atomic
    def change_that_fails():
        record("organisation.person.made", actor=person, target=person, at=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_that_fails()
    assert not Entry.objects.exists()
