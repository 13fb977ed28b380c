"""Keys of machine clients: how one is made, read and compared.

A key is `mp_<prefix>_<secret>`: eight letters and digits to find it by, and 256 random bits nobody can guess. What is kept is an HMAC under
SECRET_KEY, so that whoever reads the database, or a backup of it, can neither call with what it holds nor try keys against it.
"""

import re
import secrets
from dataclasses import dataclass, field

from django.utils.crypto import constant_time_compare, salted_hmac

from api.models import PREFIX_LENGTH

SALT = "api.keys"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when read aloud
SECRET_BYTES = 32
SHAPE = re.compile(rf"mp_(?P<prefix>[{LETTERS}]{{{PREFIX_LENGTH}}})_[A-Za-z0-9_-]{{43}}")
NO_DIGEST = "0" * 64


@dataclass(frozen=True)
class NewKey:
    """text is shown once and kept nowhere."""

    prefix: str
    text: str = field(repr=False)

    @property
    def digest(self) -> str:
        return digest(self.text)


def make() -> NewKey:
    prefix = "".join(secrets.choice(LETTERS) for _letter in range(PREFIX_LENGTH))
    return NewKey(prefix, f"mp_{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}")


def prefix_of(text: str) -> str | None:
    """The part to look a key up by. None where the text is no key."""
    found = SHAPE.fullmatch(text)
    return found["prefix"] if found else None


def digest(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


def matches(text: str, kept: str | None) -> bool:
    """In the same time whether there is such a key or not, and wherever two differ."""
    return constant_time_compare(digest(text), kept or NO_DIGEST)
