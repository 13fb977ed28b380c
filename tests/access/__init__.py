"""The access table, one file an app. A row says, per method, which code each kind of person of tests/world.py gets."""

from tests.access.api import ROWS as API
from tests.access.identity import ROWS as IDENTITY
from tests.access.inventory import ROWS as INVENTORY
from tests.access.merging import ROWS as MERGING
from tests.access.merit import ROWS as MERIT
from tests.access.notices import ROWS as NOTICES
from tests.access.organisation import ROWS as ORGANISATION
from tests.access.packs import ROWS as PACKS
from tests.access.people import ROWS as PEOPLE
from tests.access.plans import ROWS as PLANS
from tests.access.portal import ROWS as PORTAL
from tests.access.privacy import ROWS as PRIVACY
from tests.access.register import ROWS as REGISTER
from tests.access.reports import ROWS as REPORTS
from tests.access.rule_sets import ROWS as RULE_SETS

TABLE = {
    **PORTAL,
    **INVENTORY,
    **MERIT,
    **RULE_SETS,
    **PLANS,
    **REPORTS,
    **PACKS,
    **REGISTER,
    **NOTICES,
    **PRIVACY,
    **IDENTITY,
    **ORGANISATION,
    **PEOPLE,
    **MERGING,
    **API,
}
