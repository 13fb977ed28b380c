"""A document that proves one or several records. The bytes are never overwritten; a view serves them to whoever may see them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inventory.querysets import CertificateQuerySet


def certificate_path(certificate: "Certificate", filename: str) -> str:
    """Where the bytes lie: by owner and id alone, so that no name or type from outside reaches the disk."""
    return f"certificates/{certificate.person_id}/{certificate.pk}"


def preview_path(certificate: "Certificate", page: int) -> str:
    return f"previews/{certificate.person_id}/{certificate.pk}-{page}.png"


class Certificate(models.Model):
    """One uploaded file. scan is what the malware scanner has said of it.

    control_code: what is printed on some certificates, so that whoever reads them can check them with the issuer. control_url: where;
    control_until: the last day it can be done. They belong to the paper, not to a record, and may be said or put right at any time.
    """

    class ContentType(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    class Scan(models.TextChoices):
        NOT_CHECKED = "not_checked", _("Inte kontrollerad mot skadlig kod")
        WAITING = "waiting", _("Kontrolleras mot skadlig kod")
        CLEAN = "clean", _("Kontrollerad, inget skadligt hittat")
        INFECTED = "infected", _("Skadlig kod hittad, filen är spärrad")

    class Previews(models.TextChoices):
        WAITING = "waiting", _("Sidorna ritas")
        DRAWN = "drawn", _("Sidorna är ritade")
        FAILED = "failed", _("Sidorna gick inte att rita")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    file = models.FileField(upload_to=certificate_path, max_length=200)
    original_name = models.CharField(_("filens namn"), max_length=255)
    content_type = models.CharField(max_length=30, choices=ContentType)
    size = models.PositiveIntegerField(_("storlek i byte"))
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(_("antal sidor"), default=1)
    preview_pages = models.PositiveSmallIntegerField(default=0)
    previews = models.CharField(max_length=10, choices=Previews, default=Previews.WAITING)
    scan = models.CharField(max_length=12, choices=Scan, default=Scan.NOT_CHECKED)
    uploaded_at = models.DateTimeField()
    control_code = models.CharField(_("kontrollkod"), max_length=40, blank=True)
    control_url = models.URLField(_("sida där koden kontrolleras"), max_length=200, blank=True)
    control_until = models.DateField(_("kan kontrolleras till och med"), null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at", "id"]
        verbose_name = _("intyg")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "sha256"],
                name="certificate_once_per_person",
                violation_error_message=_("Filen finns redan bland dina intyg."),
            ),
            models.CheckConstraint(
                condition=~models.Q(control_code="") | models.Q(control_url="", control_until__isnull=True),
                name="certificate_control_has_a_code",
                violation_error_message=_("Skriv kontrollkoden som sidan och dagen hör till."),
            ),
        ]

    def __str__(self) -> str:
        return f"Certificate {self.pk}"

    @property
    def is_blocked(self) -> bool:
        """Whether the file must not be opened: found harmful, or not yet scanned where scanning is on."""
        return self.scan in {self.Scan.INFECTED, self.Scan.WAITING}
