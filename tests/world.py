"""One small municipality with every kind of person, and a second school provider beside it, for tests of who may see and do what."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from inventory.content import digest_of
from inventory.models import Campaign, Submission
from organisation.models import Authority, Person, Profession, Role, RoleAssignment, SchoolProvider, SchoolUnit
from tests.factories import (
    NOW,
    AuthorityFactory,
    AuthorityPlanFactory,
    CampaignFactory,
    CertificateFactory,
    CourseChoiceFactory,
    CourseFactory,
    DialogueFactory,
    PersonFactory,
    PlanCourseFactory,
    ReportFactory,
    SchoolProviderFactory,
    SchoolUnitFactory,
    StoredAssessmentFactory,
    TimelineItemFactory,
    UnitCourseFactory,
    UnitPlanFactory,
)

YESTERDAY_OF_TESTS = date(2020, 6, 30)


@dataclass
class World:
    """people: by kind. things: rows that pages are about, all of the teacher `teacher` at `unit` in `authority`."""

    provider: SchoolProvider
    authority: Authority
    unit: SchoolUnit
    other_unit: SchoolUnit
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


PEOPLE = (
    "teacher",
    "colleague",
    "principal",
    "deputy",
    "other_principal",
    "reviewer",
    "strategist",
    "other_strategist",
    "reader",
    "administrator",
    "ended_principal",
    "foreign_teacher",
    "foreign_principal",
    "foreign_strategist",
    "nobody",
)


def build_world() -> World:
    provider = SchoolProviderFactory(name="Sjöstad kommun")
    authority = AuthorityFactory(provider=provider, name="Gymnasie- och vuxenutbildning")
    other_authority = AuthorityFactory(provider=provider, name="Grundskola")
    unit = SchoolUnitFactory(authority=authority, name="Strandgymnasiet")
    other_unit = SchoolUnitFactory(authority=authority, name="Björkgymnasiet")
    foreign = SchoolUnitFactory(authority=AuthorityFactory(provider=SchoolProviderFactory(name="Bergstad kommun")))
    world = World(provider, authority, unit, other_unit)
    world.people = {
        "teacher": PersonFactory(username="w-teacher", teaches_at=unit),
        "colleague": PersonFactory(username="w-colleague", teaches_at=unit),
        "principal": PersonFactory(username="w-principal", teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit),
        "deputy": PersonFactory(username="w-deputy", teaches_at=unit, profession=Profession.DEPUTY_PRINCIPAL, deputy_of=unit),
        "other_principal": PersonFactory(username="w-other-principal", principal_of=other_unit),
        "reviewer": PersonFactory(username="w-reviewer", reviewer_of=authority),
        "strategist": PersonFactory(username="w-strategist", strategist_of=authority),
        "other_strategist": PersonFactory(username="w-other-strategist", strategist_of=other_authority),
        "reader": PersonFactory(username="w-reader", reader_of=authority),
        "administrator": PersonFactory(username="w-administrator", provider=provider, administrator=True),
        "ended_principal": _ended_principal(provider, unit),
        "foreign_teacher": PersonFactory(username="w-foreign-teacher", teaches_at=foreign),
        "foreign_principal": PersonFactory(username="w-foreign-principal", principal_of=foreign),
        "foreign_strategist": PersonFactory(username="w-foreign-strategist", strategist_of=foreign.authority),
    }
    _give_things(world, other_authority, foreign)
    return world


def _ended_principal(provider: SchoolProvider, unit: SchoolUnit) -> Person:
    person = PersonFactory(username="w-ended", provider=provider)
    RoleAssignment.objects.create(person=person, role=Role.PRINCIPAL, unit=unit, starts_on=date(2019, 1, 1), ends_on=YESTERDAY_OF_TESTS)
    return person


def _give_things(world: World, other_authority: Authority, foreign: SchoolUnit) -> None:
    teacher = world.people["teacher"]
    campaign = CampaignFactory(
        provider=world.provider, authorities=[world.authority, other_authority], opens_on=date(2020, 1, 1), closes_on=date(2099, 12, 31)
    )
    CampaignFactory(
        provider=foreign.authority.provider, authorities=[foreign.authority], opens_on=date(2020, 1, 1), closes_on=date(2099, 12, 31)
    )
    certificate = CertificateFactory(person=teacher)
    plan = AuthorityPlanFactory(authority=world.authority)
    plan_course = PlanCourseFactory(plan=plan)
    unit_plan = UnitPlanFactory(plan=plan, unit=world.unit)
    world.things = {
        "report": ReportFactory(unit_plan=unit_plan, ordered_by=world.people["principal"], finished=True),
        "shared_assessment": StoredAssessmentFactory(person=teacher, shared_at=NOW),
        "campaign": campaign,
        "certificate": certificate,
        "draft": CourseFactory(person=teacher, title="Utkast"),
        "sent": CourseFactory(person=teacher, title="Skickad", sent=True, certificates=[certificate]),
        "submission": _submission(campaign, teacher, world.unit),
        "plan": plan,
        "draft_plan": AuthorityPlanFactory(authority=world.authority, version="2.0", status="draft", decided_on=None),
        "dialogue": DialogueFactory(plan=plan),
        "timeline_item": TimelineItemFactory(plan=plan),
        "plan_course": plan_course,
        "unit_plan": unit_plan,
        "unit_course": UnitCourseFactory(unit_plan=unit_plan),
        "choice": CourseChoiceFactory(person=teacher, plan=plan, offer=plan_course.offer, status="proposed"),
    }


def _submission(campaign: Campaign, person: Person, unit: SchoolUnit) -> Submission:
    about = {"interest": "", "with_merit": True, "employments": [{"unit": unit.name, "profession": "teacher", "extent": "100"}]}
    shown = {"name": campaign.name, "opens_on": "2020-01-01", "closes_on": "2099-12-31"}
    content = {"shape": 1, "campaign": shown, "about": about, "nothing_to_add": [], "records": {}}
    return Submission.objects.create(
        campaign=campaign, person=person, unit=unit, number=1, sent_at=NOW, content=content, digest=digest_of(content)
    )
