"""The principal answers choices: one by one, all of one person's, or opens what was agreed. Those who only oversee get 403."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record_reading
from core.names import display_name
from organisation.http import SignedInRequest
from organisation.models import Person, SchoolUnit
from organisation.querysets import PersonQuerySet
from plans.choices import answers, permissions
from plans.choices.answer_pages import answer_row, person_plan, queue
from plans.choices.forms import ReasonForm
from plans.models import CourseChoice
from plans.querysets import units_known_to


@require_safe
def unit_choices(request: SignedInRequest, unit: int) -> HttpResponse:
    """Everything that waits for an answer in one unit, by person."""
    place = _led_unit(request, unit)
    waiting = CourseChoice.objects.answerable_by(request.user, on=request.today).filter(person__in=_staff(request, place).values("pk"))
    ordered = waiting.select_related("person", "offer").order_by("person__family_name", "person__given_name", "person_id", "term", "pk")
    groups = queue(ordered, place, on=request.today)
    _read(request, *(group.person for group in groups))
    return render(request, "plans/choices/unit_choices.html", {"unit": place, "groups": groups})


@require_safe
def person_choices(request: SignedInRequest, unit: int, person: UUID) -> HttpResponse:
    """All that one person has sent, and what has been answered."""
    place = _led_unit(request, unit)
    owner = get_object_or_404(_staff(request, place), pk=person)
    _read(request, owner)
    choices = CourseChoice.objects.of_people_led_by(request.user, on=request.today).filter(person=owner)
    page = person_plan(owner, choices.select_related("offer").order_by("term", "pk"), place, on=request.today)
    return render(request, "plans/choices/person_choices.html", {"unit": place, "person": owner, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def choice_answer(request: SignedInRequest, unit: int, pk: UUID) -> HttpResponse:
    """answer=agree agrees; answer=decline gives the choice back, with a reason."""
    place = _led_unit(request, unit)
    choice = _choice(request, place, pk)
    back = _back(place, choice)
    agree = request.POST.get("answer") == "agree"
    form = ReasonForm(request.POST if request.method == "POST" and not agree else None, submit=_("Be om ett nytt val"), cancel=back)
    if request.method == "POST" and (agree or form.is_valid()):
        reason = "" if agree else form.cleaned_data["reason"]
        try:
            answers.answer(pk, agree=agree, reason=reason, by=request.user, on=request.today, at=timezone.now())
        except answers.NotWaitingError:
            messages.info(request, _("Valet väntar inte på svar längre. Någon har redan svarat, eller så har läraren ändrat det."))
        else:
            messages.success(request, _answered(request, choice, agree=agree))
        return redirect(back)
    context = {"unit": place, "choice": choice, "row": answer_row(choice, place, on=request.today), "form": form, "back": back}
    return render(request, "plans/choices/choice_answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choice_reopen(request: SignedInRequest, unit: int, pk: UUID) -> HttpResponse:
    """Give an agreed choice back to the teacher, with the reason."""
    place = _led_unit(request, unit)
    choice = _choice(request, place, pk)
    back = _back(place, choice)
    form = ReasonForm(request.POST or None, submit=_("Öppna valet"), cancel=back)
    if request.method == "POST" and form.is_valid():
        try:
            answers.reopen(pk, reason=form.cleaned_data["reason"], by=request.user, on=request.today, at=timezone.now())
        except answers.NotAgreedError:
            messages.info(request, _("Valet är inte överenskommet längre, så det finns inget att öppna."))
        else:
            messages.success(request, _("Valet är öppet igen. Läraren ser din motivering."))
        return redirect(back)
    context = {"unit": place, "choice": choice, "row": answer_row(choice, place, on=request.today), "form": form, "back": back}
    return render(request, "plans/choices/choice_reopen.html", context)


@require_POST
def choices_agree(request: SignedInRequest, unit: int, person: UUID) -> HttpResponse:
    """Agree to everything one person has proposed."""
    place = _led_unit(request, unit)
    owner = get_object_or_404(_staff(request, place).exclude(pk=request.user.pk), pk=person)
    agreed = answers.agree_all(owner, by=request.user, on=request.today, at=timezone.now())
    if agreed:
        text = ngettext("Du och %(name)s är överens om %(count)d kurs.", "Du och %(name)s är överens om %(count)d kurser.", agreed)
        messages.success(request, text % {"name": display_name(owner, request.user), "count": agreed})
    else:
        messages.info(request, _("Inget väntade på svar längre."))
    return redirect("plans:unit_choices", unit=place.pk)


def _led_unit(request: SignedInRequest, pk: int) -> SchoolUnit:
    unit = get_object_or_404(units_known_to(request.user, on=request.today), pk=pk)
    if not permissions.can_answer(request.scope, unit):
        raise PermissionDenied
    return unit


def _staff(request: SignedInRequest, unit: SchoolUnit) -> PersonQuerySet:
    return Person.objects.led_by(request.user, on=request.today).staff_of_units(SchoolUnit.objects.filter(pk=unit.pk), on=request.today)


def _choice(request: SignedInRequest, unit: SchoolUnit, pk: UUID) -> CourseChoice:
    led = CourseChoice.objects.of_people_led_by(request.user, on=request.today).filter(person__in=_staff(request, unit).values("pk"))
    choice = led.select_related("person", "offer").filter(pk=pk).first()
    if choice is None:
        raise Http404
    _read(request, choice.person)
    return choice


def _read(request: SignedInRequest, *people: Person) -> None:
    """That somebody's choices were opened is put on record."""
    record_reading("plans.choices.read", by=request.user, of=people, at=timezone.now())


def _back(unit: SchoolUnit, choice: CourseChoice) -> str:
    return reverse("plans:person_choices", kwargs={"unit": unit.pk, "person": choice.person_id})


def _answered(request: SignedInRequest, choice: CourseChoice, *, agree: bool) -> str:
    words = {"name": display_name(choice.person, request.user), "course": choice.offer.title}
    if agree:
        return _("Du och %(name)s är överens om ”%(course)s”.") % words
    return _("Du har bett %(name)s om ett nytt val i stället för ”%(course)s”.") % words
