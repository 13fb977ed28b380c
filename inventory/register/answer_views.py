"""An answer from the register, step by step: the file, its columns, what its texts mean, the trial, the taking in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory.models import ColumnMapping, RegisterAnswer, RegisterAnswerRow
from inventory.register import answers
from inventory.register.answer_page import answer_page
from inventory.register.cells import cells_of, masked
from inventory.register.forms import ColumnsForm, TakeForm, UploadForm, WordsForm
from inventory.register.outcome import left_out_workbook
from inventory.register.reading import FileRefusedError
from inventory.register.views import attached
from organisation.administration.access import administrators_only
from organisation.http import SignedInRequest

PREVIEWED = 4
ROWS_A_PAGE = 50
State = RegisterAnswer.State


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def new_answer(request: SignedInRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            made = answers.receive(form.cleaned_data["file"][0], by=request.user, at=timezone.now())
        except FileRefusedError as refused:
            form.add_error("file", refused.message)
        else:
            return redirect("register:columns", pk=made.pk)
    return render(request, "inventory/register/new_answer.html", {"form": form})


@require_safe
@administrators_only
def answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Where the answer stands: what the trial says, or what became of it."""
    found = _found(request, pk)
    troubled = found.read_rows.exclude(state__in=RegisterAnswerRow.IN_ORDER).order_by("number")
    page = Paginator(troubled, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = answer_page(found)
    form = TakeForm(action=reverse("register:take", kwargs={"pk": found.pk})) if shown.may_take else None
    context = {"answer": found, "shown": shown, "page": page, "rows": page.object_list, "form": form}
    return render(request, "inventory/register/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def columns(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The first rows, and the question which column is what."""
    found = _found(request, pk)
    cells = _cells_to_name(found)
    if cells is None:
        return redirect("register:answer", pk=pk)
    mappings = ColumnMapping.objects.filter(provider=request.user.provider_id)
    saved = mappings.filter(pk=_number(request.GET.get("val", ""))).first()
    stored, words = (saved.columns, saved.words) if saved is not None else (found.columns, found.words)
    back = reverse("register:register")
    form = ColumnsForm(request.POST or None, rows=cells, stored=stored, words=words, cancel=back)
    if request.method == "POST" and form.is_valid():
        return _named(request, found, form.columns, form.meanings, save_as=form.cleaned_data["save_as"])
    shown = cells[:PREVIEWED]
    context = {
        "answer": found,
        "form": form,
        "preview": [[masked(cell) for cell in column] for column in zip(*shown, strict=True)],
        "numbers": range(1, len(shown) + 1),
        "mappings": mappings,
        "saved": saved,
    }
    return render(request, "inventory/register/columns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def words(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What each text in a column means that is not explained yet."""
    found = _found(request, pk)
    cells = _cells_to_name(found)
    if cells is None or not found.columns:
        return redirect("register:answer", pk=pk)
    texts = answers.unexplained(found, cells)
    if not texts:
        return redirect("register:answer", pk=pk)
    form = WordsForm(request.POST or None, texts=texts, cancel=reverse("register:columns", kwargs={"pk": pk}))
    if request.method == "POST" and form.is_valid():
        meanings = {name: {**found.words.get(name, {}), **form.meanings.get(name, {})} for name in {*found.words, *form.meanings}}
        return _named(request, found, found.columns, meanings, save_as=_saved_name(found))
    return render(request, "inventory/register/words.html", {"answer": found, "form": form})


@require_POST
@administrators_only
def take(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    try:
        answers.take_in(found, by=request.user, at=timezone.now())
    except answers.BusyError:
        messages.info(request, _("Svaret är redan intaget, eller så pågår arbetet."))
    except answers.NotCheckedError:
        messages.error(request, _("Svaret måste läsas på prov innan det tas in."))
    return redirect("register:answer", pk=pk)


@require_POST
@administrators_only
def cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Any administrator may stop what is done with an answer of their provider's, as any may begin it."""
    answers.call_off(_found(request, pk), by=request.user, at=timezone.now())
    return redirect("register:answer", pk=pk)


@require_safe
@administrators_only
def rows_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The rows that were not taken in, by their place in the file: nothing of what stood in them."""
    return attached(left_out_workbook(_found(request, pk)), f"rader-som-inte-togs-in-{request.today.isoformat()}.xlsx")


@require_POST
@administrators_only
def remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    try:
        answers.remove(_found(request, pk), by=request.user, at=timezone.now())
    except answers.BusyError:
        messages.error(request, _("Filen läses just nu. Vänta tills det är klart."))
    else:
        messages.success(request, _("Filens innehåll är borttaget. Det som är intaget finns kvar."))
    return redirect("register:register")


@require_POST
@administrators_only
def mapping_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    mapping = get_object_or_404(ColumnMapping.objects.filter(provider=request.user.provider_id), pk=pk)
    answers.remove_mapping(mapping, by=request.user, at=timezone.now())
    messages.success(request, _("Kolumnvalet är borttaget."))
    return redirect("register:register")


def _named(request: SignedInRequest, found: RegisterAnswer, chosen: dict[str, Any], meanings: Any, *, save_as: str) -> HttpResponse:
    try:
        stored = answers.name_columns(found, chosen, meanings, save_as=save_as, by=request.user, at=timezone.now())
    except answers.BusyError:
        messages.info(request, _("Svaret är redan intaget, eller så pågår arbetet."))
        return redirect("register:answer", pk=found.pk)
    return redirect("register:words" if stored.job is None else "register:answer", pk=found.pk)


def _saved_name(found: RegisterAnswer) -> str:
    """The name under which just these columns were saved a moment ago, so that the meanings are saved with them."""
    same = ColumnMapping.objects.filter(provider=found.provider_id, columns=found.columns, words=found.words)
    return same.order_by("-saved_at", "pk").values_list("name", flat=True).first() or ""


def _cells_to_name(found: RegisterAnswer) -> list[list[str]] | None:
    """The file's cells, where there is still something to say of them."""
    if found.state == State.TAKEN_IN or (found.job is not None and not found.job.is_over):
        return None
    return cells_of(found)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _found(request: SignedInRequest, pk: UUID) -> RegisterAnswer:
    return get_object_or_404(RegisterAnswer.objects.filter(provider=request.user.provider_id).select_related("job", "uploaded_by"), pk=pk)
