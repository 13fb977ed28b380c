"""What can go wrong here while nobody looks: a key that runs out, and the program with it."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from api.models import MachineClient
from notices.kinds import counted
from notices.troubles import Trouble

SOON = timedelta(days=14)


def _ending(provider: int, since: datetime, at: datetime) -> int:
    """Clients in use whose last key ends soon, or ended lately."""
    there = MachineClient.objects.filter(provider=provider, revoked_at__isnull=True, is_active=True)
    return there.annotate(last=Max("keys__expires_at")).filter(last__gt=at - SOON, last__lte=at + SOON).count()


def _line(count: int) -> str:
    said = ngettext(
        "Nyckeln till en maskinklient går ut inom två veckor eller har just gått ut.",
        "Nycklarna till %(count)s maskinklienter går ut inom två veckor eller har just gått ut.",
        count,
    )
    return said % counted(count)


ENDING = Trouble(
    key="client_keys_ending",
    count=_ending,
    line=_line,
    advice=lambda: _("Förnya nyckeln i tid, eller spärra maskinklienten om den inte används."),
    url=lambda: reverse("machine_clients:list"),
)
