"""How each variable's text becomes a value. A ValueError says what is odd in one plain sentence, and never what a secret is."""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

DATABASE_OPTIONS = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "connect_timeout", "target_session_attrs"})


class Mode(StrEnum):
    PRODUCTION = "production"
    DEVELOPMENT = "development"
    DEMO = "demo"
    TEST = "test"


class Scanning(StrEnum):
    OFF = "off"
    CLAMD = "clamd"


def _choice(text: str, choices: Iterable[str]) -> str:
    known = list(choices)
    if text not in known:
        raise ValueError(f"{text!r} is none of {', '.join(known)}")
    return text


def mode(text: str) -> Mode:
    return Mode(_choice(text, Mode))


def scanning(text: str) -> Scanning:
    return Scanning(_choice(text, Scanning))


def switch(text: str) -> bool:
    return _choice(text, ("on", "off")) == "on"


def keys(text: str) -> tuple[str, ...]:
    keys = tuple(part.strip() for part in text.split(","))
    if not all(keys):
        raise ValueError("keys are written with one comma between them")  # without the text: it is a secret
    return keys


def hours(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 24:
        raise ValueError(f"{text!r} is not a whole number of hours from 1 to 24")
    return int(text)


def idle_minutes(text: str) -> int:
    """At least ten: the warning comes five minutes before the end."""
    if not text.isascii() or not text.isdigit() or not 10 <= int(text) <= 480:
        raise ValueError(f"{text!r} is not a whole number of minutes from 10 to 480")
    return int(text)


def calls(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 60_000:
        raise ValueError(f"{text!r} is not a whole number of calls a minute from 1 to 60000")
    return int(text)


def host_names(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    wrong = [word for word in words if "/" in word or " " in word]
    if wrong or not words:
        raise ValueError(f"{text!r} should be host names without http:// and with commas between")
    return words


def origins(text: str) -> tuple[str, ...]:
    origins = tuple(word.strip() for word in text.split(",") if word.strip())
    wrong = [origin for origin in origins if not re.fullmatch(r"https?://[^/\s]+", origin)]
    if wrong:
        raise ValueError(f"{wrong[0]!r} should be an origin such as https://meritplan.example.se")
    return origins


def absolute_path(text: str) -> Path:
    path = Path(text)
    if not path.is_absolute() or path == Path("/"):
        raise ValueError(f"{text!r} is not the absolute path of a folder")
    return path


def _split(text: str, schemes: Iterable[str]) -> SplitResult:
    """The parts of an address. Its text never enters a message: it may hold a password."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # raises for a port that is no number
    except ValueError:
        raise ValueError("the address cannot be read; characters such as @ / : # in a password must be percent-encoded") from None
    if parts.scheme not in schemes:
        raise ValueError(f"the address should begin with {' or '.join(f'{scheme}:' for scheme in schemes)}")
    return parts


def database(text: str) -> dict[str, Any]:
    parts = _split(text, ("postgresql", "postgres"))
    query = dict(parse_qsl(parts.query))
    host, port = query.pop("host", None) or unquote(parts.hostname or ""), query.pop("port", None) or str(parts.port or "")
    unknown = sorted(query.keys() - DATABASE_OPTIONS)
    if unknown:
        raise ValueError(f"the address has an option that is not known, {unknown[0]}")
    if not parts.path.strip("/"):
        raise ValueError("the address names no database; it ends in /name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": query,
    }


def redis_url(text: str) -> str:
    parts = _split(text, ("redis", "rediss", "unix"))
    if parts.scheme == "unix" and (parts.hostname or not parts.path.startswith("/")):
        raise ValueError("a socket is written unix:///path/to/socket?db=0")
    if parts.scheme != "unix" and not parts.hostname:
        raise ValueError("the address names no host")
    return text


def tls(text: str) -> str:
    return dict(parse_qsl(urlsplit(text).query)).get("tls", "starttls")


def email(text: str) -> str:
    parts = _split(text, ("smtp", "console"))
    if parts.scheme == "smtp":
        if not parts.hostname:
            raise ValueError("the address names no host")
        _choice(tls(text), ("starttls", "implicit", "off"))
    return text


def clamd(text: str) -> str:
    parts = _split(text, ("unix", "tcp"))
    if (parts.scheme == "unix" and parts.path.startswith("/")) or (parts.scheme == "tcp" and parts.hostname and parts.port):
        return text
    raise ValueError("write unix:/path/to/socket or tcp://host:port")
