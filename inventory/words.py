"""What each kind of record and each part is called, in whole sentences: Swedish has two genders, and nothing is glued together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.formats import first_upper, in_words
from inventory.tasklist import ABOUT, Missing, Reason, State

Text = Any  # a lazy translation


@dataclass(frozen=True)
class KindWords:
    """The sentences about one kind."""

    title: Text
    add: Text
    add_another: Text
    change: Text
    save: Text
    saved: Text
    remove: Text
    removed: Text
    keep: Text
    none: Text
    said_none: Text
    empty: Text
    how: Text
    certificate: Text
    count: Text
    named: Text

    def counted(self, number: int) -> str:
        """ "Två kurser" """
        return first_upper(str(self.count % {"number": number, "count": in_words(number)}))

    def called(self, heading: str) -> str:
        """ "kursen ”Minne och lärande”", inside a sentence."""
        return str(self.named) % {"heading": heading}


WORDS: Mapping[str, KindWords] = {
    "licence": KindWords(
        title=_("Legitimation"),
        add=_("Lägg till din legitimation"),
        add_another=_("Lägg till din legitimation"),
        change=_("Ändra din legitimation"),
        save=_("Spara legitimationen"),
        saved=_("Legitimationen är sparad."),
        remove=_("Ta bort legitimationen"),
        removed=_("Legitimationen är borttagen."),
        keep=_("Behåll legitimationen"),
        none=_("Jag registrerar ingen legitimation"),
        said_none=_("Du har svarat att du inte registrerar någon legitimation."),
        empty=_("Ingen legitimation registrerad"),
        how=_("Lärar- eller förskollärarlegitimation från Skolverket. Du behöver datumet och en kopia av beviset."),
        certificate=_("Bevis om legitimation"),
        count=ngettext_lazy("en legitimation", "%(count)s legitimationer", "number"),
        named=_("legitimationen"),
    ),
    "qualifying_degree": KindWords(
        title=_("Behörighetsgivande examen"),
        add=_("Lägg till din examen"),
        add_another=_("Lägg till din examen"),
        change=_("Ändra din examen"),
        save=_("Spara examen"),
        saved=_("Examen är sparad."),
        remove=_("Ta bort examen"),
        removed=_("Examen är borttagen."),
        keep=_("Behåll examen"),
        none=_("Jag registrerar ingen behörighetsgivande examen"),
        said_none=_("Du har svarat att du inte registrerar någon behörighetsgivande examen."),
        empty=_("Ingen behörighetsgivande examen registrerad"),
        how=_("Den examen som gör dig behörig att undervisa. Datumet i examensbeviset avgör vilka kurser och år som räknas."),
        certificate=_("Examensbevis, alla sidor"),
        count=ngettext_lazy("en examen", "%(count)s examina", "number"),
        named=_("examen ”%(heading)s”"),
    ),
    "employment": KindWords(
        title=_("Anställningar"),
        add=_("Lägg till en anställning"),
        add_another=_("Lägg till en anställning till"),
        change=_("Ändra anställningen"),
        save=_("Spara anställningen"),
        saved=_("Anställningen är sparad."),
        remove=_("Ta bort anställningen"),
        removed=_("Anställningen är borttagen."),
        keep=_("Behåll anställningen"),
        none=_("Jag registrerar inga anställningar"),
        said_none=_("Du har svarat att du inte registrerar några anställningar."),
        empty=_("Inga anställningar än"),
        how=_("Alla anställningar som lärare eller förskollärare, även hos andra arbetsgivare. Det är de som avgör hur många år du har."),
        certificate=_("Tjänstgöringsintyg"),
        count=ngettext_lazy("en anställning", "%(count)s anställningar", "number"),
        named=_("anställningen ”%(heading)s”"),
    ),
    "course": KindWords(
        title=_("Kurser efter examen"),
        add=_("Lägg till en kurs"),
        add_another=_("Lägg till en kurs till"),
        change=_("Ändra kursen"),
        save=_("Spara kursen"),
        saved=_("Kursen är sparad."),
        remove=_("Ta bort kursen"),
        removed=_("Kursen är borttagen."),
        keep=_("Behåll kursen"),
        none=_("Jag har inga kurser att registrera"),
        said_none=_("Du har svarat att du inte har några kurser att registrera."),
        empty=_("Inga kurser än"),
        how=_("Kurser med högskolepoäng som du har läst klart efter din examen. Varje kurs behöver ett intyg från Ladok eller lärosätet."),
        certificate=_("Kursbevis eller resultatintyg"),
        count=ngettext_lazy("en kurs", "%(count)s kurser", "number"),
        named=_("kursen ”%(heading)s”"),
    ),
    "research": KindWords(
        title=_("Praktiknära forskning"),
        add=_("Lägg till ett projekt"),
        add_another=_("Lägg till ett projekt till"),
        change=_("Ändra projektet"),
        save=_("Spara projektet"),
        saved=_("Projektet är sparat."),
        remove=_("Ta bort projektet"),
        removed=_("Projektet är borttaget."),
        keep=_("Behåll projektet"),
        none=_("Jag har inte deltagit i praktiknära forskning"),
        said_none=_("Du har svarat att du inte har deltagit i praktiknära forskning."),
        empty=_("Inga projekt än"),
        how=_("Forskning tillsammans med forskare om det din förskola eller skola behöver veta mer om. Intyg krävs."),
        certificate=_("Intyg om att du har deltagit"),
        count=ngettext_lazy("ett projekt", "%(count)s projekt", "number"),
        named=_("projektet ”%(heading)s”"),
    ),
    "degree": KindWords(
        title=_("Senare examina"),
        add=_("Lägg till en examen"),
        add_another=_("Lägg till en examen till"),
        change=_("Ändra examen"),
        save=_("Spara examen"),
        saved=_("Examen är sparad."),
        remove=_("Ta bort examen"),
        removed=_("Examen är borttagen."),
        keep=_("Behåll examen"),
        none=_("Jag har ingen senare examen"),
        said_none=_("Du har svarat att du inte har någon senare examen."),
        empty=_("Inga senare examina"),
        how=_("Till exempel magister-, master-, speciallärar-, licentiat- eller doktorsexamen."),
        certificate=_("Examensbevis, alla sidor"),
        count=ngettext_lazy("en senare examen", "%(count)s senare examina", "number"),
        named=_("examen ”%(heading)s”"),
    ),
    "decision": KindWords(
        title=_("Beslut från Skolverket"),
        add=_("Lägg till ett beslut"),
        add_another=_("Lägg till ett beslut till"),
        change=_("Ändra beslutet"),
        save=_("Spara beslutet"),
        saved=_("Beslutet är sparat."),
        remove=_("Ta bort beslutet"),
        removed=_("Beslutet är borttaget."),
        keep=_("Behåll beslutet"),
        none=_("Jag har inget beslut om meriteringsnivå"),
        said_none=_("Du har svarat att du inte har något beslut om meriteringsnivå."),
        empty=_("Inga beslut"),
        how=_("Har Skolverket redan beslutat om en meriteringsnivå för dig? Registrera beslutet här."),
        certificate=_("Skolverkets beslut"),
        count=ngettext_lazy("ett beslut", "%(count)s beslut", "number"),
        named=_("”%(heading)s”"),
    ),
}

PART_TITLES: Mapping[str, Text] = {
    ABOUT: _("Om mig"),
    "legitimation": _("Legitimation och examen"),
    "anstallningar": _("Anställningar"),
    "kurser": _("Kurser efter examen"),
    "forskning": _("Praktiknära forskning"),
    "senare-examina": _("Senare examina och beslut"),
}
STATE_WORDS: Mapping[State, Text] = {
    State.NOT_STARTED: _("Inte påbörjad"),
    State.STARTED: _("Påbörjad"),
    State.DONE: _("Klar"),
    State.SENT: _("Skickad"),
}
# The kind of shape and colour, and the shape itself where it differs (templatetags meritplan, status)
STATE_LOOKS: Mapping[State, tuple[str, str]] = {
    State.NOT_STARTED: ("off", "todo"),
    State.STARTED: ("now", "part"),
    State.DONE: ("met", "met"),
    State.LOCKED: ("off", "lock"),
    State.SENT: ("met", "sent"),
}

_SENTENCES: Mapping[Reason, Text] = {
    Reason.UNCONFIRMED: _("Bekräfta uppgifterna om dig"),
    Reason.NO_CERTIFICATE: _("Lägg till ett intyg på %(heading)s"),
    Reason.HARMFUL_CERTIFICATE: _("Byt ut det spärrade intyget på %(heading)s"),
    Reason.NOT_CORRECTED: _("Rätta det granskaren har bett om på %(heading)s"),
}


SHORT: Mapping[Reason, Text] = {
    Reason.NO_CERTIFICATE: _("Intyg saknas"),
    Reason.HARMFUL_CERTIFICATE: _("Intyget är spärrat, byt ut det"),
    Reason.NOT_CORRECTED: _("Rätta det granskaren har bett om"),
}


def what_to_do(missing: Missing) -> str:
    """One missing thing as a sentence that says what to do."""
    if missing.reason == Reason.UNANSWERED:
        title = str(WORDS[missing.kind].title)
        return str(_("%(title)s: lägg till något, eller svara att du inte har något") % {"title": title})
    heading = missing.record.heading if missing.record else ""
    return str(_SENTENCES[missing.reason]) % {"heading": heading}
