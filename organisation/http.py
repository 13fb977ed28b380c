"""A signed-in request: the person, the day it is in Sweden, and the roles of that day, read once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from core.wording import worded_for
from organisation.mandates import roles_of
from organisation.models import LEADERS, Employment, Person, Role, RoleAssignment

PRINCIPAL_ROLES = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL)


@dataclass(frozen=True)
class Scope:
    """What a person is on one day. units and authorities are ids; everywhere holds roles for the whole provider."""

    roles: tuple[RoleAssignment, ...]
    employments: tuple[Employment, ...]

    @classmethod
    def of(cls, person: Person, *, on: date) -> "Scope":
        """Two queries: the roles and the employments of that day."""
        return cls(
            roles=roles_of(person, on=on),
            employments=tuple(Employment.objects.active(on).filter(person=person).select_related("unit__authority")),
        )

    def has(self, *roles: Role) -> bool:
        return any(given.role in roles for given in self.roles)

    @property
    def is_staff(self) -> bool:
        """Whether somebody is employed and so belongs in the inventory."""
        return bool(self.employments)

    @property
    def is_teaching(self) -> bool:
        """Whether some employment is inside the merit system (principals are not)."""
        return any(work.profession not in LEADERS for work in self.employments)

    @property
    def leads(self) -> bool:
        return self.has(*PRINCIPAL_ROLES)

    @property
    def reviews(self) -> bool:
        return self.leads or self.has(Role.REVIEWER)

    @property
    def oversees(self) -> bool:
        return self.has(Role.STRATEGIST, Role.READER)

    @property
    def administers(self) -> bool:
        return self.has(Role.ADMINISTRATOR)


class SignedInRequest(HttpRequest):
    """What every view behind sign-in gets."""

    user: Person
    today: date
    scope: Scope


class ScopeMiddleware:
    """Puts the day, the person who looks around that day, and the lazily read scope on the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = cast(SignedInRequest, request)
        signed_in.today = timezone.localdate()
        whoever = getattr(request, "user", None)  # nobody, where a middleware before this one has ended the session
        signed_in.user = cast(Person, SimpleLazyObject(lambda: _looking(whoever, on=signed_in.today)))
        signed_in.scope = cast(Scope, SimpleLazyObject(lambda: Scope.of(signed_in.user, on=signed_in.today)))
        with worded_for(lambda: not isinstance(whoever, Person) or whoever.provider.has_committees):
            return self.get_response(request)


def _looking(user: Any, *, on: date) -> Any:
    """Whoever is signed in, able to see the protected names that are theirs to see that day."""
    return user.look(on=on) if isinstance(user, Person) else user
