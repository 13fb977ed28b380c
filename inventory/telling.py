"""What this app tells people. The words are general: what exactly was decided, and why, stands on the page."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.formats import long_date
from inventory.models import LevelDecision, Record, RegisterAnswer, Submission
from inventory.pages.rows import anchor_of
from inventory.review.reasons import Decision
from notices.kinds import Kind, Said, Values, counted
from notices.services import tell, tell_all
from organisation.leaders import leaders_over
from organisation.models import Person
from organisation.telling import leader_text

A_SITTING = timedelta(minutes=30)  # a reviewer decides row after row: one mail tells of all


def _decided(values: Values, count: int) -> Said:
    title = ngettext("En uppgift du har skickat är granskad.", "%(count)s uppgifter du har skickat är granskade.", count)
    return Said(title % counted(count), _("Beslutet står vid uppgiften i din inventering."), _("Se beslutet"))


def _returned(values: Values, count: int) -> Said:
    title = ngettext("En uppgift behöver rättas.", "%(count)s uppgifter behöver rättas.", count)
    return Said(title % counted(count), _("Granskaren har skrivit vad som behövs. Rätta och skicka igen."), _("Rätta"))


def _reopened(values: Values, count: int) -> Said:
    text = _("Uppgiften väntar på granskning igen. Du behöver inte göra något nu.")
    return Said(_("Ett beslut om dina uppgifter tas upp på nytt."), text, _("Se uppgiften"))


def _received(values: Values, count: int) -> Said:
    text = _("Det du skickade finns kvar som ett kvitto. Du får besked när det är granskat.")
    return Said(_("Din inventering är mottagen."), text, _("Se kvittot"))


def _remind(values: Values, count: int) -> Said:
    text = _("Du har inte skickat din inventering än. Den stänger %(day)s.") % {"day": long_date(values["closes_on"])}  # type: ignore[arg-type]
    return Said(_("Påminnelse: skicka din inventering."), text, _("Till inventeringen"))


def _to_review(values: Values, count: int) -> Said:
    text = _("Det väntar i kön, den som har väntat längst först. Du får det här högst en gång om dagen för varje enhet.")
    return Said(_("En enhet du svarar för har nytt att granska."), leader_text(values, text), _("Till kön"))


def _from_register(values: Values, count: int) -> Said:
    text = _("Uppgiften kommer från en registerkontroll hos Skolverket och är godkänd. Hör av dig till huvudmannen om den inte stämmer.")
    return Said(_("En uppgift om dig är registrerad från Skolverket."), text, _("Se uppgiften"))


def _reported(values: Values, count: int) -> Said:
    text = _("Det är registrerat att ett beslut har överklagats eller upphört. Hör av dig till huvudmannen om det inte stämmer.")
    return Said(_("Huvudmannen har registrerat vad som har hänt med ett beslut från Skolverket."), text, _("Se beslutet"))


def _is_staff(scope: object) -> bool:
    return bool(getattr(scope, "is_staff", False))


def _reviews(scope: object) -> bool:
    return bool(getattr(scope, "reviews", False))


DECIDED = Kind("inventory.decided", gettext_lazy("Mina uppgifter är granskade"), _decided, gather=A_SITTING, concerns=_is_staff)
RETURNED = Kind("inventory.returned", gettext_lazy("Mina uppgifter behöver rättas"), _returned, gather=A_SITTING, concerns=_is_staff)
REOPENED = Kind(
    "inventory.reopened", gettext_lazy("Ett beslut om mina uppgifter tas upp på nytt"), _reopened, gather=A_SITTING, concerns=_is_staff
)
RECEIVED = Kind("inventory.received", gettext_lazy("Min inventering är mottagen"), _received, concerns=_is_staff)
REMINDER = Kind("inventory.reminder", gettext_lazy("Påminnelser om inventeringen"), _remind, concerns=_is_staff)
TO_REVIEW = Kind("inventory.to_review", gettext_lazy("Nytt att granska på min enhet"), _to_review, gather=A_SITTING, concerns=_reviews)
FROM_REGISTER = Kind(
    "inventory.from_register",
    gettext_lazy("Uppgifter om mig från Skolverkets register"),
    _from_register,
    gather=A_SITTING,
    concerns=_is_staff,
)
REPORTED = Kind("inventory.decision_reported", gettext_lazy("Vad huvudmannen registrerar om mina beslut"), _reported, concerns=_is_staff)
KINDS = (FROM_REGISTER, REPORTED, RETURNED, DECIDED, REOPENED, RECEIVED, REMINDER, TO_REVIEW)


def tell_decided(record: Record, decision: Decision, *, at: datetime) -> None:
    """The owner of the row is told, and led to where it can be put right or read."""
    kind = RETURNED if decision == Decision.RETURN else DECIDED
    tell(kind.name, record.person, about=record, at=at, url=_place(record))


def tell_reopened(record: Record, *, at: datetime) -> None:
    tell(REOPENED.name, record.person, about=record, at=at, url=_place(record))


def tell_from_register(answer: RegisterAnswer, people: Iterable[Person], *, at: datetime) -> None:
    """Once for each answer, however many of its rows are about the person."""
    url = reverse("inventory:records", kwargs={"slug": LevelDecision.slug})
    tell_all(FROM_REGISTER.name, people, about=answer, at=at, url=url, occasion="taken_in")


def tell_reported(decision: LevelDecision, *, at: datetime) -> None:
    tell(REPORTED.name, decision.person, about=decision, at=at, url=_place(decision))


def tell_received(submission: Submission, *, at: datetime) -> None:
    url = reverse("inventory:receipt", kwargs={"pk": submission.pk})
    tell(RECEIVED.name, submission.person, about=submission, at=at, url=url, occasion="sent")


def tell_to_review(person: Person, *, on: date, at: datetime) -> None:
    """Whoever leads where the person works hears that there is something to review. Once a day for each unit: the queue tells the rest.

    A protected identity is reviewed by those who lead alone, so nobody else would find anything.
    """
    for unit, leader in leaders_over(person, on=on):
        if leader.leads or not person.is_protected:
            values = {"instead": int(leader.is_delegate)}
            tell(TO_REVIEW.name, leader.person, about=unit, at=at, url=reverse("review:queue"), values=values, occasion=on.isoformat())


def _place(record: Record) -> str:
    return f"{reverse('inventory:records', kwargs={'slug': record.slug})}#{anchor_of(record)}"
