"""Pages about one's own earlier assessments. Nobody else reads them: a principal sees only the one that holds, where it is shared."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from merit.earlier import earlier_page, earlier_row, with_successors
from merit.figures import level_figure
from merit.models import EarlierAssessment, StoredAssessment
from organisation.http import SignedInRequest

ROWS_A_PAGE = 20


@require_safe
def earlier_list(request: SignedInRequest) -> HttpResponse:
    """The newest first, each with what changed when another took its place."""
    if not request.scope.is_staff:
        raise PermissionDenied
    current = StoredAssessment.objects.filter(person=request.user).first()
    rows = EarlierAssessment.objects.filter(person=request.user).order_by("-replaced_at", "-pk")
    pairs = with_successors(rows, current) if current is not None else []
    page = Paginator(pairs, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "merit/earlier_list.html", {"rows": [earlier_row(*pair) for pair in page.object_list], "page": page})


@require_safe
def earlier(request: SignedInRequest, pk: int) -> HttpResponse:
    """One as it was, with the rows it rested on."""
    row = get_object_or_404(EarlierAssessment, person=request.user, pk=pk)
    is_later = Q(replaced_at__gt=row.replaced_at) | Q(replaced_at=row.replaced_at, pk__gt=row.pk)
    later = EarlierAssessment.objects.filter(is_later, person=request.user).order_by("replaced_at", "pk")
    after = later.first() or StoredAssessment.objects.filter(person=request.user).first()
    if after is None:
        raise Http404
    page = earlier_page(row)
    context = {"row": earlier_row(row, after), "page": page, "figure": level_figure(page), "is_own": False}
    return render(request, "merit/earlier.html", context)
