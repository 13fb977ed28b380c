"""Taking in a person from another installation: the person, what they registered, and the files; the rest as history brought along."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.services import record
from inventory import tasks
from inventory.certificates.intake import UploadRefusedError, check
from inventory.content import thawed
from inventory.models import KINDS as RECORDS
from inventory.models import Certificate, Record, RecordStatus
from merit.models import StoredAssessment
from organisation.identity import services as identity
from organisation.identity.crypto import KeyMissingError
from organisation.identity.numbers import NumberError, parse
from organisation.models import Person, PersonIdentifier, SchoolProvider
from privacy.export.reading_in import ArchiveRefusedError, Packed
from privacy.export.sections import Item, assessment_id
from privacy.models import BroughtAlong

HISTORY = (
    "employments",
    "roles",
    "delegations",
    "answers",
    "submissions",
    "choices",
    "scenarios",
    "notices",
    "mails",
    "reports",
    "merges",
    "reads",
)
DECIDED = {RecordStatus.ACCEPTED, RecordStatus.NOT_MERITING, RecordStatus.REJECTED}


@dataclass
class TakenIn:
    """What came of it. new and there: {section: count}. notes: sentences about what could not become a row of its own, and why."""

    person: Person
    is_new: bool
    new: dict[str, int] = field(default_factory=dict)
    there: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def count(self, section: str, *, is_new: bool) -> None:
        counts = self.new if is_new else self.there
        counts[section] = counts.get(section, 0) + 1


class _DryRunError(Exception):
    """Raised to undo everything after it has been tried."""


def dry_run(
    packed: Packed, provider: SchoolProvider, *, into: Person | None, review_again: bool, by: Person | None, at: datetime
) -> TakenIn:
    """What taking in would do: tried for real and undone, so that it tells the truth. Raises ArchiveRefusedError."""
    taken: list[TakenIn] = []
    try:
        with transaction.atomic():
            taken.append(take_in(packed, provider, into=into, review_again=review_again, by=by, at=at, keep_files=False))
            raise _DryRunError
    except _DryRunError:
        return taken[0]


@transaction.atomic
def take_in(
    packed: Packed,
    provider: SchoolProvider,
    *,
    into: Person | None = None,
    review_again: bool = False,
    by: Person | None,
    at: datetime,
    keep_files: bool = True,
) -> TakenIn:
    """Store it all or nothing; a second time adds what is missing and changes nothing. Raises ArchiveRefusedError.

    into: an account that is there already, instead of a new one. review_again: what others have decided is to be decided anew here;
    otherwise their decisions hold, marked with where they were made. by: None for an operator's command.
    """
    SchoolProvider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    intake = _Intake(packed, provider, review_again=review_again, at=at)
    try:
        taken = intake.run(into)
        details: dict[str, str | int | bool | None] = {"new": sum(taken.new.values()), "is_new_person": taken.is_new}
        record("privacy.person.taken_in", actor=by, subject=taken.person, target=taken.person, at=at, details=details)
    except (DataError, IntegrityError):
        intake.remove_files()
        raise ArchiveRefusedError(_("En uppgift i kopian går inte att spara här. Inget är inläst.")) from None
    except BaseException:
        intake.remove_files()
        raise
    if not keep_files:
        intake.remove_files()
    return taken


class _Intake:
    """One archive on its way in. ids: what a row was called there → what it is called here."""

    def __init__(self, packed: Packed, provider: SchoolProvider, *, review_again: bool, at: datetime) -> None:
        self.packed, self.document, self.provider, self.at = packed, packed.document, provider, at
        self.review_again = review_again
        self.ids: dict[str, UUID] = {}
        self.files: list[str] = []

    def run(self, into: Person | None) -> TakenIn:
        self.taken = into_person(into) if into is not None else self._person()
        self.person = self.taken.person
        self._identifiers()
        for item in self.document["certificates"]:
            self._certificate(item)
        for kind, items in self.document["records"].items():
            for item in items:
                self._record(kind, item)
        self._assessment()
        for section in HISTORY:
            for item in self.document.get(section, ()):
                self._bring(section, item["id"], item)
        return self.taken

    def remove_files(self) -> None:
        for name in self.files:
            default_storage.delete(name)

    def _person(self) -> TakenIn:
        """The person under the same id, or under one made from it where another school provider here has somebody by it."""
        said = self.document["person"]
        if not (said["given_name"] or said["family_name"]):
            raise ArchiveRefusedError(
                _("Kopian saknar personens namn, eftersom identiteten är skyddad. Personen själv kan beställa en hel kopia.")
            )
        for key in (UUID(said["id"]), uuid5(UUID(said["id"]), f"provider:{self.provider.pk}")):
            found = Person.objects.filter(pk=key).first()
            if found is None:
                return TakenIn(self._new_person(key, said), is_new=True)
            if found.provider_id == self.provider.pk:
                return TakenIn(found, is_new=False)
        raise ArchiveRefusedError(_("Personens nummer är upptaget hos en annan huvudman."))

    def _new_person(self, key: UUID, said: Item) -> Person:
        person = Person(
            pk=key,
            provider=self.provider,
            given_name=said["given_name"],
            family_name=said["family_name"],
            email=said["email"],
            protection=said["protection"],
            username=self._username(key),
        )
        person.set_unusable_password()
        person.save(force_insert=True)
        return person

    def _username(self, key: UUID) -> str:
        wanted = self.document["here"]["username"][:150]
        return wanted if wanted and not Person.objects.filter(username=wanted).exists() else f"inflyttad-{key.hex}"

    def _identifiers(self) -> None:
        for item in self.document["identifiers"]:
            if item["number"] is None:
                self._bring("identifiers", item["id"], item)
            else:
                self._identifier(item)

    def _identifier(self, item: Item) -> None:
        try:
            number = parse(item["number"], on=timezone.localdate(self.at), allow_interim=True)
            row = identity.identifier_of(self.person, number, at=_moment(item["added_at"]) or self.at)
        except (NumberError, KeyMissingError):
            raise ArchiveRefusedError(_("Ett personnummer i kopian går inte att läsa in. Kontrollera kopian och nycklarna.")) from None
        row.ended_at = _moment(item["ended_at"])
        known = PersonIdentifier.objects.filter(provider=self.provider, digest=row.digest).first()
        if known is not None and known.person_id != self.person.pk:
            raise ArchiveRefusedError(_("Någon annan hos huvudmannen har redan personnumret. Läs in kopian till det kontot i stället."))
        if known is None:
            row.save(force_insert=True)
        self.taken.count("identifiers", is_new=known is None)

    def _certificate(self, item: Item) -> None:
        same = Certificate.objects.filter(person=self.person, sha256=item["sha256"]).first()
        if same is not None:
            self.ids[item["id"]] = same.pk
            self.taken.count("certificates", is_new=False)
            return
        if item["file"] is None:
            self._bring("certificates", item["id"], item)
            return
        data = self.packed.file(item)
        try:
            checked = check(SimpleUploadedFile(item["original_name"], data))
        except UploadRefusedError as refused:
            raise ArchiveRefusedError(refused.message) from None
        scanning = settings.MALWARE_SCANNING != "off"
        certificate = Certificate(
            pk=self._free(Certificate, item["id"]),
            person=self.person,
            original_name=checked.name,
            content_type=checked.content_type,
            size=len(data),
            sha256=checked.sha256,
            pages=checked.pages,
            scan=Certificate.Scan.WAITING if scanning else Certificate.Scan.NOT_CHECKED,
            uploaded_at=_moment(item["uploaded_at"]) or self.at,
            **_control(item),
        )
        certificate.file.save("certificate", ContentFile(data), save=False)
        self.files.append(str(certificate.file.name))
        certificate.save(force_insert=True)
        self.ids[item["id"]] = certificate.pk
        self.taken.count("certificates", is_new=True)
        task = tasks.scan_certificate if scanning else tasks.draw_previews
        transaction.on_commit(lambda: task.delay(str(certificate.pk)), robust=True)

    def _record(self, kind: str, item: Item) -> None:
        model = RECORDS[kind]
        key = self._free(model, item["id"])
        if model.objects.filter(pk=key).exists():
            self.taken.count("records", is_new=False)
            return
        try:
            row = self._row(kind, item, key)
            unsaid = [name for name in row.content_fields if getattr(row, name) == ""]
            row.clean_fields(exclude=["person", "reviewed_by", "review_reason", *unsaid])
            row.validate_constraints()
        except ValidationError as error:
            self._refused(kind, item, error.messages[0])
            return
        except (TypeError, ValueError, ArithmeticError):  # a number where a day is written, or the like
            self._refused(kind, item, _("Ett svar är inte skrivet så att det går att läsa."))
            return
        row.save(force_insert=True)
        known = {self.ids[each] for each in item["certificates"] if each in self.ids}
        row.certificates.set(Certificate.objects.filter(pk__in=known, person=self.person))
        for review in item["reviews"]:
            self._bring("reviews", f"{key}:{review['at']}", {"record": str(key), **review})
        self.taken.count("records", is_new=True)

    def _row(self, kind: str, item: Item, key: UUID) -> Record:
        """The row as it was said. Its source is its owner, whatever it was there: no register has delivered it here."""
        row = thawed(kind, item["values"])
        row.pk, row.person = key, self.person
        row.status, row.created_at = item["status"], _moment(item["created_at"]) or self.at
        row.changed_at, row.sent_at = _moment(item["changed_at"]) or self.at, _moment(item["sent_at"])
        if self.review_again and item["status"] in DECIDED:
            row.status = RecordStatus.SENT
            return row
        if item["reviews"]:
            last = item["reviews"][-1]
            row.reviewed_at, row.review_reason = _moment(last["at"]), last["reason"]
        return row

    def _refused(self, kind: str, item: Item, why: str) -> None:
        """What breaks a rule here, such as a second licence: kept as it was said, without becoming a row."""
        self._bring(f"records.{kind}", item["id"], item)
        self.taken.notes.append(_("En rad av slaget %(kind)s följer med som historik: %(why)s") % {"kind": kind, "why": why})

    def _assessment(self) -> None:
        """The assessment that held, as it was; the night reckons it anew from the rows. Nobody here has been let to read it.

        Those it had replaced are told along: their rules may be another provider's own, and so cannot be asked here.
        """
        said = self.document["person"]["id"]
        for item in self.document["assessments"]:
            if item["id"] != assessment_id(said, item["rule_set"]):
                self._bring("assessments", item["id"], item)
                continue
            if StoredAssessment.objects.filter(person=self.person).exists():
                self.taken.count("assessments", is_new=False)
                continue
            row = StoredAssessment(
                person=self.person,
                reference_date=date.fromisoformat(item["reference_date"]),
                changes_on=date.fromisoformat(item["reference_date"]),  # due at once
                rule_set=item["rule_set"],
                facts=item["facts"],
                facts_digest=item["facts_digest"],
                sure_credits=Decimal(item["sure_credits"]),
                possible_credits=Decimal(item["possible_credits"]) if item["possible_credits"] is not None else None,
                assessed_at=_moment(item["assessed_at"]) or self.at,
            )
            for level in ("1", "2", "3", "4"):
                setattr(row, f"level_{level}", item["levels"][level])
                setattr(row, f"decided_level_{level}", item["decided"][level])
            row.save(force_insert=True)
            self.taken.count("assessments", is_new=True)

    def _bring(self, section: str, key: str, content: Item) -> None:
        _row, is_new = BroughtAlong.objects.get_or_create(
            person=self.person,
            section=section,
            external_id=key,
            defaults={"content": content, "from_provider": self.document["made"]["provider"][:120], "taken_in_at": self.at},
        )
        self.taken.count(section.partition(".")[0], is_new=is_new)

    def _free(self, model: type[models.Model], said: str) -> UUID:
        """The row's own id, or one made from it where somebody else's row has it."""
        taken = model._default_manager.filter(pk=said).exclude(person=self.person).exists()
        return uuid5(UUID(said), f"person:{self.person.pk}") if taken else UUID(said)


def into_person(person: Person) -> TakenIn:
    return TakenIn(person, is_new=False)


def _control(item: Item) -> dict[str, Any]:
    """How the certificate is checked; an older copy says nothing of it, and without a code there is nothing to say."""
    if not item.get("control_code"):
        return {}
    until = item.get("control_until")
    return {
        "control_code": item["control_code"],
        "control_url": item.get("control_url", ""),
        "control_until": date.fromisoformat(until) if until else None,
    }


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
