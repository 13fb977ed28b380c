"""Courses on offer, shared within the provider, and those an authority plan has taken up."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from inventory.models import MeritBasis
from organisation.models import SchoolProvider
from plans.models.authority_plan import AuthorityPlan
from plans.querysets import CourseOfferQuerySet

TERM = RegexValidator(r"^\d{4}-[12]$", _("En termin skrivs som 2026-1 (vår) eller 2026-2 (höst)."))


class OfferCycle(models.TextChoices):
    FIRST = "first", _("Grundnivå")
    SECOND = "second", _("Avancerad nivå")


class CourseOffer(models.Model):
    """A course that can be chosen. first_term is "YYYY-1" for spring, "YYYY-2" for autumn, so that terms sort as text.

    proposed_by: the teacher who typed it as an individual course; only that teacher can choose it.
    """

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Vanlig kurs")
        COMMISSIONED = "commissioned", _("Uppdragsutbildning")
        VAK = "vak", _("VAK")

    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="course_offers")
    title = models.CharField(_("kursens namn"), max_length=200)
    code = models.CharField(_("kurskod"), max_length=20, blank=True)
    institution = models.CharField(_("lärosäte"), max_length=200)
    credits = models.DecimalField(_("högskolepoäng"), max_digits=4, decimal_places=1, validators=[MinValueValidator(Decimal("0.1"))])
    cycle = models.CharField(_("nivå"), max_length=10, choices=OfferCycle)
    merit_basis = models.CharField(_("meriteringsgrund"), max_length=30, choices=MeritBasis)
    kind = models.CharField(_("slag av kurs"), max_length=15, choices=Kind, default=Kind.REGULAR)
    first_term = models.CharField(_("ges första gången"), max_length=6, validators=[TERM])
    description = models.CharField(_("om kursen"), max_length=600, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    objects = CourseOfferQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("kurs i utbudet")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(credits__gt=0), name="offer_has_credits", violation_error_message=_("En kurs behöver högskolepoäng.")
            )
        ]

    def __str__(self) -> str:
        return self.title


class PlanCourse(models.Model):
    """A course the committee has decided for the authority tier, with the need it answers."""

    plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, related_name="courses")
    offer = models.ForeignKey(CourseOffer, on_delete=models.PROTECT, related_name="plan_courses")
    order = models.PositiveSmallIntegerField()
    need = models.CharField(_("behov som kursen svarar mot"), max_length=500)
    analysis = models.CharField(_("analys som behovet bygger på"), max_length=500, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "offer"], name="offer_once_per_plan")]

    def __str__(self) -> str:
        return f"PlanCourse {self.pk}"
