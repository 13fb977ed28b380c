import pytest

from tests.factories import PersonFactory


@pytest.fixture
def reviewer(unit):
    return PersonFactory(reviewer_of=unit.authority, given_name="Leila", family_name="Haddad")


@pytest.fixture
def heard(monkeypatch):
    """Who was announced as changed."""
    from inventory import changes

    told = []
    monkeypatch.setattr(changes, "_listeners", [lambda people, on, at: told.extend(people)])
    return told
