"""What `visible_to` adds to a page of fifty rows: the review queue, with the question asked and without it."""

import statistics
import time
from datetime import date
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks import crowd
from inventory.querysets import RecordQuerySet, unsent
from organisation.models import Person

PEOPLE = {"small": 25_000, "full": 250_000}
REQUESTS = 200
LIMIT = 1.25


def report(size: str) -> int:
    """Print the ratio; 1 where the question costs more than a quarter of the page."""
    now = timezone.now()
    principal = crowd.gather(PEOPLE[size], at=now)
    client = Client(headers={"host": "localhost"})
    client.force_login(principal)

    def anybody(rows: RecordQuerySet[Any], viewer: Person, *, on: date) -> Any:
        """Stands in for the method: the same rows of the same provider, and nobody asks whose they are."""
        return rows.exclude(unsent()).filter(person__provider=viewer.provider_id)

    asked, given = [], []
    for number in range(REQUESTS + 3):
        seconds = _request(client)
        with patch.object(RecordQuerySet, "reviewable_by", anybody):
            others = _request(client)
        if number >= 3:  # the first ones fill caches
            asked.append(seconds)
            given.append(others)
    ratio = statistics.median(asked) / statistics.median(given)
    print(f"\nQueue of 50 rows at {PEOPLE[size]:,} people: {statistics.median(asked) * 1000:.1f} ms, ", end="")
    print(f"{statistics.median(given) * 1000:.1f} ms without asking who may be seen: {ratio:.2f} times (limit {LIMIT}).")
    return int(ratio > LIMIT)


def _request(client: Client) -> float:
    began = time.perf_counter()
    response = client.get(reverse("review:queue"))
    taken = time.perf_counter() - began
    if response.content.count(b"mp-row__count") != 50:
        raise SystemExit("The queue does not show fifty rows: it cannot be measured.")
    return taken
