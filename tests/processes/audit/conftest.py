from tests.audit.conftest import _nobody_remembers  # noqa: F401  # the same fixtures here
