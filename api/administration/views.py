"""Machine clients of one's own school provider: for its administrators. A new key is shown in the answer that makes it, and never again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from api import services
from api.administration.forms import ChangeClientForm, NewClientForm, RenewForm, RevokeForm, end_of
from api.administration.pages import client_page, client_rows
from api.keys import NewKey
from api.models import MachineClient
from api.services import ClientError
from organisation.administration.access import administrators_only
from organisation.administration.small_pages import posted
from organisation.http import SignedInRequest

PAGE = ["GET", "HEAD", "POST"]


@require_safe
@administrators_only
def clients(request: SignedInRequest) -> HttpResponse:
    found = MachineClient.objects.filter(provider=request.user.provider_id).prefetch_related("keys")
    rows = client_rows(found.order_by("name", "pk"), at=timezone.now())
    context = {"rows": [row for row in rows if not row.client.revoked_at], "revoked": [row for row in rows if row.client.revoked_at]}
    return render(request, "api/clients.html", context)


@require_safe
@administrators_only
def client(request: SignedInRequest, pk: int) -> HttpResponse:
    return render(request, "api/client.html", {"page": client_page(_own(request, pk), at=timezone.now())})


@require_http_methods(PAGE)
@cache_control(no_store=True)
@administrators_only
def client_new(request: SignedInRequest) -> HttpResponse:
    form = NewClientForm(posted(request), today=request.today, cancel=reverse("machine_clients:list"))
    if request.method == "POST" and form.is_valid():
        try:
            made, key = services.let_in(form.said, until=end_of(form.cleaned_data["until"]), by=request.user, at=timezone.now())
        except ClientError as error:
            form.add_error(error.field or None, str(error))
        else:
            return _issued(request, made, key)
    return render(request, "api/client_new.html", {"form": form})


@require_http_methods(PAGE)
@administrators_only
def client_change(request: SignedInRequest, pk: int) -> HttpResponse:
    own = _own(request, pk)
    if own.revoked_at is not None:
        return _is_revoked(request, own)
    now = {name: getattr(own, name) for name in ("name", "purpose", "contact", "calls_per_minute")}
    form = ChangeClientForm(posted(request), cancel=_address(own), initial={**now, "is_active": "yes" if own.is_active else "no"})
    if request.method == "POST" and form.is_valid():
        try:
            services.change(own.pk, form.said, by=request.user, at=timezone.now())
        except ClientError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect(_address(own))
    return render(request, "api/client_change.html", {"form": form, "client": own})


@require_http_methods(PAGE)
@cache_control(no_store=True)
@administrators_only
def key_renew(request: SignedInRequest, pk: int) -> HttpResponse:
    own = _own(request, pk)
    if own.revoked_at is not None:
        return _is_revoked(request, own)
    newest = own.keys.first()
    form = RenewForm(posted(request), today=request.today, former=newest.prefix if newest else "", cancel=_address(own))
    if request.method == "POST" and form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        try:
            key = services.renew(
                own.pk, former=said["former"], overlap=form.overlapping, until=end_of(said["until"]), by=request.user, at=at
            )
        except ClientError as error:
            form.add_error(None, str(error))
        else:
            return _issued(request, own, key)
    return render(request, "api/key_renew.html", {"form": form, "client": own})


@require_http_methods(PAGE)
@administrators_only
def client_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    own = _own(request, pk)
    if own.revoked_at is not None:
        return _is_revoked(request, own)
    form = RevokeForm(posted(request), cancel=_address(own))
    if request.method == "POST" and form.is_valid():
        services.revoke(own.pk, by=request.user, at=timezone.now())
        messages.success(request, _("%(client)s är spärrad. Inga anrop släpps in.") % {"client": own.name})
        return redirect("machine_clients:list")
    return render(request, "api/client_revoke.html", {"form": form, "client": own})


def _own(request: SignedInRequest, pk: int) -> MachineClient:
    return get_object_or_404(MachineClient.objects.filter(provider=request.user.provider_id), pk=pk)


def _address(own: MachineClient) -> str:
    return reverse("machine_clients:client", kwargs={"pk": own.pk})


def _issued(request: SignedInRequest, own: MachineClient, key: NewKey) -> HttpResponse:
    """Not a redirect: the key would have to be kept somewhere on the way."""
    return render(request, "api/key_issued.html", {"client": own, "key": key.text})


def _is_revoked(request: SignedInRequest, own: MachineClient) -> HttpResponse:
    messages.info(request, _("%(client)s är spärrad och kan inte ändras.") % {"client": own.name})
    return redirect(_address(own))
