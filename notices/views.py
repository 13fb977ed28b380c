"""What one has been told, how one wants to be told, and for administrators what did not go well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.formats import local_day
from notices import services, troubles
from notices.forms import PreferenceForm
from notices.kinds import ByMail, Said, all_kinds, counted, is_known
from notices.message import said_of
from notices.models import DeadAddress, Notice, Preference

if TYPE_CHECKING:
    from organisation.http import SignedInRequest

PER_PAGE = 20
LOOKED_BACK = timedelta(days=7)  # so long a mail that failed stays on the administrators' page


@dataclass(frozen=True)
class Row:
    """A notice in words. said is the text in the language of the page."""

    pk: UUID
    said: Said
    day: date
    is_unread: bool


@require_safe
def notice_list(request: SignedInRequest) -> HttpResponse:
    """Everything one has been told, the newest first."""
    mine = Notice.objects.visible_to(request.user).order_by("-told_at", "pk")
    page: Page[Notice] = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    unread = mine.unread().count()
    return render(request, "notices/list.html", {"rows": _rows(page), "page": page, "unread": unread, "lead": _lead(unread)})


@require_safe
def open_notice(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Where the list and the mail lead: on to the page it is about. Coming here is to have read it. Another's is 404."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    if request.method == "GET":  # who asks for the head alone follows a link without reading
        services.read_one(notice, at=timezone.now())
    return redirect(notice.url)


@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    services.read_all(request.user, at=timezone.now())
    return redirect("notices:list")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    """Which kinds come by mail. What concerns no role of the person is not asked about."""
    language = get_language() or "sv"
    stored = Preference.objects.filter(person=request.user).first() or Preference(person=request.user, language=language)
    concerned = [kind for kind in all_kinds() if kind.concerns(request.scope)]
    kinds = [kind for kind in concerned if kind.by_mail is ByMail.BY_CHOICE]
    form = PreferenceForm(request.POST or None, kinds=kinds, preference=stored)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        shown = [kind.name for kind in kinds]
        services.choose(request.user, by_mail=chosen["by_mail"], shown=shown, language=chosen["language"], at=timezone.now())
        messages.success(request, _("Ditt val är sparat."))
        return redirect("notices:preferences")
    always = [kind for kind in concerned if kind.by_mail is ByMail.ALWAYS]
    dead = request.user.email and DeadAddress.objects.filter(address=request.user.email.lower()).exists()
    context = {"form": form, "always": always, "is_dead": bool(dead), "email": request.user.email}
    return render(request, "notices/preferences.html", context)


@require_safe
def troubles_page(request: SignedInRequest) -> HttpResponse:
    """For administrators: what did not go well, and addresses that do not work."""
    _may_administer(request)
    now = timezone.now()
    found = troubles.told(troubles.counts(request.user.provider_id, since=now - LOOKED_BACK, at=now))
    dead = DeadAddress.objects.filter(person__provider=request.user.provider_id).select_related("person").order_by("-found_at", "pk")
    page = Paginator(dead, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"troubles": found, "dead": page, "days": LOOKED_BACK.days}
    return render(request, "notices/troubles.html", context)


@require_POST
def try_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """An administrator says that an address works again. Another provider's is 404."""
    _may_administer(request)
    dead = get_object_or_404(DeadAddress.objects.filter(person__provider=request.user.provider_id), pk=pk)
    services.try_again(dead, by=request.user, at=timezone.now())
    messages.success(request, _("Mejl skickas till adressen igen."))
    return redirect(f"{reverse('notices:troubles')}#adresser")


def _may_administer(request: SignedInRequest) -> None:
    if not request.scope.administers:
        raise PermissionDenied


def _rows(notices: Page[Notice]) -> list[Row]:
    """Kinds that no app registers any more are passed over: their words are gone."""
    return [
        Row(notice.pk, said_of(notice), local_day(notice.told_at), notice.read_at is None) for notice in notices if is_known(notice.kind)
    ]


def _lead(unread: int) -> str:
    if not unread:
        return _("Du har läst allt.")
    return ngettext("Ett besked är oläst.", "%(count)s besked är olästa.", unread) % counted(unread)
