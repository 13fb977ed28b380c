"""A teacher reads earlier assessments as they were, and nobody else does."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from merit import services, telling
from merit.models import EarlierAssessment
from notices.models import Notice
from notices.services import tell
from tests.factories import (
    NOW,
    TODAY,
    CourseFactory,
    EarlierAssessmentFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
    StoredAssessmentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client):
    """Had all for level 1, then a course was rejected."""
    person = PersonFactory(teaches_at=SchoolUnitFactory())
    LicenceFactory(person=person, accepted=True)
    QualifyingDegreeFactory(person=person, accepted=True)
    StatedEmploymentFactory(person=person, accepted=True, starts_on=date(2017, 8, 14), extent_percent=80)
    LevelDecisionFactory(person=person, accepted=True, level=4)
    courses = [CourseFactory(person=person, accepted=True, title=f"Läsning och skrivning {number}") for number in (1, 2)]
    services.reassess(person, TODAY - timedelta(days=2), NOW - timedelta(days=2))
    courses[0].status = "rejected"
    courses[0].save()
    services.reassess(person, TODAY - timedelta(days=1), NOW - timedelta(days=1))
    client.force_login(person)
    return person


def test_the_list_says_what_changed_and_why(client, teacher):
    text = client.get(reverse("merit:earlier_list")).content.decode()
    assert "Dina uppgifter ändrades." in text
    assert "Nivå 1: från ”uppfyllt” till ”inte uppfyllt”" in text
    assert "Meriterande poäng" not in text


def test_one_is_shown_with_its_rows_as_they_were_and_without_advice(client, teacher):
    row = EarlierAssessment.objects.get()
    teacher.course_records.all().delete()
    text = client.get(reverse("merit:earlier", kwargs={"pk": row.pk})).content.decode()
    assert text.count("Läsning och skrivning") >= 2
    assert "Lärare, 80 procent" in text
    assert "Meriterande poäng: från ”uppfyllt” till ”inte uppfyllt”" in text
    assert "Beviljat" in text
    assert "Gör så här" not in text


def test_what_took_the_place_of_one_is_the_next_and_not_the_last(client):
    person = PersonFactory(teaches_at=SchoolUnitFactory())
    client.force_login(person)
    first = EarlierAssessmentFactory(person=person, level_1="met")
    EarlierAssessmentFactory(person=person, level_1="undetermined")
    StoredAssessmentFactory(person=person, level_1="not_met")
    text = client.get(reverse("merit:earlier", kwargs={"pk": first.pk})).content.decode()
    assert "Nivå 1: från ”uppfyllt” till ”går inte att avgöra än”" in text
    listed = client.get(reverse("merit:earlier_list")).content.decode()
    assert listed.index("från ”går inte att avgöra än” till") < listed.index("från ”uppfyllt” till")


def test_somebody_without_any_is_told_so(client):
    client.force_login(PersonFactory(teaches_at=SchoolUnitFactory()))
    assert "Du har inga tidigare bedömningar" in client.get(reverse("merit:earlier_list")).content.decode()


def test_whoever_comes_to_the_page_need_not_be_told_by_mail(client, teacher):
    values = {"change": 5, "levels": 1}
    tell(telling.BY_TIME.name, teacher, about=teacher.provider, at=NOW, url="/meritering/", values=values)
    client.get(reverse("merit:assessment"))
    assert Notice.objects.get(person=teacher).read_at is not None
