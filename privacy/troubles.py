"""What administrators are told each morning about the log: that somebody has touched it, or that nobody seals it."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Entry, Verification, Waiting
from notices.kinds import counted
from notices.troubles import Trouble

LATE = timedelta(minutes=30)


def faults(_provider: int, _since: datetime, _at: datetime) -> int:
    """What the latest verification found. The log is one for all school providers, and so is what is wrong with it."""
    latest = Verification.objects.first()
    return latest.faults if latest is not None else 0


def unsealed(_provider: int, _since: datetime, at: datetime) -> int:
    """Events that have waited too long. Only the ones waiting longest are looked at: they are sealed in order."""
    oldest = Waiting.objects.order_by("entry_id").values("entry_id")[:1]
    return Waiting.objects.count() if Entry.objects.filter(pk__in=oldest, at__lt=at - LATE).exists() else 0


def _url() -> str:
    return reverse("privacy:log_state")


FAULTS = Trouble(
    key="privacy.log_faults",
    count=faults,
    line=lambda count: ngettext("Loggen har ett fel.", "Loggen har fler än ett fel.", count),
    advice=lambda: _("Någon har rört loggen utanför Meritplan, eller så saknas nyckeln. Be driften köra manage.py verify_audit."),
    url=_url,
)
UNSEALED = Trouble(
    key="privacy.log_unsealed",
    count=unsealed,
    line=lambda count: (
        ngettext(
            "En händelse har väntat i mer än en halvtimme på att förseglas.", "%(count)s händelser har väntat på att förseglas.", count
        )
        % counted(count)
    ),
    advice=lambda: _("Be driften se efter om bakgrundsarbetet går."),
    url=_url,
)
