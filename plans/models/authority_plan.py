"""The huvudmannaplan: what the committee decides, on what grounds, when, with whom and for how much."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.wording import either_lazy
from inventory.models import Campaign
from organisation.models import ENDS_BEFORE_START, PERIOD_CHECK, Authority
from plans.querysets import AuthorityPlanQuerySet


class Tier(models.TextChoices):
    """From the ground up: what the committee, the principal and the teacher decide (source 000, figure 2)."""

    AUTHORITY = "authority", either_lazy(_("Förvaltningens nivå"), _("Gemensam nivå"))
    UNIT = "unit", _("Enhetens nivå")
    INDIVIDUAL = "individual", _("Individuell nivå")


class AuthorityPlan(models.Model):
    """One version of an authority's plan. starts_on and ends_on bound the school years it is for."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        ANCHORED = "anchored", _("Förankrad")
        DECIDED = "decided", _("Beslutad")
        REPLACED = "replaced", _("Ersatt")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(_("titel"), max_length=200)
    version = models.CharField(_("version"), max_length=10)
    status = models.CharField(_("läge"), max_length=10, choices=Status, default=Status.DRAFT)
    starts_on = models.DateField(_("gäller från"))
    ends_on = models.DateField(_("gäller till och med"), null=True, blank=True)
    decided_on = models.DateField(_("beslutad"), null=True, blank=True)
    decision_reference = models.CharField(_("paragraf i protokollet"), max_length=40, blank=True)
    case_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    revised_by = models.DateField(_("följs upp senast"), null=True, blank=True)

    objects = AuthorityPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-version"]
        verbose_name = _("huvudmannaplan")
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="plan_ends_after_start", violation_error_message=ENDS_BEFORE_START),
            models.UniqueConstraint(fields=["authority", "version"], name="plan_version_once_per_authority"),
            models.CheckConstraint(
                condition=~models.Q(status="decided") | models.Q(decided_on__isnull=False),
                name="decided_plan_has_a_date",
                violation_error_message=_("En beslutad plan behöver beslutets datum."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class PlanTier(models.Model):
    """How many courses, of how many and how large, on one tier. choose and offered are empty where the tier is free."""

    plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, related_name="tiers")
    tier = models.CharField(_("nivå"), max_length=10, choices=Tier)
    offered = models.PositiveSmallIntegerField(_("kurser att välja bland"), null=True, blank=True)
    choose = models.PositiveSmallIntegerField(_("kurser att välja"), null=True, blank=True)
    course_credits = models.DecimalField(
        _("högskolepoäng per kurs"), max_digits=4, decimal_places=1, validators=[MinValueValidator(Decimal("0.1"))]
    )
    decider = models.CharField(_("vem beslutar"), max_length=200)
    basis = models.CharField(_("utifrån vad"), max_length=300)
    up_to_level = models.PositiveSmallIntegerField(_("upp till meriteringsnivå"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "tier"], name="tier_once_per_plan"),
            models.CheckConstraint(
                condition=models.Q(offered__isnull=True) | models.Q(choose__isnull=True) | models.Q(offered__gte=models.F("choose")),
                name="no_more_chosen_than_offered",
                violation_error_message=_("Det går inte att välja fler kurser än de som erbjuds."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_tier_display()

    @property
    def total_credits(self) -> Decimal | None:
        """Högskolepoäng on this tier when all its choices are made; None where the number is free."""
        return None if self.choose is None else self.choose * self.course_credits


class PlanSection(models.Model):
    """A chapter of text, or a part of the chapter before it.

    body: paragraphs are separated by an empty line; a line that begins with "- " is a list item, one with "> " a quotation.
    """

    class Kind(models.TextChoices):
        """What the section shows under its text, drawn from the plan's own rows."""

        TEXT = "text", _("Bara text")
        LEVELS = "levels", _("Meriteringsnivåerna")
        TIMELINE = "timeline", _("Tidplanen")
        TIERS = "tiers", _("De tre nivåerna av kurser")
        COURSES = "courses", either_lazy(_("Förvaltningens kurser"), _("Gemensamma kurser"))
        REACH = "reach", _("Vad kurserna räcker till")
        CHOICES = "choices", _("Valda kurser")
        DIALOGUES = "dialogues", _("Dialogerna med lärosäten")
        BUDGET = "budget", _("Budgeten")
        ANCHORING = "anchoring", _("Förankringen")
        FOLLOW_UP = "follow_up", _("Uppföljningen")

    plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(_("rubrik"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    kind = models.CharField(_("visar"), max_length=10, choices=Kind, default=Kind.TEXT)
    is_part = models.BooleanField(_("hör till kapitlet före"), default=False)
    grounds = models.CharField(_("bygger på"), max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "order"], name="section_order_once_per_plan")]

    def __str__(self) -> str:
        return self.heading


class TimelineItem(models.Model):
    """Something with an owner and a period; one day is a milestone. title is short enough for a figure, about says it in full.

    campaign: the inventory it is carried out in.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planerad")
        RUNNING = "running", _("Pågår")
        DONE = "done", _("Klar")

    plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, related_name="timeline")
    title = models.CharField(_("vad"), max_length=80)
    about = models.CharField(_("om arbetet"), max_length=200, blank=True)
    owner = models.CharField(_("ansvarig"), max_length=120)
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till och med"))
    status = models.CharField(_("läge"), max_length=10, choices=Status, default=Status.PLANNED)
    tier = models.CharField(_("nivå"), max_length=10, choices=Tier, blank=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="timeline_ends_after_start",
                violation_error_message=ENDS_BEFORE_START,
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_milestone(self) -> bool:
        return self.starts_on == self.ends_on


class Dialogue(models.Model):
    """Contact with a university. priority 1 is asked first. version guards against two people writing at once."""

    class Status(models.TextChoices):
        ENQUIRY = "enquiry", _("Förfrågan")
        OFFER = "offer", _("Offert")
        AGREEMENT = "agreement", _("Avtal")
        STARTED = "started", _("Kursen har startat")

    plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, related_name="dialogues")
    institution = models.CharField(_("lärosäte"), max_length=200)
    contact_unit = models.CharField(_("kontakt"), max_length=200, blank=True)
    priority = models.PositiveSmallIntegerField(_("ordning"))
    node = models.CharField(_("ULF-nod"), max_length=80, blank=True)
    status = models.CharField(_("läge"), max_length=10, choices=Status, default=Status.ENQUIRY)
    latest_on = models.DateField(_("senaste kontakt"), null=True, blank=True)
    note = models.CharField(_("om kontakten"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["priority", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "institution"],
                name="institution_once_per_plan",
                violation_error_message=_("Lärosätet finns redan i planen."),
            ),
            models.CheckConstraint(condition=models.Q(priority__gte=1), name="dialogue_priority_from_one"),
        ]

    def __str__(self) -> str:
        return self.institution


class AnchoringEntry(models.Model):
    """Where and when the plan was told of, talked over or decided. May lie after the decision (000-81)."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information")
        DIALOGUE = "dialogue", _("Dialog")
        CONSULTATION = "consultation", _("Facklig samverkan")
        PREPARATION = "preparation", _("Beredning")
        DECISION = "decision", _("Beslut")

    plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, related_name="anchoring")
    held_on = models.DateField(_("datum"))
    forum = models.CharField(_("forum"), max_length=200)
    kind = models.CharField(_("slag"), max_length=15, choices=Kind)
    outcome = models.CharField(_("utfall"), max_length=500, blank=True)
    minutes = models.CharField(_("protokoll"), max_length=120, blank=True)

    class Meta:
        ordering = ["held_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "held_on", "forum", "kind"],
                name="anchored_once_per_forum_and_day",
                violation_error_message=_("Det forumet finns redan med den dagen."),
            )
        ]

    def __str__(self) -> str:
        return self.forum


