"""The teacher's own plan: read it, choose, add, remove, send."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from merit.facts import facts_of
from merit.rule_sets import rule_sets_of
from organisation.http import SignedInRequest
from organisation.models import Person
from plans.choices import permissions, services
from plans.choices.fills import fills
from plans.choices.forms import ChooseForm, IndividualForm, term_choices, term_field
from plans.choices.outlook import outlook_of
from plans.choices.pages import choice_row, choose_groups, my_plan_page
from plans.choices.situation import Situation, situation_of
from plans.choices.taken import taken_in
from plans.models import CourseChoice, CourseOffer, Tier, UnitPlan
from plans.typed_course import TYPED_FIELDS


@require_safe
def my_plan(request: SignedInRequest) -> HttpResponse:
    """What somebody has chosen on the three tiers, and what it leads to."""
    situation = _situation(request)
    if situation is None:
        return render(request, "plans/choices/no_plan.html")
    units = [work.unit_id for work in request.scope.employments]
    unit_plans = UnitPlan.objects.visible_to(request.user, on=request.today).filter(plan=situation.plan, unit__in=units)
    facts = facts_of(request.user, on=request.today) if request.scope.is_teaching else None
    context = {
        "page": my_plan_page(situation, on=request.today, taken={} if facts is None else taken_in(facts)),
        "plan": situation.plan,
        "unit_plans": unit_plans.select_related("unit"),
        "is_teaching": request.scope.is_teaching,
        "outlook": None,
    }
    if facts is not None:
        context["outlook"] = outlook_of(facts, situation.choices, rules_on=rule_sets_of(request.user.provider_id))
    return render(request, "plans/choices/my_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest) -> HttpResponse:
    """Tick courses on the shared tiers. Fewer than asked are kept as a draft; sending asks for all of them."""
    situation = _situation(request)
    if situation is None:
        return render(request, "plans/choices/no_plan.html")
    suggested = _suggested(request)
    form = ChooseForm(request.POST or None, situation=situation, on=request.today, suggested=suggested)
    if request.method == "POST" and form.is_valid() and _save(request, form):
        if "send" in request.POST:
            return _send(request)
        messages.success(request, _("Dina val är sparade. De är inte skickade till rektor än."))
        return redirect("plans:my_plan")
    counts = {}
    if request.scope.is_teaching:
        offers = (option.offer for option in situation.options)
        counts = fills(facts_of(request.user, on=request.today), offers, rules_on=rule_sets_of(request.user.provider_id))
    context = {"form": form, "groups": choose_groups(form, counts), "plan": situation.plan, "is_suggested": bool(suggested)}
    return render(request, "plans/choices/choose.html", context)


def _suggested(request: SignedInRequest) -> dict[int, str]:
    """Courses in the address, each with its term, as the page where one tries them out links here."""
    return {int(pk): request.GET.get(term_field(pk), "") for pk in request.GET.getlist("kurs") if pk.isascii() and pk.isdigit()}


def _save(request: SignedInRequest, form: ChooseForm) -> bool:
    """Whether it went well; if not, the form says why."""
    try:
        services.save_choices(request.user, form.picks, seen=form.cleaned_data["seen"], on=request.today, at=timezone.now())
    except services.StaleChoicesError:
        form.renew_stamp()
        form.add_error(None, _("Dina val har ändrats sedan du öppnade sidan. Kontrollera det som är ifyllt här och spara igen."))
    except (services.TooManyChosenError, services.NotOfferedError) as error:
        form.add_error(error.tier if error.tier in form.fields else None, str(error))
    except services.AlreadyChosenError:
        form.add_error(None, _("En av kurserna har du redan valt på en annan nivå."))
    else:
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
def individual_new(request: SignedInRequest) -> HttpResponse:
    """A course of one's own, from the catalogue or typed, with its purpose."""
    situation = _situation(request)
    if situation is None:
        return render(request, "plans/choices/no_plan.html")
    terms = term_choices(request.today, ends_on=situation.plan.ends_on)
    if Tier.INDIVIDUAL not in situation.tiers or not terms:
        messages.info(request, _("Ingen termin är kvar att välja i planen.") if not terms else _("Planen har ingen individuell nivå."))
        return redirect("plans:my_plan")
    is_typed = "egen" in request.GET
    said = {name: request.GET[name] for name in TYPED_FIELDS if name in request.GET}
    form = IndividualForm(request.POST or None, catalogue=_catalogue(request.user, situation), is_typed=is_typed, terms=terms, initial=said)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.add_individual(
                request.user,
                form.course,
                term=cleaned["term"],
                purpose=cleaned["purpose"],
                purpose_text=cleaned["purpose_text"],
                on=request.today,
                at=timezone.now(),
            )
        except services.AlreadyChosenError:
            form.add_error("offer", _("Du har redan valt den här kursen."))
        else:
            messages.success(request, _("Kursen finns nu i din plan. Den är inte skickad till rektor än."))
            return redirect("plans:my_plan")
    return render(request, "plans/choices/individual_new.html", {"form": form, "is_typed": is_typed})


def _catalogue(person: Person, situation: Situation) -> QuerySet[CourseOffer]:
    """What is not chosen already, and is given before the plan ends."""
    catalogue = CourseOffer.objects.catalogue_for(person).begins_by(situation.plan.ends_on)
    return catalogue.exclude(pk__in=[choice.offer_id for choice in situation.choices])


@require_http_methods(["GET", "HEAD", "POST"])
def choice_remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask, then remove one of one's own choices. In sight of the principal, who gets 403."""
    choices = CourseChoice.objects.visible_to(request.user, on=request.today).select_related("offer")
    choice = get_object_or_404(choices, pk=pk)
    if not permissions.can_remove(request.user, request.scope, choice):
        raise PermissionDenied
    if request.method == "POST":
        try:
            services.remove(pk, by=request.user, at=timezone.now())
        except services.AgreedError:
            messages.error(request, _("Kursen är överenskommen med rektor. Be rektor öppna den om du vill byta."))
        else:
            messages.success(request, _("”%(course)s” finns inte längre i din plan.") % {"course": choice.offer.title})
        return redirect("plans:my_plan")
    return render(request, "plans/choices/choice_remove.html", {"row": choice_row(choice, on=request.today), "choice": choice})


@require_POST
def choices_send(request: SignedInRequest) -> HttpResponse:
    """Propose everything unsent to the principal."""
    if _situation(request) is None:
        return redirect("plans:my_plan")
    return _send(request)


def _send(request: SignedInRequest) -> HttpResponse:
    try:
        sent = services.send(request.user, on=request.today, at=timezone.now())
    except services.TooFewChosenError as error:
        messages.warning(request, _("Inget är skickat än. %(lacking)s") % {"lacking": error})
    except (services.TooManyChosenError, services.NotOfferedError, services.UnitPlanOpenError) as error:
        messages.error(request, _("Inget är skickat än. %(reason)s") % {"reason": error})
    else:
        if sent:
            text = ngettext("%(count)d val är skickat till rektor.", "%(count)d val är skickade till rektor.", sent)
            messages.success(request, text % {"count": sent})
        else:
            messages.info(request, _("Alla val är redan skickade."))
    return redirect("plans:my_plan")


def _situation(request: SignedInRequest) -> Situation | None:
    if not permissions.can_plan(request.scope):
        raise PermissionDenied
    return situation_of(request.user, on=request.today)
