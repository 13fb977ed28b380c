"""A worker killed with a batch in its hands: every mail arrives, and only the one it was handing over can arrive twice."""

import re
import time
from collections import Counter

import pytest
from django.db.models import Count

from notices import outbox, sending, services
from notices.models import Mail
from tests.factories import NOW, PersonFactory
from tests.processes.killed import kill, worker

DELIVER = """
from datetime import datetime
from django.conf import settings
from notices import kinds, sending

settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", {port}, False
kinds.register(kinds.Kind("prov.hant", "", lambda values, count: kinds.Said("Hej.", "Hej.", "Hej")))
sending.deliver(clock=lambda: datetime.fromisoformat({now!r}))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answers", [True, False], ids=["after it was taken", "before it was taken"])
def test_all_arrive_and_one_at_most_twice(tell, server, answers, monkeypatch):
    monkeypatch.setattr(services, "_wake", lambda: None)  # the worker below sends, and nobody else
    victims = []

    def third_kills(command, to):
        if command == "DATA" and len(sink.received) == 2 and victims:
            kill(victims.pop())
            return None if answers else "451 the line is dead anyway"
        return None

    sink = server(answer=third_kills)
    for number in range(6):
        tell(PersonFactory(username=f"p{number}"))
    with worker(DELIVER.format(port=sink.port, now=NOW.isoformat())) as killed:
        victims.append(killed)
        killed.wait(30)
    held = dict(Mail.objects.values_list("state").order_by("state").annotate(count=Count("pk")))
    assert held == {"sent": 2, "sending": 4}
    doubtful = _taken_up()
    assert doubtful == 1  # the one it was on; the other three had not been begun
    sending.deliver(clock=lambda: NOW)
    arrived = Counter(re.search(rb"Message-ID: <([^@]+)@", each.content)[1].decode() for each in sink.received)
    assert set(arrived) == {str(pk) for pk in Mail.objects.order_by("pk").values_list("pk", flat=True)}
    assert sorted(arrived.values()) == ([1, 1, 1, 1, 1, 2] if answers else [1, 1, 1, 1, 1, 1])
    assert set(Mail.objects.values_list("state", flat=True).order_by("pk")) == {"sent"}


def _taken_up():
    """As soon as PostgreSQL has noticed that the killed worker's session is gone."""
    for _ in range(500):
        doubtful = outbox.take_up(at=NOW)
        if not Mail.objects.filter(state="sending").exists():
            return doubtful
        time.sleep(0.01)
    return pytest.fail("the killed worker's batch is still held")
