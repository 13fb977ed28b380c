"""A school provider whose nämnd has decided, and people who have left it."""

from datetime import date

import pytest

from privacy.models import Action, RetentionRule
from tests.audit.conftest import _nobody_remembers  # noqa: F401  # the same fixtures here
from tests.factories import NOW, EmploymentFactory, PersonFactory, SchoolUnitFactory
from tests.inventory.conftest import _looked_into, each_file_is_looked_into_once  # noqa: F401

DECIDED = {"decision_reference": "Dnr 2020/1", "decided_on": date(2020, 1, 15), "changed_at": NOW, "legal_ground": "Arkivlagen"}


@pytest.fixture
def unit(db):
    return SchoolUnitFactory()


@pytest.fixture
def provider(unit):
    return unit.authority.provider


@pytest.fixture
def decide(provider):
    """decide("certificates", years=2, counts_from="left"): the nämnd says so; without years, at inactuality."""

    def rule(kind, *, years=None, counts_from="", **more):
        action = Action.DELETE_AFTER if years else Action.DELETE_INACTUAL
        said = {"provider": provider, "kind": kind, "action": action, "years": years, "counts_from": counts_from}
        return RetentionRule.objects.create(**{**said, **DECIDED, **more})

    return rule


@pytest.fixture
def leaver(unit):
    """leaver(date(2020, 6, 12)): somebody whose only employment ended that day."""

    def left(last, **fields):
        person = PersonFactory(provider=unit.authority.provider, **fields)
        EmploymentFactory(person=person, unit=unit, starts_on=date(2010, 8, 1), ends_on=last)
        return person

    return left


@pytest.fixture
def administrator(provider):
    return PersonFactory(provider=provider, administrator=True)
