from tests.jobs.conftest import kind  # noqa: F401  # the same fixtures here
