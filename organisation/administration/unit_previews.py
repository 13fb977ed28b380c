"""What will happen, in whole sentences, told from what the change did when it was rehearsed."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.formats import first_upper, in_words, long_date
from core.periods import DAY
from organisation.administration.change import Preview
from organisation.models import PlannedReorganisation, SchoolForm, SchoolUnit
from organisation.services.units import Outcome

TAKE_BACK = {
    PlannedReorganisation.Kind.MERGED: gettext_lazy("Ta tillbaka sammanslagningen"),
    PlannedReorganisation.Kind.SPLIT: gettext_lazy("Ta tillbaka delningen"),
    PlannedReorganisation.Kind.CLOSED: gettext_lazy("Ta tillbaka stängningen"),
}


def names(units: Sequence[SchoolUnit]) -> str:
    """ "Strandskolan, Bergskolan och Kustskolan"."""
    return joined([unit.name for unit in units])


def joined(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def moved(count: int) -> str:
    text = ngettext("%(count)s anställning flyttas.", "%(count)s anställningar flyttas.", count)
    return first_upper(text % {"count": in_words(count)}) if count else _("Ingen anställning flyttas.")


def to_place(count: int) -> str:
    text = ngettext(
        "%(count)s anställning står kvar att placera.",
        "%(count)s anställningar står kvar att placera.",
        count,
    )
    return first_upper(text % {"count": in_words(count)})


def roles(outcome: Outcome) -> list[str]:
    lines = []
    if outcome.leaders:
        text = ngettext("Ett rektorsuppdrag avslutas.", "%(count)s rektorsuppdrag avslutas.", outcome.leaders)
        lines.append(first_upper(text % {"count": in_words(outcome.leaders)}))
    if outcome.other_roles:
        text = ngettext("Ett annat uppdrag avslutas.", "%(count)s andra uppdrag avslutas.", outcome.other_roles)
        lines.append(first_upper(text % {"count": in_words(outcome.other_roles)}))
    return lines


def when(on: date, *, today: date) -> str:
    if on > today:
        return _("Fram till dess är allt som i dag. På dagen ändras det av sig självt.")
    return _("Det gäller genast, och räknas från den dagen.") if on < today else _("Det gäller genast.")


def opened(outcome: Outcome, *, on: date, today: date) -> Preview:
    words = {"unit": outcome.unit.name, "day": long_date(on)}
    lines = []
    if outcome.unit.school_forms:
        lines.append(_("Den erbjuder %(forms)s.") % {"forms": forms(outcome.unit.school_forms)})
    lines.append(when(on, today=today))
    return Preview(_("%(unit)s öppnar %(day)s.") % words, lines)


def renamed(before: str, name: str, *, on: date, today: date) -> Preview:
    text = _("%(before)s heter %(name)s från och med %(day)s.") % {"before": before, "name": name, "day": long_date(on)}
    return Preview(text, [when(on, today=today), _("Det gamla namnet står kvar i historiken och går att söka på.")])


def coded(unit: SchoolUnit, code: str, *, on: date, today: date) -> Preview:
    words = {"unit": unit.name, "code": code, "day": long_date(on)}
    text = _("%(unit)s har koden %(code)s från och med %(day)s.") if code else _("%(unit)s har ingen kod från och med %(day)s.")
    return Preview(text % words, [when(on, today=today), _("Den gamla koden står kvar i historiken.")])


def placed_in(unit: SchoolUnit, place: str, *, on: date, today: date, changes_authority: bool) -> Preview:
    words = {"unit": unit.name, "place": place, "day": long_date(on)}
    warning = _("Den som har ett uppdrag för hela förvaltningen ser enheten där den hör hemma den dagen.") if changes_authority else ""
    return Preview(_("%(unit)s hör till %(place)s från och med %(day)s.") % words, [when(on, today=today)], warning)


def forms(values: Sequence[str]) -> str:
    return joined([SchoolForm(value).label.lower() for value in values])


def forms_set(unit: SchoolUnit, wanted: Sequence[str], there: Sequence[str], *, on: date, today: date) -> Preview:
    words = {"unit": unit.name, "forms": forms(wanted), "day": long_date(on)}
    lines = []
    if ended := [form for form in there if form not in wanted]:
        lines.append(_("%(forms)s upphör.") % {"forms": first_upper(forms(ended))})
    if SchoolForm.PRESCHOOL_CLASS in wanted:
        lines.append(_("Förskoleklass är en egen skolform till och med den 30 juni 2026, och upphör då av sig själv."))
    return Preview(_("%(unit)s erbjuder %(forms)s från och med %(day)s.") % words, [*lines, when(on, today=today)])


def merged(outcome: Outcome, *, is_new: bool, on: date, today: date) -> Preview:
    words = {"units": names(outcome.units), "unit": outcome.unit.name, "day": long_date(on)}
    text = _("%(units)s blir %(unit)s %(day)s.") if is_new else _("%(units)s går upp i %(unit)s %(day)s.")
    lines = [moved(outcome.moved), *roles(outcome)]
    closing = _("%(units)s stänger dagen före. Deras historik står kvar.") % words
    missing = _("Ge sedan en rektor uppdraget för den nya enheten.") if is_new else ""
    return Preview(text % words, [*lines, closing, when(on, today=today)], missing)


def split(outcome: Outcome, *, stays: bool, on: date, today: date) -> Preview:
    words = {"units": names(outcome.units), "unit": outcome.unit.name, "day": long_date(on)}
    if stays:
        text = _("%(units)s bryts ut ur %(unit)s %(day)s.")
        lines = [_("%(unit)s finns kvar med sin personal och sina uppdrag.") % words]
        warning = _("På nästa sida väljer du vilka som flyttar till det nya. Ge sedan en rektor uppdraget där.")
    else:
        text = _("%(unit)s delas i %(units)s %(day)s.")
        lines = [to_place(outcome.staying), *roles(outcome), _("%(unit)s stänger dagen före. Historiken står kvar.") % words]
        warning = _("På nästa sida placerar du personalen. Ge sedan rektorer uppdragen för de nya enheterna.")
    return Preview(text % words, [*lines, when(on, today=today)], warning)


def closed(outcome: Outcome, *, last_day: date, today: date) -> Preview:
    words = {"unit": outcome.unit.name, "day": long_date(last_day)}
    lines = [moved(outcome.moved)] if outcome.moved or not outcome.staying else []
    if outcome.units and outcome.moved:
        goes = _("De kommer till %(unit)s dagen efter.") % {"unit": names(outcome.units)}
        lines = [f"{lines[0]} {goes}"]
    if outcome.staying:
        lines.append(to_place(outcome.staying))
    lines += [*roles(outcome), when(last_day, today=today)]
    return Preview(_("%(unit)s stänger. Sista dagen är %(day)s.") % words, lines)


def cancelled(unit: SchoolUnit, name: str, *, on: date) -> Preview:
    words = {"unit": unit.name, "name": name, "day": long_date(on)}
    return Preview(_("Ändringen %(day)s tas bort, och %(unit)s är som förut.") % words)


def taken_back(outcome: Outcome, *, on: date) -> Preview:
    words = {"unit": outcome.unit.name, "units": names(outcome.units), "day": long_date(on)}
    lines = []
    if outcome.units:
        lines.append(_("%(units)s öppnar aldrig.") % words)
    if outcome.moved:
        text = ngettext("%(count)s anställning blir kvar där den var.", "%(count)s anställningar blir kvar där de var.", outcome.moved)
        lines.append(first_upper(text % {"count": in_words(outcome.moved)}))
    if outcome.leaders:
        text = ngettext("%(count)s uppdrag gäller som förut.", "%(count)s uppdrag gäller som förut.", outcome.leaders)
        lines.append(first_upper(text % {"count": in_words(outcome.leaders)}))
    warning = ""
    if outcome.other_roles:
        text = ngettext(
            "%(count)s uppdrag som har getts för det nya tas bort.",
            "%(count)s uppdrag som har getts för det nya tas bort.",
            outcome.other_roles,
        )
        warning = first_upper(text % {"count": in_words(outcome.other_roles)})
    return Preview(_("%(unit)s finns kvar också efter %(day)s.") % {**words, "day": long_date(on - DAY)}, lines, warning)


def staff_placed(outcome: Outcome, *, on: date, today: date) -> Preview:
    words = {"units": names(outcome.units), "day": long_date(on)}
    lines = [to_place(outcome.staying)] if outcome.staying and outcome.unit.closed_on is not None else []
    goes = _("De kommer till %(units)s %(day)s.") % words
    return Preview(f"{moved(outcome.moved)} {goes}", [*lines, when(on, today=today)])
