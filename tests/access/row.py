"""One row of the access table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.world import PEOPLE, World

SIGN_IN = 302  # nobody signed in: to the sign-in page


def who(code: int, *people: str, **exceptions: int) -> dict[str, int]:
    """Codes by kind of person: `code` for those named, or for all when none is; exceptions by name."""
    return {**dict.fromkeys(people or PEOPLE, code), **exceptions}


@dataclass(frozen=True)
class Row:
    """get and post: expected codes by kind of person; who is not named gets `otherwise`, and nobody signed in gets 302."""

    get: Mapping[str, int] | None = None
    post: Mapping[str, int] | None = None
    otherwise: int = 404
    nobody: int = SIGN_IN
    kwargs: Callable[[World], dict[str, Any]] = field(default=lambda world: {})
    data: Callable[[World], dict[str, Any]] = field(default=lambda world: {})

    @property
    def methods(self) -> list[str]:
        return [name for name in ("get", "post") if getattr(self, name) is not None]

    def expected(self, method: str, person: str) -> int:
        if person == "nobody":
            return self.nobody
        codes: Mapping[str, int] = getattr(self, method)
        return codes.get(person, self.otherwise)
