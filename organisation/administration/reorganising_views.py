"""Units that become others: merged, split, closed, and their people placed."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.formats import long_date
from core.names import display_name, sort_key
from organisation.administration import unit_previews as told
from organisation.administration.access import administrators_only
from organisation.administration.change import Change, carry_out
from organisation.administration.unit_forms import CloseForm, EmptyForm, MergeForm, PlaceStaffForm, SplitForm
from organisation.administration.unit_views import BOTH, address, address_of, own_unit
from organisation.http import SignedInRequest
from organisation.models import Employment, PlannedReorganisation, SchoolUnit
from organisation.services import reorganising
from organisation.services.ledger import planned_of
from organisation.services.taking_back import take_back
from organisation.services.unit_rows import Versions, forms_on, period_on
from organisation.services.units import NewUnit, Outcome

PEOPLE_PER_PAGE = 25


@require_http_methods(BOTH)
@administrators_only
def unit_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    found, at = own_unit(request, pk), timezone.now()
    form = MergeForm(
        request.POST or None,
        unit=found,
        others=_others(found, kind=found.kind),
        provider=request.user.provider,
        cancel=address_of(found),
    )
    change = Change(
        title=_("Slå samman %(unit)s med andra") % {"unit": found.name},
        lead=_("Alla anställningar följer med till den gemensamma enheten. Uppdragen på de enheter som stänger avslutas."),
        back=(found.name, address_of(found)),
        form=form,
        do=lambda versions: reorganising.merge(
            form.units, form.into, on=form.cleaned_data["on"], versions=versions, by=request.user, at=at
        ),
        preview=lambda outcome: told.merged(
            outcome, is_new=isinstance(form.into, NewUnit), on=form.cleaned_data["on"], today=request.today
        ),
        done=_("Sammanslagningen är sparad."),
        goes_to=address,
        confirm=_("Slå samman"),
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_split(request: SignedInRequest, pk: int) -> HttpResponse:
    """The parts first; who goes where is the page after."""
    found, at = own_unit(request, pk), timezone.now()
    form = SplitForm(request.POST or None, unit=found, cancel=address_of(found))

    def do(versions: Versions | None) -> Outcome:
        on, stays = form.cleaned_data["on"], form.cleaned_data["stays"] == "yes"
        place, offered = period_on(found, on), tuple(forms_on(found, on))
        parts = [NewUnit(name, found.kind, place.authority, place.area, code, offered) for name, code in form.named]
        return reorganising.split(pk, parts, stays=stays, on=on, versions=versions, by=request.user, at=at)

    def goes_to(outcome: Outcome) -> str:
        return reverse("administration:unit_place", kwargs={"pk": pk}) if outcome.staying else address(outcome)

    change = Change(
        title=_("Dela %(unit)s") % {"unit": found.name},
        lead=_("Skriv vad delarna ska heta. På nästa sida väljer du vart var och en i personalen tar vägen."),
        back=(found.name, address_of(found)),
        form=form,
        do=do,
        preview=lambda outcome: told.split(
            outcome, stays=form.cleaned_data["stays"] == "yes", on=form.cleaned_data["on"], today=request.today
        ),
        done=_("Delningen är sparad."),
        goes_to=goes_to,
        confirm=_("Dela enheten"),
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_close(request: SignedInRequest, pk: int) -> HttpResponse:
    found, at = own_unit(request, pk), timezone.now()
    form = CloseForm(request.POST or None, others=_others(found), cancel=address_of(found))

    def do(versions: Versions | None) -> Outcome:
        last_day = form.cleaned_data["last_day"]
        return reorganising.close(pk, last_day=last_day, move_to=form.move_to, versions=versions, by=request.user, at=at)

    change = Change(
        title=_("Stäng %(unit)s") % {"unit": found.name},
        lead=_("Enhetens historik, planer och det personalen har registrerat står kvar. Uppdragen på enheten avslutas."),
        back=(found.name, address_of(found)),
        form=form,
        do=do,
        preview=lambda outcome: told.closed(outcome, last_day=form.cleaned_data["last_day"], today=request.today),
        done=_("Stängningen är sparad."),
        goes_to=address,
        confirm=_("Stäng enheten"),
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who is left at a closed or split unit, by name, a page at a time; each goes to a unit or waits."""
    found, at = own_unit(request, pk), timezone.now()
    on = reorganising.placing_day(found)
    if on is None:
        raise Http404
    works = _left(request, found)
    page = Paginator(works, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    targets = [unit for unit in _others(found, kind=found.kind) if unit.periods.filter(starts_on__lte=on).exists()]
    form = PlaceStaffForm(request.POST or None, works=list(page.object_list), targets=targets, cancel=address_of(found))
    change = Change(
        title=_("Placera personalen på %(unit)s") % {"unit": found.name},
        lead=_("De flyttar %(day)s. Den du väljer Senare för står kvar på listan.") % {"day": long_date(on)},
        back=(found.name, address_of(found)),
        form=form,
        do=lambda versions: reorganising.place(pk, form.places, versions=versions, by=request.user, at=at),
        preview=lambda outcome: told.staff_placed(outcome, on=on, today=request.today),
        done=_("Personalen är placerad."),
        goes_to=lambda outcome: request.get_full_path() if outcome.staying and found.closed_on is not None else address(outcome),
        confirm=_("Placera"),
        extra={"page": page, "is_done": not works},
    )
    return carry_out(request, change)


@require_http_methods(BOTH)
@administrators_only
def unit_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undo a merge, a split or a closing that lies ahead. Asked first; once its day has come it is refused with the reason."""
    found, at = own_unit(request, pk), timezone.now()
    plan = planned_of(pk, provider=request.user.provider_id)
    change = Change(
        title=str(told.TAKE_BACK[PlannedReorganisation.Kind(plan.kind)]) if plan is not None else "",
        lead=_("Allt blir som det var innan ändringen planerades. Det som har beslutats om personalen sedan dess står kvar."),
        back=(found.name, address_of(found)),
        form=EmptyForm(request.POST if request.method == "POST" else None, cancel=address_of(found)),
        do=lambda versions: take_back(pk, versions=versions, by=request.user, at=at),
        preview=lambda outcome: told.taken_back(outcome, on=plan.on if plan is not None else request.today),
        done=_("Ändringen är tillbakatagen."),
        goes_to=address,
        confirm=_("Ta tillbaka"),
    )
    return carry_out(request, change)


def _left(request: SignedInRequest, unit: SchoolUnit) -> list[tuple[Employment, str]]:
    """Sorted by the name as the viewer may see it."""
    works = reorganising.to_place(unit).select_related("person").order_by("pk")
    named = [(work, display_name(work.person, request.user)) for work in works]
    return sorted(named, key=lambda row: (sort_key(row[1]), row[0].pk))


def _others(unit: SchoolUnit, kind: str = "") -> Sequence[SchoolUnit]:
    """The provider's other units that are not closed, nor to be: the same authority's first."""
    others = SchoolUnit.objects.of_provider(unit.authority.provider_id).filter(closed_on__isnull=True).exclude(pk=unit.pk)
    if kind:
        others = others.filter(kind=kind)
    return sorted(others.order_by("name", "pk"), key=lambda each: each.authority_id != unit.authority_id)
