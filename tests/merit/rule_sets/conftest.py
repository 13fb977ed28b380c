from datetime import date
from decimal import Decimal

import pytest

from merit import services
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


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def administrator(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


@pytest.fixture
def half_timer(unit):
    """Meets level 1 by nine calendar years, of which most at 40 percent: not by years at half time or more."""
    return half_timer_at(unit)


def half_timer_at(unit):
    person = PersonFactory(teaches_at=unit)
    LicenceFactory(person=person, accepted=True)
    QualifyingDegreeFactory(person=person, accepted=True)
    post = {"person": person, "accepted": True}
    StatedEmploymentFactory(**post, starts_on=date(2017, 8, 14), ends_on=date(2024, 8, 13), extent_percent=Decimal(40))
    StatedEmploymentFactory(**post, starts_on=date(2024, 8, 14))
    CourseFactory.create_batch(2, person=person, accepted=True)
    services.reassess(person, TODAY, NOW)
    return person
