"""Who you are here: your roles and employments with their periods, your password, language and look."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.formats import first_upper, iso
from inventory.pages.phrases import moment
from organisation.delegating import delegations_of, may_delegate
from organisation.http import SignedInRequest
from organisation.identity.pages import identifiers_of
from organisation.models import Employment, Person, RoleAssignment
from portal.sessions.own import sessions_of
from portal.theme import THEMES, chosen_theme


@dataclass(frozen=True)
class Post:
    """A role or an employment. state: now, ahead or over, as the status tag names its kind."""

    what: str
    where: str
    period: str
    kind: str
    state: str


@dataclass(frozen=True)
class Session:
    """An open session as the page shows it; ref names it where it is ended."""

    ref: str
    browser: str
    began: str
    seen: str
    is_this: bool


@dataclass(frozen=True)
class ThemeOption:
    value: str
    label: str | Promise
    is_chosen: bool


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    person, today = request.user, request.today
    chosen = chosen_theme(request)
    now = timezone.now()
    context = {
        "person": person,
        "posts": posts_of(person, on=today),
        "may_hand_over": may_delegate(request.scope),
        "has_delegations": may_delegate(request.scope) or delegations_of(person).exists(),
        "identifiers": identifiers_of(person, person),
        "has_password": person.has_usable_password(),
        "sessions": [
            Session(each.ref, each.browser, moment(each.lasts.began), moment(each.lasts.seen), each.is_this)
            for each in sessions_of(person, at=now, this=request.session.session_key)
        ],
        "hours": settings.SESSION_HOURS,
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "themes": [ThemeOption(value, label, value == chosen) for value, label in THEMES.items()],
    }
    return render(request, "portal/account.html", context)


def posts_of(person: Person, *, on: date) -> list[Post]:
    """Everything somebody is, has been or is about to be here; what is in force first."""
    roles = RoleAssignment.objects.filter(person=person).select_related("unit", "authority")
    work = Employment.objects.filter(person=person).select_related("unit")
    posts = [_post(first_upper(given.title), _place(given, person), given.starts_on, given.ends_on, on) for given in roles]
    posts += [_post(job.get_profession_display(), job.unit.name, job.starts_on, job.ends_on, on) for job in work]
    return sorted(posts, key=lambda post: ("met", "wait", "off").index(post.kind))


def _place(given: RoleAssignment, person: Person) -> str:
    place = given.unit or given.authority
    return place.name if place else person.provider.name


def _post(what: str, where: str, starts_on: date, ends_on: date | None, on: date) -> Post:
    if starts_on > on:
        kind, state = "wait", _("Börjar %(day)s") % {"day": iso(starts_on)}
    elif ends_on is not None and ends_on < on:
        kind, state = "off", _("Avslutad")
    else:
        kind, state = "met", _("Gäller nu")
    words = {"first": iso(starts_on), "last": iso(ends_on)}
    period = _("%(first)s till %(last)s") if ends_on else _("sedan %(first)s") if starts_on <= on else _("från %(first)s")
    return Post(what, where, period % words, kind, state)
