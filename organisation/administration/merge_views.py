"""Duplicate accounts: the suspected ones, two side by side, made one, and made two again."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record_reading
from organisation.administration import merge_pages as pages
from organisation.administration.access import administrators_only
from organisation.administration.merge_forms import CompareForm, MergeForm
from organisation.http import SignedInRequest
from organisation.merging import preview, services, suspects
from organisation.models import Person, PersonMerge

PAIRS_A_PAGE = 25
LATEST = 20


@require_safe
@administrators_only
def duplicates(request: SignedInRequest) -> HttpResponse:
    """Suspected pairs, the strongest first, the latest merges, and the way to any two accounts."""
    named = Person.objects.named_to(request.user, on=request.today).filter(merged_into=None)
    compare = CompareForm(request.GET, people=named)
    if compare.is_valid():
        return redirect("administration:duplicate", first=compare.cleaned_data["ett"].pk, second=compare.cleaned_data["annat"].pk)
    asked = request.GET.get("page", "1")
    number = min(int(asked), 100_000) if asked.isascii() and asked.isdigit() and int(asked) > 0 else 1
    provider = request.user.provider_id
    found, total = suspects.of_provider(provider, limit=PAIRS_A_PAGE, offset=(number - 1) * PAIRS_A_PAGE)
    if not found and number > 1:
        return redirect("administration:duplicates")
    merges = _merges(request).order_by("-merged_at", "-pk")[:LATEST]
    context = {
        "pairs": pages.pairs_of(found, request.user),
        "page": Paginator(range(total), PAIRS_A_PAGE).get_page(number),
        "total": total,
        "form": compare,
        "merges": pages.merge_lines(merges, request.user, at=timezone.now()),
    }
    return render(request, "administration/duplicates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def pair(request: SignedInRequest, first: UUID, second: UUID) -> HttpResponse:
    """Two accounts side by side, what merging them would do, and doing it. The first of the address is kept."""
    kept, merged = _both(request, first, second)
    if kept.merged_into_id or merged.merged_into_id:
        messages.info(request, _("Kontona är redan sammanslagna."))
        return redirect("administration:duplicates")
    differ = services.numbers_differ(kept, merged)
    form = MergeForm(request.POST if request.method == "POST" else None, numbers_differ=differ, cancel=reverse("administration:duplicates"))
    if request.method == "POST" and form.is_valid():
        try:
            services.merge(
                kept,
                merged,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
                numbers_checked=form.cleaned_data.get("numbers_checked", False),
            )
        except services.MergeError as error:
            form.add_error(None, pages.why_not(error))
        else:
            messages.success(request, _("Kontona är sammanslagna. Du kan ångra det i trettio dagar."))
            return redirect("administration:duplicates")
    moves = preview.of_merge(kept=kept, merged=merged, on=request.today)
    context = {
        "kept": pages.account_of(kept, request.user),
        "merged": pages.account_of(merged, request.user),
        "lines": pages.lines_of(moves),
        "stays": bool(moves.stayed),
        "differ": differ,
        "is_own": request.user.pk in {kept.pk, merged.pk},
        "form": form,
    }
    return render(request, "administration/duplicate.html", context)


@require_POST
@administrators_only
def two_people(request: SignedInRequest, first: UUID, second: UUID) -> HttpResponse:
    one, other = _both(request, first, second)
    services.say_two_people(one, other, by=request.user, at=timezone.now())
    messages.success(request, _("Vi minns att det är två personer och föreslår dem inte igen."))
    return redirect("administration:duplicates")


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """What goes back, and sending it back."""
    merge = get_object_or_404(_merges(request), pk=pk)
    at = timezone.now()
    if request.method == "POST":
        try:
            services.undo(merge, by=request.user, at=at)
        except services.MergeError as error:
            messages.error(request, pages.why_not(error))
        else:
            messages.success(request, _("Sammanslagningen är ångrad. Kontona är två igen."))
        return redirect("administration:duplicates")
    record_reading("organisation.person.read", by=request.user, of=[merge.kept, merge.merged], at=at)
    moves = preview.of_undo(merge.moved, kept=merge.kept, merged=merge.merged)
    context = {
        "merge": merge,
        "kept": pages.account_of(merge.kept, request.user),
        "merged": pages.account_of(merge.merged, request.user),
        "lines": pages.lines_of(moves),
        "stays": bool(moves.stayed),
        "last_day": pages.last_day(merge),
        "may_undo": services.may_undo(merge, at=at),
    }
    return render(request, "administration/merge_undo.html", context)


def _both(request: SignedInRequest, first: UUID, second: UUID) -> tuple[Person, Person]:
    """The two accounts, where the administrator may see both by name. 404 otherwise, and for one account twice."""
    if first == second:
        raise Http404
    named = Person.objects.named_to(request.user, on=request.today)
    both = get_object_or_404(named, pk=first), get_object_or_404(named, pk=second)
    record_reading("organisation.person.read", by=request.user, of=both, at=timezone.now())
    return both


def _merges(request: SignedInRequest) -> QuerySet[PersonMerge]:
    """Merges within the administrator's school provider, of people who may be seen by name."""
    hidden = Person.objects.hidden_from(request.user, on=request.today).order_by().values("pk")
    merges = PersonMerge.objects.filter(kept__provider=request.user.provider_id).select_related("kept", "merged", "merged_by")
    return merges.exclude(Q(kept__in=hidden) | Q(merged__in=hidden))
