"""What to do links to where it is done: for the owner, where there is such a page, and to nothing that answers otherwise than with a page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory.models import RecordStatus
from merit import services
from merit.remedy_links import LINKS
from merit.rules.findings import Condition
from merit.rules.messages import Remedy
from tests.factories import (
    NOW,
    TODAY,
    AuthorityPlanFactory,
    CourseFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/meritering/"


@pytest.fixture
def teacher():
    return PersonFactory(teaches_at=SchoolUnitFactory())


def links(client, person, *, level=1):
    """The links of each condition of a level, by the condition's id."""
    client.force_login(person)
    shown = next(each for each in client.get(ADDRESS).context["page"].levels if each.number == level)
    return {condition.id: {link.text: link.url for link in condition.links} for condition in shown.conditions}


def test_every_remedy_is_thought_of():
    assert set(LINKS) == set(Remedy)


def test_with_nothing_registered_each_remedy_leads_to_where_it_is_added(client, teacher):
    found = links(client, teacher)
    assert found[Condition.LICENCE] == {"Lägg till din legitimation": "/inventering/legitimation/lagg-till/"}
    assert found[Condition.MERIT_CREDITS] == {"Lägg till din examen": "/inventering/examen/lagg-till/"}
    assert found[Condition.ACTIVE_HALF_TIME] == {"Lägg till en anställning": "/inventering/anstallningar/lagg-till/"}
    assert links(client, teacher, level=2)[Condition.DECISION_LEVEL_1] == {
        "Gör underlag för ansökan om nivå 1": "/meritering/ansokan/1/",
        "Lägg till ett beslut": "/inventering/beslut/lagg-till/",
    }


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_every_link_opens_a_page(client, teacher, level):
    CourseFactory(person=teacher, sent=True, merit_basis="unsure")
    StatedEmploymentFactory(person=teacher, accepted=True, starts_on=date(2024, 8, 14), extent_percent=Decimal(40))
    for found in links(client, teacher, level=level).values():
        for url in found.values():
            assert url.startswith("#") or client.get(url).status_code == 200, url


def test_a_draft_is_sent_what_waits_is_looked_at_and_what_came_back_is_put_right(client, teacher):
    QualifyingDegreeFactory(person=teacher, accepted=True)
    course = CourseFactory(person=teacher, credits=Decimal(15), title="Minne")
    said = {
        RecordStatus.DRAFT: ["Kontrollera och skicka det du har registrerat"],
        RecordStatus.SENT: ["Se dina kurser"],
        RecordStatus.COMPLETION_ASKED: ["Ändra kursen ”Minne”"],
    }
    for status, texts in said.items():
        type(course).objects.filter(pk=course.pk).update(status=status, sent_at=None if status == RecordStatus.DRAFT else NOW)
        assert list(links(client, teacher)[Condition.MERIT_CREDITS]) == texts


def test_what_was_not_accepted_leads_to_the_list_where_the_reason_stands(client, teacher):
    LicenceFactory(person=teacher, status=RecordStatus.REJECTED, sent_at=NOW)
    assert links(client, teacher)[Condition.LICENCE] == {"Se din legitimation": "/inventering/legitimation/"}


def test_the_shortest_way_is_linked_where_a_plan_offers_courses(client, teacher):
    QualifyingDegreeFactory(person=teacher, accepted=True)
    shortest = "Se vilka kurser som är närmaste vägen till nivå 1"
    assert shortest not in links(client, teacher)[Condition.MERIT_CREDITS]
    AuthorityPlanFactory(authority=teacher.employments.get().unit.authority)
    assert links(client, teacher)[Condition.MERIT_CREDITS][shortest] == "/min-plan/narmaste-vag/?niva=1"


def test_a_day_ahead_is_linked_to_the_assessment_of_that_day(client, teacher):
    QualifyingDegreeFactory(person=teacher, accepted=True)
    StatedEmploymentFactory(person=teacher, accepted=True, starts_on=TODAY - timedelta(days=400))
    url = next(iter(links(client, teacher)[Condition.YEARS_OF_SERVICE].values()))
    assert url.startswith("/meritering/?dag=")
    assert client.get(url).context["when"] == "ahead"


def test_sharing_with_the_principal_is_offered_until_it_is_done(client, teacher):
    StatedEmploymentFactory(person=teacher, accepted=True, extent_percent=Decimal(40))
    share = "Dela bedömningen med din rektor inför ett samtal"
    assert share not in links(client, teacher)[Condition.ACTIVE_HALF_TIME]
    PersonFactory(principal_of=teacher.employments.get().unit)
    assert links(client, teacher)[Condition.ACTIVE_HALF_TIME][share] == "#dela"
    services.share(teacher, shared=True, on=TODAY, at=NOW)
    assert share not in links(client, teacher)[Condition.ACTIVE_HALF_TIME]


def test_a_principal_who_reads_is_shown_no_link_to_what_only_the_teacher_can_do(client, teacher):
    services.share(teacher, shared=True, on=TODAY, at=NOW)
    client.force_login(PersonFactory(principal_of=teacher.employments.get().unit))
    response = client.get(f"{ADDRESS}{teacher.pk}/")
    assert not any(condition.links for level in response.context["page"].levels for condition in level.conditions)
    text = response.content.decode()
    assert "Gör så här:" in text
    assert "”du” är den som har delat bedömningen" in text
    assert "/inventering/" not in text.split("<main", 1)[1].split("</main", 1)[0]
