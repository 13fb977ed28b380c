from tests.inventory.conftest import principal, teacher, unit  # noqa: F401  # the same fixtures here
from tests.inventory.review.conftest import reviewer  # noqa: F401
