"""While developing: errors in full, templates and static files as they lie."""

from config.settings.base import *  # noqa: F403

DEBUG = True
INTERNAL_IPS = ["127.0.0.1"]
