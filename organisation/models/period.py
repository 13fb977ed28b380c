"""Rows that hold for a period: starts_on is the first day, ends_on the last, and open where it is empty."""

from datetime import date

from django.db import models
from django.db.models import Func, Value
from django.utils.translation import gettext_lazy as _

PERIOD_CHECK = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on"))
ENDS_BEFORE_START = _("Slutdatum kan inte vara före startdatum.")


def days_of_period() -> Func:
    """The period as PostgreSQL's daterange, both days included, for constraints that forbid two periods to overlap."""
    return Func("starts_on", "ends_on", Value("[]"), function="DATERANGE")


class Period(models.Model):
    """The two days, and whether they cover one. Each subclass adds PERIOD_CHECK under a name of its own."""

    starts_on = models.DateField(_("första dag"))
    ends_on = models.DateField(_("sista dag"), null=True, blank=True)

    class Meta:
        abstract = True

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
