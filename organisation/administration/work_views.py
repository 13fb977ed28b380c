"""Employments and leave of one person: begun, changed from a day, ended."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisation.administration.access import administrators_only
from organisation.administration.people_forms import ChangeTermsForm, ConfirmForm, EmploymentForm, LastDayForm, LeaveForm, units_of
from organisation.administration.people_pages import extent_text, period_text
from organisation.administration.people_views import PAGE, open_person, person_url
from organisation.administration.small_pages import SmallPage, posted, show
from organisation.http import SignedInRequest
from organisation.models import Employment, Leave
from organisation.services import employments as services


@require_http_methods(PAGE)
@administrators_only
def employment_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    someone = open_person(request, pk)
    back = person_url(someone)
    form = EmploymentForm(posted(request), units=units_of(someone, on=request.today), cancel=back)

    def begin() -> None:
        said = form.cleaned_data
        services.add_employment(
            someone, form.terms, starts_on=said["starts_on"], ends_on=said["ends_on"], by=request.user, at=timezone.now()
        )

    page = SmallPage(_("Lägg till en anställning"), form, begin, _("Anställningen är sparad."), (back, _("Personen")), someone)
    return show(request, page)


@require_http_methods(PAGE)
@administrators_only
def employment_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another unit, another extent or another profession from a day. What has been stays as it was."""
    work = _employment(request, pk)
    back = person_url(work.person)
    now = {"profession": work.profession, "unit": work.unit_id, "extent": work.extent_percent}
    form = ChangeTermsForm(posted(request), units=units_of(work.person, on=request.today), cancel=back, initial=now)

    def change() -> None:
        services.change_employment(work.pk, form.terms, on=form.cleaned_data["on"], by=request.user, at=timezone.now())

    lines = (_described(work, request), _("Det som har varit står kvar. Ändringen gäller från den dag du skriver."))
    page = SmallPage(_("Ändra anställningen"), form, change, _("Ändringen är sparad."), (back, _("Personen")), work.person, lines)
    return show(request, page)


@require_http_methods(PAGE)
@administrators_only
def employment_end(request: SignedInRequest, pk: int) -> HttpResponse:
    work = _employment(request, pk)
    back = person_url(work.person)
    form = LastDayForm(posted(request), submit=_("Avsluta anställningen"), cancel=back)

    def end() -> None:
        services.end_employment(work.pk, last_day=form.cleaned_data["last_day"], by=request.user, at=timezone.now())

    lines = (_described(work, request), _("Kontot finns kvar. Personen kan läsa sina egna uppgifter."))
    page = SmallPage(_("Avsluta anställningen"), form, end, _("Anställningen är avslutad."), (back, _("Personen")), work.person, lines)
    return show(request, page)


@require_http_methods(PAGE)
@administrators_only
def employment_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    work = _employment(request, pk)
    back = person_url(work.person)
    form = ConfirmForm(posted(request), cancel=back, submit=_("Ta bort anställningen"), submit_kind="danger")

    def remove() -> None:
        services.remove_employment(work.pk, by=request.user, at=timezone.now())

    lines = (
        _described(work, request),
        _("Ta bara bort en anställning som har lagts in av misstag. Har den varit verklig avslutar du den i stället."),
    )
    page = SmallPage(_("Ta bort anställningen"), form, remove, _("Anställningen är borttagen."), (back, _("Personen")), work.person, lines)
    return show(request, page)


@require_http_methods(PAGE)
@administrators_only
def leave_new(request: SignedInRequest, pk: int) -> HttpResponse:
    work = _employment(request, pk)
    back = person_url(work.person)
    form = LeaveForm(posted(request), cancel=back)

    def begin() -> None:
        said = form.cleaned_data
        services.add_leave(
            work.pk,
            kind=said["kind"],
            extent=said["extent"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            by=request.user,
            at=timezone.now(),
        )

    lines = (_described(work, request), _("Anställningen fortsätter. Är en rektor ledig kan uppgifter lämnas över till någon annan."))
    page = SmallPage(_("Lägg till ledighet"), form, begin, _("Ledigheten är sparad."), (back, _("Personen")), work.person, lines)
    return show(request, page)


@require_http_methods(PAGE)
@administrators_only
def leave_end(request: SignedInRequest, pk: int) -> HttpResponse:
    leave = get_object_or_404(Leave, pk=pk, employment__person__provider=request.user.provider_id)
    someone = open_person(request, leave.employment.person_id)
    back = person_url(someone)
    form = LastDayForm(posted(request), submit=_("Avsluta ledigheten"), cancel=back)

    def end() -> None:
        services.end_leave(leave.pk, last_day=form.cleaned_data["last_day"], by=request.user, at=timezone.now())

    line = f"{leave.get_kind_display()} {extent_text(leave.extent_percent)}, {period_text(leave.starts_on, leave.ends_on, request.today)}."
    page = SmallPage(_("Avsluta ledigheten"), form, end, _("Ledigheten är avslutad."), (back, _("Personen")), someone, (line,))
    return show(request, page)


def _employment(request: SignedInRequest, pk: int) -> Employment:
    """An employment at the own provider, of somebody whose matters may be changed."""
    works = Employment.objects.filter(person__provider=request.user.provider_id).select_related("unit")
    work = get_object_or_404(works, pk=pk)
    work.person = open_person(request, work.person_id)
    return work


def _described(work: Employment, request: SignedInRequest) -> str:
    words = {
        "profession": work.get_profession_display(),
        "unit": work.unit.name,
        "extent": extent_text(work.extent_percent),
        "period": period_text(work.starts_on, work.ends_on, request.today),
    }
    return _("%(profession)s, %(unit)s, %(extent)s, %(period)s.") % words
