"""The rows of one part: the list, saying that there is none, removing and taking back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory import permissions
from inventory.content import lines_of
from inventory.models import Record
from inventory.pages.records import records_page
from inventory.services import answers, records
from inventory.tasklist import Part, part_of, parts_for
from inventory.views.common import for_staff, kind_or_404, own_record_or_404, standing_of
from inventory.words import WORDS
from organisation.http import SignedInRequest


@require_safe
@for_staff
def record_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """The rows of the part the slug belongs to. A part this person is not asked about can still be opened."""
    kind = kind_or_404(slug).kind
    standing = standing_of(request)
    part: Part = next((each for each in parts_for(standing) if kind in each.kinds), part_of(kind))
    page = records_page(part, standing, request.user, on=request.today, page=request.GET.get("page", ""))
    return render(request, "inventory/records.html", {"page": page})


@require_POST
@for_staff
def records_none(request: SignedInRequest, slug: str) -> HttpResponse:
    """There is nothing of this kind; or, with undo, there is after all."""
    kind = kind_or_404(slug).kind
    standing = standing_of(request)
    if not standing.is_open or standing.campaign is None:
        messages.error(request, _("Ingen inventering pågår, så frågan kan inte besvaras nu."))
        return redirect("inventory:records", slug=slug)
    if "undo" in request.POST:
        answers.unsay_nothing(standing.campaign, request.user, kinds=[kind], at=timezone.now())
        return redirect("inventory:records", slug=slug)
    try:
        answers.say_nothing(standing.campaign, request.user, kinds=[kind], at=timezone.now())
    except answers.HasRecordsError as error:
        messages.error(request, str(error))
        return redirect("inventory:records", slug=slug)
    messages.success(request, _("%(said)s Inget är skickat än.") % {"said": WORDS[kind].said_none})
    has_more = len(part_of(kind).kinds) > 1
    return redirect("inventory:records", slug=slug) if has_more else redirect("inventory:tasks")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def record_remove(request: SignedInRequest, slug: str, pk: UUID) -> HttpResponse:
    """Ask, then remove. A second press finds it gone and says the same."""
    model = kind_or_404(slug)
    words = WORDS[model.kind]
    if request.method == "POST" and records.was_removed(model, pk, by=request.user):
        messages.success(request, str(words.removed))
        return redirect("inventory:records", slug=slug)
    record = own_record_or_404(request, slug, pk)
    if not permissions.can_edit(request.user, record):
        return locked(request, record)
    if request.method == "POST":
        try:
            records.remove_record(record, by=request.user, on=request.today, at=timezone.now())
        except records.RecordLockedError as error:
            return locked(request, error.stored)
        messages.success(request, str(words.removed))
        return redirect("inventory:records", slug=slug)
    context = {"heading": record.heading, "words": words, "back": _list_url(record), "has_files": record.certificates.exists()}
    return render(request, "inventory/record_remove.html", context)


@require_POST
@for_staff
def record_take_back(request: SignedInRequest, slug: str, pk: UUID) -> HttpResponse:
    """Make what is sent a draft again, and open it."""
    record = own_record_or_404(request, slug, pk)
    try:
        records.take_back(record, by=request.user, on=request.today, at=timezone.now())
    except records.RecordLockedError as error:
        return locked(request, error.stored)
    except records.RecordGoneError:
        return redirect("inventory:records", slug=slug)
    messages.success(request, _("Du har tagit tillbaka raden. Ändra den och skicka inventeringen igen."))
    return redirect("inventory:record_edit", slug=slug, pk=pk)


def locked(request: SignedInRequest, record: Record) -> HttpResponse:
    """In sight but not to be changed: what it says, why it is locked, and what can be done."""
    address = {"slug": record.slug, "pk": record.pk}
    can_take_back = permissions.can_take_back(request.user, record)
    context = {
        "record_heading": record.heading,
        "status_word": record.get_status_display(),
        "lines": lines_of(record, with_merit=request.scope.is_teaching),
        "take_back_url": reverse("inventory:record_take_back", kwargs=address) if can_take_back else "",
        "back": _list_url(record),
    }
    return render(request, "inventory/record_locked.html", context, status=403)


def _list_url(record: Record) -> str:
    return reverse("inventory:records", kwargs={"slug": record.slug})
