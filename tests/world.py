"""One small municipality with every kind of person, and a second school provider beside it, for tests of who may see and do what."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from inventory.content import digest_of
from inventory.models import Campaign, Submission
from organisation.merging import services as merging
from organisation.models import (
    Area,
    Authority,
    Delegation,
    Leave,
    Person,
    PersonMerge,
    Profession,
    Role,
    RoleAssignment,
    SchoolProvider,
    SchoolUnit,
    UnitPeriod,
)
from tests.factories import (
    NOW,
    AuthorityFactory,
    AuthorityPlanFactory,
    CampaignFactory,
    CertificateFactory,
    CourseChoiceFactory,
    CourseFactory,
    DialogueFactory,
    EarlierAssessmentFactory,
    EmploymentFactory,
    MachineClientFactory,
    PersonFactory,
    PlanCourseFactory,
    PublishedRuleSetFactory,
    ReportFactory,
    RuleSetDraftFactory,
    ScenarioFactory,
    SchoolProviderFactory,
    SchoolUnitFactory,
    StoredAssessmentFactory,
    TimelineItemFactory,
    UnitCourseFactory,
    UnitPlanFactory,
)
from tests.factories.rule_sets import far_ahead

YESTERDAY_OF_TESTS = date(2020, 6, 30)


@dataclass
class World:
    """people: by kind. things: rows that pages are about, all of the teacher `teacher` at `unit` in `authority`.

    foreign_things: the same of the second provider, by the same names.
    """

    provider: SchoolProvider
    authority: Authority
    unit: SchoolUnit
    other_unit: SchoolUnit
    foreign_unit: SchoolUnit
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    foreign_things: dict[str, Any] = field(default_factory=dict)


IN_FORCE = ("teacher", "colleague", "principal", "deputy", "reviewer", "unit_reviewer", "strategist", "reader", "administrator")
DELEGATES = ("delegate_review", "delegate_lead")
OTHERS = ("other_teacher", "other_principal", "other_reviewer", "other_strategist", "other_reader")  # another unit, another authority
NOT_NOW = (
    *("ended_principal", "ended_reviewer", "ended_strategist", "ended_reader", "ended_administrator"),
    *("coming_principal", "between", "leaver"),
)
FOREIGN = ("foreign_teacher", "foreign_principal", "foreign_reviewer", "foreign_strategist", "foreign_reader", "foreign_administrator")
PEOPLE = (*IN_FORCE, *DELEGATES, *OTHERS, *NOT_NOW, *FOREIGN, "nobody")


def build_world() -> World:
    provider = SchoolProviderFactory(name="Sjöstad kommun")
    authority = AuthorityFactory(provider=provider, name="Gymnasie- och vuxenutbildning")
    other_authority = AuthorityFactory(provider=provider, name="Grundskola")
    unit = SchoolUnitFactory(authority=authority, name="Strandgymnasiet")
    other_unit = SchoolUnitFactory(authority=authority, name="Björkgymnasiet")
    foreign = SchoolUnitFactory(authority=AuthorityFactory(provider=SchoolProviderFactory(name="Bergstad kommun")))
    world = World(provider, authority, unit, other_unit, foreign)
    world.people = {
        **_people(unit, authority, ""),
        "colleague": PersonFactory(username="w-colleague", teaches_at=unit),
        "deputy": PersonFactory(username="w-deputy", teaches_at=unit, profession=Profession.PRINCIPAL, deputy_of=unit),
        "unit_reviewer": _with_role("unit_reviewer", provider, Role.REVIEWER, unit=unit),
        "other_teacher": PersonFactory(username="w-other-teacher", teaches_at=other_unit),
        "other_principal": _principal("w-other-principal", other_unit),
        "other_reviewer": PersonFactory(username="w-other-reviewer", reviewer_of=other_authority),
        "other_strategist": PersonFactory(username="w-other-strategist", strategist_of=other_authority),
        "other_reader": PersonFactory(username="w-other-reader", reader_of=other_authority),
        **_not_now(provider, unit),
        **_people(foreign, foreign.authority, "foreign_"),
    }
    world.people |= _delegates(world)
    people = world.people
    world.things = _things(unit, [authority, other_authority], people["teacher"], people["principal"])
    world.foreign_things = _things(foreign, [foreign.authority], people["foreign_teacher"], people["foreign_principal"])
    for things, person in ((world.things, people["administrator"]), (world.foreign_things, people["foreign_administrator"])):
        things["rule_set"] = PublishedRuleSetFactory(published_by=person, valid_from=far_ahead())
        things["rule_set_draft"] = RuleSetDraftFactory(changed_by=person, valid_from=far_ahead() - timedelta(days=300))
    world.things["merge"] = _merge(provider)
    world.foreign_things["merge"] = _merge(foreign.authority.provider)
    return world


def _people(unit: SchoolUnit, authority: Authority, kind: str) -> dict[str, Person]:
    """The roles that both providers have."""
    name = f"w-{kind.replace('_', '-')}"
    return {
        f"{kind}teacher": PersonFactory(username=f"{name}teacher", teaches_at=unit),
        f"{kind}principal": _principal(f"{name}principal", unit),
        f"{kind}reviewer": PersonFactory(username=f"{name}reviewer", reviewer_of=authority),
        f"{kind}strategist": PersonFactory(username=f"{name}strategist", strategist_of=authority),
        f"{kind}reader": PersonFactory(username=f"{name}reader", reader_of=authority),
        f"{kind}administrator": PersonFactory(username=f"{name}administrator", provider=authority.provider, administrator=True),
    }


def _principal(username: str, unit: SchoolUnit) -> Person:
    return PersonFactory(username=username, teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit)


def _with_role(
    kind: str, provider: SchoolProvider, role: Role, *, starts_on: date = date(2019, 1, 1), ends_on: date | None = None, **place: Any
) -> Person:
    person = PersonFactory(username=f"w-{kind.replace('_', '-')}", provider=provider)
    RoleAssignment.objects.create(person=person, role=role, starts_on=starts_on, ends_on=ends_on, **place)
    return person


def _not_now(provider: SchoolProvider, unit: SchoolUnit) -> dict[str, Person]:
    """People whose roles or employments are over, or have not begun: to the pages they are nobody in particular."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    over = {"ends_on": YESTERDAY_OF_TESTS}
    between = PersonFactory(username="w-between", provider=provider)
    EmploymentFactory(person=between, unit=unit, **over)
    EmploymentFactory(person=between, unit=unit, starts_on=tomorrow)
    leaver = PersonFactory(username="w-leaver", provider=provider)
    EmploymentFactory(person=leaver, unit=unit, **over)
    return {
        "ended_principal": _with_role("ended_principal", provider, Role.PRINCIPAL, unit=unit, **over),
        "ended_reviewer": _with_role("ended_reviewer", provider, Role.REVIEWER, authority=unit.authority, **over),
        "ended_strategist": _with_role("ended_strategist", provider, Role.STRATEGIST, authority=unit.authority, **over),
        "ended_reader": _with_role("ended_reader", provider, Role.READER, authority=unit.authority, **over),
        "ended_administrator": _with_role("ended_administrator", provider, Role.ADMINISTRATOR, **over),
        "coming_principal": _with_role("coming_principal", provider, Role.PRINCIPAL, unit=unit, starts_on=tomorrow),
        "between": between,
        "leaver": leaver,
    }


