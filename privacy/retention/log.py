"""The log is one chain for the whole installation, and lets go of whole sealed periods: of those that every school provider has let go."""

from datetime import date, datetime, time

from django.utils import timezone

from audit import history
from audit.retention import remove_before
from organisation.models import SchoolProvider
from privacy.kinds import LOG
from privacy.leaving import years_before
from privacy.retention.plan import line_of


def log_limit(*, on: date) -> date | None:
    """The day before which nobody keeps the log any more; None as long as some provider has not decided."""
    lines = [line_of(provider, LOG) for provider in SchoolProvider.objects.order_by("pk")]
    if not lines or not all(line.deletes(on) for line in lines):
        return None
    return min(years_before(on, line.rule.years or 0) for line in lines)


def let_go(*, on: date, at: datetime) -> int:
    """Remove sealed entries older than that, and the history of rows from before it; returns how many entries."""
    limit = log_limit(on=on)
    if limit is None:
        return 0
    moment = timezone.make_aware(datetime.combine(limit, time.min))
    history.remove_before(moment)
    removal = remove_before(moment, at=at)
    return removal.count if removal else 0
