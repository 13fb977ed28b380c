"""The sessions somebody has open, for themselves to see."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare, salted_hmac

from organisation.models import Person
from portal.models import OpenSession
from portal.sessions import browsers, limits
from portal.sessions.limits import Lasts

SALT = "portal.sessions.own"


@dataclass(frozen=True)
class Own:
    """ref: names it in an address, and says nothing of its key."""

    key: str
    ref: str
    browser: str
    lasts: Lasts
    is_this: bool


def ref_of(key: str) -> str:
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()[:20]


def sessions_of(person: Person, *, at: datetime, this: str | None = None) -> list[Own]:
    """Those that would still let somebody in at that moment; this one first, then the one used last. this: the key of the one asking."""
    found = []
    for row in OpenSession.objects.filter(person=person, expire_date__gt=at).order_by("pk"):
        data = row.get_decoded()
        if not constant_time_compare(data.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()):
            continue  # begun with another password, or before somebody signed out everywhere
        lasts = limits.lasts_of(data)
        if lasts is None or lasts.is_over(at):
            continue
        browser = browsers.in_words(data.get(browsers.KEY, []))
        found.append(Own(row.session_key, ref_of(row.session_key), browser, lasts, is_this=row.session_key == this))
    return sorted(found, key=lambda each: (not each.is_this, -each.lasts.seen.timestamp(), each.ref))
