"""What is true in every mode. Everything that differs between installations is read, typed, by config.env."""

import os
from pathlib import Path

import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF

from config.celery import app as celery_app  # noqa: F401  # so that tasks are queued on our broker from every process
from config.env import read

BASE_DIR = Path(__file__).resolve().parents[2]
ENV = read(os.environ)

SECRET_KEY = ENV.secret_key
AUDIT_KEYS = ENV.audit_keys
IDENTITY_KEYS = ENV.identity_keys
IDENTITY_DIGEST_KEY = ENV.identity_digest_key
DEBUG = False
ALLOWED_HOSTS = list(ENV.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENV.csrf_trusted_origins)
DEMO = ENV.demo
MALWARE_SCANNING = ENV.malware_scanning
CLAMD_ADDRESS = ENV.clamd_address

INSTALLED_APPS = [
    "portal",
    "privacy",
    "api",
    "reports",
    "plans",
    "merit",
    "inventory",
    "organisation",
    "jobs",
    "notices",
    "audit",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "audit.context.RequestContextMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.caching.PrivateByDefaultMiddleware",
    "api.middleware.MachineMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.keep.KeepingLoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.sessions.middleware.SessionLimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisation.http.ScopeMiddleware",
    "inventory.certificates.middleware.BodyLimitMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.frame",
            ],
        },
    },
]

DATABASES = {"default": {**ENV.database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url, "KEY_PREFIX": "meritplan"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Row history: who and in which request stands in the event itself, by id (audit.history); only what is looked up by has an index.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="+", related_query_name="+", db_index=True)
PGHISTORY_JSON_ENCODER = "audit.history.Encoder"

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["portal.accounts.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:start"
ACCOUNT_ADAPTER = "portal.accounts.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# A whole municipality may share one address.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login": "300/m/ip", "login_failed": "60/m/ip,5/300s/key"}

SESSION_ENGINE = "portal.sessions.cached_store"
SESSION_HOURS = ENV.session_hours  # at the latest so long after signing in
SESSION_IDLE_MINUTES = ENV.session_idle_minutes  # so long after the last sign of life
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # a certificate is shown in a frame beside its row
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which would have DENY
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"  # decides what "today" is

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = ENV.media_root  # private: no MEDIA_URL, every file is served by a view that asks who may see it
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

EMAIL_BACKEND = ENV.email_backend
EMAIL_HOST = ENV.email_host
EMAIL_PORT = ENV.email_port
EMAIL_HOST_USER = ENV.email_user
EMAIL_HOST_PASSWORD = ENV.email_password
EMAIL_USE_TLS = ENV.email_use_tls
EMAIL_USE_SSL = ENV.email_use_ssl
EMAIL_TIMEOUT = 20  # seconds: a mail server that hangs must not hold a worker
PUBLIC_URL = ENV.public_url
DEFAULT_FROM_EMAIL = ENV.default_from_email

CELERY_BROKER_URL = ENV.broker_url
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # its lines are written as all others, by LOGGING
CELERY_BEAT_SCHEDULE = {
    "seal-what-happened": {"task": "audit.tasks.seal_entries", "schedule": 60.0},
    "verify-what-happened": {"task": "audit.tasks.verify_chain", "schedule": crontab(hour=3, minute=40)},
    "sweep-jobs": {"task": "jobs.tasks.sweep", "schedule": 60.0},
    "turn-the-day": {"task": "organisation.tasks.turn_the_day", "schedule": crontab(hour=0, minute=5)},
    "assess-again-each-night": {"task": "merit.tasks.reassess_due", "schedule": crontab(hour=0, minute=20)},
    "deliver-mail": {"task": "notices.tasks.deliver", "schedule": 60.0},
    "tell-of-troubles": {"task": "portal.tasks.tell_of_troubles", "schedule": crontab(hour=7, minute=0)},
    "remind": {"task": "notices.tasks.remind", "schedule": crontab(hour=8, minute=10)},
    "close-accounts-of-leavers": {"task": "privacy.tasks.close_accounts_of_leavers", "schedule": crontab(hour=0, minute=40)},
    "carry-out-retention": {"task": "privacy.tasks.carry_out_retention", "schedule": crontab(hour=1, minute=10)},
    "remove-copies-that-are-over": {"task": "privacy.tasks.remove_copies_that_are_over", "schedule": crontab(minute=50)},
    "remove-packs-that-are-over": {"task": "reports.tasks.remove_packs_that_are_over", "schedule": crontab(minute=55)},
    "sweep-orphan-files": {"task": "privacy.tasks.sweep_orphan_files", "schedule": crontab(hour=4, minute=30)},
    "sweep-sessions": {"task": "portal.tasks.sweep_sessions", "schedule": crontab(hour=4, minute=10)},
    "tell-of-machine-clients": {"task": "api.tasks.tell_of_use", "schedule": crontab(minute=5)},
    "forget-register-numbers": {"task": "inventory.tasks.forget_register_numbers", "schedule": crontab(minute=20)},
    "sweep-certificates": {"task": "inventory.tasks.sweep_certificates", "schedule": 300.0},
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# The interval between warning and end of a session, and the largest file, are the product's own.
MAX_UPLOAD_BYTES = 10 * 1024 * 1024
API_MAX_BODY_BYTES = 1_000_000  # a record of a thousand courses is a quarter of it
API_CALLS_PER_MINUTE = ENV.api_calls_per_minute  # what a new machine client may, until an administrator says otherwise
API_REFUSALS_PER_MINUTE = ENV.api_refusals_per_minute  # keys that do not work, from one address
MAX_BODY_BYTES = 11 * MAX_UPLOAD_BYTES  # ten files of the largest size at once, and one too large that the form can name

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"class": "core.logs.LineFormatter", "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "WARNING"}},
}
