"""The task list, about me, and the short way for those with nothing to register."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inventory.forms import AboutForm
from inventory.models import Campaign, Submission
from inventory.pages.answers import about_lines
from inventory.pages.phrases import moment
from inventory.pages.tasks import tasks_page
from inventory.services import answers
from inventory.standing import Standing
from inventory.tasklist import parts_for, task_list
from inventory.views.common import for_staff, standing_of
from inventory.words import WORDS
from organisation.http import SignedInRequest


@require_safe
@for_staff
def tasks(request: SignedInRequest) -> HttpResponse:
    """Which parts there are, where each stands, and the next thing to do."""
    standing = standing_of(request)
    coming = None
    if standing.campaign is None:
        coming = Campaign.objects.coming_for(request.user, on=request.today).order_by("opens_on", "pk").first()
    page = tasks_page(
        standing,
        task_list(standing),
        on=request.today,
        employments=request.scope.employments,
        coming=coming,
        receipts=_receipts(request),
    )
    return render(request, "inventory/tasks.html", {"page": page, "with_merit": standing.with_merit})


def _receipts(request: SignedInRequest) -> list[tuple[str, str]]:
    """Address and name of what has been sent, the latest first."""
    sent = Submission.objects.visible_to(request.user, on=request.today).select_related("campaign").defer("content")
    name = _("%(campaign)s, skickad %(when)s")
    return [
        (reverse("inventory:receipt", kwargs={"pk": each.pk}), name % {"campaign": each.campaign.name, "when": moment(each.sent_at)})
        for each in sent
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def about(request: SignedInRequest) -> HttpResponse:
    """What the employer has on record, to be confirmed, and whether merit is of interest."""
    standing = standing_of(request)
    form = _about_form(request, standing, submit=_("Bekräfta och gå vidare"))
    if request.method == "POST" and standing.is_open and form.is_valid():
        assert standing.campaign is not None
        answers.confirm_about(standing.campaign, request.user, interest=form.answer, at=timezone.now())
        messages.success(request, _("Uppgifterna om dig är bekräftade. Inget är skickat än."))
        return redirect("inventory:tasks")
    context = {"form": form, "is_open": standing.is_open, "work": about_lines(_work(request), "", with_merit=False)}
    return render(request, "inventory/about.html", context)


def _about_form(request: SignedInRequest, standing: Standing, *, submit: str) -> AboutForm:
    interest = standing.answer.interest if standing.answer else ""
    cancel = (_("Tillbaka till delarna"), reverse("inventory:tasks"))
    data = request.POST if request.method == "POST" else None
    return AboutForm(data, initial={"interest": interest}, with_merit=standing.with_merit, submit=submit, cancel=cancel)


def _work(request: SignedInRequest) -> list[dict[str, str]]:
    return [
        {"unit": work.unit.name, "profession": work.profession, "extent": str(work.extent_percent)} for work in request.scope.employments
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def nothing(request: SignedInRequest) -> HttpResponse:
    """The short way: confirm about me, and say that there is nothing to register in the parts that are empty."""
    standing = standing_of(request)
    if not standing.is_open:
        return redirect("inventory:tasks")
    assert standing.campaign is not None
    kinds = [kind for part in parts_for(standing) if not part.optional for kind in part.kinds if not standing.of(kind)]
    form = _about_form(request, standing, submit=_("Svara så och gå vidare"))
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            answers.answer_with_nothing(standing.campaign, request.user, kinds=kinds, interest=form.answer, at=at)
        except answers.HasRecordsError as error:
            messages.error(request, str(error))
            return redirect("inventory:tasks")
        return redirect("inventory:check")
    context = {
        "form": form,
        "work": about_lines(_work(request), "", with_merit=False),
        "says": [str(WORDS[kind].none) for kind in kinds],
    }
    return render(request, "inventory/nothing.html", context)
