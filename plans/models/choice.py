"""A teacher's choice of one course on one tier, and what the principal has answered."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.authority_plan import AuthorityPlan, Tier
from plans.models.offer import TERM, CourseOffer
from plans.querysets import CourseChoiceQuerySet


class CourseChoice(models.Model):
    """Chosen by the teacher, agreed by the principal: the two-party approval of 000-43 and 000-48."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Vald, inte skickad")
        PROPOSED = "proposed", _("Väntar på rektor")
        AGREED = "agreed", _("Överenskommen")
        DECLINED = "declined", _("Behöver ett nytt val")

    class Purpose(models.TextChoices):
        BROADENING = "broadening", _("Breddning")
        DEEPENING = "deepening", _("Fördjupning")
        SPECIALISING = "specialising", _("Specialisering")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_choices")
    plan = models.ForeignKey(AuthorityPlan, on_delete=models.PROTECT, related_name="choices")
    tier = models.CharField(_("nivå"), max_length=10, choices=Tier)
    offer = models.ForeignKey(CourseOffer, on_delete=models.PROTECT, related_name="choices")
    term = models.CharField(_("termin"), max_length=6, validators=[TERM])
    purpose = models.CharField(_("syfte"), max_length=15, choices=Purpose, blank=True)
    purpose_text = models.CharField(_("vad kursen ska leda till"), max_length=500, blank=True)
    status = models.CharField(_("läge"), max_length=10, choices=Status, default=Status.DRAFT)
    proposed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(_("rektors svar"), max_length=500, blank=True)
    changed_at = models.DateTimeField()

    objects = CourseChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["term", "id"]
        verbose_name = _("kursval")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "plan", "offer"],
                name="course_chosen_once",
                violation_error_message=_("Du har redan valt den här kursen."),
            ),
            models.CheckConstraint(
                condition=~models.Q(tier="individual") | ~models.Q(purpose=""),
                name="individual_course_has_a_purpose",
                violation_error_message=_("Välj om kursen ska bredda, fördjupa eller specialisera."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "tier", "status"])]

    def __str__(self) -> str:
        return f"CourseChoice {self.pk}"

    @property
    def can_be_changed(self) -> bool:
        return self.status in {self.Status.DRAFT, self.Status.DECLINED, self.Status.PROPOSED}
