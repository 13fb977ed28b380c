"""The only way a person's name reaches a page, a document, an export or a log."""

import unicodedata
from typing import Any, Protocol


class Named(Protocol):
    """What a person must have to be shown."""

    @property
    def pk(self) -> Any: ...
    @property
    def provider_id(self) -> Any: ...
    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...


class Viewer(Protocol):
    """Who looks: a person, or the anonymous user, who belongs to no provider."""

    @property
    def is_authenticated(self) -> bool: ...


AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def display_name(person: Named, viewer: Viewer | None) -> str:
    """The name for somebody signed in at the same school provider; for everybody else "Person" and the start of the id."""
    if viewer is not None and viewer.is_authenticated and _same_provider(person, viewer):
        return f"{person.given_name} {person.family_name}".strip()
    return f"Person {str(person.pk)[:8]}"


def display_initials(person: Named, viewer: Viewer | None) -> str:
    """Two letters for the round mark beside a name; a dot where the name may not be shown."""
    if viewer is not None and viewer.is_authenticated and _same_provider(person, viewer):
        return f"{person.given_name[:1]}{person.family_name[:1]}".upper()
    return "·"


def _same_provider(person: Named, viewer: Viewer) -> bool:
    provider = getattr(viewer, "provider_id", None)
    return provider is not None and provider == person.provider_id


def sort_key(text: str) -> str:
    """Swedish order where the database does not sort: å, ä, ö after z, other accents as their letter, case aside."""
    swedish = unicodedata.normalize("NFC", text).casefold().translate(AFTER_Z)
    return "".join(char for char in unicodedata.normalize("NFD", swedish) if not unicodedata.combining(char))
