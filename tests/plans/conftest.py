import pytest

from tests.plans.school import School, build_school


@pytest.fixture
def school(db: None) -> School:
    return build_school()
