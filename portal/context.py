"""What the frame of every page shows: who is signed in, where, and the ways on. Costs the two queries of the scope and no more."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.names import display_initials, display_name
from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import Person, Role
from portal.sign_in import is_demo
from portal.theme import chosen_theme

LANGUAGES = {"sv": {"code": "en", "label": "English"}, "en": {"code": "sv", "label": "Svenska"}}


@dataclass(frozen=True)
class NavItem:
    label: str | Promise
    url: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Works for anonymous requests and for those that failed before anybody was looked up."""
    person: Person | None = getattr(request, "user", None)
    scope: Scope | None = getattr(request, "scope", None)
    is_signed_in = person is not None and person.is_authenticated and scope is not None
    common = {
        "is_signed_in": is_signed_in,
        "is_demo": is_demo(),
        "other_language": LANGUAGES.get((get_language() or "sv")[:2], LANGUAGES["sv"]),
        "theme": chosen_theme(request),
    }
    if not is_signed_in or person is None or scope is None:
        return {**common, "nav": (), "provider_name": "", "person_name": "", "person_initials": "", "person_note": ""}
    return {
        **common,
        "nav": _nav(scope, request.path),
        "provider_name": person.provider.name,
        "person_name": display_name(person, person),
        "person_initials": display_initials(person, person),
        "person_note": note_of(scope),
    }


def _nav(scope: Scope, path: str) -> list[NavItem]:
    """The pages of every role somebody has, each once, in the order of a working day."""
    teaching, leads, reviews, oversees = scope.is_teaching, scope.leads, scope.reviews, scope.oversees
    pages = (
        (_("Start"), "portal:start", teaching or reviews),
        (_("Översikt"), "portal:overview", oversees),
        (_("Inventering"), "inventory:tasks", scope.is_staff),
        (_("Meritering"), "merit:assessment", teaching),
        (_("Min plan"), "plans:my_plan", teaching),
        (_("Granskning"), "review:queue", reviews),
        (_("Enheter"), "plans:units", leads or scope.has(Role.STRATEGIST)),
        (_("Huvudmannaplan"), "plans:authority_plans", leads or oversees),
        (_("Rapporter"), "reports:list", leads or oversees),
        (_("Administration"), "portal:administration", scope.administers),
    )
    return [_item(label, reverse(name), path) for label, name, is_theirs in pages if is_theirs]


def _item(label: str | Promise, url: str, path: str) -> NavItem:
    return NavItem(label, url, path == url or (url != "/" and path.startswith(url)))


def note_of(scope: Scope) -> str:
    """What somebody is and where, in one line: the unit led, else the largest employment, else the first role."""
    leading = [given for given in scope.roles if given.role in PRINCIPAL_ROLES]
    if leading:
        return f"{leading[0].get_role_display()}, {leading[0].unit}"
    if scope.employments:
        work = max(scope.employments, key=lambda each: each.extent_percent)
        return f"{work.get_profession_display()}, {work.unit}"
    return scope.roles[0].get_role_display() if scope.roles else ""
