import pytest

from tests.plans.school import School, build_school


@pytest.fixture
def school(transactional_db: None) -> School:
    """Committed, so that other sessions see it."""
    return build_school()
