"""What can go wrong here while nobody looks."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inventory.models import Certificate
from notices.kinds import counted
from notices.troubles import Trouble

SCANNED_WITHIN = timedelta(hours=1)


def _not_scanned(provider: int, since: datetime, at: datetime) -> int:
    waiting = Certificate.objects.filter(scan=Certificate.Scan.WAITING, uploaded_at__lt=at - SCANNED_WITHIN)
    return waiting.filter(person__provider=provider).count()


def _line(count: int) -> str:
    said = ngettext(
        "Ett intyg har väntat på viruskontroll i mer än en timme.",
        "%(count)s intyg har väntat på viruskontroll i mer än en timme.",
        count,
    )
    return said % counted(count)


NOT_SCANNED = Trouble(
    key="certificates_not_scanned",
    count=_not_scanned,
    line=_line,
    advice=lambda: _("Ingen kan läsa dem under tiden. Driften behöver se om viruskontrollen är igång."),
)
