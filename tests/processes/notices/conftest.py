from tests.notices.conftest import kind, server, tell  # noqa: F401  # the same fixtures here
