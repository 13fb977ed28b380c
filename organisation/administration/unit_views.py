"""The list of units, one unit, and what may be done with a unit by itself: opened, renamed, coded, moved, its forms set."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisation.administration import unit_previews as told
from organisation.administration.access import administrators_only
from organisation.administration.change import Change, Preview, carry_out
from organisation.administration.unit_forms import (
    CodeForm,
    EmptyForm,
    MoveForm,
    OpenForm,
    RenameForm,
    SchoolFormsForm,
    UnitFilter,
    key_of_place,
)
from organisation.administration.unit_pages import found_units, heading_of, place_of, unit_page, unit_rows
from organisation.http import SignedInRequest
from organisation.models import LAST_DAY_OF_FORM, SchoolUnit
from organisation.services import areas, units
from organisation.services.unit_rows import Versions, forms_on, period_on
from organisation.services.units import Outcome

UNITS_PER_PAGE = 25
BOTH = ["GET", "HEAD", "POST"]


@require_safe
@administrators_only
def unit_list(request: SignedInRequest) -> HttpResponse:
    """The provider's units, searched and filtered."""
    authorities = list(request.user.provider.authorities.filter(is_whole_provider=False).order_by("name"))
    asked = UnitFilter(request.GET, authorities=authorities)
    found = found_units(
        request.user.provider_id,
        text=asked.said("q"),
        authority=asked.said("plats"),
        kind=asked.said("slag"),
        show=asked.said("visa"),
        on=request.today,
    )
    page = Paginator(found, UNITS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": asked,
        "page": page,
        "rows": unit_rows(list(page.object_list), with_authority=bool(authorities), on=request.today),
        "heading": heading_of(page.paginator.count, narrowed=asked.is_narrowed),
        "is_narrowed": asked.is_narrowed,
        "place_label": _("Förvaltning och område") if authorities else _("Verksamhetsområde"),
    }
    return render(request, "administration/units.html", context)


@require_safe
@administrators_only
def unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """One unit: today, before and to come, and what can be done with it."""
    found = own_unit(request, pk)
    context = {
        "page": unit_page(found, viewer=request.user, with_authority=has_authorities(found), on=request.today),
        "place_label": _("Förvaltning och område") if has_authorities(found) else _("Verksamhetsområde"),
        "unit": found,
    }
    return render(request, "administration/unit.html", context)