def _delegates(world: World) -> dict[str, Person]:
    """Two who stand in for the principal: one who reviews, and one who also leads and is a deputy principal elsewhere."""
    lead = PersonFactory(username="w-delegate-lead", teaches_at=world.other_unit, profession=Profession.DEPUTY_PRINCIPAL)
    review = PersonFactory(username="w-delegate-review", provider=world.provider)
    given = ((review, Delegation.Scope.REVIEW, Role.REVIEWER), (lead, Delegation.Scope.LEAD, Role.DEPUTY_PRINCIPAL))
    for receiver, scope, role in given:
        period = {"starts_on": date(2020, 1, 1), "ends_on": date(2099, 12, 31)}
        delegation = Delegation.objects.create(
            giver=world.people["principal"], receiver=receiver, unit=world.unit, scope=scope, given_by=world.people["principal"], **period
        )
        RoleAssignment.objects.create(person=receiver, role=role, unit=world.unit, delegation=delegation, is_temporary=True, **period)
    return {"delegate_review": review, "delegate_lead": lead}


def _merge(provider: SchoolProvider) -> PersonMerge:
    """Two accounts that somebody else's rows do not depend on, made one."""
    kept, merged = PersonFactory(provider=provider), PersonFactory(provider=provider)
    other = PersonFactory(provider=provider, administrator=True)
    return merging.merge(kept, merged, reason="Samma person", by=other, at=timezone.now())


