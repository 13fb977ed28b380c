"""The demo on one's own machine: as production, but over http and with one-click personas."""

from hashlib import sha256

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Browsers keep cookies by host, not by port: two demos side by side would sign each other out.
_CHECKOUT = sha256(str(BASE_DIR).encode()).hexdigest()[:8]
SESSION_COOKIE_NAME = f"sessionid_{_CHECKOUT}"
CSRF_COOKIE_NAME = f"csrftoken_{_CHECKOUT}"
