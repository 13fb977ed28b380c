"""Where sessions are kept: in the database, each with whose it is; and, in front of it, in the cache (portal.sessions.cached_store)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

if TYPE_CHECKING:
    from portal.models import OpenSession


class WithPerson:
    """What both stores have in common."""

    @classmethod
    def get_model_class(cls) -> "type[OpenSession]":
        from portal.models import OpenSession  # noqa: PLC0415  # the settings name this module before there are models

        return OpenSession

    def create_model_instance(self, data: Mapping[str, Any]) -> "OpenSession":
        row: OpenSession = super().create_model_instance(data)  # type: ignore[misc]
        row.person_id = data.get(SESSION_KEY)
        return row


class SessionStore(WithPerson, db.SessionStore):
    pass
