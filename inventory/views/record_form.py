"""One record, new or changed, of any kind: files are taken in first, so that nothing is lost when another field is wrong."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from inventory import permissions
from inventory.certificates.services import UploadRefusedError, receive
from inventory.forms import FORMS, CourseForm, Given, RecordForm
from inventory.models import Certificate, Course, Record, RecordStatus
from inventory.pages.forms import FormPage, form_page, prefilled, reason_of
from inventory.pages.phrases import course_notes
from inventory.pages.records import ONLY_ONE
from inventory.services import records
from inventory.standing import degree_day
from inventory.sums import sum_courses
from inventory.views.common import for_staff, kind_or_404, own_record_or_404
from inventory.views.records import locked
from organisation.http import SignedInRequest

MOST_FILES = 10


@dataclass
class TakenIn:
    """What became of the posted files."""

    certificates: list[Certificate] = field(default_factory=list)
    errors: list[ValidationError] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def record_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new record. The form carries the id it will have, so that sending it twice makes one."""
    model = kind_or_404(slug)
    if request.method == "POST":
        return _handle(request, model(id=_id_in(request, model)), is_new=True)
    existing = _the_only_one(request, model)
    if existing is not None:
        return redirect("inventory:records", slug=slug)
    form = _form(request, model(id=uuid4()), initial=prefilled(model, request.GET.get("fran", ""), request.scope.employments))
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def record_edit(request: SignedInRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change a draft or a returned record. What was typed comes back even when the record has been sent or removed meanwhile."""
    model = kind_or_404(slug)
    if request.method == "POST" and records.was_removed(model, pk, by=request.user):
        return _handle(request, model(id=pk), is_new=False)
    record = own_record_or_404(request, slug, pk)
    if request.method != "POST":
        return _page(request, _form(request, record)) if permissions.can_edit(request.user, record) else locked(request, record)
    return _handle(request, record, is_new=False)


def _the_only_one(request: SignedInRequest, model: type[Record]) -> Record | None:
    if model.kind not in ONLY_ONE:
        return None
    return model.objects.filter(person=request.user).exclude(status=RecordStatus.REJECTED).first()


def _id_in(request: SignedInRequest, model: type[Record]) -> UUID:
    """The id the posted form carries. One that is another person's is not there; none, or nonsense, makes a new one."""
    try:
        pk = UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()
    if model.objects.filter(pk=pk).exclude(person=request.user).exists():
        raise Http404
    return pk


def _handle(request: SignedInRequest, record: Record, *, is_new: bool) -> HttpResponse:
    may_change = is_new or record._state.adding or permissions.can_edit(request.user, record)
    taken = _take_in(request) if may_change else TakenIn()
    form = _form(request, record, data=_with_certificates(request.POST, record, taken), errors=taken.errors)
    if form.is_valid():
        try:
            saved = records.save_record(
                form.save(commit=False),
                certificates=form.chosen_certificates,
                opened_version=form.cleaned_data["version"],
                by=request.user,
                on=request.today,
                at=timezone.now(),
            )
        except records.RecordLockedError as error:
            return _refused(request, form, error.stored)
        except records.RecordChangedError as error:
            form.show_stored(error.stored)
        except records.RecordGoneError:
            form.carry(version=0)
            form.add_error(None, _("Raden har tagits bort i ett annat fönster. Spara igen om du vill ha den kvar."))
        except records.NotOwnRecordError:
            raise Http404 from None
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _tell(request, form, saved.record)
            return redirect(_next(request, saved.record))
    elif not may_change:
        return _refused(request, form, record)
    return _page(request, form)


def _refused(request: SignedInRequest, form: RecordForm, stored: Record) -> HttpResponse:
    """The record is no longer the person's to change: say why, and keep what was typed on the page."""
    if stored.status == RecordStatus.SENT:
        sentence = _("Raden är redan skickad, så ändringen är inte sparad. Ta tillbaka raden i listan om du vill ändra den.")
    else:
        sentence = _("Raden är redan granskad, så ändringen är inte sparad.")
    form.add_error(None, sentence)
    return _page(request, form, status=403)


def _take_in(request: SignedInRequest) -> TakenIn:
    """Every posted file that can be, stored as a certificate; a sentence for each that cannot."""
    taken = TakenIn()
    uploads = [each for each in request.FILES.getlist("uploads") if isinstance(each, UploadedFile)]
    if len(uploads) > MOST_FILES:
        text = ngettext("Välj högst %(count)s fil åt gången.", "Välj högst %(count)s filer åt gången.", MOST_FILES)
        taken.errors.append(ValidationError(text % {"count": MOST_FILES}, code="max_files"))
        return taken
    for upload in uploads:
        try:
            taken.certificates.append(receive(upload, person=request.user, at=timezone.now()))
        except UploadRefusedError as error:
            taken.errors.append(ValidationError(error.message, code=error.code, params={"summary": error.message}))
    return taken


def _with_certificates(posted: QueryDict, record: Record, taken: TakenIn) -> QueryDict:
    """The posted form with what was just taken in ticked among the certificates."""
    data = posted.copy()
    data["id"] = str(record.pk)
    if not data.get("version", "").isdecimal():
        data["version"] = "0" if record._state.adding else str(record.version)
    ticked = [*posted.getlist("certificates"), *(str(each.pk) for each in taken.certificates)]
    data.setlist("certificates", list(dict.fromkeys(ticked)))
    return data


def _form(
    request: SignedInRequest,
    record: Record,
    *,
    data: QueryDict | None = None,
    errors: list[ValidationError] | None = None,
    initial: dict[str, object] | None = None,
) -> RecordForm:
    given = Given(
        on=request.today,
        certificates=list(Certificate.objects.filter(person=request.user).order_by("-uploaded_at", "pk")),
        with_merit=request.scope.is_teaching,
        cancel=reverse("inventory:records", kwargs={"slug": record.slug}),
    )
    form = FORMS[record.kind](data, instance=record, given=given, initial=initial or {})
    for error in errors or []:
        form.add_error("uploads", error)
    return form


def _page(request: SignedInRequest, form: RecordForm, *, status: int = 200) -> HttpResponse:
    page: FormPage = form_page(form, request.user, request.scope, on=request.today)
    context = {"form": form, "page": page, "returned": reason_of(form.instance), "has_errors": bool(form.errors) or bool(form.conflict)}
    return render(request, "inventory/record_form.html", context, status=status)


def _next(request: SignedInRequest, record: Record) -> str:
    """Back to the list, or on to one more of the same kind."""
    name = "inventory:record_new" if "again" in request.POST else "inventory:records"
    return reverse(name, kwargs={"slug": record.slug})


def _tell(request: SignedInRequest, form: RecordForm, record: Record) -> None:
    """That it is saved but not sent, and what to know of it."""
    messages.success(request, _("%(saved)s Uppgiften är inte skickad än.") % {"saved": form.words.saved})
    if isinstance(record, Course) and isinstance(form, CourseForm):
        if form.code_is_unusual:
            messages.info(request, _("Kurskoden ser ovanlig ut. Kontrollera den mot intyget."))
        if form.given.with_merit:
            for note in _notes(request, record):
                messages.warning(request, f"{record.heading}: {note}")


def _notes(request: SignedInRequest, course: Course) -> list[str]:
    degree_on = degree_day(list(_degrees(request)))
    sums = sum_courses(list(Course.objects.filter(person=request.user)), degree_on=degree_on)
    return course_notes(course, sums, degree_on=degree_on)


def _degrees(request: SignedInRequest) -> list[Record]:
    return list(kind_or_404("examen").objects.filter(person=request.user))
