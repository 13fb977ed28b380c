from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.plans.school import School, build_school


@pytest.fixture(scope="module")
def _school_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[School]:
    """Sixty statements once a module, in a transaction around those of its tests. Only building and undoing it may reach the database."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        school = build_school()
    yield school
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def school(_school_of_the_module: School, db: None) -> School:
    """A copy, so that what a test changes in it is its own; its rows are as they were when the test began."""
    return deepcopy(_school_of_the_module)
