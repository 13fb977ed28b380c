from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from tests.kept import kept
from tests.plans.school import School, build_school


@pytest.fixture(scope="module")
def _school_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[School]:
    """Sixty statements once a module."""
    with kept(django_db_blocker, build_school) as school:
        yield school


@pytest.fixture
def school(_school_of_the_module: School, db: None) -> School:
    """A copy, so that what a test changes in it is its own; its rows are as they were when the test began."""
    return deepcopy(_school_of_the_module)
