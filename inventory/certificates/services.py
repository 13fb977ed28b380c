"""Taking a certificate in and removing it. Linking it to a record belongs to the record's own service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from audit.services import record
from inventory import tasks
from inventory.certificates.intake import Checked, UploadRefusedError, check
from inventory.models import KINDS, Certificate, RecordStatus, Submission
from inventory.models.certificate import preview_path
from inventory.services import people
from organisation.models import Person

__all__ = [
    "Control",
    "RemovalRefusedError",
    "UploadRefusedError",
    "is_in_what_was_sent",
    "receive",
    "record_reading",
    "remove",
    "say_control",
]


class RemovalRefusedError(Exception):
    """The certificate is somebody else's, or belongs to what has been sent."""


@dataclass(frozen=True)
class Control:
    """How a certificate is checked with its issuer. Without a code there is nothing to check."""

    code: str = ""
    url: str = ""
    until: date | None = None

    @classmethod
    def of(cls, certificate: Certificate) -> "Control":
        return cls(certificate.control_code, certificate.control_url, certificate.control_until)


def receive(upload: UploadedFile, *, person: Person, at: datetime) -> Certificate:
    """Check the file and store it as the person's; scanned and drawn after commit. Raises UploadRefusedError.

    The same bytes once more give the certificate that is there already, so a file chosen twice is stored once.
    """
    checked = check(upload)
    existing = _existing(checked, person)
    if existing is None:
        try:
            existing = _store(checked, person=person, at=at)
        except IntegrityError:  # another request stored the same bytes in between
            existing = Certificate.objects.get(person=person, sha256=checked.sha256)
    if existing.scan == Certificate.Scan.INFECTED:
        sentence = _("%(name)s innehåller skadlig kod och är spärrad. Hämta intyget på nytt från den som utfärdade det.")
        raise UploadRefusedError(sentence % {"name": checked.name}, code="infected")
    return existing


def _existing(checked: Checked, person: Person) -> Certificate | None:
    return Certificate.objects.filter(person=person, sha256=checked.sha256).first()


def _store(checked: Checked, *, person: Person, at: datetime) -> Certificate:
    scanning = settings.MALWARE_SCANNING != "off"
    certificate = Certificate(
        person=person,
        original_name=checked.name,
        content_type=checked.content_type,
        size=len(checked.data),
        sha256=checked.sha256,
        pages=checked.pages,
        scan=Certificate.Scan.WAITING if scanning else Certificate.Scan.NOT_CHECKED,
        uploaded_at=at,
    )
    certificate.file.save("certificate", ContentFile(checked.data), save=False)
    try:
        with transaction.atomic():
            certificate.save(force_insert=True)
            record("inventory.certificate.received", actor=person, subject=person, target=certificate, at=at)
            task = tasks.scan_certificate if scanning else tasks.draw_previews
            transaction.on_commit(lambda: task.delay(str(certificate.pk)), robust=True)
    except Exception:
        delete_files([certificate.file.name])
        raise
    return certificate


@transaction.atomic
def say_control(certificate: Certificate, control: Control, *, by: Person, at: datetime) -> None:
    """The owner says how the certificate can be checked, or takes it back. Saying the same again changes nothing."""
    locked = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk, person=by)
    if control == Control.of(locked):
        return
    locked.control_code, locked.control_url, locked.control_until = control.code, control.url, control.until
    locked.save(update_fields=["control_code", "control_url", "control_until"])
    record("inventory.certificate.control_said", actor=by, subject=by, target=locked, at=at)


@transaction.atomic
def remove(certificate: Certificate, *, by: Person, at: datetime) -> None:
    """Delete a certificate of one's own that nobody has been shown, and its file after commit. Raises RemovalRefusedError.

    Waits for what the person is sending or saving in another tab, since that may be about this certificate.
    """
    people.lock(by)
    locked = Certificate.objects.select_for_update().filter(pk=certificate.pk).first()
    if locked is None:
        return
    if locked.person_id != by.pk or is_in_what_was_sent(locked):
        raise RemovalRefusedError
    names = [str(locked.file.name), *(preview_path(locked, page) for page in range(1, locked.preview_pages + 1))]
    record("inventory.certificate.removed", actor=by, subject=by, target=locked, at=at)
    locked.delete()
    transaction.on_commit(lambda: delete_files(names), robust=True)


def is_in_what_was_sent(certificate: Certificate) -> bool:
    """Whether it proves a record that has left its owner's hands, or is named in a frozen submission."""
    sent = any(_proven(certificate, model).exclude(status=RecordStatus.DRAFT).exists() for model in KINDS.values())
    frozen = Submission.objects.filter(person=certificate.person_id).annotate(text=Cast("content", models.TextField()))
    return sent or frozen.filter(text__contains=str(certificate.pk)).exists()


def _proven(certificate: Certificate, model: type[models.Model]) -> models.QuerySet[models.Model]:
    return model._default_manager.filter(certificates=certificate)


@transaction.atomic
def record_reading(certificate: Certificate, *, by: Person, at: datetime) -> None:
    """Put on record that somebody opened another person's file. One's own leaves no trace."""
    if certificate.person_id != by.pk:
        record("inventory.certificate.read", actor=by, subject=certificate.person, target=certificate, at=at)


def delete_files(names: Iterable[str | None]) -> None:
    for name in filter(None, names):
        default_storage.delete(name)
