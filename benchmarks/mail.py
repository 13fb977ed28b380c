"""Notices sent by two workers beside one: processes of their own, against a mail server that takes as long as one that writes to disk.

Wall time, since what is promised is that two do the work of one sooner. The sink answers a message after LATENCY, as a relay on the same
network does; a slower one would only make two workers look better.
"""

import statistics
import subprocess
import sys
import time
from datetime import datetime
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from benchmarks.sink import Sink
from notices import kinds, services
from notices.kinds import Kind, Said, Values
from notices.models import Mail, Notice
from notices.services import tell_all
from organisation.models import Person

NOTICES = {"small": 2_000, "full": 10_000}
ROUND = 1_000  # sent by one, then at once by two: the median of these pairs, as a machine may be busy for a while
LATENCY = 0.01
LIMIT = 0.6
KIND = "benchmarks.told"
WORKER = """
import logging, sys
import django
django.setup()
from django.conf import settings
from django.utils import timezone
from benchmarks import mail
from notices import sending

logging.disable(logging.WARNING)
mail.register()
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", int(sys.argv[1]), False
print("ready", flush=True)
sys.stdin.readline()
while sending.deliver(clock=timezone.now):
    pass
"""


def register() -> None:
    kinds.register(Kind(KIND, "", _say))


def _say(values: Values, count: int) -> Said:
    return Said("Ett besked som mäts.", "Det är ungefär så långt som ett besked brukar vara, och leder till en sida.", "Läs mer")


def report(size: str) -> int:
    """Print the ratio; 1 where two workers need more than LIMIT of one's time."""
    register()
    count = NOTICES[size]
    rounds = [(_sent_by(1, ROUND), _sent_by(2, ROUND)) for _ in range(count // ROUND)]
    one, two = (sum(seconds) for seconds in zip(*rounds, strict=True))
    ratio = statistics.median(second / first for first, second in rounds)
    print(f"\n{count:,} notices at {LATENCY * 1000:.0f} ms a message: one worker {one:.1f} s ({count / one:.0f} a second), ", end="")
    print(f"two {two:.1f} s ({count / two:.0f} a second): {ratio:.2f} times (limit {LIMIT}).")
    return int(ratio > LIMIT)


def _sent_by(workers: int, count: int) -> float:
    """Seconds from the word to begin until the outbox is empty."""
    _fill(count, at=timezone.now())
    with Sink(latency=LATENCY) as sink:
        command = [sys.executable, "-c", WORKER, str(sink.port)]
        running = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(workers)]
        for worker in running:
            assert worker.stdout is not None
            worker.stdout.readline()
        began = time.perf_counter()
        for worker in running:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.close()
        for worker in running:
            worker.wait()
        taken = time.perf_counter() - began
        got = len(sink.received)
    states = dict(Mail.objects.filter(kind=KIND).order_by("state").values_list("state", "pk"))
    if got != count or set(states) != {Mail.State.SENT}:
        raise SystemExit(f"{got} of {count} mails arrived: it cannot be measured.")
    Notice.objects.filter(kind=KIND).delete()
    Mail.objects.filter(kind=KIND).delete()
    return taken


def _fill(count: int, *, at: datetime) -> None:
    """So many mails in the outbox and no others, told like any other, to everybody in turn."""
    Mail.objects.all().delete()
    people = list(Person.objects.exclude(email="").filter(is_active=True).order_by("pk")[:count])
    with patch.object(services, "_wake"), transaction.atomic():  # the workers are ours
        for number in range(0, count, len(people)):
            tell_all(KIND, people[: count - number], about=people[0], at=at, url="/", occasion=f"{at} {number}")
