from tests.plans.conftest import school  # noqa: F401  # the same fixtures here
