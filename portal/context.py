"""What the frame of every page shows: who is signed in, where, and the ways on. Two queries for the scope, one for unread notices."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.formats import first_upper
from core.names import display_initials, display_name
from notices.models import Notice
from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import Person, Role
from organisation.search import Page
from portal.sessions.limits import WARNING, Lasts
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
        "session_end": _session_end(request),
    }
    if not is_signed_in or person is None or scope is None:
        return {
            **common,
            "nav": (),
            "unread": 0,
            "has_search": False,
            "provider_name": "",
            "person_name": "",
            "person_initials": "",
            "person_note": "",
        }
    return {
        **common,
        "nav": _nav(scope, request.path),
        "has_search": bool(scope.roles or scope.employments),
        "unread": Notice.objects.visible_to(person).unread().count(),
        "provider_name": person.provider.name,
        "person_name": display_name(person, person),
        "person_initials": display_initials(person, person),
        "person_note": note_of(scope),
    }


@dataclass(frozen=True)
class SessionEnd:
    """What the footer and the warning say: the time of day it ends, what is left, and when to warn. is_final: no activity moves it."""

    at: str
    seconds: int
    warn_seconds: int
    is_final: bool


def _session_end(request: HttpRequest) -> SessionEnd | None:
    lasts: Lasts | None = getattr(request, "session_lasts", None)
    if lasts is None or not request.user.is_authenticated:
        return None
    return SessionEnd(
        at=timezone.localtime(lasts.ends_at).strftime("%H.%M"),
        seconds=lasts.seconds_left(timezone.now()),
        warn_seconds=int(WARNING.total_seconds()),
        is_final=lasts.is_final,
    )


def _nav(scope: Scope, path: str) -> list[NavItem]:
    """The pages of every role somebody has, each once, in the order of a working day."""
    return [_item(page.label, page.url, path) for page in menu_pages(scope)]


def menu_pages(scope: Scope) -> list[Page]:
    """Also what the search knows of pages."""
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
    return [Page(label, reverse(name)) for label, name, is_theirs in pages if is_theirs]


def pages_beside_the_menu(scope: Scope) -> list[Page]:
    """The rest of what somebody may look for by name."""
    pages = (
        (_("Personer"), "administration:people", scope.administers),
        (_("Roller"), "administration:roles", scope.administers),
        (_("Delegeringar"), "administration:delegations", scope.administers),
        (_("Enheter"), "administration:units", scope.administers),
        (_("Delegeringar"), "organisation:delegations", not scope.administers and bool(scope.roles)),
        (_("Besked"), "notices:list", True),
        (_("Mitt konto"), "portal:account", True),
        (_("Hjälp"), "portal:help", True),
        (_("Integritet"), "portal:privacy", True),
        (_("Tillgänglighet"), "portal:accessibility", True),
    )
    return [Page(label, reverse(name)) for label, name, is_theirs in pages if is_theirs]


def _item(label: str | Promise, url: str, path: str) -> NavItem:
    return NavItem(label, url, path == url or (url != "/" and path.startswith(url)))


def note_of(scope: Scope) -> str:
    """What somebody is and where, in one line: the unit led, else the largest employment, else the first role."""
    leading = [given for given in scope.roles if given.role in PRINCIPAL_ROLES]
    if leading:
        return f"{first_upper(leading[0].title)}, {leading[0].unit}"
    if scope.employments:
        work = max(scope.employments, key=lambda each: each.extent_percent)
        return f"{work.get_profession_display()}, {work.unit}"
    return first_upper(scope.roles[0].title) if scope.roles else ""
