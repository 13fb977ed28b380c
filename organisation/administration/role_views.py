"""Roles and delegations: who has which, and how they are given and ended."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisation.administration import people_pages as pages
from organisation.administration.access import administrators_only
from organisation.administration.people_forms import DelegationForm, LastDayForm, RoleForm, RolesFilter, units_of
from organisation.administration.people_views import PAGE, names, open_person, person_url
from organisation.administration.small_pages import SmallPage, posted, show
from organisation.delegating import receivers, units_to_hand_over
from organisation.http import SignedInRequest
from organisation.models import Authority, Delegation, Person, RoleAssignment
from organisation.services import delegations, roles

ROLES_A_PAGE = 50


@require_safe
@administrators_only
def role_list(request: SignedInRequest) -> HttpResponse:
    """Who has which role: today, to come, or ended."""
    form = RolesFilter(request.GET)
    asked = form.asked
    found = pages.found_roles(request.user, **asked, on=request.today)
    page = Paginator(found, ROLES_A_PAGE).get_page(request.GET.get("page"))
    rows = [(given.person, pages.role_line(given, may_change=True, on=request.today)) for given in page]
    context = {"form": form, "page": page, "rows": rows, "is_narrowed": any(asked.values()), "total": page.paginator.count}
    return render(request, "administration/roles.html", context)


@require_http_methods(PAGE)
@administrators_only
def role_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    someone = open_person(request, pk)
    back = person_url(someone)
    authorities = Authority.objects.filter(provider=someone.provider_id)
    form = RoleForm(
        posted(request),
        units=units_of(someone, on=request.today),
        authorities=authorities,
        cancel=back,
        initial={"starts_on": request.today},
    )

    def give() -> None:
        said = form.cleaned_data
        roles.give_role(
            someone,
            said["role"],
            form.place,
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            is_temporary=said["is_temporary"],
            by=request.user,
            at=timezone.now(),
        )

    return show(request, SmallPage(_("Ge en roll"), form, give, _("Rollen är given."), (back, _("Personen")), someone))


@require_http_methods(PAGE)
@administrators_only
def role_end(request: SignedInRequest, pk: int) -> HttpResponse:
    found = RoleAssignment.objects.filter(person__provider=request.user.provider_id, delegation=None)
    given = get_object_or_404(found.select_related("unit", "authority", "person__provider"), pk=pk)
    someone = open_person(request, given.person_id)
    back = person_url(someone)
    has_begun = given.starts_on <= request.today
    words = _("Avsluta rollen") if has_begun else _("Ta tillbaka rollen")
    form = LastDayForm(posted(request), submit=words, cancel=back, initial={"last_day": request.today})

    def end() -> None:
        roles.end_role(given.pk, last_day=form.cleaned_data["last_day"], by=request.user, at=timezone.now())

    line = pages.role_line(given, may_change=False, on=request.today)
    lines = [f"{line.what}, {line.where}, {line.period}."]
    lines.append(
        _("Det som personen har lämnat över med rollen slutar samma dag.")
        if has_begun
        else _("Rollen har inte börjat än, så den tas bort.")
    )
    return show(request, SmallPage(words, form, end, _("Rollen är avslutad."), (back, _("Personen")), someone, tuple(lines)))


@require_safe
@administrators_only
def delegation_list(request: SignedInRequest) -> HttpResponse:
    """What is handed over at the provider, now, later and before."""
    named = Person.objects.named_to(request.user, on=request.today).order_by().values("pk")
    found = Delegation.objects.filter(giver__provider=request.user.provider_id, giver__in=named, receiver__in=named)
    found = found.select_related("giver", "receiver", "unit").order_by("-ends_on", "pk")
    page = Paginator(found, ROLES_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (handed.giver, pages.delegation_line(handed, handed.giver, may_change=True, on=request.today, end="administration:delegation_end"))
        for handed in page
    ]
    return render(request, "administration/delegations.html", {"page": page, "rows": rows})


@require_http_methods(PAGE)
@administrators_only
def delegation_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """For a principal who cannot do it: the same as the principal's own page."""
    giver = open_person(request, pk)
    units = units_to_hand_over(giver, on=request.today)
    if not units.exists():
        raise Http404
    back = person_url(giver)
    form = delegation_form(request, giver, cancel=back)
    lines = (_("Gäller medan rektor är borta, högst ett år. Enhetens plan beslutas alltid av rektor själv."),)
    page = SmallPage(
        _("Lämna över i rektors ställe"),
        form,
        lambda: hand_over(request, giver, form),
        _("Delegeringen är sparad."),
        (back, _("Personen")),
        giver,
        lines,
    )
    return show(request, page)


@require_http_methods(PAGE)
@administrators_only
def delegation_end(request: SignedInRequest, pk: int) -> HttpResponse:
    found = Delegation.objects.filter(giver__provider=request.user.provider_id).select_related("giver__provider", "receiver", "unit")
    handed = get_object_or_404(found, pk=pk)
    if not names(request, handed.giver):
        raise Http404
    return show(request, ending(request, handed, back=(person_url(handed.giver), _("Personen"))))


def delegation_form(request: SignedInRequest, giver: Person, *, cancel: str) -> DelegationForm:
    units = units_to_hand_over(giver, on=request.today)
    initial = {"unit": units.get().pk if units.count() == 1 else request.GET.get("enhet"), "starts_on": request.today}
    people = receivers(giver, request.user, on=request.today)
    return DelegationForm(posted(request), units=units, people=people, viewer=request.user, cancel=cancel, initial=initial)


def hand_over(request: SignedInRequest, giver: Person, form: DelegationForm) -> None:
    said = form.cleaned_data
    delegations.delegate(
        giver,
        said["receiver"],
        said["unit"],
        said["scope"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        reason=said["reason"],
        by=request.user,
        at=timezone.now(),
    )


def ending(request: SignedInRequest, handed: Delegation, *, back: tuple[str, str]) -> SmallPage:
    form = LastDayForm(posted(request), submit=_("Avsluta delegeringen"), cancel=back[0], initial={"last_day": request.today})

    def end() -> None:
        delegations.end_delegation(handed.pk, last_day=form.cleaned_data["last_day"], by=request.user, at=timezone.now())

    line = pages.delegation_line(handed, handed.giver, may_change=False, on=request.today, end="administration:delegation_end")
    lines = (f"{line.what}, {line.where}, {line.period}.", _("En delegering som inte har börjat tas bort."))
    return SmallPage(_("Avsluta delegeringen"), form, end, _("Delegeringen är avslutad."), back, handed.receiver, lines)
