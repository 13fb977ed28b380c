"""Assessing everybody again: processor time beside reading the same rows and the pure engine, and two workers beside one.

Each chunk is read, assessed purely, and assessed again for good, one after the other, so that what else the machine does weighs on all
three alike. A month has passed since everybody was assessed: that is what makes some outcomes other.
"""

import signal
import statistics
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from typing import IO
from unittest.mock import patch
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benchmarks import teachers
from merit import bulk, reassessments
from merit.models import EarlierAssessment, Reassessment, ReassessmentChunk, StoredAssessment
from merit.rule_sets import rule_set_for
from merit.rules import assess
from notices import services as notices
from organisation.models import SchoolProvider

PEOPLE = {"small": 10_000, "full": 250_000}
ROUNDS = {"small": 3, "full": 1}  # of one worker and of two
STORED_ON, AGAIN_ON = date(2026, 10, 15), date(2026, 11, 15)
LIMIT, TOGETHER_LIMIT, MOST_MB = 1.5, 0.6, 1024
WORKER = """
import resource, sys
import django
django.setup()
from datetime import date
from django.utils import timezone
from merit import reassessments
from merit.models import Reassessment

found = Reassessment.objects.get(pk=int(sys.argv[1]))
on = date.fromisoformat(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
while reassessments.work_on_one_chunk(found, on=on, at=timezone.now()):
    print("chunk", flush=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
"""


def report(size: str) -> int:
    """Print what was measured; 1 where a limit is passed."""
    began = time.perf_counter()
    at = timezone.now()
    provider = teachers.gather(PEOPLE[size], on=STORED_ON, at=at - timedelta(days=31))
    people, taken = PEOPLE[size], time.perf_counter() - began
    print(f"\n{people:,} teachers with {people * teachers.COURSES:,} courses made and assessed in {taken:.0f} s.")
    return max(_beside_reading_and_rules(provider, at=at), _together(provider, ROUNDS[size]))


def _beside_reading_and_rules(provider: SchoolProvider, *, at: datetime) -> int:
    with patch.object(notices, "_wake"):
        reassessments.work_on_one_chunk(_cut(provider), on=STORED_ON + timedelta(days=5), at=at)  # the first time fills caches
    kept_before = EarlierAssessment.objects.filter(person__provider=provider).count()
    reassessment = _cut(provider)
    rules = rule_set_for(provider.pk, on=AGAIN_ON)
    reading = pure = again = 0.0
    for chunk in reassessment.chunks.order_by("pk"):
        ids = _people_in(chunk)
        mark = time.process_time()
        rows = bulk.read(ids)
        reading += time.process_time() - mark
        facts = [each for each, _ in bulk.facts_in(rows, len(ids), on=AGAIN_ON)]
        mark = time.process_time()
        for each in facts:
            assess(each, rules=rules)
        pure += time.process_time() - mark
        mark = time.process_time()
        with patch.object(notices, "_wake"):  # the mail of those who are told is sent by others
            reassessments.work_on_one_chunk(reassessment, on=AGAIN_ON, at=at)
        again += time.process_time() - mark
    people = StoredAssessment.objects.filter(person__provider=provider).count()
    changed = reassessments.changed_in(reassessment)
    written = StoredAssessment.objects.filter(person__provider=provider, reference_date=AGAIN_ON).count()
    ratio = again / (reading + pure)
    print(f"Everybody assessed again: {again:.1f} s of processor time ({again / people * 1e6:.0f} µs each); reading the same rows ", end="")
    print(f"{reading:.1f} s and the pure engine {pure:.1f} s: {ratio:.2f} times (limit {LIMIT}).")
    kept = EarlierAssessment.objects.filter(person__provider=provider).count() - kept_before
    print(
        f"{changed:,} had another outcome, {kept:,} earlier ones were kept; {written:,} rows were written, {people - written:,} left alone."
    )
    if kept != changed or written < changed:
        raise SystemExit("What was written is not what had changed: it cannot be measured.")
    return int(ratio > LIMIT)


def _together(provider: SchoolProvider, rounds: int) -> int:
    pairs = [(_by(1, provider), _by(2, provider)) for _ in range(rounds)]
    ratio = statistics.median(two[0] / one[0] for one, two in pairs)
    most = max(memory for pair in pairs for _seconds, memory in pair)
    one, two = (statistics.median(seconds) for seconds in zip(*[(a[0], b[0]) for a, b in pairs], strict=True))
    print(f"One worker {one:.1f} s, two {two:.1f} s: {ratio:.2f} times (limit {TOGETHER_LIMIT}), {most} MB at most (limit {MOST_MB}).")
    _survives_a_kill(provider)
    return int(ratio > TOGETHER_LIMIT or most > MOST_MB)


def _by(workers: int, provider: SchoolProvider) -> tuple[float, int]:
    """Seconds from the word to begin until everybody is assessed, and the most memory of a worker in MB."""
    running = _workers(workers, _cut(provider))
    began = time.perf_counter()
    for worker in running:
        _begin(worker)
    said = [_out(worker).read().split()[-1] for worker in running]
    taken = time.perf_counter() - began
    for worker in running:
        worker.wait()
    return taken, max(map(int, said))


def _survives_a_kill(provider: SchoolProvider) -> None:
    """One is killed in the middle of a chunk; another goes on, and each chunk is done once."""
    reassessment = _cut(provider)
    (killed,) = _workers(1, reassessment)
    _begin(killed)
    for _ in range(3):
        _out(killed).readline()
    time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    done = reassessment.chunks.filter(done_at__isnull=False).count()
    (other,) = _workers(1, reassessment)
    _begin(other)
    did = _out(other).read().split().count("chunk")
    other.wait()
    chunks = reassessment.chunks.count()
    print(f"A worker was killed after {done} of {chunks} chunks; the next did the other {did}.")
    if done + did != chunks:
        raise SystemExit("A chunk was lost or done twice.")


def _workers(count: int, reassessment: Reassessment) -> list["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", WORKER, str(reassessment.pk), AGAIN_ON.isoformat()]
    running = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    for worker in running:
        _out(worker).readline()
    return running


def _out(worker: "subprocess.Popen[str]") -> IO[str]:
    assert worker.stdout is not None
    return worker.stdout


def _begin(worker: "subprocess.Popen[str]") -> None:
    assert worker.stdin is not None
    worker.stdin.write("go\n")
    worker.stdin.close()


def _cut(provider: SchoolProvider) -> Reassessment:
    with transaction.atomic():
        return reassessments.cut(provider, on=AGAIN_ON, at=timezone.now())


def _people_in(chunk: ReassessmentChunk) -> list[UUID]:
    inside = StoredAssessment.objects.filter(
        person__gte=chunk.first, person__lte=chunk.last, person__provider=chunk.reassessment.provider_id
    )
    return list(inside.order_by("person_id").values_list("person_id", flat=True))
