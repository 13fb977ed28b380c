from tests.privacy.conftest import _nobody_remembers, decide, leaver, provider, unit  # noqa: F401  # the same fixtures here
