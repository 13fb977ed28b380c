"""The law's own words for each provision that a finding cites, so that a page can show them in place.

Word for word as in docs/rules/sfs-2025-280.md and skollagen-2010-800.md, which a test holds. The law is Swedish whatever language the
page is in, so these are not translated. Where a source has been found for some of the words only, a note says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy

from merit.rules.findings import LegalSource
from merit.rules.rulesets import EDUCATION_ACT, ORDINANCE


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of one paragraph: its beginning and the item that is meant, or a whole part of it. note: why there are no more."""

    paragraph: str
    words: tuple[str, ...]
    note: Any = ""  # a lazy translation
    law: str = ORDINANCE
    part: str = ""  # which part of a paragraph that has several

    @property
    def place(self) -> str:
        """ "SFS 2025:280, 7 § andra stycket" """
        return " ".join(filter(None, [f"{self.law}, {self.paragraph}", self.part]))


def passages(source: LegalSource) -> tuple[Passage, ...]:
    """What the law says there; empty where its words are not held."""
    return WORDS_OF[source.law].get(source.provision, ()) if source.law in WORDS_OF else ()


_LEVEL_1 = (
    "Statens skolverk ska efter ansökan enligt 2 kap. 34 b § skollagen (2010:800) besluta att en legitimerad lärare eller "
    "legitimerad förskollärare har uppnått meriteringsnivå 1 om den sökande"
)
_LEVEL_2 = (
    "Statens skolverk ska efter ansökan enligt 2 kap. 34 b § skollagen (2010:800) besluta att en legitimerad lärare eller "
    "legitimerad förskollärare har uppnått meriteringsnivå 2 om den sökande"
)
_LEVEL_3 = (
    "Statens skolverk ska efter ansökan enligt 2 kap. 34 b § skollagen (2010:800) besluta att en legitimerad lärare eller "
    "legitimerad förskollärare har uppnått meriteringsnivå 3, om den sökande"
)
_LEVEL_4 = (
    "Statens skolverk ska efter ansökan enligt 2 kap. 34 b § skollagen (2010:800) besluta att en legitimerad lärare eller "
    "legitimerad förskollärare har uppnått meriteringsnivå 4, om den sökande"
)
_SIX_ONE = "1. är yrkesverksam på minst halvtid som lärare eller förskollärare inom skolväsendet,"
_SIX_TWO = "2. efter den behörighetsgivande examen har varit yrkesverksam som lärare eller förskollärare i minst sex år, och"
_SIX_THREE = "3. efter den behörighetsgivande examen med godkänt resultat har genomfört meriterande utbildning om 15 högskolepoäng."
_SEVEN_ONE = (
    "1. har fått ett beslut om att han eller hon har uppnått meriteringsnivå 1 och är yrkesverksam på minst halvtid som "
    "lärare eller förskollärare inom skolväsendet,"
)
_SEVEN_TWO = (
    "2. efter den behörighetsgivande examen med godkänt resultat har genomfört meriterande utbildning om 45 högskolepoäng, "
    "varav minst 22,5 högskolepoäng på avancerad nivå, och"
)
_SEVEN_THREE = (
    "3. med godkänt resultat har genomfört en sådan meriterande uppdragsutbildning om 7,5 högskolepoäng som syftar till att "
    "vidareutveckla och stärka lärares och förskollärares undervisningsskicklighet."
)
_SEVEN_SECOND_PART = (
    "Den som har deltagit i praktiknära forskning i enlighet med föreskrifter som Skolverket har meddelat med stöd av 13 § "
    "ska, i stället för vad som anges i första stycket 2, efter den behörighetsgivande examen med godkänt resultat ha "
    "genomfört meriterande utbildning om 37,5 högskolepoäng varav minst 22,5 högskolepoäng på avancerad nivå. Praktiknära "
    "forskning har i denna förordning samma betydelse som i 1 kap. 4 § förordningen (2021:1335) om utbildning till lärare "
    "och förskollärare."
)
_SEVEN_THIRD_PART = (
    "Uppdragsutbildning enligt första stycket 3 får räknas in som en del av sådan meriterande utbildning som avses i första "
    "stycket 2 eller i andra stycket. Även utbildning som anges i 6 § 3 får räknas in som en del av sådan meriterande "
    "utbildning som avses i första stycket 2 eller andra stycket."
)
_EIGHT_ONE = (
    "1. uppfyller kraven för meriteringsnivå 2 och är yrkesverksam på minst halvtid som lärare eller förskollärare inom skolväsendet, och"
)
_EIGHT_TWO = (
    "2. efter den behörighetsgivande examen har avlagt en examen på avancerad nivå om minst 60 högskolepoäng, där minst "
    "hälften av högskolepoängen utgörs av meriterande utbildning enligt 5 §, och övriga kurser är sådana som krävs för att "
    "erhålla en examen."
)
_EIGHT_SECOND_PART = (
    "Utbildning som anges i 6 § 3 och sådan utbildning som anges i 7 § får räknas in som en del av sådan meriterande "
    "utbildning som avses i första stycket 2."
)
_NINE_ONE = (
    "1. har fått ett beslut om att han eller hon har uppnått meriteringsnivå 1 och är yrkesverksam på minst halvtid som "
    "lärare eller förskollärare inom skolväsendet,"
)
_NINE_TWO = "2. har avlagt en examen på forskarnivå, och"
_NINE_THREE = (
    "3. med godkänt resultat har genomfört en sådan meriterande uppdragsutbildning om 7,5 högskolepoäng som syftar till att "
    "vidareutveckla och stärka lärares och förskollärares undervisningsskicklighet."
)
_TRANSITION_TWO = (
    "2. Bestämmelserna i 6 § 3 ska dock inte tillämpas under perioden den 1 september 2025 till den 1 september 2029 för "
    "den som senast den 1 september 2029 har varit yrkesverksam som lärare eller förskollärare inom skolväsendet i minst "
    "tolv år, efter sin behörighetsgivande examen. I dessa fall gäller i stället att den sökande med godkänt resultat ska "
    "ha genomgått meriterande utbildning om 7,5 högskolepoäng."
)

