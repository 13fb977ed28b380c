"""The list of authorities: how many have answered in each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import percent
from core.suppression import SMALLEST_SHOWN
from organisation.models import Authority


@dataclass(frozen=True)
class AuthorityRow:
    name: str
    url: str
    text: str
    sent: int
    staff: int


def authority_rows(authorities: Iterable[Authority], totals: Mapping[int, tuple[int, int]]) -> list[AuthorityRow]:
    """totals: people employed in each authority, and how many of them have sent."""
    return [_row(authority, *totals.get(authority.pk, (0, 0))) for authority in authorities]


def _row(authority: Authority, staff: int, sent: int) -> AuthorityRow:
    text = ngettext("%(count)s anställd", "%(count)s anställda", staff) % {"count": staff}
    if staff >= SMALLEST_SHOWN:
        text = _("%(people)s. %(sent)s har skickat, %(share)s.") % {"people": text, "sent": sent, "share": percent(100 * sent / staff)}
    return AuthorityRow(authority.name, reverse("portal:authority_overview", kwargs={"pk": authority.pk}), text, sent, staff)
