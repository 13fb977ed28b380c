"""The questions that a rule set answers, and what each answer means, by the names of merit.rules.readings."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from merit.rule_sets.texts.reading import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """label: in a list of choices. meaning: a sentence about what is then done."""

    label: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Question:
    """page: the reading it is part of. answers: in the order they are shown, the contract's first."""

    name: str
    page: str
    label: Text
    answers: Mapping[str, Answer]


QUESTIONS: Mapping[str, Question] = {
    question.name: question
    for question in (
        Question(
            "years",
            "six-years",
            _("Vilka dagar räknas som arbetade år?"),
            {
                "employed": Answer(
                    _("Alla dagar med anställning"), _("Varje dag med anställning räknas hel, oavsett hur mycket man arbetade.")
                ),
                "half_time": Answer(
                    _("Bara dagar på minst halvtid"),
                    _("Bara dagar då anställningarna tillsammans är minst 50 procent räknas, och de räknas hela."),
                ),
                "full_time": Answer(
                    _("Omräknat till heltid"), _("Varje dag räknas efter tjänstens omfattning. Två år på halvtid är ett år.")
                ),
            },
        ),
        Question(
            "half_time",
            "half-time-is-a-sum",
            _("Får flera tjänster läggas ihop till halvtid?"),
            {
                "sum": Answer(_("Ja, tjänsterna läggs ihop"), _("Alla pågående tjänster läggs ihop. Två på 25 procent är halvtid.")),
                "one_post": Answer(_("Nej, en av tjänsterna ska räcka"), _("En av tjänsterna ska själv vara på minst 50 procent.")),
            },
        ),
        Question(
            "degree",
            "which-degree",
            _("Vilken examen gäller för den som har flera?"),
            {
                "first": Answer(
                    _("Den som läraren har angett"),
                    _("Den examen gäller som läraren har angett som behörighetsgivande, vanligen den första."),
                ),
                "latest": Answer(_("Den senaste"), _("Den senaste godkända examen som ger behörighet gäller.")),
            },
        ),
        Question(
            "special_educators",
            "who-is-a-teacher",
            _("Räknas arbete som specialpedagog?"),
            {
                "open": Answer(_("Kanske, det avgörs i varje fall"), _("Arbete som specialpedagog räknas som möjligt, aldrig som säkert.")),
                "counts": Answer(_("Ja"), _("Arbete som specialpedagog räknas som arbete som lärare.")),
                "never": Answer(_("Nej"), _("Arbete som specialpedagog räknas inte.")),
            },
        ),
        Question(
            "unsure_areas",
            "meriting-areas",
            _("Vad är en kurs värd medan det är oklart om den ligger inom ett område?"),
            {
                "open": Answer(
                    _("Den kan räknas"), _("En kurs vars område är oklart räknas som möjlig tills någon som granskar har avgjort det.")
                ),
                "not_counted": Answer(
                    _("Den räknas inte än"), _("En kurs vars område är oklart räknas inte förrän någon som granskar har avgjort det.")
                ),
            },
        ),
        Question(
            "twelve_years",
            "transition-rule",
            _("När ska de tolv åren vara fyllda?"),
            {
                "reached": Answer(
                    _("Dagen för bedömningen"),
                    _("De tolv åren ska vara fyllda dagen för bedömningen. År som ligger framåt går inte att styrka."),
                ),
                "expected": Answer(
                    _("Senast 1 september 2029"),
                    _("Det räcker att de tolv åren blir fyllda senast 1 september 2029 om de tjänster som pågår fortsätter."),
                ),
            },
        ),
        Question(
            "transition_education",
            "transition-rule",
            _("Vilka kurser räknas mot de 7,5 hp?"),
            {
                "after_degree": Answer(
                    _("De som är lästa efter examen"), _("De 7,5 hp ska vara lästa efter den behörighetsgivande examen, som i 6 § 3.")
                ),
                "any_time": Answer(
                    _("Också äldre"),
                    _("Också kurser från före examen räknas, eftersom övergångsbestämmelsen inte upprepar orden ”efter examen”."),
                ),
            },
        ),
    )
}
