"""What people are told about their data: the words of each notice. The mail says as little as it can, since others may see a screen."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import ByMail, Kind, Said, Values, register

OPENED = "privacy.record_opened"
EXPORTED = "privacy.exported"
EXPORT_READY = "privacy.export_ready"
SHORTCOMING = "privacy.shortcoming"


def _opened(values: Values, count: int) -> Said:
    return Said(
        title=_("En systemförvaltare har fått insyn i dina uppgifter"),
        text=_("Skälet och vem det är står på din sida. Hör av dig till huvudmannen om du undrar över det."),
        action=_("Se vem och varför"),
    )


def _exported(values: Values, count: int) -> Said:
    return Said(
        title=_("En systemförvaltare har beställt en kopia av dina uppgifter"),
        text=_("Skälet och vem det är står på din sida. Hör av dig till huvudmannen om du undrar över det."),
        action=_("Se vem och varför"),
    )


def _ready(values: Values, count: int) -> Said:
    return Said(
        title=_("Kopian du beställde är klar"),
        text=_("Den finns att hämta i sju dagar. Sedan tas den bort, och du kan beställa en ny."),
        action=_("Hämta kopian"),
    )


def _shortcoming(values: Values, count: int) -> Said:
    return Said(
        title=_("Någon har anmält en brist i tillgängligheten"),
        text=_("Läs anmälan och svara den som vill ha svar."),
        action=_("Läs anmälan"),
    )


def register_notices() -> None:
    register(
        Kind(OPENED, gettext_lazy("När en systemförvaltare får insyn i mina uppgifter"), _opened, by_mail=ByMail.ALWAYS),
        Kind(EXPORTED, gettext_lazy("När någon beställer en kopia av mina uppgifter"), _exported, by_mail=ByMail.ALWAYS),
        Kind(EXPORT_READY, gettext_lazy("När en kopia av uppgifter är klar"), _ready),
        Kind(
            SHORTCOMING,
            gettext_lazy("När någon anmäler en brist i tillgängligheten"),
            _shortcoming,
            concerns=lambda scope: scope.administers,
        ),
    )
