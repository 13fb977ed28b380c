"""Tests: the same engines, quick passwords, tasks at once, and every undefined template variable an error."""

import os

# The launcher sets where PostgreSQL answers; the rest lets type checks and pure tests run without any service.
for name, value in {
    "MERITPLAN_MODE": "test",
    "SECRET_KEY": "test",
    "DATABASE_URL": "postgresql:///meritplan",
    "REDIS_URL": "redis://localhost",
    "MEDIA_ROOT": "/nonexistent",
}.items():
    os.environ.setdefault(name, value)

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATABASES, TEMPLATES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "portal.sessions.store"
ACCOUNT_RATE_LIMITS = False
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"] = {**TEMPLATES[0]["OPTIONS"], "string_if_invalid": "UNDEFINED-%s"}  # type: ignore[dict-item]  # tests/conftest.py turns this into an error
if suffix := os.environ.get("TEST_DB_SUFFIX"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_meritplan_{suffix}"}
