"""The administrator's pages about who somebody is: the number, the protection, and the way to people no list shows."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from audit.services import record_reading
from organisation.administration.access import administrators_only
from organisation.http import SignedInRequest
from organisation.identity import crypto, pages, protection, services
from organisation.identity.forms import FindForm, NumberForm, ProtectionForm
from organisation.identity.numbers import NumberError
from organisation.models import Person

NO_KEY = gettext_lazy("Numret kan inte sparas eller sökas just nu: nyckeln saknas. Inget är ändrat. Säg till den som sköter driften.")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("identity_number")
@administrators_only
def number(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give somebody a number, or end the one they have."""
    person = _person(request, pk)
    rows = pages.identifiers_of(person, request.user)
    has_number = any(row.is_current for row in rows)
    if request.method == "POST" and "remove" in request.POST:
        services.remove_number(person, by=request.user, at=timezone.now())
        messages.success(request, _("Numret är avslutat. Det finns kvar i historiken."))
        return redirect("administration:person_number", pk=pk)
    form = NumberForm(request.POST if request.method == "POST" else None, has_number=has_number, cancel=_back(person))
    if request.method == "POST" and form.is_valid() and _gave(request, person, form):
        messages.success(request, _("Numret är sparat."))
        return redirect("administration:person_number", pk=pk)
    return render(request, "administration/person_number.html", {"person": person, "identifiers": rows, "form": form})


def _gave(request: SignedInRequest, person: Person, form: NumberForm) -> bool:
    said = form.cleaned_data
    try:
        services.set_number(person, said["identity_number"], by=request.user, at=timezone.now(), allow_interim=said["is_interim"])
    except NumberError as error:
        form.add_error("identity_number", pages.fault_text(error.fault))
    except services.NumberTakenError:
        form.add_error("identity_number", _("Ett annat konto hos er har redan det numret. Är det samma person ska kontona slås samman."))
    except crypto.KeyMissingError:
        form.add_error(None, NO_KEY)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def protect(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Set or lift somebody's protection. Once it is set the name is gone from this page too."""
    person = _person(request, pk)
    form = ProtectionForm(request.POST or None, now=person.protection, cancel=_back(person))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if protection.set_protection(person, said["protection"], reason=said["reason"], by=request.user, at=timezone.now()):
            messages.success(request, _("Skyddet är ändrat och gäller från och med nu. Personen får veta det."))
        else:
            messages.info(request, _("Skyddet var redan så. Inget är ändrat."))
        return redirect("administration:person_protection", pk=pk)
    changes = pages.change_rows(list(protection.changes_of(person)), request.user)
    return render(request, "administration/person_protection.html", {"person": person, "form": form, "changes": changes})


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("exactly")
@administrators_only
def find(request: SignedInRequest) -> HttpResponse:
    """The way to people with a protected identity, who are in no list: by the whole number or username, with a reason that is kept."""
    form = FindForm(request.POST or None, cancel=reverse("administration:people"))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            person = protection.find_exactly(said["exactly"], reason=said["reason"], by=request.user, at=timezone.now())
        except crypto.KeyMissingError:
            form.add_error(None, NO_KEY)
        else:
            if person is not None:
                return redirect("administration:person", pk=person.pk)
            form.add_error("exactly", _("Ingen hos er har det numret eller användarnamnet. Kontrollera varje tecken."))
    return render(request, "administration/person_find.html", {"form": form})


def _person(request: SignedInRequest, pk: UUID) -> Person:
    """Whoever it is about. That the page was opened is put on record."""
    person = get_object_or_404(Person.objects.filter(provider=request.user.provider_id, merged_into=None), pk=pk)
    record_reading("organisation.person.read", by=request.user, of=[person], at=timezone.now())
    return person


def _back(person: Person) -> str:
    return reverse("administration:person", kwargs={"pk": person.pk})
