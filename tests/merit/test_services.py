"""The stored outcome follows the records, and only the teacher decides who else reads it."""

from datetime import date

import pytest

from audit.models import Entry
from inventory import changes
from merit import services
from merit.models import StoredAssessment
from tests.factories import (
    NOW,
    TODAY,
    CourseFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready_for_level_1():
    person = PersonFactory()
    LicenceFactory(person=person, accepted=True)
    QualifyingDegreeFactory(person=person, accepted=True)
    StatedEmploymentFactory(person=person, accepted=True, starts_on=date(2017, 8, 14))
    CourseFactory.create_batch(2, person=person, accepted=True)
    return person


def test_the_outcome_is_stored_with_facts_and_digest(ready_for_level_1):
    services.reassess(ready_for_level_1, TODAY, NOW)
    stored = StoredAssessment.objects.get(person=ready_for_level_1)
    assert (stored.level_1, stored.level_2, stored.rule_set, stored.sure_credits) == ("met", "not_met", "SFS 2025:280", 15)
    assert len(stored.facts_digest) == 64
    assert len(stored.facts["courses"]) == 2


def test_a_change_of_records_is_followed_in_the_same_transaction(ready_for_level_1):
    services.reassess(ready_for_level_1, TODAY, NOW)
    course = ready_for_level_1.course_records.first()
    course.status = "sent"
    course.save()
    changes.announce(ready_for_level_1, on=TODAY, at=NOW)
    assert StoredAssessment.objects.get(person=ready_for_level_1).level_1 == "undetermined"


def test_assessing_again_keeps_one_row_and_what_was_shared(ready_for_level_1):
    services.share(ready_for_level_1, shared=True, on=TODAY, at=NOW)
    services.reassess(ready_for_level_1, TODAY, NOW)
    assert StoredAssessment.objects.get(person=ready_for_level_1).shared_at == NOW


def test_sharing_is_audited_once(ready_for_level_1):
    for _ in range(2):
        services.share(ready_for_level_1, shared=True, on=TODAY, at=NOW)
    services.share(ready_for_level_1, shared=False, on=TODAY, at=NOW)
    assert [entry.action for entry in Entry.objects.order_by("pk")] == ["merit.assessment.shared", "merit.assessment.unshared"]


def test_a_principal_reads_what_is_shared_in_the_own_unit_only():
    unit = SchoolUnitFactory()
    principal = PersonFactory(principal_of=unit)
    teacher = PersonFactory(teaches_at=unit)
    services.reassess(teacher, TODAY, NOW)
    assert not StoredAssessment.objects.visible_to(principal, on=TODAY).exists()
    services.share(teacher, shared=True, on=TODAY, at=NOW)
    assert StoredAssessment.objects.visible_to(principal, on=TODAY).get().person == teacher
    elsewhere = PersonFactory(principal_of=SchoolUnitFactory())
    assert not StoredAssessment.objects.visible_to(elsewhere, on=TODAY).exists()
