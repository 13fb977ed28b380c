import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_remembers():
    """What other tests committed, and the database forgot with them."""
    cache.clear()
