"""The worker's door: `celery -A config.celery worker`. Tasks live in each app's `tasks` module."""

import os

from celery import Celery

from config.env import settings_module

if "DJANGO_SETTINGS_MODULE" not in os.environ:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module(os.environ)

app = Celery("meritplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
