"""What the nights and the administrator's pages about them cost where much has happened: verifying the log, and the retention preview.

Both beside what cannot be done without: every entry read and its digest reckoned once, and every row of the provider counted once.
"""

import resource
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit import digests, seal, services
from audit.models import Entry
from audit.services import record_reading
from audit.verify import verify
from benchmarks import crowd
from benchmarks.visibility import PEOPLE
from organisation.models import Employment, Person, Role, RoleAssignment, SchoolProvider
from privacy.kinds import KINDS
from privacy.models import Action
from privacy.retention.plan import proposed

ENTRIES = {"small": 20_000, "full": 250_000}
BATCH = 5_000
ROUNDS = 5
LEFT_ON = date(2021, 6, 30)
ONE_IN = 10  # has left
VERIFY_LIMIT = 2.0
PREVIEW_LIMIT = 12.0  # two pages, of a hundred statements together, most of which find nothing


def report(size: str) -> int:
    """Print both ratios; 1 where either is over its limit. The crowd of benchmarks.visibility is used where it has been gathered."""
    now = timezone.now()
    provider = SchoolProvider.objects.filter(name="Storstad").first() or crowd.gather(PEOPLE[size], at=now).provider
    return max(_verifying(ENTRIES[size], provider, at=now), _preview(PEOPLE[size], provider, at=now))


def _verifying(count: int, provider: SchoolProvider, *, at: datetime) -> int:
    _happen(count, provider, at=at)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = _median(_verify, rounds=ROUNDS)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    least = _median(_read_each_once, rounds=ROUNDS)
    entries, ratio = Entry.objects.count(), taken / least
    print(f"\n{entries:,} entries verified in {taken:.1f} s ({entries / taken:,.0f} a second, {grown:.0f} MB more than before), ", end="")
    print(f"read and reckoned once in {least:.1f} s: {ratio:.2f} times (limit {VERIFY_LIMIT}).")
    return int(ratio > VERIFY_LIMIT)


def _happen(count: int, provider: SchoolProvider, *, at: datetime) -> None:
    """So many readings, sealed. What the cache remembers of an unsealed entry is not asked for afterwards."""
    people = list(Person.objects.filter(provider=provider).order_by("pk")[: count + 1])
    reader = people.pop()
    with patch.object(services, "_remember"):
        for start in range(0, count, BATCH):
            record_reading("organisation.person.read", by=reader, of=people[start : start + BATCH], at=at)
    seal.seal_all(at=at)


def _verify() -> None:
    found = verify()
    if found.faults or found.entries < Entry.objects.count():
        raise SystemExit("The log does not stand as it was written: it cannot be measured.")


def _read_each_once() -> None:
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=2_000):
        digests.make(digests.canonical(digests.ENTRY_SHAPE, (getattr(entry, name) for name in digests.ENTRY_FIELDS)))


def _preview(people: int, provider: SchoolProvider, *, at: datetime) -> int:
    client = _administrator_where_all_is_decided(provider, at=at)
    taken = _median(lambda: _open(client), rounds=ROUNDS)
    least = _median(lambda: _count_each_once(provider), rounds=ROUNDS)
    ratio = taken / least
    print(f"\nRetention preview at {people:,} people, one in {ONE_IN} gone, every rule decided: {taken * 1000:.0f} ms, ", end="")
    print(f"every row counted once in {least * 1000:.0f} ms: {ratio:.2f} times (limit {PREVIEW_LIMIT}).")
    return int(ratio > PREVIEW_LIMIT)


def _administrator_where_all_is_decided(provider: SchoolProvider, *, at: datetime) -> Client:
    works = Employment.objects.filter(person__provider=provider).order_by("pk").values_list("pk", flat=True)
    Employment.objects.filter(pk__in=list(works)[::ONE_IN]).update(ends_on=LEFT_ON)
    for kind in KINDS:
        rule = proposed(kind, provider)
        if not kind.kept and rule.action != Action.KEEP:
            rule.decision_reference, rule.decided_on, rule.changed_at = "Dnr 2026/1", date(2026, 1, 15), at
            rule.save()
    person = Person.objects.create(provider=provider, username="crowd-administrator", given_name="Ada", family_name="Storstad")
    RoleAssignment.objects.create(person=person, role=Role.ADMINISTRATOR, starts_on=crowd.FIRST_DAY)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as the database does by itself in a night
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    return client


def _open(client: Client) -> None:
    """The whole plan, and the rule with most behind it."""
    for address in (reverse("privacy:retention"), reverse("privacy:retention_rule", kwargs={"kind": "account"})):
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} is not shown: it cannot be measured.")


def _count_each_once(provider: SchoolProvider) -> None:
    for kind in KINDS:
        for source in kind.sources:
            source.rows.filter(**{source.of_provider: provider.pk}).count()


def _median(work: Callable[[], None], *, rounds: int) -> float:
    work()  # the first time fills caches
    seconds = []
    for _round in range(rounds):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)
