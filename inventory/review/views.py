"""The queue, one person's rows with their certificates, and the decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from audit.services import record_reading
from core.formats import first_upper, in_words, long_date
from core.names import display_name, is_named
from inventory.models import Record
from inventory.pages.rows import anchor_of
from inventory.review import pages, permissions, services
from inventory.review.forms import DecisionForm, QueueFilter, ReopenForm, VersionForm
from inventory.review.queue import Waiting, WaitingPeople, reviewed_units, work_of
from inventory.review.reasons import Decision, Ruling
from inventory.views.common import kind_or_404
from inventory.words import WORDS
from organisation.http import SignedInRequest
from organisation.models import Employment, Person

ROWS_A_PAGE = 50
TAKEN_BACK = gettext_lazy("Läraren har tagit tillbaka uppgiften för att ändra den. Ditt beslut sparades inte.")
KEPT = ("enhet", "slag")  # what the queue was narrowed to follows the reviewer through the rows


@dataclass(frozen=True)
class QueueRow:
    person: Person
    total: int
    what: str
    where: str
    since: datetime
    url: str


@require_safe
@permissions.for_reviewers
def queue(request: SignedInRequest) -> HttpResponse:
    """Who waits, the longest first."""
    units = reviewed_units(request.user, request.scope)
    form = QueueFilter(request.GET, units=list(units.in_use(request.today)))
    found = WaitingPeople(request.user, form.selection, on=request.today)
    page = Paginator(cast(Sequence[Waiting], found), ROWS_A_PAGE).get_page(request.GET.get("page"))
    ids = [entry.person_id for entry in page]
    people = Person.objects.reviewable_by(request.user, on=request.today).in_bulk(ids)
    work = work_of(ids, units, on=request.today)
    rows = [_queue_row(entry, people[entry.person_id], work, request.GET) for entry in page if entry.person_id in people]
    context = {
        "heading": _queue_heading(found.totals.people, is_narrowed=form.selection.is_narrowed),
        "oldest": found.totals.oldest,
        "total": found.totals.rows,
        "rows": rows,
        "page": page,
        "form": form,
        "is_narrowed": form.selection.is_narrowed,
    }
    return render(request, "inventory/review/queue.html", context)


def _queue_heading(count: int, *, is_narrowed: bool) -> str:
    if not count:
        return _("Ingen i urvalet väntar på granskning") if is_narrowed else _("Ingen väntar på granskning")
    sentence = ngettext("%(count)s person väntar på granskning", "%(count)s personer väntar på granskning", count)
    if is_narrowed:
        sentence = ngettext("%(count)s person i urvalet väntar på granskning", "%(count)s personer i urvalet väntar på granskning", count)
    return sentence % {"count": first_upper(in_words(count))}


def _queue_row(entry: Waiting, person: Person, work: Mapping[UUID, list[Employment]], query: QueryDict) -> QueueRow:
    counted = [WORDS[kind].counted(entry.counts[kind]) for kind in pages.ORDER if kind in entry.counts]
    return QueueRow(
        person=person,
        total=entry.total,
        what=first_upper(", ".join(counted).lower()),
        where=", ".join(dict.fromkeys(row.unit.name for row in work.get(entry.person_id, ()))),
        since=entry.since,
        url=_with_kept(reverse("review:person", kwargs={"pk": person.pk}), query),
    )


@require_safe
@permissions.for_reviewers
def person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One person's rows. Opening them is put on record."""
    subject = get_object_or_404(Person.objects.reviewable_by(request.user, on=request.today), pk=pk)
    record_reading("inventory.certificate.read", by=request.user, of=[subject], at=timezone.now(), details={"page": "review"})
    return _person_page(request, subject, chosen=request.GET.get("rad", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@permissions.for_reviewers
def record(request: SignedInRequest, slug: str, pk: UUID) -> HttpResponse:
    """One decision, or a decision taken up again. Come to in any other way, it leads to the row."""
    model = kind_or_404(slug)
    found: Record | None = model.objects.reviewable_by(request.user, on=request.today).filter(pk=pk).select_related("person").first()
    if found is None:
        return _taken_back(request, model, pk)
    if request.method != "POST":
        return redirect(_row_url(request, found))
    try:
        if "reopen" in request.POST:
            return _reopen(request, found)
        return _accept(request, found) if request.POST.get("decision") == Decision.ACCEPT else _rule(request, found)
    except services.GoneError:
        messages.warning(request, TAKEN_BACK)
        return redirect(_person_url(request, found.person))


def _accept(request: SignedInRequest, found: Record) -> HttpResponse:
    form = VersionForm(request.POST)
    if not form.is_valid():
        return redirect(_row_url(request, found))
    return _decide(request, found, Ruling(Decision.ACCEPT), form.cleaned_data["version"])


def _rule(request: SignedInRequest, found: Record) -> HttpResponse:
    form = DecisionForm(request.POST, record=found, action=_action(request, found))
    if not form.is_valid():
        return _person_page(request, found.person, chosen=pages.key_of(found), form=form)
    return _decide(request, found, form.ruling, form.cleaned_data["version"])


def _decide(request: SignedInRequest, found: Record, ruling: Ruling, version: int) -> HttpResponse:
    records = pages.read_sent(found.person, request.user, on=request.today)
    try:
        decided = services.decide(found, ruling, version=version, by=request.user, on=request.today, at=timezone.now())
    except services.NotAllowedError:
        raise PermissionDenied from None
    except services.UndecidedBasisError:
        messages.warning(request, _("Välj vilket område kursen hör till innan du godkänner den."))
        return redirect(_row_url(request, found))
    except services.ChangedError as error:
        return _changed(request, error.stored)
    except services.AlreadyDecidedError as error:
        messages.warning(request, _decided_by(error.stored, request.user))
        return redirect(_row_url(request, found))
    messages.success(request, _decided(decided))
    following = pages.next_waiting(records, decided)
    return redirect(_row_url(request, following) if following else _person_url(request, found.person))


def _reopen(request: SignedInRequest, found: Record) -> HttpResponse:
    form = ReopenForm(request.POST, record=found, action=_action(request, found))
    if not form.is_valid():
        return _person_page(request, found.person, chosen=pages.key_of(found), form=form)
    said = form.cleaned_data
    try:
        services.reopen(found, version=said["version"], reason=said["reason"], by=request.user, on=request.today, at=timezone.now())
    except services.NotAllowedError:
        raise PermissionDenied from None
    except services.ReplacedError:
        messages.warning(request, _("Läraren har registrerat en ny uppgift i stället. Granska den."))
    except services.StaleError as error:
        messages.warning(request, _decided_by(error.stored, request.user))
    else:
        messages.success(request, _("%(heading)s väntar på granskning igen.") % {"heading": found.heading})
    return redirect(_row_url(request, found))


def _taken_back(request: SignedInRequest, model: type[Record], pk: UUID) -> HttpResponse:
    """The row is out of sight: 404, or where its owner has taken it back meanwhile, a word about it."""
    people = Person.objects.reviewable_by(request.user, on=request.today)
    gone: Record = get_object_or_404(model._default_manager.filter(person__in=people.values("pk")).select_related("person"), pk=pk)
    if request.method == "POST":
        messages.warning(request, TAKEN_BACK)
    return redirect(_person_url(request, gone.person))


def _changed(request: SignedInRequest, stored: Record) -> HttpResponse:
    """The row again as it says now, with what the reviewer wrote still there."""
    messages.warning(request, _("Läraren har ändrat uppgiften sedan du öppnade den. Läs den igen. Ditt beslut sparades inte."))
    if request.POST.get("decision") == Decision.ACCEPT:
        return redirect(_row_url(request, stored))
    data = request.POST.copy()
    data["version"] = str(stored.version)
    form = DecisionForm(data, record=stored, action=_action(request, stored))
    return _person_page(request, stored.person, chosen=pages.key_of(stored), form=form)


def _decided_by(stored: Record, viewer: Person) -> str:
    if stored.reviewed_by is None or stored.is_waiting:
        return _("Uppgiften har ändrats sedan du öppnade den. Ditt beslut sparades inte.")
    values = {
        "heading": stored.heading,
        "name": display_name(stored.reviewed_by, viewer),
        "day": long_date(stored.reviewed_at),
        "outcome": stored.get_status_display().lower(),
    }
    if stored.reviewed_by == viewer:
        return _("Du har redan granskat %(heading)s: %(outcome)s. Inget mer sparades.") % values
    if not is_named(stored.reviewed_by, viewer):
        return _("%(heading)s är redan granskad, den %(day)s: %(outcome)s. Ditt beslut sparades inte.") % values
    return _("%(heading)s är redan granskad av %(name)s den %(day)s: %(outcome)s. Ditt beslut sparades inte.") % values


def _decided(stored: Record) -> str:
    sentences = {
        Record.Status.ACCEPTED: _("%(heading)s är godkänd."),
        Record.Status.COMPLETION_ASKED: _("%(heading)s är tillbaka hos läraren för rättelse."),
        Record.Status.NOT_MERITING: _("%(heading)s är godkänd, men räknas inte som meriterande."),
        Record.Status.REJECTED: _("%(heading)s är inte godkänd."),
    }
    return sentences[Record.Status(stored.status)] % {"heading": stored.heading}


def _person_page(request: SignedInRequest, subject: Person, *, chosen: str, form: Any = None) -> HttpResponse:
    review = pages.review_of(pages.read_sent(subject, request.user, on=request.today), chosen=chosen)
    opened = review.open
    work = work_of([subject.pk], reviewed_units(request.user, request.scope), on=request.today)[subject.pk]
    action = _action(request, opened.record) if opened else ""
    if form is None and opened is not None:
        form = _fresh_form(request.user, opened.record, action)
    person_url = _person_url(request, subject)
    context = {
        "subject": subject,
        "heading": pages.heading_of(subject, request.user, review),
        "work": ", ".join(f"{row.get_profession_display()}, {row.unit.name}" for row in work),
        "review": review,
        "form": form,
        "has_errors": bool(form is not None and form.is_bound and form.errors),
        "is_deciding": isinstance(form, DecisionForm),
        "action": action,
        "rows_url": f"{person_url}{'&' if '?' in person_url else '?'}",
        "queue_url": _with_kept(reverse("review:queue"), request.GET),
    }
    return render(request, "inventory/review/person.html", context)


def _fresh_form(viewer: Person, opened: Record, action: str) -> DecisionForm | ReopenForm | None:
    if permissions.can_decide(viewer, opened):
        return DecisionForm(record=opened, action=action)
    return ReopenForm(record=opened, action=action) if permissions.can_reopen(viewer, opened) else None


def _kept(query: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if value := query.get(name):
            kept[name] = value
    return kept.urlencode()


def _with_kept(url: str, query: QueryDict) -> str:
    kept = _kept(query)
    return f"{url}?{kept}" if kept else url


def _action(request: SignedInRequest, found: Record) -> str:
    return _with_kept(reverse("review:record", kwargs={"slug": found.slug, "pk": found.pk}), request.GET)


def _person_url(request: SignedInRequest, subject: Person) -> str:
    return _with_kept(reverse("review:person", kwargs={"pk": subject.pk}), request.GET)


def _row_url(request: SignedInRequest, found: Record) -> str:
    url = _person_url(request, found.person)
    return f"{url}{'&' if '?' in url else '?'}rad={pages.key_of(found)}#{anchor_of(found)}"
