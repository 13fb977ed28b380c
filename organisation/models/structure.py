"""What there is: school providers, authorities, areas and units, and what each unit was called and coded as in each period."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organisation.models.period import ENDS_BEFORE_START, PERIOD_CHECK, Period, days_of_period
from organisation.querysets import AuthorityQuerySet, SchoolUnitQuerySet


class SchoolForm(models.TextChoices):
    """School forms and fritidshem, as in skollagen 1 kap. 1 §."""

    PRESCHOOL = "preschool", _("Förskola")
    PRESCHOOL_CLASS = "preschool_class", _("Förskoleklass")
    COMPULSORY = "compulsory", _("Grundskola")
    ADAPTED_COMPULSORY = "adapted_compulsory", _("Anpassad grundskola")
    SPECIAL = "special", _("Specialskola")
    SAMI = "sami", _("Sameskola")
    UPPER_SECONDARY = "upper_secondary", _("Gymnasieskola")
    ADAPTED_UPPER_SECONDARY = "adapted_upper_secondary", _("Anpassad gymnasieskola")
    ADULT = "adult", _("Kommunal vuxenutbildning")
    LEISURE_CENTRE = "leisure_centre", _("Fritidshem")


# The last day a school form was one. Lag 2025:729, in force 2026-07-01, takes förskoleklass out of skollagen 1 kap. 1 §.
LAST_DAY_OF_FORM = {SchoolForm.PRESCHOOL_CLASS: date(2026, 6, 30)}


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

    @property
    def has_committees(self) -> bool:
        """Whether nämnder decide; a private provider and the state have none. core.wording chooses words by it."""
        return self.kind in {self.Kind.MUNICIPALITY, self.Kind.REGION}

    @property
    def keeps_public_records(self) -> bool:
        """Whether what comes in and is drawn up is allmän handling, under arkivlagen. At a private provider nothing is."""
        return self.kind != self.Kind.PRIVATE

    @cached_property
    def is_undivided(self) -> bool:
        """Whether the provider has no authorities, so that pages speak of neither förvaltning nor nämnd. One query, once."""
        marks = set(self.authorities.order_by("pk").values_list("is_whole_provider", flat=True))
        return marks == {True} or (not marks and self.kind == self.Kind.PRIVATE)


class Authority(models.Model):
    """A förvaltning with its nämnd: the level that decides a huvudmannaplan.

    A provider without authorities (a private one) has a single row with is_whole_provider, named as the provider: its leadership decides.
    """

    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="authorities")
    name = models.CharField(_("namn"), max_length=120)
    committee = models.CharField(_("nämnd"), max_length=120, blank=True)
    is_whole_provider = models.BooleanField(_("hela huvudmannen"), default=False)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "name"], name="authority_name_once_per_provider"),
            models.UniqueConstraint(fields=["provider"], condition=models.Q(is_whole_provider=True), name="authority_whole_provider_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A verksamhetsområde or rektorsområde inside an authority; units may belong to one."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="areas")
    name = models.CharField(_("namn"), max_length=120)

    class Meta:
        ordering = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "name"], name="area_name_once_per_authority")]

    def __str__(self) -> str:
        return self.name


UNIT_CODE = RegexValidator(r"^\d{8}$", _("Skolenhetskoden har åtta siffror."))


class SchoolUnit(models.Model):
    """A skolenhet or förskoleenhet, as it is today.

    authority, area, name, unit_code and school_forms say what is in force now; UnitPeriod and UnitSchoolForm say what was and what will
    be. organisation.services keeps the two in step, at once and each night. closed_on is the last day, also one that lies ahead. version
    is raised by every change, so that a page opened before it cannot undo it.
    """

    class Kind(models.TextChoices):
        SCHOOL = "school", _("Skola")
        PRESCHOOL = "preschool", _("Förskola")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="units")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    name = models.CharField(_("namn"), max_length=120)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    unit_code = models.CharField(_("skolenhetskod"), max_length=8, blank=True, validators=[UNIT_CODE])
    school_forms = ArrayField(models.CharField(max_length=30, choices=SchoolForm), verbose_name=_("skolformer"), default=list)
    closed_on = models.DateField(_("sista dag"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = SchoolUnitQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UnitPeriod(Period):
    """What a unit was called and coded as, and where it belonged, in one period. Nothing is written over: a change ends one, begins one."""

    unit = models.ForeignKey(SchoolUnit, on_delete=models.CASCADE, related_name="periods")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("namn"), max_length=120)
    unit_code = models.CharField(_("skolenhetskod"), max_length=8, blank=True, validators=[UNIT_CODE])

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="unit_period_ends_after_start", violation_error_message=ENDS_BEFORE_START),
            ExclusionConstraint(
                name="unit_periods_never_overlap",
                expressions=[("unit", RangeOperators.EQUAL), (days_of_period(), RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="unit_name_once_at_a_time",
                expressions=[
                    ("authority", RangeOperators.EQUAL),
                    (Lower("name"), RangeOperators.EQUAL),
                    (days_of_period(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.unit_code}".strip()


class UnitSchoolForm(Period):
    """A school form a unit offers, for a period."""

    unit = models.ForeignKey(SchoolUnit, on_delete=models.CASCADE, related_name="form_periods")
    school_form = models.CharField(_("skolform"), max_length=30, choices=SchoolForm)

    class Meta:
        ordering = ["-starts_on", "school_form", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="unit_form_ends_after_start", violation_error_message=ENDS_BEFORE_START),
            ExclusionConstraint(
                name="unit_forms_never_overlap",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("school_form", RangeOperators.EQUAL),
                    (days_of_period(), RangeOperators.OVERLAPS),
                ],
            ),
            *(
                models.CheckConstraint(
                    condition=~models.Q(school_form=form) | models.Q(ends_on__isnull=False, ends_on__lte=last_day),
                    name=f"unit_form_{form}_has_ended",
                )
                for form, last_day in LAST_DAY_OF_FORM.items()
            ),
        ]

    def __str__(self) -> str:
        return self.get_school_form_display()


class UnitSuccession(models.Model):
    """Which unit came after which, when units merge or split. The national register has no such field, so it is kept here."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("Slogs samman")
        SPLIT = "split", _("Delades")

    predecessor = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    on = models.DateField(_("första dag"))

    class Meta:
        ordering = ["-on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="unit_succession_once"),
            models.CheckConstraint(condition=~models.Q(predecessor=models.F("successor")), name="unit_succeeds_another"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class PlannedReorganisation(models.Model):
    """A merge, split or closing that lies ahead, with what is needed to take it back. Gone when its day has come.

    on: the first day of the new order. sources: units that people leave; begun: those it begins; targets: others that people come to.
    rows: what it did to rows, as organisation.services.ledger writes it.
    """

    class Kind(models.TextChoices):
        MERGED = "merged", _("Slås samman")
        SPLIT = "split", _("Delas")
        CLOSED = "closed", _("Stängs")

    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    on = models.DateField(_("första dag"))
    sources = ArrayField(models.BigIntegerField())
    begun = ArrayField(models.BigIntegerField(), default=list)
    targets = ArrayField(models.BigIntegerField(), default=list)
    rows = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
