"""Who waits, in which order, and for whom."""

from datetime import timedelta

import pytest
from django.urls import reverse

from inventory.review import views
from organisation.models import Role, RoleAssignment
from tests.factories import NOW, CourseFactory, EmploymentFactory, LicenceFactory, PersonFactory, SchoolUnitFactory

QUEUE = "/granskning/"


@pytest.fixture
def queue(client, reviewer):
    client.force_login(reviewer)
    return lambda **query: client.get(QUEUE, query)


def waiting(unit, *, days, given_name="Åsa", **kwargs):
    person = PersonFactory(teaches_at=unit, given_name=given_name)
    CourseFactory(person=person, status="sent", sent_at=NOW - timedelta(days=days), **kwargs)
    return person


def names(response):
    return [row.person.given_name for row in response.context["rows"]]


def test_the_address_is_the_one_people_know():
    assert reverse("review:queue") == QUEUE


def test_the_longest_waiting_comes_first_and_says_since_when(queue, unit):
    waiting(unit, days=1, given_name="Ny")
    old = waiting(unit, days=30, given_name="Gammal")
    CourseFactory(person=old, sent=True)
    LicenceFactory(person=old, sent=True)
    response = queue()
    assert names(response) == ["Gammal", "Ny"]
    page = response.content.decode()
    assert "<h1>Två personer väntar på granskning</h1>" in page
    assert "Sammanlagt 4 uppgifter. Den äldsta skickades 21\xa0oktober\xa02026." in page
    assert "En legitimation, två kurser. Strandgymnasiet" in page


def test_when_all_is_reviewed_the_page_says_so(queue, unit):
    CourseFactory(person=PersonFactory(teaches_at=unit), accepted=True)
    CourseFactory(person=PersonFactory(teaches_at=unit))
    response = queue()
    assert "Ingen väntar på granskning" in response.content.decode()
    assert "Allt är granskat" in response.content.decode()


def test_a_reviewer_sees_their_authority_and_nobody_elses(queue, unit):
    waiting(unit, days=1, given_name="Vår")
    waiting(SchoolUnitFactory(authority=unit.authority), days=1, given_name="Grannens")
    waiting(SchoolUnitFactory(authority__provider=unit.authority.provider), days=1, given_name="Annan förvaltning")
    waiting(SchoolUnitFactory(), days=1, given_name="Annan huvudman")
    assert sorted(names(queue())) == ["Grannens", "Vår"]


def test_a_principal_sees_the_own_unit_and_never_themselves(client, unit, principal):
    waiting(unit, days=1, given_name="Vår")
    waiting(SchoolUnitFactory(authority=unit.authority), days=1, given_name="Grannens")
    CourseFactory(person=principal, sent=True)
    client.force_login(principal)
    assert names(client.get(QUEUE)) == ["Vår"]


def test_a_reviewer_for_the_whole_provider_stays_inside_it(client, unit):
    reviewer = PersonFactory(provider=unit.authority.provider)
    RoleAssignment.objects.create(person=reviewer, role=Role.REVIEWER, starts_on="2020-01-01")
    waiting(unit, days=1, given_name="Vår")
    waiting(SchoolUnitFactory(), days=1, given_name="Annan huvudman")
    client.force_login(reviewer)
    response = client.get(QUEUE)
    assert names(response) == ["Vår"]
    assert [str(each) for each in response.context["form"].units.values()] == ["Strandgymnasiet"]


def test_a_role_that_ended_yesterday_opens_nothing(client, reviewer):
    from django.utils import timezone

    RoleAssignment.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    client.force_login(reviewer)
    assert client.get(QUEUE).status_code == 403


def test_narrowing_by_unit_and_kind_is_kept_on_the_way_in(queue, unit):
    other = SchoolUnitFactory(authority=unit.authority, name="Björkgymnasiet")
    here = waiting(unit, days=2, given_name="Här")
    waiting(other, days=1, given_name="Där")
    LicenceFactory(person=here, sent=True)
    assert names(queue(enhet=unit.pk)) == ["Här"]
    assert names(queue(slag="licence")) == ["Här"]
    narrowed = queue(enhet=unit.pk, slag="licence")
    [row] = narrowed.context["rows"]
    assert row.total == 1
    assert row.url == f"/granskning/{here.pk}/?enhet={unit.pk}&slag=licence"
    assert "En person i urvalet väntar på granskning" in narrowed.content.decode()
    assert "Inget väntar i det urvalet" in queue(enhet=other.pk, slag="licence").content.decode()


@pytest.mark.parametrize("query", [{"enhet": "0"}, {"enhet": "x' OR 1=1"}, {"slag": "nonsense"}, {"page": "many"}, {"page": "99"}])
def test_an_odd_address_shows_the_whole_queue(queue, unit, query):
    waiting(unit, days=1, given_name="Vår")
    assert names(queue(**query)) == ["Vår"]


def test_another_school_providers_unit_narrows_nothing(queue, unit):
    foreign = SchoolUnitFactory()
    waiting(unit, days=1, given_name="Vår")
    waiting(foreign, days=1, given_name="Främmande")
    assert names(queue(enhet=foreign.pk)) == ["Vår"]


def test_somebody_employed_in_two_units_waits_once(queue, unit):
    person = waiting(unit, days=1, given_name="Delad")
    EmploymentFactory(person=person, unit=SchoolUnitFactory(authority=unit.authority, name="Björkgymnasiet"))
    [row] = queue().context["rows"]
    assert row.total == 1
    assert row.where == "Strandgymnasiet, Björkgymnasiet"


def test_a_long_queue_is_shown_page_by_page(queue, unit, monkeypatch):
    monkeypatch.setattr(views, "ROWS_A_PAGE", 3)
    for day in range(5):
        waiting(unit, days=day)
    assert len(queue().context["rows"]) == 3
    assert len(queue(page=2).context["rows"]) == 2


def test_the_number_of_queries_does_not_grow_with_the_rows(queue, unit, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            queue()
        return len(captured)

    waiting(unit, days=1)
    few = count()
    for day in range(12):
        LicenceFactory(person=waiting(unit, days=day), sent=True)
    assert count() == few
    assert few <= 20


def test_the_next_page_goes_on_where_the_first_ended(queue, unit, monkeypatch):
    monkeypatch.setattr(views, "ROWS_A_PAGE", 2)
    for days, name in ((5, "Först"), (4, "Sedan"), (3, "Sist")):
        waiting(unit, days=days, given_name=name)
    assert names(queue()) == ["Först", "Sedan"]
    assert names(queue(page=2)) == ["Sist"]
    assert names(queue(page=99)) == ["Sist"]
