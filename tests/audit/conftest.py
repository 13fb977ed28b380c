import pytest
from django.core.cache import cache

from audit import seal


@pytest.fixture(autouse=True)
def _nobody_remembers(monkeypatch):
    """What other tests committed, and the database forgot with them. Thousands of their ids were undone: only the newest are asked about."""
    cache.clear()
    monkeypatch.setattr(seal, "LOOKED_BACK", 200)
