"""Pages for everybody signed in: the search, and what one has handed over or been handed."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisation import search as searching
from organisation.administration import people_pages as pages
from organisation.administration.role_views import delegation_form, ending, hand_over
from organisation.administration.small_pages import SmallPage, show
from organisation.delegating import delegations_of, may_delegate
from organisation.http import SignedInRequest
from organisation.models import Person, SchoolUnit, UnitPeriod

MOST = 20
PAGE = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class PersonHit:
    person: Person
    note: str
    url: str


@dataclass(frozen=True)
class UnitHit:
    unit: SchoolUnit
    note: str
    url: str


@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """Among what the viewer may come to in another way: people by role, units of the provider, pages of the menu."""
    asked = " ".join(request.GET.get("q", "")[: searching.LONGEST].split())
    scope, finds_people = request.scope, request.scope.administers or request.scope.reviews
    people: list[Person] = []
    if asked and finds_people:
        among = searching.findable_by(request.user, scope, on=request.today)
        people = searching.best_first(among, asked, most=MOST + 1)
    units = list(searching.units_named(asked, viewer=request.user)[: MOST + 1]) if asked else []
    context = {
        "asked": asked,
        "label": _("Namn på en person, enhet eller sida") if finds_people else _("Namn på en enhet eller sida"),
        "people": person_hits(request, people[:MOST]),
        "more_people": len(people) > MOST,
        "people_url": f"{reverse('administration:people')}?{urlencode({'sok': asked})}" if scope.administers else "",
        "units": unit_hits(request, units[:MOST]),
        "more_units": len(units) > MOST,
        "pages": searching.pages_named(asked, scope),
    }
    return render(request, "organisation/search.html", context)


def person_hits(request: SignedInRequest, people: list[Person]) -> list[PersonHit]:
    """The administrator comes to the person, a reviewer to what the person has sent."""
    page = "administration:person" if request.scope.administers else "review:person"
    hits = []
    for row in pages.person_rows(people, on=request.today):
        note = row.places if row.person.is_active and row.places != pages.NONE else row.state.word
        hits.append(PersonHit(row.person, note, reverse(page, kwargs={"pk": row.person.pk})))
    return hits


def unit_hits(request: SignedInRequest, units: list[SchoolUnit]) -> list[UnitHit]:
    """Each leads to the page that the viewer's role opens, if any."""
    ids = [unit.pk for unit in units]
    overviewed = set(
        SchoolUnit.objects.overviewed_by(request.user, on=request.today).filter(pk__in=ids).order_by().values_list("pk", flat=True)
    )
    names: dict[int, list[str]] = {}
    for period in UnitPeriod.objects.filter(unit__in=ids).order_by("starts_on", "pk"):
        names.setdefault(period.unit_id, []).append(str(period))
    hits = []
    for unit in units:
        url = ""
        if unit.pk in overviewed:
            url = reverse("plans:unit", kwargs={"pk": unit.pk})
        elif request.scope.administers:
            url = reverse("administration:unit", kwargs={"pk": unit.pk})
        hits.append(UnitHit(unit, _unit_note(unit, names.get(unit.pk, []), request), url))
    return hits


def _unit_note(unit: SchoolUnit, names: list[str], request: SignedInRequest) -> str:
    now = f"{unit.name} {unit.unit_code}".strip()
    parts = [unit.authority.name, unit.unit_code]
    others = [name for name in dict.fromkeys(names) if name != now]
    if others:
        parts.append(_("även %(names)s") % {"names": ", ".join(others)})
    if unit.closed_on is not None and unit.closed_on < request.today:
        parts.append(_("stängd"))
    return ", ".join(filter(None, parts))


@require_safe
def delegations(request: SignedInRequest) -> HttpResponse:
    """What the viewer has handed over and been handed."""
    lines = pages.delegation_lines(
        delegations_of(request.user), request.user, may_change=True, on=request.today, end="organisation:delegation_end"
    )
    return render(request, "organisation/delegations.html", {"lines": lines, "may_hand_over": may_delegate(request.scope)})


@require_http_methods(PAGE)
def delegate(request: SignedInRequest) -> HttpResponse:
    """A principal hands over for a time."""
    if not may_delegate(request.scope):
        raise PermissionDenied
    back = reverse("organisation:delegations")
    form = delegation_form(request, request.user, cancel=back)
    lines = (
        _("Den du väljer ser det som lärarna på enheten skickar in, men aldrig sitt eget i din roll."),
        _("Enhetens plan beslutar du själv. Det du lämnar över kan inte lämnas vidare."),
    )
    page = SmallPage(
        _("Lämna över medan du är borta"),
        form,
        lambda: hand_over(request, request.user, form),
        _("Delegeringen är sparad."),
        (back, _("Delegeringar")),
        lines=lines,
    )
    return show(request, page)


@require_http_methods(PAGE)
def delegation_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The giver ends it. Whoever received it knows of it and may not."""
    handed = get_object_or_404(delegations_of(request.user), pk=pk)
    if handed.giver_id != request.user.pk:
        raise PermissionDenied
    return show(request, ending(request, handed, back=(reverse("organisation:delegations"), _("Delegeringar"))))
