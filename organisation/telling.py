"""What people are told when an administrator has done something to their account. General words only: a mail is read over shoulders."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import ByMail, Kind, Said, Values, register

NEW_LINK, DETAILS = "organisation.new_link", "organisation.details_changed"


def _new_link(values: Values, count: int) -> Said:
    return Said(
        title=_("En systemförvaltare har gjort en länk för nytt lösenord till dig"),
        text=_("Har du inte bett om den? Hör av dig till din chef genast, och byt lösenord."),
        action=_("Till kontosidan"),
    )


def _details(values: Values, count: int) -> Said:
    return Said(
        title=_("En systemförvaltare har ändrat ditt namn eller din e-postadress"),
        text=_("Logga in och läs på din kontosida vad som gäller nu. Hör av dig till systemförvaltaren om det inte stämmer."),
        action=_("Till kontosidan"),
    )


def register_notices() -> None:
    register(
        Kind(NEW_LINK, gettext_lazy("När någon gör en länk för nytt lösenord till mig"), _new_link, by_mail=ByMail.ALWAYS),
        Kind(DETAILS, gettext_lazy("När någon ändrar mitt namn eller min e-postadress"), _details, by_mail=ByMail.ALWAYS),
    )
