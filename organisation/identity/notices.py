"""What people are told about their identity. The mail says as little as it can: others may see it on a screen."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import ByMail, Kind, Said, Values, register

CHANGED = "organisation.protection_changed"


def _changed(values: Values, count: int) -> Said:
    return Said(
        title=_("Något har ändrats på ditt konto"),
        text=_("Logga in och läs på din kontosida vad som gäller nu. Hör av dig till systemförvaltaren om det inte stämmer."),
        action=_("Till kontosidan"),
    )


def register_notices() -> None:
    register(Kind(CHANGED, gettext_lazy("När skyddet av min identitet ändras"), _changed, by_mail=ByMail.ALWAYS))
