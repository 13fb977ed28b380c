"""The administrator's first page: the ways to everything that is administered, what is to come, and what waits for somebody."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core.formats import first_upper, in_words
from organisation.administration.coming import coming_changes, units_with_people_left
from organisation.http import SignedInRequest
from organisation.models import Person, SchoolProvider, SchoolUnit


@dataclass(frozen=True)
class Way:
    """One page to go to, and what is done there."""

    title: str
    text: str
    url: str


@require_safe
def administration(request: SignedInRequest) -> HttpResponse:
    """Everybody signed in knows the page exists; only administrators may open it."""
    if not request.scope.administers:
        raise PermissionDenied
    provider, today = request.user.provider, request.today
    units = SchoolUnit.objects.of_provider(provider.pk).open_on(today).count()
    people = Person.objects.filter(provider=provider, is_active=True).count()
    context = {
        "provider": provider,
        "lead": counted(units, people),
        "organisation": ways_to_the_organisation(provider),
        "coming": coming_changes(provider.pk, on=today),
        "left": units_with_people_left(provider.pk),
    }
    return render(request, "portal/administration.html", context)


def ways_to_the_organisation(provider: SchoolProvider) -> list[Way]:
    return [
        Way(
            _("Personer"),
            _("Konton, anställningar, ledighet och roller. Vem som är var, var och kommer att vara."),
            reverse("administration:people"),
        ),
        Way(
            _("Roller"),
            _("Vem som har vilken roll i dag, framöver och tidigare, och vad som är överlämnat."),
            reverse("administration:roles"),
        ),
        Way(
            _("Enheter"),
            _("Öppna, byt namn, slå samman, dela och stäng skolor och förskolor. Med historik."),
            reverse("administration:units"),
        ),
        Way(
            _("Verksamhetsområden") if provider.is_undivided else _("Förvaltningar och områden"),
            _("Hur enheterna är indelade."),
            reverse("administration:areas"),
        ),
        Way(
            _("Hur lagen läses"),
            _("Svaren på det som förordningen lämnar öppet. Prova andra svar över alla, och publicera dem."),
            reverse("rule_sets:list"),
        ),
        Way(
            _("Dubbletter"),
            _("Konton som kan höra till samma person, och sammanslagningar som går att ångra."),
            reverse("administration:duplicates"),
        ),
        Way(
            _("Registerkontroll hos Skolverket"),
            _("Ta ut en lista med personnummer, och ta in svaret om legitimationer och beslut om meriteringsnivå."),
            reverse("register:register"),
        ),
    ]


def counted(units: int, people: int) -> str:
    """ "Tolv enheter och 243 personer med konto." """
    unit_text = ngettext("%(count)s enhet", "%(count)s enheter", units) % {"count": in_words(units)}
    people_text = ngettext("%(count)s person med konto", "%(count)s personer med konto", people) % {"count": in_words(people)}
    return first_upper(_("%(units)s och %(people)s.") % {"units": unit_text, "people": people_text})
