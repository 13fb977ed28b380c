"""Control codes of certificates: whether they can still be checked on the day somebody means to apply."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.formats import long_date
from inventory.models import Certificate

SOON = timedelta(days=30)  # what Skolverket may need before it gets to the application


@dataclass(frozen=True)
class CodeLine:
    """kind: met, maybe (soon over), no (over by then), or empty where there is no code. word: short; text: what to do."""

    code: str
    until: date | None
    kind: str = ""
    word: str = ""
    text: str = ""

    @property
    def is_ending(self) -> bool:
        return self.kind in {"no", "maybe"}


def line_of(certificate: Certificate, *, applies_on: date) -> CodeLine:
    """The last day counts as a day on which the code can be checked."""
    code, until = certificate.control_code, certificate.control_until
    if not code or until is None:
        return CodeLine(code, until)
    values = {"code": code, "day": long_date(until), "applies": long_date(applies_on)}
    if until < applies_on:
        text = _("Koden %(code)s gäller till och med %(day)s, före den %(applies)s. Skapa ett nytt intyg med en ny kod.") % values
        return CodeLine(code, until, "no", _("Slutar gälla före ansökan"), text)
    if until < applies_on + SOON:
        text = _(
            "Koden %(code)s gäller till och med %(day)s, mindre än trettio dagar efter den %(applies)s. "
            "Skapa ett nytt intyg, så hinner Skolverket kontrollera det."
        )
        return CodeLine(code, until, "maybe", _("Slutar snart gälla"), text % values)
    return CodeLine(code, until, "met", _("Gäller"))
