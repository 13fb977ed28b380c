"""The access table, one file an app. A row says, per method, which code each kind of person of tests/world.py gets."""

from tests.access.inventory import ROWS as INVENTORY
from tests.access.merit import ROWS as MERIT
from tests.access.plans import ROWS as PLANS
from tests.access.portal import ROWS as PORTAL
from tests.access.reports import ROWS as REPORTS

TABLE = {**PORTAL, **INVENTORY, **MERIT, **PLANS, **REPORTS}
