"""The running campaign: who has begun, who has sent, and what has been said of what they sent. Sending goes through the real service."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from django.utils import timezone

from audit.services import record as audit
from inventory.models import KINDS, Campaign, Certificate, Course, Interest, InventoryAnswer, Record
from inventory.review.reasons import Decision, Reason, Ruling
from inventory.review.services import OUTCOMES
from inventory.services.sending import send
from organisation.models import LEADERS, Employment, Person
from portal.demo import sources
from portal.demo.careers import Career, Fortune, course_record, written_career
from portal.demo.proofs import Proof, prove
from portal.demo.town import Town, key_of


class Progress(StrEnum):
    """How far one person has come in the campaign."""

    NOTHING = "nothing"
    BEGUN = "begun"
    WAITING = "waiting"
    PARTLY = "partly"
    RETURNED = "returned"
    ACCEPTED = "accepted"


SENT = (Progress.WAITING, Progress.PARTLY, Progress.RETURNED, Progress.ACCEPTED)
WEIGHTS = (30, 14, 7, 49)
LEFT_ALONE = ("larare", "rektor")  # they begin from the beginning
RETURNED = (
    (Reason.UNREADABLE, "Ladda upp en ny bild eller ett resultatintyg från Ladok."),
    (Reason.MISMATCH, "Datumet på intyget är ett annat än det du har skrivit."),
    (Reason.MISSING, "Ladda upp ett intyg som visar hela kursen."),
)


@dataclass
class Answering:
    """One person with what has been gathered so far."""

    work: Employment
    progress: Progress
    career: Career
    sent_at: datetime
    proofs: list[Proof] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.work.person


class Inventory:
    """Fills the campaign."""

    def __init__(self, town: Town, *, on: date, at: datetime, rng: Random) -> None:
        self.town, self.on, self.at, self.rng = town, on, at, rng
        self.fortune = Fortune(on=on, rng=rng)
        self.cases = sources.read("cases.json")

    def fill(self, campaign: Campaign) -> list[Answering]:
        """Everybody who has begun. Records, certificates, answers, submissions and verdicts are stored."""
        everybody = [self._answering(work, progress) for work, progress in self._progress()]
        begun = [each for each in everybody if each.progress != Progress.NOTHING]
        for each in begun:
            self._prove(each)
        self._store(begun)
        InventoryAnswer.objects.bulk_create(self._answer(campaign, each) for each in begun)
        for each in sorted((each for each in begun if each.progress in SENT), key=lambda each: (each.sent_at, each.person.username)):
            with_merit = each.work.profession not in LEADERS
            send(each.person, campaign, with_merit=with_merit, on=timezone.localdate(each.sent_at), at=each.sent_at)
        self._review(begun)
        return begun

    def _progress(self) -> Iterable[tuple[Employment, Progress]]:
        """Each person once, at the workplace where they are asked. A written life may have nothing told yet."""
        answers = {person.pk: Progress(self.cases[username]["answer"]) for username, person in self.town.cases.items()}
        written = {pk: progress for pk, progress in answers.items() if progress != Progress.NOTHING}
        alone = {self.town.personas[username].pk for username in LEFT_ALONE} | (answers.keys() - written.keys())
        for unit, staff in self.town.staff.items():
            own = [work for work in staff if self._main_unit(work) == unit]
            drawn = [work for work in own if work.person_id not in written and work.person_id not in alone]
            sent = round(self.town.answering[unit] * len(own)) - sum(work.person_id in written for work in own)
            self.rng.shuffle(drawn)
            for number, work in enumerate(drawn):
                if number < sent:
                    yield work, self.rng.choices(SENT, WEIGHTS)[0]
                else:
                    yield work, self.rng.choice((Progress.NOTHING, Progress.BEGUN))
            yield from ((work, written[work.person_id]) for work in own if work.person_id in written)

    def _main_unit(self, work: Employment) -> str:
        case = self._case_of(work.person)
        return str(case["unit"]) if case else work.unit.name

    def _case_of(self, person: Person) -> dict[str, Any] | None:
        """The written life of those who have one."""
        return next((self.cases[name] for name, written in self.town.cases.items() if written.pk == person.pk), None)

    def _answering(self, work: Employment, progress: Progress) -> Answering:
        days = self.rng.randint(2, 38)
        sent_at = self._moment(self.on - timedelta(days=days))
        return Answering(work, progress, self._career(work), sent_at)

    def _moment(self, day: date) -> datetime:
        found = datetime.combine(day, time(self.rng.randint(7, 19), self.rng.randint(0, 59)), timezone.get_current_timezone())
        return min(found, self.at)

    def _career(self, work: Employment) -> Career:
        if case := self._case_of(work.person):
            works = [each for staff in self.town.staff.values() for each in staff if each.person_id == work.person_id]
            return written_career(case, works, on=self.on)
        if work.profession in LEADERS:
            career = Career(degree_on=work.starts_on)
            if self.rng.random() < 0.5:
                leadership = next(course for course in self.fortune.catalogue["school"] if course.merit_basis == "leadership")
                career.add("resultatintyg", course_record(leadership, completed_on=date(self.on.year - self.rng.randint(1, 6), 6, 5)))
            return career
        return self.fortune.career(work)

    def _prove(self, each: Answering) -> None:
        """Write the papers. Whoever has only begun lacks some of them, and some of the rows."""
        for name, records in each.career.papers.items():
            if each.progress == Progress.BEGUN and self.rng.random() < 0.45:
                continue
            each.proofs.append(prove(each.person, name, records, at=each.sent_at - timedelta(hours=3), rng=self.rng))

    def _store(self, begun: Sequence[Answering]) -> None:
        rows: dict[str, list[Record]] = defaultdict(list)
        for each in begun:
            proven = {id(record) for proof in each.proofs for record in proof.records}
            for number, record in enumerate(each.career.records):
                if each.progress == Progress.BEGUN and id(record) not in proven and number > 1:
                    continue
                record.id = key_of(record.kind, each.person.username, number)
                record.person = each.person
                record.created_at = record.changed_at = each.sent_at - timedelta(hours=2)
                rows[record.kind].append(record)
        Certificate.objects.bulk_create(proof.certificate for each in begun for proof in each.proofs)
        for kind, records in rows.items():
            KINDS[kind]._default_manager.bulk_create(records)
        links: dict[str, list[Any]] = defaultdict(list)
        for proof in (proof for each in begun for proof in each.proofs):
            for record in proof.records:
                through = type(record).certificates.through
                links[record.kind].append(through(**{f"{record._meta.model_name}_id": record.pk}, certificate_id=proof.certificate.pk))
        for kind, joined in links.items():
            KINDS[kind].certificates.through._default_manager.bulk_create(joined)

    def _answer(self, campaign: Campaign, each: Answering) -> InventoryAnswer:
        is_confirmed = each.progress in SENT or self.rng.random() < 0.6
        case = self._case_of(each.person)
        interest = case["interest"] if case else self.rng.choices([Interest.YES, Interest.LATER, Interest.NO], (5, 3, 2))[0]
        lacking = [kind for kind in ("employment", "course", "research") if not each.career.of(kind)] if each.progress in SENT else []
        return InventoryAnswer(
            campaign=campaign,
            person=each.person,
            interest=interest if is_confirmed else "",
            about_confirmed_at=each.sent_at - timedelta(hours=4) if is_confirmed else None,
            nothing_to_add=lacking,
            changed_at=each.sent_at - timedelta(hours=1),
        )

    def _review(self, begun: Sequence[Answering]) -> None:
        changed: dict[str, list[Record]] = defaultdict(list)
        for each in begun:
            if each.progress in {Progress.PARTLY, Progress.RETURNED, Progress.ACCEPTED}:
                for record in self._judge(each):
                    changed[record.kind].append(record)
        fields = ["status", "sent_at", "reviewed_at", "reviewed_by", "review_reason", "version"]
        for kind, records in changed.items():
            KINDS[kind]._default_manager.bulk_update(records, fields, batch_size=500)

    def _judge(self, each: Answering) -> Iterable[Record]:
        """Set the verdicts on one person's rows, and put each on record."""
        reviewer = self.town.reviewer_of(each.work, self.rng)
        at = min(each.sent_at + timedelta(days=self.rng.randint(1, 9), hours=2), self.at)
        records = each.career.records
        returned = self._returned(each) if each.progress == Progress.RETURNED else None
        for record in records:
            if each.progress == Progress.PARTLY and self.rng.random() < 0.5:
                continue
            record.sent_at, record.reviewed_at, record.reviewed_by, record.version = each.sent_at, at, reviewer, 3
            ruling = self._ruling(record, is_returned=record is returned)
            record.status, record.review_reason = OUTCOMES[ruling.decision], ruling.told(record)
            self._tell(record, ruling, by=reviewer, at=at)
            yield record

    def _returned(self, each: Answering) -> Record | None:
        case = self._case_of(each.person)
        named = next((record for record in each.career.records if case and record.heading == case.get("returned")), None)
        return named or next(iter(each.career.of("course") or each.career.records), None)

    def _ruling(self, record: Record, *, is_returned: bool) -> Ruling:
        """A course outside the six areas is accepted as it is, but counts for nothing."""
        if is_returned:
            return Ruling(Decision.RETURN, *self.rng.choice(RETURNED))
        if isinstance(record, Course) and record.merit_basis in {"not_meriting", "unsure"}:
            return Ruling(Decision.NOT_MERITING, Reason.OUTSIDE_AREAS)
        return Ruling(Decision.ACCEPT)

    def _tell(self, record: Record, ruling: Ruling, *, by: Person, at: datetime) -> None:
        """The same entry as a decision on the page leaves."""
        details: dict[str, str | int | bool | None] = {"kind": record.kind, "decision": ruling.decision.value, "reason": ruling.reason}
        audit("inventory.record.decided", actor=by, subject=record.person, target=record, at=at, details=details)
