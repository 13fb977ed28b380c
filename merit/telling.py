"""Whose outcome has changed by the date or by new rules hears of it. What changes with records is told by whoever changed them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import in_words
from merit import change_sentences
from merit.changes import Change, ToTell, changes_between, numbered
from merit.models import AssessmentContent, StoredAssessment
from merit.reasons import Why
from merit.rules.findings import Condition
from notices.kinds import Kind, Said, Values
from notices.services import tell_all
from organisation.models import LEADERS, Employment, Person

A_NIGHT = timedelta(minutes=30)  # two levels may change at once: one mail tells of both
CONDITIONS = tuple(Condition)  # a notice holds the place in this list; new conditions come last


@dataclass(frozen=True, slots=True)
class Changed:
    before: AssessmentContent
    after: StoredAssessment
    why: Why


def _by_time(values: Values, count: int) -> Said:
    return _said(values, count, _("Dina uppgifter är desamma. Det är datumet som har ändrat bedömningen."))


def _by_rules(values: Values, count: int) -> Said:
    return _said(values, count, _("Dina uppgifter är desamma. Din huvudman bedömer efter nya regler."))


def _said(values: Values, count: int, cause: str) -> Said:
    action = _("Se din bedömning")
    if count > 1:
        return Said(_("Din bedömning har ändrats på %(count)s sätt.") % {"count": in_words(count)}, cause, action)
    change = Change(int(values["change"]))  # type: ignore[arg-type]  # a number
    levels = [int(digit) for digit in str(values["levels"])]
    condition = CONDITIONS[int(values["condition"])] if "condition" in values else None  # type: ignore[arg-type]  # a number
    return Said(change_sentences.what(change, levels, condition), f"{change_sentences.meaning(change)} {cause}", action)


def _is_teaching(scope: object) -> bool:
    return bool(getattr(scope, "is_teaching", False))


BY_TIME = Kind(
    "merit.by_time", gettext_lazy("Min bedömning ändras för att ett datum har passerat"), _by_time, gather=A_NIGHT, concerns=_is_teaching
)
BY_RULES = Kind(
    "merit.by_rules", gettext_lazy("Min bedömning ändras för att reglerna är nya"), _by_rules, gather=A_NIGHT, concerns=_is_teaching
)
KINDS = (BY_TIME, BY_RULES)
OF_WHY = {Why.TIME: BY_TIME, Why.RULES: BY_RULES}


def tell_changed(changed: Sequence[Changed], *, on: date, at: datetime) -> None:
    """A notice for each change, to those who teach that day and can sign in. Those who are told the same are told in one go."""
    people = _teaching([each.after for each in changed], on=on)
    alike: dict[tuple[Why, ToTell, int], list[Person]] = defaultdict(list)
    for each in changed:
        person = people.get(each.after.person_id)
        if person is not None:
            for told in changes_between(each.before, each.after):
                alike[each.why, told, person.provider_id].append(person)
    for (why, told, _provider), some in alike.items():
        _tell(OF_WHY[why], told, some, on=on, at=at)


def _tell(kind: Kind, told: ToTell, people: Sequence[Person], *, on: date, at: datetime) -> None:
    values = {"change": int(told.change), "levels": numbered(told.levels)}
    if told.condition is not None:
        values["condition"] = CONDITIONS.index(told.condition)
    occasion = ":".join([on.isoformat(), *map(str, values.values())])
    tell_all(kind.name, people, about=people[0].provider, at=at, url=reverse("merit:assessment"), values=values, occasion=occasion)


def _teaching(rows: Iterable[StoredAssessment], *, on: date) -> dict[object, Person]:
    work = Employment.objects.active(on).exclude(profession__in=LEADERS).filter(person__in=[row.person_id for row in rows])
    people = Person.objects.filter(is_active=True, pk__in=work.order_by().values("person")).select_related("provider").order_by("pk")
    return {person.pk: person for person in people}