def _things(unit: SchoolUnit, authorities: list[Authority], teacher: Person, principal: Person) -> dict[str, Any]:
    """One of each thing that pages are about, in one school provider."""
    campaign = CampaignFactory(
        provider=unit.authority.provider, authorities=authorities, opens_on=date(2020, 1, 1), closes_on=date(2099, 12, 31)
    )
    certificate = CertificateFactory(person=teacher)
    plan = AuthorityPlanFactory(authority=unit.authority)
    plan_course = PlanCourseFactory(plan=plan)
    unit_plan = UnitPlanFactory(plan=plan, unit=unit)
    unit.periods.update(ends_on=date(2089, 12, 31))
    return {
        "area": Area.objects.create(authority=unit.authority, name="Norra området"),
        "closed_unit": SchoolUnitFactory(authority=unit.authority, name="Gamla skolan", closed_on=YESTERDAY_OF_TESTS),
        "planned_period": UnitPeriod.objects.create(unit=unit, authority=unit.authority, name="Nya skolan", starts_on=date(2090, 1, 1)),
        "leave": Leave.objects.create(employment=teacher.employments.get(), kind="studies", extent_percent=20, starts_on=date(2026, 8, 1)),
        "machine_client": MachineClientFactory(provider=unit.authority.provider),
        "report": ReportFactory(unit_plan=unit_plan, ordered_by=principal, finished=True),
        "shared_assessment": StoredAssessmentFactory(person=teacher, shared_at=NOW),
        "earlier_assessment": EarlierAssessmentFactory(person=teacher),
        "campaign": campaign,
        "certificate": certificate,
        "draft": CourseFactory(person=teacher, title="Utkast"),
        "sent": CourseFactory(person=teacher, title="Skickad", sent=True, certificates=[certificate]),
        "submission": _submission(campaign, teacher, unit),
        "plan": plan,
        "draft_plan": AuthorityPlanFactory(authority=unit.authority, version="2.0", status="draft", decided_on=None),
        "dialogue": DialogueFactory(plan=plan),
        "timeline_item": TimelineItemFactory(plan=plan),
        "plan_course": plan_course,
        "unit_plan": unit_plan,
        "unit_course": UnitCourseFactory(unit_plan=unit_plan),
        "scenario": ScenarioFactory(person=teacher),
        "choice": CourseChoiceFactory(person=teacher, plan=plan, offer=plan_course.offer, status="proposed"),
    }


def _submission(campaign: Campaign, person: Person, unit: SchoolUnit) -> Submission:
    about = {"interest": "", "with_merit": True, "employments": [{"unit": unit.name, "profession": "teacher", "extent": "100"}]}
    shown = {"name": campaign.name, "opens_on": "2020-01-01", "closes_on": "2099-12-31"}
    content = {"shape": 1, "campaign": shown, "about": about, "nothing_to_add": [], "records": {}}
    return Submission.objects.create(
        campaign=campaign, person=person, unit=unit, number=1, sent_at=NOW, content=content, digest=digest_of(content)
    )
