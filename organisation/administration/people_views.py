"""People: the list, one person, and a small page for each change."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.services import record_reading
from organisation.administration import people_pages as pages
from organisation.administration.access import administrators_only
from organisation.administration.people_forms import ConfirmForm, DetailsForm, PeopleFilter, PersonForm, units_of
from organisation.administration.small_pages import SmallPage, posted, show
from organisation.delegating import delegations_of, units_to_hand_over
from organisation.http import SignedInRequest
from organisation.models import Person, RoleAssignment, SchoolUnit
from organisation.services import people as services
from organisation.services.people_errors import PeopleError

PEOPLE_A_PAGE = 50
PAGE = ["GET", "HEAD", "POST"]


@require_safe
@administrators_only
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody whose name the administrator may see, a page at a time."""
    units = SchoolUnit.objects.filter(authority__provider=request.user.provider_id)
    form = PeopleFilter(request.GET, units=units)
    asked = form.asked
    found = pages.found_people(request.user, **asked, on=request.today)
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    rows = pages.person_rows(list(page.object_list), on=request.today)
    context = {"form": form, "page": page, "rows": rows, "is_narrowed": any(asked.values()), "total": page.paginator.count}
    return render(request, "administration/people.html", context)


@require_safe
@administrators_only
def person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One person by periods. Of a protected identity no more is shown than that it is one."""
    someone, on = person_or_404(request, pk), request.today
    is_named = names(request, someone)
    may_change = is_named and someone.is_active
    context: dict[str, Any] = {"person": someone, "is_named": is_named, "may_change": may_change}
    if is_named:
        record_reading("organisation.person.read", by=request.user, of=[someone], at=timezone.now())
        roles = RoleAssignment.objects.filter(person=someone).select_related("person__provider", "unit", "authority", "given_by")
        context |= {
            "standing": pages.standing(someone, on=on),
            "employments": pages.employment_lines(someone, may_change=may_change, on=on),
            "roles": pages.role_lines(roles.order_by("-starts_on", "pk"), may_change=may_change, on=on),
            "delegations": pages.delegation_lines(
                delegations_of(someone), someone, may_change=may_change, on=on, end="administration:delegation_end"
            ),
            "may_hand_over": may_change and units_to_hand_over(someone, on=on).exists(),
            "has_password": someone.has_usable_password(),
        }
    return render(request, "administration/person.html", context)


@require_http_methods(PAGE)
@administrators_only
def person_new(request: SignedInRequest) -> HttpResponse:
    """An account, and the first employment with it. Then the page with the link to hand over."""
    back = reverse("administration:people")
    form = PersonForm(posted(request), units=units_of(request.user, on=request.today), cancel=back)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.admit(
                given_name=form.cleaned_data["given_name"],
                family_name=form.cleaned_data["family_name"],
                email=form.cleaned_data["email"],
                terms=form.terms,
                starts_on=form.cleaned_data["starts_on"],
                by=request.user,
                at=timezone.now(),
            )
        except PeopleError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Kontot finns. Nu behöver personen en länk för att välja lösenord."))
            if pages.has_namesake(made, request.user, on=request.today):
                messages.warning(
                    request, _("Någon annan har redan samma namn. Är det samma person kan du slå samman kontona på sidan Dubbletter.")
                )
            return redirect("administration:person_invite", pk=made.pk)
    page = SmallPage(_("Ny person"), form, do=lambda: None, done="", back=(back, _("Personer")))
    return render(request, "administration/person_change.html", {"page": page, "form": form})


@require_http_methods(PAGE)
@administrators_only
def person_details(request: SignedInRequest, pk: UUID) -> HttpResponse:
    someone = open_person(request, pk)
    back = person_url(someone)
    now = {"given_name": someone.given_name, "family_name": someone.family_name, "email": someone.email}
    form = DetailsForm(posted(request), cancel=back, initial=now)

    def change() -> None:
        services.change_details(someone, **form.cleaned_data, by=request.user, at=timezone.now())

    page = SmallPage(_("Ändra namn och e-post"), form, change, _("Uppgifterna är sparade."), (back, _("Personen")), someone)
    return show(request, page)


@require_http_methods(PAGE)
@administrators_only
def person_invite(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Shows the one-time link once, to be handed over."""
    someone = open_person(request, pk)
    link = ""
    if request.method == "POST":
        try:
            invitation = services.invite(someone, by=request.user, at=timezone.now())
        except PeopleError as error:
            messages.error(request, str(error))
            return redirect(person_url(someone))
        key = {"uidb64": invitation.uidb64, "token": invitation.token}
        link = request.build_absolute_uri(reverse("portal:welcome", kwargs=key))
    context = {"person": someone, "link": link, "days": services.link_days(), "has_password": someone.has_usable_password()}
    response = render(request, "administration/person_invite.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(PAGE)
@administrators_only
def person_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Also of somebody whose name is hidden: who leaves must be able to leave."""
    someone = person_or_404(request, pk)
    back = person_url(someone)
    form = ConfirmForm(posted(request), cancel=back, submit=_("Avsluta kontot"), submit_kind="danger")
    lines = (
        _("Personen loggas ut och kan inte logga in igen."),
        _("Anställningar, roller och delegeringar får i dag som sista dag. De som inte har börjat tas tillbaka."),
        _("Det personen har lämnat in finns kvar så länge gallringsplanen säger."),
    )
    page = SmallPage(
        _("Avsluta kontot"),
        form,
        lambda: services.end_account(someone, by=request.user, at=timezone.now()),
        _("Kontot är avslutat."),
        (back, _("Personen")),
        someone,
        lines,
    )
    return show(request, page)


@require_http_methods(PAGE)
@administrators_only
def person_open(request: SignedInRequest, pk: UUID) -> HttpResponse:
    someone = person_or_404(request, pk)
    back = person_url(someone)
    form = ConfirmForm(posted(request), cancel=back, submit=_("Öppna kontot"))
    page = SmallPage(
        _("Öppna kontot igen"),
        form,
        lambda: services.open_account(someone, by=request.user, at=timezone.now()),
        _("Kontot är öppet. Lägg till anställning och roller."),
        (back, _("Personen")),
        someone,
        (_("Personen kan logga in med sitt gamla lösenord."), _("Anställningar och roller ger du på nytt.")),
    )
    return show(request, page)


def person_or_404(request: SignedInRequest, pk: UUID) -> Person:
    """Somebody at the administrator's own provider; an account that has been merged into another is gone."""
    return get_object_or_404(Person.objects.filter(provider=request.user.provider_id, merged_into=None).select_related("provider"), pk=pk)


def open_person(request: SignedInRequest, pk: UUID) -> Person:
    """Somebody whose matters may be changed: named to the administrator (otherwise 403), with an account that is open (otherwise 404)."""
    someone = person_or_404(request, pk)
    if not names(request, someone):
        raise PermissionDenied
    if not someone.is_active:
        raise Http404
    record_reading("organisation.person.read", by=request.user, of=[someone], at=timezone.now())
    return someone


def names(request: SignedInRequest, someone: Person) -> bool:
    return Person.objects.named_to(request.user, on=request.today).filter(pk=someone.pk).exists()


def person_url(someone: Person) -> str:
    return reverse("administration:person", kwargs={"pk": someone.pk})
