"""Numbers at rest: encrypted with the first of the keys, readable with any of them, and matched by a keyed digest.

A key is a long random text of the settings. Its name, eight hexadecimal digits reckoned from it, stands before each ciphertext, so
that a missing key can be named; nothing about the key can be reckoned back from it.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

SEPARATOR = b":"


class KeyMissingError(Exception):
    """The key a number was encrypted with is not among the settings' keys. name is empty where there is no key at all."""

    def __init__(self, name: str = "") -> None:
        super().__init__(f"IDENTITY_KEYS lacks the key {name}" if name else "IDENTITY_KEYS is empty")
        self.name = name


class DamagedError(Exception):
    """The key is there, but what is stored is not what it encrypted."""


def encrypt(value: str) -> bytes:
    """The value under the first key. Raises KeyMissingError where there is none."""
    name = first_key()
    return name.encode() + SEPARATOR + _keys(settings.IDENTITY_KEYS)[name].encrypt(value.encode())


def decrypt(stored: bytes | memoryview) -> str:
    """Raises KeyMissingError and DamagedError."""
    name, _separator, token = bytes(stored).partition(SEPARATOR)
    key = _keys(settings.IDENTITY_KEYS).get(name.decode("ascii", "replace"))
    if key is None:
        raise KeyMissingError(name.decode("ascii", "replace")[:8])
    try:
        return key.decrypt(token).decode()
    except InvalidToken:
        raise DamagedError from None


def key_of(stored: bytes | memoryview) -> str:
    """The name of the key it was encrypted with."""
    return bytes(stored).partition(SEPARATOR)[0].decode("ascii", "replace")


def first_key() -> str:
    """The name of the key that writes."""
    names = list(_keys(settings.IDENTITY_KEYS))
    if not names:
        raise KeyMissingError
    return names[0]


def digest_of(value: str, *, provider: int) -> str:
    """64 hexadecimal digits, equal for equal numbers of one school provider and for no others: nothing can be matched across."""
    if not settings.IDENTITY_DIGEST_KEY:
        raise KeyMissingError
    message = f"{provider}:{value}".encode()
    return hmac.new(settings.IDENTITY_DIGEST_KEY.encode(), message, hashlib.sha256).hexdigest()


def key_name(key: str) -> str:
    return hashlib.sha256(b"meritplan identity key name:" + key.encode()).hexdigest()[:8]


@lru_cache(maxsize=8)
def _keys(texts: tuple[str, ...]) -> Mapping[str, Fernet]:
    """By name, the one that writes first."""
    return {
        key_name(text): Fernet(urlsafe_b64encode(hashlib.sha256(b"meritplan identity key:" + text.encode()).digest())) for text in texts
    }
