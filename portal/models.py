"""The sessions of this installation, each with whose it is, so that people can see and end their own."""

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from organisation.models import Person


class OpenSession(AbstractBaseSession):
    """One browser's session. person: None until somebody has signed in. What it holds, its times too, is in the session data.

    Goes when somebody signs out or ends it, and with the nightly sweep once it has had its time.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="open_sessions")

    class Meta:
        ordering = ["expire_date"]

    def __str__(self) -> str:
        return "OpenSession"  # never the key: whoever knows it is signed in

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from portal.sessions.store import SessionStore  # noqa: PLC0415  # which asks for this model

        return SessionStore