class BudgetLine(models.Model):
    """What something costs in one year on one tier. quantity times unit_price is the amount; nothing is typed as a sum."""

    class Kind(models.TextChoices):
        SEATS = "seats", _("Kursplatser")
        SUBSTITUTES = "substitutes", _("Vikarier")
        LITERATURE = "literature", _("Kurslitteratur")
        TRAVEL = "travel", _("Resor")

    plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, related_name="budget")
    year = models.PositiveSmallIntegerField(_("år"))
    tier = models.CharField(_("nivå"), max_length=10, choices=Tier)
    kind = models.CharField(_("slag av kostnad"), max_length=15, choices=Kind)
    quantity = models.DecimalField(_("antal"), max_digits=8, decimal_places=1)
    unit_price = models.DecimalField(_("kronor per styck"), max_digits=10, decimal_places=2)
    funding = models.CharField(_("finansiering"), max_length=120)
    assumption = models.CharField(_("så är antalet och priset räknade"), max_length=300)

    class Meta:
        ordering = ["year", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0, unit_price__gt=0),
                name="budget_line_costs_something",
                violation_error_message=_("En budgetrad behöver ett antal och ett pris som är mer än noll."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind}"

    @property
    def amount(self) -> Decimal:
        """Kronor."""
        return self.quantity * self.unit_price
