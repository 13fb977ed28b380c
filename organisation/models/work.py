"""Who works and answers where, for which period: employments, leave, roles, and what is handed over while somebody is away."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.wording import either_lazy
from organisation.models.people import Person
from organisation.models.period import ENDS_BEFORE_START, PERIOD_CHECK, Period, days_of_period
from organisation.models.structure import Authority, SchoolUnit
from organisation.querysets import DelegationQuerySet, EmploymentQuerySet, LeaveQuerySet, RoleAssignmentQuerySet


class Profession(models.TextChoices):
    """What somebody is employed as. The values are those of the assessment contract."""

    TEACHER = "teacher", _("Lärare")
    PRESCHOOL_TEACHER = "preschool_teacher", _("Förskollärare")
    SPECIAL_NEEDS_TEACHER = "special_needs_teacher", _("Speciallärare")
    SPECIAL_EDUCATOR = "special_educator", _("Specialpedagog")
    PRINCIPAL = "principal", _("Rektor")
    DEPUTY_PRINCIPAL = "deputy_principal", _("Biträdande rektor")
    OTHER = "other", _("Annat yrke")


LEADERS = (Profession.PRINCIPAL, Profession.DEPUTY_PRINCIPAL)


class Employment(Period):
    """The employer's own record of who works where. It decides who sees whom. Evidence of years is inventory.StatedEmployment."""

    # The indexes below begin with these two, and answer who works where without reading a row.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="employments", db_index=False)
    unit = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, related_name="employments", db_index=False)
    profession = models.CharField(_("befattning"), max_length=30, choices=Profession)
    extent_percent = models.DecimalField(
        _("tjänstgöringsgrad, procent"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="employment_ends_after_start", violation_error_message=ENDS_BEFORE_START),
            models.CheckConstraint(
                condition=models.Q(extent_percent__gte=0, extent_percent__lte=100), name="employment_extent_is_a_percentage"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "starts_on", "ends_on"], include=["person"], name="employment_of_unit"),
            models.Index(fields=["person", "starts_on", "ends_on"], include=["unit"], name="employment_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_profession_display()}, {self.unit}"


class Leave(Period):
    """Time away from an employment. The employment lasts; whether years of leave count is the merit rules' question, not this row's."""

    class Kind(models.TextChoices):
        PARENTAL = "parental", _("Föräldraledighet")
        STUDIES = "studies", _("Studieledighet")
        SICK = "sick", _("Sjukfrånvaro")
        OTHER = "other", _("Annan ledighet")

    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="leaves")
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    extent_percent = models.DecimalField(
        _("omfattning, procent"), max_digits=4, decimal_places=1, default=100, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    objects = LeaveQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="leave_ends_after_start", violation_error_message=ENDS_BEFORE_START),
            models.CheckConstraint(condition=models.Q(extent_percent__gt=0, extent_percent__lte=100), name="leave_extent_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Role(models.TextChoices):
    """Roles that are given. Being a teacher follows from an employment."""

    PRINCIPAL = "principal", _("Rektor")
    DEPUTY_PRINCIPAL = "deputy_principal", _("Biträdande rektor")
    REVIEWER = "reviewer", _("Granskare")
    STRATEGIST = "strategist", _("Utvecklingsledare")
    READER = "reader", _("Läsare")
    ADMINISTRATOR = "administrator", _("Systemförvaltare")


class Delegation(Period):
    """What somebody who leads a unit hands to somebody else while away. It acts through the role it gives, which ends with it.

    It has a last day, and never hands on more than it says: REVIEW lets the receiver judge what teachers send; LEAD also lets them agree
    choices and see the unit as the one who is away does. Deciding the unit plan is never handed over.
    """

    class Scope(models.TextChoices):
        REVIEW = "review", _("Granska uppgifter och intyg")
        LEAD = "lead", _("Granska, och svara på kursval")

    giver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="delegations_given")
    receiver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="delegations_received")
    unit = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, related_name="delegations")
    scope = models.CharField(_("vad som lämnas över"), max_length=10, choices=Scope)
    reason = models.CharField(_("skäl"), max_length=200, blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="delegation_has_a_last_day",
                violation_error_message=ENDS_BEFORE_START,
            ),
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="delegation_to_somebody_else"),
        ]

    def __str__(self) -> str:
        return self.get_scope_display()


class RoleAssignment(Period):
    """One role of one person in one unit, one authority or the whole provider, for a period. delegation: what it came with, if anything."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    unit = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="role_assignments")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="role_assignments")
    is_temporary = models.BooleanField(_("tillförordnad"), default=False)
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, null=True, blank=True, related_name="role_assignments")
    given_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="role_ends_after_start", violation_error_message=ENDS_BEFORE_START),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(authority__isnull=True),
                name="role_in_one_place",
                violation_error_message=either_lazy(
                    _("En roll gäller antingen en enhet eller en förvaltning."),
                    _("En roll gäller antingen en enhet eller en del av organisationen."),
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=["principal", "deputy_principal"]) | models.Q(unit__isnull=False),
                name="principal_has_a_unit",
                violation_error_message=_("En rektor behöver en enhet."),
            ),
            ExclusionConstraint(
                name="role_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("unit", Value(0), output_field=models.BigIntegerField()), RangeOperators.EQUAL),
                    (Coalesce("authority", Value(0), output_field=models.BigIntegerField()), RangeOperators.EQUAL),
                    (days_of_period(), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "role", "starts_on", "ends_on"])]

    def __str__(self) -> str:
        return self.get_role_display()

    @property
    def title(self) -> str:
        """The role as it is held: in one's own right, as tillförordnad, or handed over."""
        if self.delegation_id is not None:
            return gettext("%(role)s, i rektors ställe") % {"role": self.get_role_display()}
        return (
            gettext("tillförordnad %(role)s") % {"role": self.get_role_display().lower()} if self.is_temporary else self.get_role_display()
        )
