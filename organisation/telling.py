"""What people are told about their account and what they answer for. General words only: a mail is read over shoulders."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import long_date
from notices.kinds import ByMail, Kind, Said, Values, register
from notices.services import tell
from organisation.models import Delegation, Person, RoleAssignment

NEW_LINK, DETAILS = "organisation.new_link", "organisation.details_changed"
ROLE_GIVEN, ROLE_CHANGED = "organisation.role_given", "organisation.role_changed"
DELEGATION_GIVEN, DELEGATION_CHANGED = "organisation.delegation_given", "organisation.delegation_changed"
HANDED_OVER = "organisation.handed_over"


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


def _role_given(values: Values, count: int) -> Said:
    return Said(
        title=_("Du har fått ett uppdrag från och med %(day)s") % _day(values, "starts_on"),
        text=_("Vilket det är, och var det gäller, står på din kontosida."),
        action=_("Till kontosidan"),
    )


def _role_changed(values: Values, count: int) -> Said:
    if "ends_on" in values:
        title = _("Ett av dina uppdrag har %(day)s som sista dag") % _day(values, "ends_on")
    elif "starts_on" in values:
        title = _("Ett uppdrag som du skulle ha från och med %(day)s är borttaget") % _day(values, "starts_on")
    else:
        title = _("Ett av dina uppdrag gäller tills vidare")
    return Said(title, _("Vilka uppdrag du har står på din kontosida."), _("Till kontosidan"))


def _delegation_given(values: Values, count: int) -> Said:
    return Said(
        title=_("Du står i rektors ställe från och med %(day)s") % _day(values, "starts_on"),
        text=_("Vad det omfattar, var det gäller och hur länge står på sidan om delegeringar."),
        action=_("Till delegeringarna"),
    )


def _handed_over(values: Values, count: int) -> Said:
    return Said(
        title=_("Någon annan står i ditt ställe från och med %(day)s") % _day(values, "starts_on"),
        text=_("En systemförvaltare har lämnat över åt dig. Vem det är och vad det omfattar står på sidan om delegeringar."),
        action=_("Till delegeringarna"),
    )


def _delegation_changed(values: Values, count: int) -> Said:
    if "ends_on" in values:
        title = _("Ett uppdrag i rektors ställe har %(day)s som sista dag") % _day(values, "ends_on")
    else:
        title = _("Ett uppdrag i rektors ställe, från och med %(day)s, är borttaget") % _day(values, "starts_on")
    return Said(title, _("Vad som är överlämnat står på sidan om delegeringar."), _("Till delegeringarna"))


def _day(values: Values, name: str) -> dict[str, str]:
    return {"day": long_date(values[name])}  # type: ignore[arg-type]  # these values are days


def _leads(scope: object) -> bool:
    return bool(getattr(scope, "leads", False))


def register_notices() -> None:
    register(
        Kind(NEW_LINK, gettext_lazy("När någon gör en länk för nytt lösenord till mig"), _new_link, by_mail=ByMail.ALWAYS),
        Kind(DETAILS, gettext_lazy("När någon ändrar mitt namn eller min e-postadress"), _details, by_mail=ByMail.ALWAYS),
        Kind(ROLE_GIVEN, gettext_lazy("När jag får ett uppdrag"), _role_given),
        Kind(ROLE_CHANGED, gettext_lazy("När ett av mina uppdrag ändras eller upphör"), _role_changed),
        Kind(DELEGATION_GIVEN, gettext_lazy("När jag ska stå i rektors ställe"), _delegation_given),
        Kind(HANDED_OVER, gettext_lazy("När någon lämnar över åt mig"), _handed_over, concerns=_leads),
        Kind(DELEGATION_CHANGED, gettext_lazy("När något överlämnat ändras eller upphör"), _delegation_changed),
    )


def leader_text(values: Values, text: str) -> str:
    """What a unit's leader is told, and for whoever stands in, why it comes to them. instead: 1 for a delegate."""
    why = _("Du får det här för att du står i rektors ställe.")
    return f"{text} {why}" if values.get("instead") else text


def tell_role_given(given: RoleAssignment, *, by: Person | None, at: datetime) -> None:
    _tell_role(ROLE_GIVEN, given, by=by, at=at, values={"starts_on": given.starts_on})


def tell_role_ends(given: RoleAssignment, *, by: Person | None, at: datetime) -> None:
    """The role has another last day than it had, or none any more."""
    _tell_role(ROLE_CHANGED, given, by=by, at=at, values=_last_day(given.ends_on))


def tell_role_withdrawn(given: RoleAssignment, *, by: Person | None, at: datetime) -> None:
    """Before the row goes, which the notice is about."""
    _tell_role(ROLE_CHANGED, given, by=by, at=at, values={"starts_on": given.starts_on})


def tell_delegation_given(handed: Delegation, *, by: Person | None, at: datetime) -> None:
    _tell_delegation(DELEGATION_GIVEN, handed, handed.receiver, by=by, at=at, values={"starts_on": handed.starts_on})


def tell_handed_over(handed: Delegation, *, by: Person | None, at: datetime) -> None:
    """The giver, where somebody else did it."""
    _tell_delegation(HANDED_OVER, handed, handed.giver, by=by, at=at, values={"starts_on": handed.starts_on})


def tell_delegation_ends(handed: Delegation, *people: Person, by: Person | None, at: datetime) -> None:
    for person in people:
        _tell_delegation(DELEGATION_CHANGED, handed, person, by=by, at=at, values=_last_day(handed.ends_on))


def tell_delegation_withdrawn(handed: Delegation, *people: Person, by: Person | None, at: datetime) -> None:
    """Before the row goes, which the notice is about."""
    for person in people:
        _tell_delegation(DELEGATION_CHANGED, handed, person, by=by, at=at, values={"starts_on": handed.starts_on})


def _last_day(ends_on: date | None) -> Values:
    return {} if ends_on is None else {"ends_on": ends_on}


def _tell_role(kind: str, given: RoleAssignment, *, by: Person | None, at: datetime, values: Values) -> None:
    if _is_news_to(given.person, by):
        tell(kind, given.person, about=given, at=at, url=reverse("portal:account"), values=values)


def _tell_delegation(kind: str, handed: Delegation, person: Person, *, by: Person | None, at: datetime, values: Values) -> None:
    if _is_news_to(person, by):
        tell(kind, person, about=handed, at=at, url=reverse("organisation:delegations"), values=values)


def _is_news_to(person: Person, by: Person | None) -> bool:
    """Who did it knows, and who cannot sign in any more has no use for it."""
    return person.is_active and (by is None or person.pk != by.pk)
