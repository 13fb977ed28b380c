"""What one person can choose from in the plan in force, and what has been chosen. Read once, for the page and for the service alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from organisation.models import Person, SchoolUnit
from plans.models import AuthorityPlan, CourseChoice, CourseOffer, PlanCourse, PlanTier, Tier, UnitCourse, UnitPlan

SHARED_TIERS = (Tier.AUTHORITY, Tier.UNIT)
"""Where somebody else has decided what is on offer; the individual tier is the teacher's own."""


@dataclass(frozen=True, slots=True)
class Option:
    """A course on offer on a shared tier, with the need it answers."""

    tier: Tier
    offer: CourseOffer
    need: str


@dataclass(frozen=True, slots=True)
class Situation:
    """options and choices are in the order they are shown. tiers: those the plan has."""

    plan: AuthorityPlan
    tiers: Mapping[str, PlanTier]
    options: tuple[Option, ...]
    choices: tuple[CourseChoice, ...]

    def options_of(self, tier: str) -> list[Option]:
        return [option for option in self.options if option.tier == tier]

    def choices_of(self, tier: str) -> list[CourseChoice]:
        return [choice for choice in self.choices if choice.tier == tier]

    def choice_of(self, offer_id: int) -> CourseChoice | None:
        return next((choice for choice in self.choices if choice.offer_id == offer_id), None)

    def required(self, tier: str) -> int:
        """How many must be chosen before the plan is sent; 0 where the number is free, or where nothing is on offer yet."""
        choose = self.tiers[tier].choose if tier in self.tiers else None
        return choose if choose and self.options_of(tier) else 0

    def is_offered(self, choice: CourseChoice) -> bool:
        """Whether the course is still on offer where it was chosen. The teacher's own tier offers everything."""
        return choice.tier == Tier.INDIVIDUAL or any(
            option.offer.pk == choice.offer_id and option.tier == choice.tier for option in self.options
        )

    @property
    def stamp(self) -> str:
        """Changes with every change of a choice; a form carries the one it was opened with, so that two tabs cannot undo each other."""
        latest = max((choice.changed_at.isoformat() for choice in self.choices), default="")
        return f"{self.plan.pk}:{len(self.choices)}:{latest}"


def situation_of(person: Person, *, on: date) -> Situation | None:
    """None where no plan is in force. Five queries."""
    plan = AuthorityPlan.objects.main_for(person, on=on).select_related("authority").first()
    if plan is None:
        return None
    options = {option.offer.pk: option for option in (*_of_unit(plan, person, on), *_of_authority(plan))}
    return Situation(
        plan=plan,
        tiers={tier.tier: tier for tier in plan.tiers.all()},
        options=tuple(sorted(options.values(), key=lambda option: option.tier != Tier.AUTHORITY)),
        choices=tuple(CourseChoice.objects.filter(person=person, plan=plan).select_related("offer")),
    )


def _of_authority(plan: AuthorityPlan) -> list[Option]:
    courses = PlanCourse.objects.filter(plan=plan).select_related("offer")
    return [Option(Tier.AUTHORITY, course.offer, course.need) for course in courses]


def _of_unit(plan: AuthorityPlan, person: Person, on: date) -> list[Option]:
    """What the principals of the person's units have decided."""
    units = SchoolUnit.objects.workplaces_of(person, on=on).values("pk")
    courses = UnitCourse.objects.filter(unit_plan__plan=plan, unit_plan__unit__in=units, unit_plan__status=UnitPlan.Status.DECIDED)
    return [Option(Tier.UNIT, course.offer, course.need) for course in courses.select_related("offer")]


def own_choice(person: Person, pk: UUID) -> CourseChoice | None:
    return CourseChoice.objects.filter(person=person, pk=pk).select_related("offer").first()
