"""What this app tells people, in general words: which course, and why, stands on the page."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.formats import first_upper, in_words
from notices.kinds import Kind, Said, Values
from notices.services import tell
from organisation.leaders import leaders_over
from organisation.models import Person
from organisation.telling import leader_text
from plans.models import CourseChoice

A_SITTING = timedelta(minutes=30)  # answers come one after another: one mail tells of all


def _agreed(values: Values, count: int) -> Said:
    title = ngettext("Du har fått ja till ett kursval.", "Du har fått ja till %(count)s kursval.", count) % {"count": in_words(count)}
    return Said(title, _("Det ni är överens om står i din plan."), _("Se din plan"))


def _declined(values: Values, count: int) -> Said:
    title = ngettext("Ett kursval behöver göras om.", "%(count)s kursval behöver göras om.", count) % {
        "count": first_upper(in_words(count))
    }
    return Said(title, _("Varför står i din plan. Välj på nytt där."), _("Välj på nytt"))


def _to_answer(values: Values, count: int) -> Said:
    text = _("Läs dem och säg ja, eller be om nya val. Du får det här högst en gång om dagen för varje enhet.")
    return Said(_("En enhet du svarar för har kursval att svara på."), leader_text(values, text), _("Till kursvalen"))


def _is_staff(scope: object) -> bool:
    return bool(getattr(scope, "is_staff", False))


def _leads(scope: object) -> bool:
    return bool(getattr(scope, "leads", False))


AGREED = Kind("plans.agreed", gettext_lazy("Jag får ja till mina kursval"), _agreed, gather=A_SITTING, concerns=_is_staff)
DECLINED = Kind("plans.declined", gettext_lazy("Ett kursval behöver göras om"), _declined, gather=A_SITTING, concerns=_is_staff)
TO_ANSWER = Kind("plans.to_answer", gettext_lazy("Kursval att svara på från min enhet"), _to_answer, gather=A_SITTING, concerns=_leads)
KINDS = (DECLINED, AGREED, TO_ANSWER)


def tell_answered(choice: CourseChoice, *, at: datetime) -> None:
    """Whoever chose is told that there is an answer."""
    kind = AGREED if choice.status == CourseChoice.Status.AGREED else DECLINED
    tell(kind.name, choice.person, about=choice, at=at, url=reverse("plans:my_plan"))


def tell_to_answer(person: Person, *, on: date, at: datetime) -> None:
    """Whoever may answer where the person works hears that there are choices. Once a day for each unit: its page tells the rest."""
    for unit, leader in leaders_over(person, on=on):
        if leader.leads:
            url, values = reverse("plans:unit_choices", kwargs={"unit": unit.pk}), {"instead": int(leader.is_delegate)}
            tell(TO_ANSWER.name, leader.person, about=unit, at=at, url=url, values=values, occasion=on.isoformat())
