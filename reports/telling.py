"""What this app tells people."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.formats import first_upper, in_words
from notices.kinds import Kind, Said, Values


def _done(values: Values, count: int) -> Said:
    title = ngettext("Dokumentet du beställde är klart.", "%(count)s dokument du beställde är klara.", count) % {
        "count": first_upper(in_words(count))
    }
    return Said(title, _("Du kan hämta det så länge du får läsa planen."), _("Hämta dokumentet"))


# Somebody who waits at the page fetches it before the mail has left, and then it never does.
DONE = Kind(
    "reports.done",
    gettext_lazy("Ett dokument jag har beställt är klart"),
    _done,
    gather=timedelta(minutes=3),
    concerns=lambda scope: scope.leads or scope.oversees,
)


def _pack_done(values: Values, count: int) -> Said:
    title = ngettext("Ansökningspaketet du beställde är klart.", "%(count)s ansökningspaket du beställde är klara.", count) % {
        "count": first_upper(in_words(count))
    }
    return Said(title, _("Det finns att hämta i sju dagar. Sedan tas filerna bort, och du kan göra ett nytt."), _("Hämta paketet"))


PACK_DONE = Kind(
    "reports.pack_done",
    gettext_lazy("Ett ansökningspaket jag har beställt är klart"),
    _pack_done,
    gather=timedelta(minutes=3),
    concerns=lambda scope: scope.is_teaching,
)
