"""Whether what happened still stands as it was written: every entry, every seal, and nothing beside them.

Two streams side by side, the seals in their order and the entries in theirs, so that the memory needed does not grow with the number of
entries: what is kept is the ids that a later seal may name, or none yet.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from audit import digests, retention, seal, witness
from audit.models import Entry, Removal, Seal, Verification, Waiting

AT_ONCE = 2_000
FAULTS_KEPT = 1_000
SEALS_WITNESSED = 2_000
NAMED = 5
GUARDS = {
    ("audit_entry", "audit_waits"),
    *((table, name) for table in ("audit_entry", "audit_seal", "audit_removal") for name in ("append_only", "append_only_as_a_whole")),
}


@dataclass
class Report:
    """What was looked through, and what is wrong, a plain sentence each. waiting: entries not sealed yet."""

    entries: int = 0
    seals: int = 0
    waiting: int = 0
    removed_up_to: int = 0
    latest: str = ""  # "number:digest" of the last seal, to be kept elsewhere
    faults: list[str] = field(default_factory=list)

    def fault(self, sentence: str) -> None:
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(sentence)


def verify(*, anchor: tuple[int, str] | None = None) -> Report:
    """Look through everything, in one snapshot of the database. anchor: number and digest of a seal as somebody noted it elsewhere."""
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        if not is_inside:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        report = _Verifier(anchor).run()
    _ask_witnesses(report)
    return report


@transaction.atomic
def keep(report: Report, *, at: datetime) -> Verification:
    """Put on record that the chain was looked through, for the administrator's page."""
    return Verification.objects.create(
        checked_at=at, entries=report.entries, seals=report.seals, waiting=report.waiting, faults=len(report.faults)
    )


