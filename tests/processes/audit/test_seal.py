"""Sealing beside transactions that are still open: no write waits for it, and what commits late is in a later seal."""

import threading

import pytest
from django.db import connection, transaction

from audit import seal
from audit.models import Seal, Waiting
from audit.verify import verify
from tests.audit.test_seal import write
from tests.factories import NOW, SchoolProviderFactory


class Beside:
    """A transaction of somebody else, open beside ours until it is told to commit."""

    def __init__(self, work):
        self.work, self.is_open, self.go_on = work, threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        try:
            with transaction.atomic():
                self.result = self.work()
                self.is_open.set()
                assert self.go_on.wait(10)
        finally:
            connection.close()

    def __enter__(self):
        self.thread.start()
        assert self.is_open.wait(10)
        return self

    def __exit__(self, *_error):
        self.commit()

    def commit(self):
        self.go_on.set()
        self.thread.join(10)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_commits_late_is_in_a_later_seal():
    provider = SchoolProviderFactory()
    with Beside(lambda: write(provider)) as late:
        with transaction.atomic():
            early = write(provider, 2)
        assert late.result[0] < early[0]
        seal.seal_all(at=NOW)
        assert verify().faults == []
        late.commit()
    assert (verify().faults, verify().waiting) == ([], 1)
    seal.seal_all(at=NOW)
    assert [each.spans for each in Seal.objects.order_by("number")] == [[early], [[late.result[0]] * 2]]
    assert (verify().faults, verify().waiting) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_no_write_waits_for_the_sealer_and_a_second_sealer_does_nothing():
    provider = SchoolProviderFactory()
    with transaction.atomic():
        write(provider)
    with Beside(lambda: seal.seal_next(at=NOW)) as sealing:
        assert sealing.result.number == 1
        with transaction.atomic():
            connection.cursor().execute("SET LOCAL lock_timeout = '1s'")
            later = write(provider)
        assert seal.seal_next(at=NOW) is None
    assert list(Waiting.objects.values_list("pk", flat=True)) == later
    assert seal.seal_next(at=NOW).number == 2
    assert verify().faults == []
