"""Times pages through Django's test client, one process, requests interleaved so that a busy machine slows all pages alike."""

import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.pages import LIMIT, PAGES, REFERENCE, Page
from organisation.models import Employment, Person, RoleAssignment

REQUESTS = 200


@dataclass
class Measured:
    page: Page
    client: Client
    address: str
    queries: int
    seconds: list[float]

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.seconds) * 1000


def report(size: str) -> int:
    """Measure, print a table, and return 1 when a page takes more than LIMIT times the reference."""
    measured = [_prepare(page) for page in (REFERENCE, *PAGES)]
    for _ in range(REQUESTS):
        for one in measured:
            began = time.perf_counter()
            one.client.get(one.address)
            one.seconds.append(time.perf_counter() - began)
    reference = measured[0].milliseconds
    unit, authority = _staff(unit=place_of("rektor")["unit"]), _staff(unit__authority=place_of("strateg")["authority"])
    print(f"\nMedian of {REQUESTS} interleaved requests, size {size}: {unit} people in the unit, {authority} in the authority.\n")
    print(f"{'ratio':>7}{'ms':>8}{'queries':>9}  page")
    for one in measured:
        over = f"  over {LIMIT:.0f}" if one.milliseconds > LIMIT * reference else ""
        print(f"{one.milliseconds / reference:7.2f}{one.milliseconds:8.1f}{one.queries:9}  {one.page.name} ({one.address}){over}")
    return int(any(one.milliseconds > LIMIT * reference for one in measured))


def _staff(**where: int) -> int:
    return Employment.objects.active(timezone.localdate()).filter(**where).values("person").distinct().count()


def place_of(persona: str) -> dict[str, int]:
    """The unit and the authority of the persona's role today, as far as the role has them."""
    roles = RoleAssignment.objects.active(timezone.localdate()).filter(person__username=persona).order_by("pk")
    found = [(role.unit_id, role.authority_id) for role in roles]
    units = [unit for unit, _ in found if unit is not None]
    authorities = [authority for _, authority in found if authority is not None]
    return {name: ids[0] for name, ids in (("unit", units), ("authority", authorities)) if ids}


def _prepare(page: Page) -> Measured:
    """Sign in, count the queries of a warm request, and make sure the page is really served."""
    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(username=page.persona))
    place = place_of(page.persona)
    address = reverse(page.url, kwargs={name: place.get(value, value) for name, value in page.arguments.items()})
    for _ in range(3):
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answers {response.status_code} to {page.persona}: it cannot be measured.")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return Measured(page, client, address, len(captured), [])
