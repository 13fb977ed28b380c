"""One row of the access table, and what follows for the kinds of person it does not name.

A row names the exceptions. Who is not named gets what somebody alike gets (LIKE); at an address that names no row of the database, so
that everybody meets their own, also what the same role gets at home (AT_HOME); and otherwise `otherwise`. Ended roles and those that have
not begun are like nothing, and so get `otherwise` everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.world import World

SIGN_IN = 302  # nobody signed in: to the sign-in page
EVERYBODY = "*"
LIKE = {"unit_reviewer": "reviewer", "delegate_review": "reviewer", "delegate_lead": "deputy"}
AT_HOME = {
    f"{elsewhere}_{role}": role
    for elsewhere in ("other", "foreign")
    for role in ("teacher", "principal", "reviewer", "strategist", "reader", "administrator")
}


def who(code: int, *people: str, **exceptions: int) -> dict[str, int]:
    """Codes by kind of person: `code` for those named, or for all when none is; exceptions by name."""
    return {**dict.fromkeys(people or (EVERYBODY,), code), **exceptions}


def nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """get and post: expected codes by kind of person. HEAD answers as GET; whatever is not given answers 405, as do other methods.

    nobody: the code without a session. kwargs: the address. data: what is posted.
    """

    get: Mapping[str, int] | None = None
    post: Mapping[str, int] | None = None
    otherwise: int = 404
    nobody: int = SIGN_IN
    kwargs: Callable[[World], dict[str, Any]] = field(default=nothing)
    data: Callable[[World], dict[str, Any]] = field(default=nothing)

    @property
    def methods(self) -> list[str]:
        return [name for name in ("get", "post") if getattr(self, name) is not None]

    def expected(self, method: str, person: str) -> int:
        if person == "nobody":
            return self.nobody
        codes: Mapping[str, int] = getattr(self, method)
        for alike in self._alike(person):
            if alike in codes:
                return codes[alike]
        return codes.get(EVERYBODY, self.otherwise)

    def _alike(self, person: str) -> list[str]:
        names = [person]
        if self.kwargs is nothing and person in AT_HOME:
            names.append(AT_HOME[person])
        return names + [LIKE[name] for name in names if name in LIKE]
