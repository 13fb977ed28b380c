"""What is not sent is its owner's alone, corrections of a returned row included."""

from datetime import timedelta

import pytest

from inventory.models import Certificate, Course
from tests.factories import NOW, TODAY, CertificateFactory, CourseFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def teacher():
    return PersonFactory(teaches_at=SchoolUnitFactory())


@pytest.fixture
def principal(teacher):
    return PersonFactory(principal_of=teacher.employments.get().unit)


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        ({}, False),
        ({"sent": True}, True),
        ({"accepted": True}, True),
        ({"returned": True}, True),
        ({"returned": True, "changed_at": LATER}, False),
        ({"rejected": True}, True),
    ],
)
def test_a_reviewer_sees_what_has_been_sent_as_it_was_sent(teacher, principal, state, seen):
    certificate = CertificateFactory(person=teacher)
    course = CourseFactory(person=teacher, certificates=[certificate], **state)
    assert Course.objects.visible_to(principal, on=TODAY).filter(pk=course.pk).exists() is seen
    assert Certificate.objects.visible_to(principal, on=TODAY).filter(pk=certificate.pk).exists() is seen
    assert Course.objects.visible_to(teacher, on=TODAY).filter(pk=course.pk).exists()


def test_one_sent_row_is_enough_for_its_certificate(teacher, principal):
    certificate = CertificateFactory(person=teacher)
    CourseFactory(person=teacher, certificates=[certificate])
    CourseFactory(person=teacher, certificates=[certificate], sent=True)
    assert Certificate.objects.visible_to(principal, on=TODAY).get() == certificate