class _Entries:
    """The entries by rising id, each looked at once; those passed by and not yet named by a seal are kept as id and digest."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.rows = Entry.objects.order_by("pk").values_list("pk", "digest", *digests.ENTRY_FIELDS).iterator(chunk_size=AT_ONCE)
        self.next: tuple[Any, ...] | None = next(self.rows, None)
        self.unnamed: dict[int, str] = {}

    def take(self, number: int) -> str | None:
        """The digest of one entry, which is then named. None when it is not there."""
        self._read_to(number)
        return self.unnamed.pop(number, None)

    def rest(self) -> dict[int, str]:
        """Those that no seal names."""
        self._read_to(None)
        return self.unnamed

    def _read_to(self, number: int | None) -> None:
        while self.next is not None and (number is None or self.next[0] <= number):
            pk, digest, *values = self.next
            self.next = next(self.rows, None)
            self.report.entries += 1
            if not digests.holds(digest, digests.canonical(digests.ENTRY_SHAPE, values)):
                self.report.fault(f"Entry {pk} is not as it was written: it was changed, or put in by somebody without the key.")
            self.unnamed[pk] = digest


class _Verifier:
    """One walk along the chain. Each method looks at one kind of row and notes what is wrong with it."""

    def __init__(self, anchor: tuple[int, str] | None) -> None:
        self.anchor = anchor
        self.report = Report()
        self.entries = _Entries(self.report)
        self.keys = digests.known_key_ids()
        self.unknown: dict[str, list[int]] = {}  # seals made with a key that is not known: its id, first and last number

    def run(self) -> Report:
        self._removals()
        number, previous = 0, ""
        for each in Seal.objects.order_by("number").iterator(chunk_size=AT_ONCE):
            self._link(each, number, previous)
            self._members(each)
            number, previous = each.number, each.digest
            self.report.seals += 1
        self.report.latest = f"{number}:{previous}" if number else ""
        for key, (first, last) in self.unknown.items():
            self.report.fault(f"Seals {first} to {last} were made with the key {key}, which AUDIT_KEY does not hold: is it the right key?")
        if self.anchor is not None:
            self.report.fault(f"Seal {self.anchor[0]} is not there as it was noted.")
        self._unsealed()
        self._copies()
        self._guards()
        return self.report

    def _removals(self) -> None:
        for each in Removal.objects.order_by("pk"):
            if digests.holds(each.digest, retention.text_of(each)):
                self.report.removed_up_to = max(self.report.removed_up_to, each.up_to)
            else:
                self.report.fault(f"The note that entries up to seal {each.up_to} were removed in their time is not as it was made.")

    def _link(self, each: Seal, number: int, previous: str) -> None:
        if each.number != number + 1:
            self.report.fault(f"{_numbered('Seal', number + 1, each.number - 1)} missing.")
        elif each.previous != previous:
            self.report.fault(f"Seal {each.number} does not follow seal {number}: one of them was made anew.")
        if each.key_id not in self.keys:
            self.unknown.setdefault(each.key_id, [each.number, each.number])[1] = each.number
        elif not digests.holds(each.digest, seal.text_of(each)):
            self.report.fault(f"Seal {each.number} is not as it was made: it was changed, or made by somebody without the key.")
        for gone in each.missing:
            self.report.fault(f"Entry {gone} was removed before it was sealed: seal {each.number} missed it.")
        if self.anchor == (each.number, each.digest):
            self.anchor = None

    def _members(self, each: Seal) -> None:
        named = _ids(each)
        found = [(number, self.entries.take(number)) for number in named]
        there = [(number, digest) for number, digest in found if digest is not None]
        if each.number <= self.report.removed_up_to:
            if there:
                self.report.fault(f"{_listed([number for number, _digest in there])} of seal {each.number} back after their time was over.")
        elif len(there) < len(found):
            lost = [number for number, digest in found if digest is None]
            self.report.fault(f"{_listed(lost)} of seal {each.number} missing.")
        elif digests.content_of(there) != each.content:
            self.report.fault(f"Seal {each.number} does not fit its entries: they were changed or put in another order.")

    def _unsealed(self) -> None:
        unsealed = self.entries.rest().keys()
        waiting = set(Waiting.objects.values_list("entry_id", flat=True))
        self.report.waiting = len(unsealed)
        if strangers := sorted(unsealed - waiting):
            self.report.fault(
                f"{_listed(strangers)} in no seal and not on the way into one: put in from outside, or their seal was removed."
            )
        if gone := sorted(waiting - unsealed):
            self.report.fault(f"{_listed(gone)} missing: removed before being sealed.")

    def _guards(self) -> None:
        """Whoever owns the tables can take away what refuses changes. That shows here, whatever was done meanwhile."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
            there = set(cursor.fetchall())
        for table, trigger in sorted(GUARDS - there):
            self.report.fault(f"The database does not guard {table} as it should: its trigger {trigger} is gone or turned off.")

    def _copies(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(id), max(id) FROM audit_entry GROUP BY digest HAVING count(*) > 1 ORDER BY 1 LIMIT 20")
            for first, second in cursor.fetchall():
                self.report.fault(f"Entry {second} is a copy of entry {first}.")


def _ask_witnesses(report: Report) -> None:
    """What was seen to be committed and is not there. The witness is asked first and the database after, so that nothing new is missed."""
    for number in seal.untold({*seal.gone(seal.holes())}):
        report.fault(f"Entry {number} was removed before it was sealed: it is remembered outside the database.")
    waiting = Waiting.objects.order_by("entry_id").values_list("entry_id", flat=True)[:SEALS_WITNESSED]
    seen = witness.entries(waiting)
    for number, digest in Entry.objects.filter(pk__in=seen).order_by("pk").values_list("pk", "digest"):
        if seen[number] != digest:
            report.fault(f"Entry {number} is another one than was written: it is remembered outside the database.")
    newest = Seal.objects.aggregate(number=Max("number"))["number"] or 0
    remembered = witness.seals(range(max(newest - SEALS_WITNESSED, 0) + 1, newest + SEALS_WITNESSED))
    there = dict(Seal.objects.filter(number__in=remembered).order_by("number").values_list("number", "digest"))
    for number in sorted(remembered):
        if there.get(number) != remembered[number]:
            report.fault(f"Seal {number} is not the one that was made: it is remembered outside the database.")


def _ids(each: Seal) -> list[int]:
    """The ids a seal names; none when the spans are such as no sealer writes, which its digest shows."""
    try:
        if sum(last - first + 1 for first, last in each.spans) == each.count <= seal.ENTRIES_A_SEAL:
            return list(digests.ids_in(each.spans))
    except (TypeError, ValueError):
        pass
    return []


def _numbered(what: str, first: int, last: int) -> str:
    return f"{what} {first} is" if first == last else f"{what}s {first} to {last} are"


def _listed(numbers: list[int]) -> str:
    """ "Entry 7 is", "Entries 7, 9 and 12 more are"."""
    if len(numbers) == 1:
        return f"Entry {numbers[0]} is"
    shown, more = numbers[:NAMED], len(numbers) - NAMED
    text = ", ".join(map(str, shown)) if more > 0 else f"{', '.join(map(str, shown[:-1]))} and {shown[-1]}"
    return f"Entries {text} and {more} more are" if more > 0 else f"Entries {text} are"
