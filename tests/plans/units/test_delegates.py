"""Who stands in for a principal answers choices and reads the plan, and never writes or decides it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisation.models import Delegation
from organisation.services.delegations import delegate
from plans.choices import answers
from plans.models import UnitPlan
from tests.factories import CourseChoiceFactory, PersonFactory


@pytest.fixture
def delegate_of(school):
    """The teacher, to whom the principal has handed the unit for a week."""
    today = timezone.localdate()
    delegate(
        school.principal,
        school.teacher,
        school.unit,
        Delegation.Scope.LEAD,
        starts_on=today,
        ends_on=today + timedelta(days=7),
        by=school.principal,
        at=timezone.now(),
    )
    return school.teacher


@pytest.fixture
def draft(school):
    UnitPlan.objects.filter(pk=school.unit_plan.pk).update(status="draft", decided_on=None)


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("page", ["unit_analysis", "unit_course_new", "unit_plan_decide", "unit_plan_reopen"])
def test_the_plan_is_not_theirs_to_write_or_decide(client, school, delegate_of, page):
    client.force_login(delegate_of)
    address = reverse(f"plans:{page}", kwargs={"pk": school.unit.pk})
    assert client.post(address, {"version": school.unit_plan.version}).status_code == 403
    client.force_login(school.principal)
    assert client.post(address, {"version": school.unit_plan.version}).status_code in {200, 302}


@pytest.mark.usefixtures("draft")
def test_the_plan_is_read_without_a_way_to_change_it(client, school, delegate_of):
    client.force_login(delegate_of)
    page = client.get(reverse("plans:unit_plan", kwargs={"pk": school.unit.pk})).content.decode()
    assert "Enhetskurs 0" in page
    for word in ("Besluta planen", "Ändra analysen", "Lägg till en kurs", "Ta bort"):
        assert word not in page
    assert "Skriv enhetens plan" not in client.get("/").content.decode()


def test_choices_of_others_are_answered_and_the_own_never(school, delegate_of):
    now = timezone.now()
    colleague = PersonFactory(teaches_at=school.unit)
    theirs, own = (
        CourseChoiceFactory(person=person, plan=school.plan, offer=school.offers[0], status="proposed")
        for person in (colleague, delegate_of)
    )
    assert answers.answer(theirs.pk, agree=True, reason="", by=delegate_of, on=timezone.localdate(now), at=now).status == "agreed"
    with pytest.raises(answers.NotWaitingError):
        answers.answer(own.pk, agree=True, reason="", by=delegate_of, on=timezone.localdate(now), at=now)
