"""The door for web servers: `gunicorn config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from config.env import settings_module

if "DJANGO_SETTINGS_MODULE" not in os.environ:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module(os.environ)

application = get_wsgi_application()
