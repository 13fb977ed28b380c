"""Who there is: school providers, authorities, units, people, and who works or answers where, for which period."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.querysets import (
    AuthorityQuerySet,
    EmploymentQuerySet,
    PersonManager,
    PersonQuerySet,
    RoleAssignmentQuerySet,
    SchoolUnitQuerySet,
)

PERIOD_CHECK = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on"))
ENDS_BEFORE_START = _("Slutdatum kan inte vara före startdatum.")


class SchoolForm(models.TextChoices):
    """School forms and fritidshem, as in skollagen 1 kap. 1 §."""

    PRESCHOOL = "preschool", _("Förskola")
    PRESCHOOL_CLASS = "preschool_class", _("Förskoleklass")
    COMPULSORY = "compulsory", _("Grundskola")
    ADAPTED_COMPULSORY = "adapted_compulsory", _("Anpassad grundskola")
    UPPER_SECONDARY = "upper_secondary", _("Gymnasieskola")
    ADAPTED_UPPER_SECONDARY = "adapted_upper_secondary", _("Anpassad gymnasieskola")
    ADULT = "adult", _("Kommunal vuxenutbildning")
    LEISURE_CENTRE = "leisure_centre", _("Fritidshem")


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


class SchoolProvider(models.Model):
    """A huvudman. Everything else hangs under one; nobody sees across."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")
        STATE = "state", _("Staten")
        PRIVATE = "private", _("Enskild huvudman")

    name = models.CharField(_("namn"), max_length=120, unique=True)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    municipality_code = models.CharField(
        _("kommunkod"), max_length=4, blank=True, validators=[RegexValidator(r"^\d{4}$", _("Kommunkoden har fyra siffror."))]
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Authority(models.Model):
    """A förvaltning with its nämnd: the level that decides a huvudmannaplan."""

    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="authorities")
    name = models.CharField(_("namn"), max_length=120)
    committee = models.CharField(_("nämnd"), max_length=120, blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "name"], name="authority_name_once_per_provider")]

    def __str__(self) -> str:
        return self.name


class SchoolUnit(models.Model):
    """A skolenhet or förskoleenhet, with the eight-digit code of the national register where it has one."""

    class Kind(models.TextChoices):
        SCHOOL = "school", _("Skola")
        PRESCHOOL = "preschool", _("Förskola")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(_("namn"), max_length=120)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    unit_code = models.CharField(
        _("skolenhetskod"), max_length=8, blank=True, validators=[RegexValidator(r"^\d{8}$", _("Skolenhetskoden har åtta siffror."))]
    )
    school_forms = ArrayField(models.CharField(max_length=30, choices=SchoolForm), verbose_name=_("skolformer"), default=list)

    objects = SchoolUnitQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "name"], name="unit_name_once_per_authority")]

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. No personal number is stored. Names reach readers through core.names.display_name only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="people")
    username = models.CharField(_("användarnamn"), max_length=150, unique=True)
    email = models.EmailField(_("e-post"), blank=True)
    given_name = models.CharField(_("förnamn"), max_length=200)
    family_name = models.CharField(_("efternamn"), max_length=200)
    is_active = models.BooleanField(_("aktivt konto"), default=True)
    is_staff = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name", "family_name"]

    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        ordering = ["family_name", "given_name", "id"]
        verbose_name = _("person")

    def __str__(self) -> str:
        return f"Person {str(self.pk)[:8]}"


class Employment(models.Model):
    """The employer's own record of who works where. It decides who sees whom. Evidence of years is inventory.StatedEmployment."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="employments")
    unit = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, related_name="employments")
    profession = models.CharField(_("befattning"), max_length=30, choices=Profession)
    extent_percent = models.DecimalField(
        _("tjänstgöringsgrad, procent"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    starts_on = models.DateField(_("första dag"))
    ends_on = models.DateField(_("sista dag"), null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="employment_ends_after_start", violation_error_message=ENDS_BEFORE_START),
            models.CheckConstraint(
                condition=models.Q(extent_percent__gte=0, extent_percent__lte=100), name="employment_extent_is_a_percentage"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "starts_on", "ends_on"]), models.Index(fields=["person", "starts_on", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.get_profession_display()}, {self.unit}"


class Role(models.TextChoices):
    """Roles that are given. Being a teacher follows from an employment."""

    PRINCIPAL = "principal", _("Rektor")
    DEPUTY_PRINCIPAL = "deputy_principal", _("Biträdande rektor")
    REVIEWER = "reviewer", _("Granskare")
    STRATEGIST = "strategist", _("Utvecklingsledare")
    READER = "reader", _("Läsare")
    ADMINISTRATOR = "administrator", _("Systemförvaltare")


class RoleAssignment(models.Model):
    """One role of one person in one unit, one authority or the whole provider, for a period. ends_on is the last day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    unit = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="role_assignments")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="role_assignments")
    starts_on = models.DateField(_("första dag"))
    ends_on = models.DateField(_("sista dag"), null=True, blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="role_ends_after_start", violation_error_message=ENDS_BEFORE_START),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(authority__isnull=True),
                name="role_in_one_place",
                violation_error_message=_("En roll gäller antingen en enhet eller en förvaltning."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=["principal", "deputy_principal"]) | models.Q(unit__isnull=False),
                name="principal_has_a_unit",
                violation_error_message=_("En rektor behöver en enhet."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "role", "starts_on", "ends_on"])]

    def __str__(self) -> str:
        return self.get_role_display()

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
