"""What a school provider says about itself on the open pages, how long a leaver may read, and what people have reported."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models import Person, SchoolProvider

READING_MONTHS = 12


class ProviderPrivacy(models.Model):
    """One row per school provider, made when an administrator first saves it; until then the defaults here hold."""

    provider = models.OneToOneField(SchoolProvider, on_delete=models.CASCADE, primary_key=True, related_name="privacy")
    controller = models.CharField(_("personuppgiftsansvarig"), max_length=300, blank=True)
    contact = models.CharField(_("kontakt i frågor om personuppgifter"), max_length=300, blank=True)
    officer = models.CharField(_("dataskyddsombud"), max_length=300, blank=True)
    recipients = models.TextField(_("mottagare utanför huvudmannen"), max_length=2000, blank=True)
    security = models.TextField(_("egna säkerhetsåtgärder"), max_length=2000, blank=True)
    reading_months = models.PositiveSmallIntegerField(_("läsperiod i månader"), default=READING_MONTHS, validators=[MaxValueValidator(120)])
    accessibility_contact = models.CharField(_("kontakt om tillgänglighet"), max_length=300, blank=True)
    known_shortcomings = models.TextField(_("kända brister"), max_length=4000, blank=True)
    stated_on = models.DateField(_("redogörelsen senast genomgången"), null=True, blank=True)
    changed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Privacy of {self.provider_id}"

    @classmethod
    def of(cls, provider: SchoolProvider) -> "ProviderPrivacy":
        return cls.objects.filter(provider=provider).first() or cls(provider=provider)


class ShortcomingReport(models.Model):
    """Something that somebody could not use. Written by anybody, signed in or not; contact only if they want an answer."""

    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="shortcomings")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    page = models.CharField(_("vilken sida gäller det?"), max_length=300, blank=True)
    text = models.TextField(_("vad fungerar inte?"), max_length=4000)
    aid = models.CharField(_("hjälpmedel"), max_length=200, blank=True)
    contact = models.CharField(_("hur når vi dig?"), max_length=200, blank=True)
    reported_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(_("vad som gjordes"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-reported_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["provider", "handled_at"], name="shortcoming_of_provider")]

    def __str__(self) -> str:
        return f"ShortcomingReport {self.pk}"
