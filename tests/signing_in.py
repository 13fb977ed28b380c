"""Client.force_login in one statement instead of nine: the session is there as the sign-in leaves it, the search for a free key, the savepoints
and the moment on the person are left out. Signing in itself is tested on its own page, in tests/portal."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.http import HttpRequest
from django.test import Client
from django.utils.crypto import get_random_string

from portal.sessions import listeners

as_django_does = Client._login


def quickly(client, person, backend=None):
    if settings.SESSION_COOKIE_NAME in client.cookies:  # whoever was signed in there is signed out first
        as_django_does(client, person, backend)
        return
    request = HttpRequest()
    session = request.session = import_module(settings.SESSION_ENGINE).SessionStore(get_random_string(32, VALID_KEY_CHARS))
    session._session_cache = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: backend or client._get_backend(),
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    listeners.begin(type(person), request)
    session.create_model_instance(session._session_cache).save(force_insert=True)
    client._set_login_cookies(request)


@pytest.fixture(scope="session", autouse=True)
def _people_sign_in_quickly():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "_login", quickly)
        yield