@require_http_methods(BOTH)
@administrators_only
def unit_new(request: SignedInRequest) -> HttpResponse:
    provider, at = request.user.provider, timezone.now()
    back = reverse("administration:units")
    form = OpenForm(request.POST or None, provider=provider, cancel=back, initial={"on": request.today})

    def do(versions: Versions | None) -> Outcome:
        place = form.cleaned_data["place"] or (areas.whole_provider(provider), None)
        return units.open_unit(form.unit_at(*place), on=form.cleaned_data["on"], by=request.user, at=at)

    change = Change(
        title=_("Öppna en enhet"),
        lead=_("En skola eller förskola som inte har funnits förut. Ska den ersätta andra enheter, slå samman eller dela dem i stället."),
        back=(_("Enheter"), back),
        form=form,
        do=do,
        preview=lambda outcome: told.opened(outcome, on=form.cleaned_data["on"], today=request.today),
        done=_("Enheten är sparad."),
        goes_to=address,
        confirm=_("Öppna enheten"),
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    found, at = own_unit(request, pk), timezone.now()
    form = RenameForm(request.POST or None, cancel=address_of(found), initial={"on": request.today})
    change = Change(
        title=_("Byt namn på %(unit)s") % {"unit": found.name},
        lead=_("Det gamla namnet står kvar i historiken."),
        back=(found.name, address_of(found)),
        form=form,
        do=lambda versions: units.rename(
            pk, form.cleaned_data["name"], on=form.cleaned_data["on"], versions=versions, by=request.user, at=at
        ),
        preview=lambda _outcome: told.renamed(found.name, form.cleaned_data["name"], on=form.cleaned_data["on"], today=request.today),
        done=_("Namnet är sparat."),
        goes_to=address,
        confirm=_("Byt namn"),
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_code(request: SignedInRequest, pk: int) -> HttpResponse:
    found, at = own_unit(request, pk), timezone.now()
    form = CodeForm(request.POST or None, cancel=address_of(found), initial={"on": request.today})
    now = _("I dag har enheten koden %(code)s.") % {"code": found.unit_code} if found.unit_code else _("I dag har enheten ingen kod.")
    change = Change(
        title=_("Ge %(unit)s en ny kod") % {"unit": found.name},
        lead=now,
        back=(found.name, address_of(found)),
        form=form,
        do=lambda versions: units.give_code(
            pk, form.cleaned_data["unit_code"], on=form.cleaned_data["on"], versions=versions, by=request.user, at=at
        ),
        preview=lambda _outcome: told.coded(found, form.cleaned_data["unit_code"], on=form.cleaned_data["on"], today=request.today),
        done=_("Koden är sparad."),
        goes_to=address,
        confirm=_("Ge ny kod"),
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_move(request: SignedInRequest, pk: int) -> HttpResponse:
    found, at = own_unit(request, pk), timezone.now()
    with_authority = has_authorities(found)
    form = MoveForm(
        request.POST or None,
        provider=request.user.provider,
        cancel=address_of(found),
        initial={"on": request.today, "place": key_of_place(found)},
    )

    def do(versions: Versions | None) -> Outcome:
        authority, area = form.cleaned_data["place"]
        return units.move(pk, authority, area, on=form.cleaned_data["on"], versions=versions, by=request.user, at=at)

    def preview(outcome: Outcome) -> Preview:
        on = form.cleaned_data["on"]
        after = period_on(outcome.unit, on)
        changes = after.authority_id != found.authority_id
        return told.placed_in(found, place_of(after, with_authority=with_authority), on=on, today=request.today, changes_authority=changes)

    change = Change(
        title=_("Flytta %(unit)s") % {"unit": found.name},
        lead=_("I dag hör enheten till: %(place)s.") % {"place": place_of(found, with_authority=with_authority)},
        back=(found.name, address_of(found)),
        form=form,
        do=do,
        preview=preview,
        done=_("Flytten är sparad."),
        goes_to=address,
        confirm=_("Flytta enheten"),
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_school_forms(request: SignedInRequest, pk: int) -> HttpResponse:
    found, at = own_unit(request, pk), timezone.now()
    form = SchoolFormsForm(
        request.POST or None,
        ended=LAST_DAY_OF_FORM,
        cancel=address_of(found),
        initial={"on": request.today, "school_forms": found.school_forms},
    )

    def do(versions: Versions | None) -> Outcome:
        said = form.cleaned_data
        return units.set_forms(pk, said["school_forms"], on=said["on"], versions=versions, by=request.user, at=at)

    def preview(outcome: Outcome) -> Preview:
        on = form.cleaned_data["on"]
        return told.forms_set(found, forms_on(found, on), before, on=on, today=request.today)

    before = forms_on(found, form.cleaned_data["on"]) if form.is_valid() else []
    change = Change(
        title=_("Skolformer på %(unit)s") % {"unit": found.name},
        lead=_("Välj alla som enheten ska erbjuda från den dagen. De du väljer bort upphör dagen före."),
        back=(found.name, address_of(found)),
        form=form,
        do=do,
        preview=preview,
        done=_("Skolformerna är sparade."),
        goes_to=address,
        confirm=_("Spara skolformerna"),
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_plan_cancel(request: SignedInRequest, pk: int, period: int) -> HttpResponse:
    """Take back a change that has not begun. Asked first."""
    found, at = own_unit(request, pk), timezone.now()
    planned = get_object_or_404(found.periods, pk=period)
    change = Change(
        title=_("Ta bort en planerad ändring"),
        lead=_("%(unit)s ändras då inte den dagen.") % {"unit": found.name},
        back=(found.name, address_of(found)),
        form=EmptyForm(request.POST if request.method == "POST" else None, cancel=address_of(found)),
        do=lambda versions: units.cancel_planned(pk, period, versions=versions, by=request.user, at=at),
        preview=lambda _outcome: told.cancelled(found, planned.name, on=planned.starts_on),
        done=_("Den planerade ändringen är borttagen."),
        goes_to=address,
        confirm=_("Ta bort ändringen"),
    )
    return carry_out(request, change)


def own_unit(request: SignedInRequest, pk: int) -> SchoolUnit:
    """A unit of the viewer's provider. 404 for any other."""
    units_here = SchoolUnit.objects.of_provider(request.user.provider_id).select_related("authority", "area")
    return get_object_or_404(units_here, pk=pk)


def has_authorities(unit: SchoolUnit) -> bool:
    return not unit.authority.is_whole_provider


def address_of(unit: SchoolUnit) -> str:
    return reverse("administration:unit", kwargs={"pk": unit.pk})


def address(outcome: Outcome) -> str:
    return address_of(outcome.unit)
