"""What can go wrong in the apps that stand too low to tell of it themselves, and the digest of all that does."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.models import Verification
from core.formats import in_words
from jobs.models import Job
from notices.kinds import Kind, Said, Values, counted
from notices.troubles import Trouble, told


def _jobs_failed(provider: int, since: datetime, at: datetime) -> int:
    return Job.objects.filter(state=Job.State.FAILED, finished_at__gt=since, owner__provider=provider).count()


def _chain_broken(provider: int, since: datetime, at: datetime) -> int:
    """The log is one for all providers, and so is its chain."""
    latest = Verification.objects.order_by("-checked_at", "-pk").first()
    return latest.faults if latest is not None else 0


def _say(values: Values, count: int) -> Said:
    lines = " ".join(each.line for each in told({key: number for key, number in values.items() if isinstance(number, int)}))
    return Said(_("Något i driften behöver ses över."), lines, _("Se driftläget"))


TROUBLES = (
    Trouble(
        key="jobs_failed",
        count=_jobs_failed,
        line=lambda count: (
            ngettext("Ett beställt arbete misslyckades.", "%(count)s beställda arbeten misslyckades.", count) % counted(count)
        ),
        advice=lambda: _("Den som beställde har fått veta det på sidan. Felet står i driftens logg."),
    ),
    Trouble(
        key="log_chain",
        count=_chain_broken,
        line=lambda count: (
            ngettext("Kontrollen av loggen hittade ett fel.", "Kontrollen av loggen hittade %(count)s fel.", count)
            % {"count": in_words(count)}
        ),
        advice=lambda: _(
            "Någon kan ha ändrat eller tagit bort poster. Kör manage.py verify_audit och spara utskriften innan något annat görs."
        ),
    ),
)
DIGEST = Kind(
    "portal.digest", gettext_lazy("Driftläget, de morgnar något behöver ses över"), _say, concerns=lambda scope: scope.administers
)


def url() -> str:
    return reverse("notices:troubles")
