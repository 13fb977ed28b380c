"""The only way a person's name reaches a page, a document, an export or a log."""

import unicodedata
from typing import Any, Protocol

from django.utils.translation import gettext as _


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
    @property
    def is_protected(self) -> bool: ...


class Viewer(Protocol):
    """Who looks: a person, or the anonymous user, who belongs to no provider. A person also has pk, provider_id and sees_name_of()."""

    @property
    def is_authenticated(self) -> bool: ...


RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def display_name(person: Named, viewer: Viewer | None) -> str:
    """The name for somebody signed in at the same school provider; for everybody else "Person" and the start of the id.

    A protected identity has a name for few even there: see organisation.sight. Asks the database only where somebody is protected.
    """
    if not _is_colleague(person, viewer):
        return f"Person {str(person.pk)[:8]}"
    if not _may_be_named(person, viewer):
        return protected_text()
    return isolated(f"{person.given_name} {person.family_name}".strip())


def isolated(name: str) -> str:
    """A name written from right to left, kept apart from the sentence, the title or the list it stands in: it turns no words around it.

    In signs and not in HTML, since names stand in titles, documents and plain text too.
    """
    if any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in name):
        return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
    return name


def is_named(person: Named, viewer: Viewer | None) -> bool:
    """Whether display_name gives the person's own name. What would tie somebody to a unit or a deed does without, where it does not."""
    return _is_colleague(person, viewer) and _may_be_named(person, viewer)


def display_initials(person: Named, viewer: Viewer | None) -> str:
    """Two letters for the round mark beside a name; a dot where the name may not be shown."""
    if not _is_colleague(person, viewer) or not _may_be_named(person, viewer):
        return "·"
    return f"{person.given_name[:1]}{person.family_name[:1]}".upper()


def protected_text() -> str:
    """What stands where a protected name would, and what lists sort such a person by."""
    return _("Skyddad identitet")


def _is_colleague(person: Named, viewer: Viewer | None) -> bool:
    provider = getattr(viewer, "provider_id", None)
    return viewer is not None and viewer.is_authenticated and provider is not None and provider == person.provider_id


def _may_be_named(person: Named, viewer: Any) -> bool:
    """viewer: a colleague. One that cannot say whom it sees, sees nobody who is protected but itself."""
    if not person.is_protected or viewer.pk == person.pk:
        return True
    sees = getattr(viewer, "sees_name_of", None)
    return sees is not None and bool(sees(person.pk))


def sort_key(text: str) -> str:
    """Swedish order where the database does not sort: å, ä, ö after z, other accents as their letter, case aside."""
    swedish = unicodedata.normalize("NFC", text).casefold().translate(AFTER_Z)
    return "".join(char for char in unicodedata.normalize("NFD", swedish) if not unicodedata.combining(char))
