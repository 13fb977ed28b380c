"""A private provider has no förvaltning and no nämnd: its pages work and speak of neither."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from core.wording import either, worded_for
from organisation.models import Role, RoleAssignment
from organisation.services.areas import whole_provider
from tests.factories import (
    AuthorityPlanFactory,
    CampaignFactory,
    CourseChoiceFactory,
    EmploymentFactory,
    PersonFactory,
    PlanCourseFactory,
    SchoolProviderFactory,
    SchoolUnitFactory,
    UnitPlanFactory,
)

pytestmark = pytest.mark.django_db
SPOKEN = re.compile(r"förvaltning(?!are)|nämnd", re.IGNORECASE)  # systemförvaltare is somebody's role


@pytest.fixture
def school():
    provider = SchoolProviderFactory(name="Friskolan AB", kind="private")
    authority = whole_provider(provider)
    unit = SchoolUnitFactory(authority=authority, name="Friskolan")
    today = timezone.localdate()
    CampaignFactory(provider=provider, authorities=[authority], opens_on=date(2020, 1, 1), closes_on=today.replace(year=today.year + 1))
    plan = AuthorityPlanFactory(authority=authority, starts_on=date(2020, 1, 1))
    plan.tiers.filter(tier="authority").update(decider="Ledningen", basis="Skolornas analyser")
    course = PlanCourseFactory(plan=plan)
    UnitPlanFactory(plan=plan, unit=unit)
    return unit, plan, course


@pytest.fixture
def everything(school):
    """Somebody who teaches, leads, oversees and administers, so that each page can be opened by one."""
    unit, plan, course = school
    person = PersonFactory(teaches_at=unit, principal_of=unit)
    for role in (Role.STRATEGIST, Role.ADMINISTRATOR):
        RoleAssignment.objects.create(person=person, role=role, starts_on=date(2020, 1, 1))
    for colleague in EmploymentFactory.create_batch(6, unit=unit, person__provider=person.provider):
        CourseChoiceFactory(person=colleague.person, plan=plan, offer=course.offer)
    return person


def pages(unit, plan):
    own = {"pk": unit.pk}
    changes = ("unit", "unit_rename", "unit_code", "unit_move", "unit_school_forms", "unit_merge", "unit_split", "unit_close")
    return [
        *(reverse(f"administration:{name}", kwargs=own) for name in changes),
        *(reverse(f"administration:{name}") for name in ("units", "unit_new", "areas", "area_new")),
        *(reverse(f"portal:{name}") for name in ("start", "administration", "overview")),
        reverse("portal:authority_overview", kwargs={"pk": unit.authority_id}),
        *(reverse(f"plans:{name}") for name in ("units", "my_plan", "authority_plans")),
        *(reverse(f"plans:{name}", kwargs=own) for name in ("unit", "unit_plan", "unit_analysis")),
        *(reverse(f"plans:{name}", kwargs={"pk": plan.pk}) for name in ("authority_plan", "anchoring_new", "budget_line_new")),
    ]


def said_in(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    html = response.content.decode()
    words = re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")])
    return [words[max(0, found.start() - 60) : found.end() + 30] for found in SPOKEN.finditer(words)]


def test_its_pages_speak_of_neither(client, school, everything):
    unit, plan, _course = school
    client.force_login(everything)
    said = {address: found for address in pages(unit, plan) if (found := said_in(client, address))}
    assert said == {}


def test_without_a_plan_they_do_not_either(client, school, everything):
    unit, plan, _course = school
    addresses = [address for address in pages(unit, plan) if "analys" not in address and f"/huvudmannaplan/{plan.pk}/" not in address]
    plan.choices.all().delete()
    unit.plans.all().delete()
    plan.delete()
    client.force_login(everything)
    said = {address: found for address in addresses if (found := said_in(client, address))}
    assert said == {}


def test_a_new_one_without_any_row_can_be_administered(client):
    provider = SchoolProviderFactory(name="Nya skolan AB", kind="private")
    client.force_login(PersonFactory(provider=provider, administrator=True))
    for name in (
        "administration:units",
        "administration:unit_new",
        "administration:areas",
        "administration:area_new",
        "portal:administration",
    ):
        assert said_in(client, reverse(name)) == []
    assert client.get(reverse("administration:authority_new")).status_code == 404
    client.post(reverse("administration:area_new"), {"name": "Norr"})
    assert provider.authorities.get().areas.get().name == "Norr"


def test_a_municipality_is_spoken_to_as_before():
    assert either("nämnden", "ledningen") == "nämnden"
    with worded_for(lambda: False):
        assert either("nämnden", "ledningen") == "ledningen"
    assert either("nämnden", "ledningen") == "nämnden"
