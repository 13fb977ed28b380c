"""Sessions read from the cache, and kept in the database too."""

from django.contrib.sessions.backends import cached_db

from portal.sessions.store import WithPerson


class SessionStore(WithPerson, cached_db.SessionStore):
    pass