_SIX, _SEVEN, _EIGHT, _NINE = "6 §", "7 §", "8 §", "9 §"
_FIRST, _SECOND, _THIRD = "första stycket", "andra stycket", "tredje stycket"
_CREDITS_1 = Passage(_SIX, (_LEVEL_1, _SIX_THREE))
_CREDITS_2 = Passage(_SEVEN, (_LEVEL_2, _SEVEN_TWO), part=_FIRST)
_COUNTED_IN = Passage(_SEVEN, (_SEVEN_THIRD_PART,), part=_THIRD)
WORDS: Mapping[str, tuple[Passage, ...]] = MappingProxyType(
    {
        "6 § 1": (Passage(_SIX, (_LEVEL_1, _SIX_ONE)),),
        "6 § 2": (Passage(_SIX, (_LEVEL_1, _SIX_TWO)),),
        "6 § 3": (_CREDITS_1,),
        "6 § 3 och övergångsbestämmelse 2": (_CREDITS_1, Passage("Övergångsbestämmelser", (_TRANSITION_TWO,))),
        "7 § första stycket 1": (Passage(_SEVEN, (_LEVEL_2, _SEVEN_ONE), part=_FIRST),),
        "7 § första stycket 2": (_CREDITS_2, _COUNTED_IN),
        "7 § första stycket 2 och andra stycket": (_CREDITS_2, Passage(_SEVEN, (_SEVEN_SECOND_PART,), part=_SECOND), _COUNTED_IN),
        "7 § första stycket 3": (Passage(_SEVEN, (_LEVEL_2, _SEVEN_THREE), part=_FIRST),),
        "8 § första stycket 1": (Passage(_EIGHT, (_LEVEL_3, _EIGHT_ONE), part=_FIRST),),
        "8 § första stycket 2": (
            Passage(_EIGHT, (_LEVEL_3, _EIGHT_TWO), part=_FIRST),
            Passage(_EIGHT, (_EIGHT_SECOND_PART,), part=_SECOND),
        ),
        "9 § 1": (Passage(_NINE, (_LEVEL_4, _NINE_ONE)),),
        "9 § 2": (Passage(_NINE, (_LEVEL_4, _NINE_TWO)),),
        "9 § 3": (Passage(_NINE, (_LEVEL_4, _NINE_THREE)),),
    }
)
EDUCATION_ACT_NOT_HELD = gettext_lazy(
    "Fler ord ur 2 kap. 34 b och 34 c §§ skollagen citeras inte här. Paragraferna i sin helhet finns inte bland de källor som Meritplan "
    "bygger på. Läs dem i skollagen (2010:800)."
)
_REVOCATION = (
    "Om en lärares eller förskollärares legitimation återkallas, ska ett beslut om … meriteringsnivå upphöra att gälla "
    "när återkallelsen fått laga kraft"
)
WORDS_OF_EDUCATION_ACT: Mapping[str, tuple[Passage, ...]] = MappingProxyType(
    {
        "2 kap. 34 b §": (
            Passage("2 kap. 34 b §", ("… ska efter ansökan besluta …",), EDUCATION_ACT_NOT_HELD, EDUCATION_ACT),
            Passage(_SIX, (_LEVEL_1,)),  # the ordinance says it again: that the applicant is licensed, and under which paragraph
        ),
        "2 kap. 34 c §": (Passage("2 kap. 34 c §", (_REVOCATION,), EDUCATION_ACT_NOT_HELD, EDUCATION_ACT),),
    }
)
WORDS_OF: Mapping[str, Mapping[str, tuple[Passage, ...]]] = MappingProxyType({ORDINANCE: WORDS, EDUCATION_ACT: WORDS_OF_EDUCATION_ACT})
