from tests.launch.conftest import checkout, place  # noqa: F401  # the same fixtures here
