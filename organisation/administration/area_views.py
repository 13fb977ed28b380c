"""Authorities and areas: how units are grouped. A provider without authorities has areas only."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisation.administration.access import administrators_only
from organisation.administration.unit_forms import AreaForm, AuthorityForm
from organisation.administration.unit_views import BOTH
from organisation.http import SignedInRequest
from organisation.models import Area, Authority, SchoolUnit
from organisation.services import areas as services
from organisation.services.unit_errors import UnitChangeError


@require_safe
@administrators_only
def areas(request: SignedInRequest) -> HttpResponse:
    there = Q(units__in=SchoolUnit.objects.of_provider(request.user.provider_id).open_on(request.today).order_by().values("pk"))
    counted = Area.objects.annotate(open_units=Count("units", filter=there)).order_by("name", "pk")
    authorities = (
        request.user.provider.authorities.annotate(open_units=Count("units", filter=there))
        .prefetch_related(Prefetch("areas", queryset=counted))
        .order_by("name")
    )
    context = {"authorities": list(authorities), "has_authorities": not request.user.provider.is_undivided}
    return render(request, "administration/areas.html", context)


@require_http_methods(BOTH)
@administrators_only
def area_new(request: SignedInRequest) -> HttpResponse:
    provider = request.user.provider
    authorities = list(provider.authorities.order_by("name"))
    form = AreaForm(request.POST or None, authorities=authorities, cancel=reverse("administration:areas"))

    def save() -> None:
        authority = form.authority or services.whole_provider(provider)
        services.open_area(authority, form.cleaned_data["name"], by=request.user, at=timezone.now())

    if not authorities and not provider.is_undivided:
        messages.info(request, _("Lägg till en förvaltning först. Ett område hör till en förvaltning."))
        return redirect("administration:authority_new")
    return _answered(request, form, save, title=_("Nytt verksamhetsområde"), done=_("Området är sparat."))


@require_http_methods(BOTH)
@administrators_only
def area_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    area = get_object_or_404(Area.objects.filter(authority__provider=request.user.provider_id), pk=pk)
    form = AreaForm(request.POST or None, initial={"name": area.name}, cancel=reverse("administration:areas"))

    def save() -> None:
        services.rename_area(pk, form.cleaned_data["name"], by=request.user, at=timezone.now())

    return _answered(request, form, save, title=_("Byt namn på %(area)s") % {"area": area.name}, done=_("Namnet är sparat."))


@require_http_methods(BOTH)
@administrators_only
def authority_new(request: SignedInRequest) -> HttpResponse:
    if request.user.provider.is_undivided:
        raise Http404
    return _authority(request, None, title=_("Ny förvaltning"))


@require_http_methods(BOTH)
@administrators_only
def authority_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    authority = get_object_or_404(request.user.provider.authorities.filter(is_whole_provider=False), pk=pk)
    return _authority(request, authority, title=_("Ändra %(authority)s") % {"authority": authority.name})


def _authority(request: SignedInRequest, authority: Authority | None, *, title: str) -> HttpResponse:
    initial = {"name": authority.name, "committee": authority.committee} if authority is not None else {}
    form = AuthorityForm(request.POST or None, initial=initial, cancel=reverse("administration:areas"))

    def save() -> None:
        said = form.cleaned_data
        services.save_authority(authority, name=said["name"], committee=said["committee"], by=request.user, at=timezone.now())

    return _answered(request, form, save, title=title, done=_("Förvaltningen är sparad."))


def _answered(request: SignedInRequest, form: forms.Form, save: Callable[[], None], *, title: str, done: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except UnitChangeError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, done)
            return redirect("administration:areas")
    return render(request, "administration/area_edit.html", {"form": form, "title": title})
