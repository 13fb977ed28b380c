"""The Swedish sentences of the assessment, by message id. `merit.sentences` fills them in; the English ones are in the catalogue.

Plain Swedish (klarspråk): du, short, the number first, the law's own terms. At most one sentence each, so that what is and what to do
together make two. Placeholders: numbers come with decimal comma, days as "12 mars 2026", durations as "5 år och 11 månader".
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_noop

from merit.rules.messages import Message, Phrase, Remedy

MESSAGES: Mapping[Message, str] = MappingProxyType(
    {
        Message.LICENCE_VALID: gettext_noop("Du har %(licence)s sedan den %(issued_on)s."),
        Message.LICENCE_REVOKED_LATER: gettext_noop(
            "Din %(licence)s från den %(issued_on)s är återkallad och slutar gälla den %(revoked_on)s, då återkallelsen inte längre "
            "kan överklagas (laga kraft)."
        ),
        Message.LICENCE_PENDING: gettext_noop("Din %(licence)s från den %(issued_on)s är inte granskad och godkänd än."),
        Message.LICENCE_REVOKED: gettext_noop(
            "Din %(licence)s är återkallad sedan den %(revoked_on)s, då återkallelsen inte längre kunde överklagas (laga kraft)."
        ),
        Message.LICENCE_NOT_ISSUED: gettext_noop("Din %(licence)s utfärdas först den %(issued_on)s, och bedömningen gäller den %(on)s."),
        Message.LICENCE_REJECTED: gettext_noop("Underlaget för din %(licence)s godkändes inte i granskningen."),
        Message.LICENCE_MISSING: gettext_noop("Det finns ingen legitimation som lärare eller förskollärare bland dina uppgifter."),
        # ---
        Message.DECISION_MADE: gettext_noop("Du har Skolverkets beslut om meriteringsnivå 1 från den %(decided_on)s."),
        Message.DECISION_PENDING: gettext_noop(
            "Skolverkets beslut om meriteringsnivå 1 från den %(decided_on)s är inte granskat och godkänt än."
        ),
        Message.DECISION_LAPSED: gettext_noop(
            "Ditt beslut om meriteringsnivå 1 gäller inte, eftersom din legitimation är återkallad sedan den %(revoked_on)s."
        ),
        Message.DECISION_LATER: gettext_noop(
            "Beslutet om meriteringsnivå 1 kommer först den %(decided_on)s, och bedömningen gäller den %(on)s."
        ),
        Message.DECISION_REJECTED: gettext_noop(
            "Underlaget för beslutet om meriteringsnivå 1 från den %(decided_on)s godkändes inte i granskningen."
        ),
        Message.DECISION_MISSING: gettext_noop("Bland dina uppgifter finns inget beslut från Skolverket om att du har nivå 1."),
        # ---
        Message.ACTIVE_ENOUGH: gettext_noop("Du arbetar %(sure)s procent %(posts)s, och kravet är minst %(required)s procent."),
        Message.ACTIVE_SHORT: gettext_noop("Du arbetar %(sure)s procent %(posts)s, men kravet är minst %(required)s procent."),
        Message.ACTIVE_OPEN: gettext_noop(
            "Kravet är minst %(required)s procents arbete %(posts)s: %(sure)s procent räknas nu, och det kan bli upp till %(possible)s."
        ),
        Message.ACTIVE_NONE: gettext_noop(
            "Det finns ingen pågående anställning som lärare eller förskollärare bland dina uppgifter, "
            "och kravet är minst %(required)s procent."
        ),
        Message.ACTIVE_PRINCIPAL: gettext_noop(
            "Rektorer och biträdande rektorer omfattas inte av meriteringssystemet, "
            "som kräver minst %(required)s procents arbete som lärare eller förskollärare."
        ),
        Message.ACTIVE_OTHER: gettext_noop(
            "Du arbetar nu med något annat än som lärare eller förskollärare, och kravet är minst %(required)s procent."
        ),
        Message.ACTIVE_OUTSIDE: gettext_noop(
            "Du arbetar nu utanför skolväsendet (förskola, skola, fritidshem och komvux), och kravet är minst %(required)s procent "
            "inom det."
        ),
        # ---
        Message.YEARS_ENOUGH: gettext_noop("Du har arbetat %(sure)s %(worked)s, och kravet är %(required)s."),
        Message.YEARS_SHORT: gettext_noop("Du har arbetat %(sure)s %(worked)s, men kravet är %(required)s."),
        Message.YEARS_OPEN: gettext_noop("Kravet är %(required)s %(worked)s: %(sure)s räknas nu, och det kan bli upp till %(possible)s."),
        Message.YEARS_NO_DEGREE: gettext_noop(
            "Kravet är %(required)s som lärare eller förskollärare efter den behörighetsgivande examen, men den saknas bland dina "
            "uppgifter."
        ),
        Message.YEARS_DEGREE_REJECTED: gettext_noop(
            "Kravet är %(required)s som lärare eller förskollärare efter den behörighetsgivande examen, men underlaget för den "
            "godkändes inte i granskningen."
        ),
        Message.YEARS_DEGREE_LATER: gettext_noop(
            "Kravet är %(required)s som lärare eller förskollärare efter den behörighetsgivande examen, "
            "men den utfärdas först den %(degree_on)s."
        ),
        # ---
        Message.MERIT_ENOUGH: gettext_noop("Du har %(sure)s hp meriterande utbildning efter examen, och kravet är %(required)s hp."),
        Message.MERIT_SHORT: gettext_noop("Du har %(sure)s av de %(required)s hp meriterande utbildning efter examen som krävs."),
        Message.MERIT_OPEN: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter examen: %(sure)s hp räknas nu, och det kan bli upp till %(possible)s."
        ),
        Message.MERIT_TRANSITION_ENOUGH: gettext_noop(
            "Du har %(sure)s hp %(studies)s, och kravet är sänkt från %(full)s till %(required)s hp eftersom %(has_served)s."
        ),
        Message.MERIT_TRANSITION_SHORT: gettext_noop(
            "Du har %(sure)s hp %(studies)s, men kravet är %(required)s hp, sänkt från %(full)s eftersom %(has_served)s."
        ),
        Message.MERIT_TRANSITION_OPEN: gettext_noop(
            "Kravet är %(required)s hp %(studies)s, sänkt från %(full)s eftersom %(has_served)s: %(sure)s hp räknas nu, och det kan "
            "bli upp till %(possible)s."
        ),
        Message.MERIT_TRANSITION_POSSIBLE_SHORT: gettext_noop(
            "Du har %(sure)s av de %(required)s hp meriterande utbildning efter examen som krävs, "
            "men kravet sänks till %(lowered)s om %(service)s godkänns."
        ),
        Message.MERIT_TRANSITION_POSSIBLE_OPEN: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter examen, eller %(lowered)s om %(service)s godkänns: %(sure)s hp "
            "räknas nu, och det kan bli upp till %(possible)s."
        ),
        Message.MERIT_RESEARCH_ENOUGH: gettext_noop(
            "Du har %(sure)s hp meriterande utbildning efter examen, och kravet är sänkt från %(full)s till %(required)s hp "
            "eftersom du har deltagit i praktiknära forskning."
        ),
        Message.MERIT_RESEARCH_SHORT: gettext_noop(
            "Du har %(sure)s hp meriterande utbildning efter examen, men kravet är %(required)s hp, "
            "sänkt från %(full)s eftersom du har deltagit i praktiknära forskning."
        ),
        Message.MERIT_RESEARCH_OPEN: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter examen, sänkt från %(full)s eftersom du har deltagit i "
            "praktiknära forskning: %(sure)s hp räknas nu, och det kan bli upp till %(possible)s."
        ),
        Message.MERIT_RESEARCH_POSSIBLE_SHORT: gettext_noop(
            "Du har %(sure)s av de %(required)s hp meriterande utbildning efter examen som krävs, "
            "men kravet sänks till %(eased)s hp om ditt deltagande i praktiknära forskning godkänns."
        ),
        Message.MERIT_RESEARCH_POSSIBLE_OPEN: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter examen, eller %(eased)s hp om ditt deltagande i praktiknära "
            "forskning godkänns: %(sure)s hp räknas nu, och det kan bli upp till %(possible)s."
        ),
        Message.MERIT_NO_DEGREE: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter den behörighetsgivande examen, men den saknas bland dina uppgifter."
        ),
        Message.MERIT_DEGREE_REJECTED: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter den behörighetsgivande examen, men underlaget för den godkändes "
            "inte i granskningen."
        ),
        Message.MERIT_DEGREE_LATER: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter den behörighetsgivande examen, "
            "men den utfärdas först den %(degree_on)s."
        ),
        # ---
        Message.ADVANCED_ENOUGH: gettext_noop(
            "Du har %(sure)s hp meriterande utbildning på avancerad nivå efter examen, och kravet är %(required)s hp."
        ),
        Message.ADVANCED_SHORT: gettext_noop(
            "Du har %(sure)s av de %(required)s hp meriterande utbildning på avancerad nivå efter examen som krävs."
        ),
        Message.ADVANCED_OPEN: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning på avancerad nivå efter examen: %(sure)s hp räknas nu, och det kan "
            "bli upp till %(possible)s."
        ),
        Message.ADVANCED_NO_DEGREE: gettext_noop(
            "Kravet är %(required)s hp på avancerad nivå efter den behörighetsgivande examen, men den saknas bland dina uppgifter."
        ),
        Message.ADVANCED_DEGREE_REJECTED: gettext_noop(
            "Kravet är %(required)s hp på avancerad nivå efter den behörighetsgivande examen, men underlaget för den godkändes inte "
            "i granskningen."
        ),
        Message.ADVANCED_DEGREE_LATER: gettext_noop(
            "Kravet är %(required)s hp på avancerad nivå efter den behörighetsgivande examen, men den utfärdas först den %(degree_on)s."
        ),
        # ---
        Message.PROFICIENCY_ENOUGH: gettext_noop(
            "Du har %(sure)s godkända hp i undervisningsskicklighet (kursen VAK), och kravet är %(required)s hp."
        ),
        Message.PROFICIENCY_SHORT: gettext_noop(
            "Du har %(sure)s av de %(required)s godkända hp i undervisningsskicklighet (kursen VAK) som krävs."
        ),
        Message.PROFICIENCY_OPEN: gettext_noop(
            "Kravet är %(required)s godkända hp i undervisningsskicklighet (kursen VAK): %(sure)s hp räknas nu, och det kan bli upp "
            "till %(possible)s."
        ),
        # ---
        Message.SECOND_CYCLE_ENOUGH: gettext_noop(
            "Din examen på avancerad nivå från den %(awarded_on)s är på %(credits)s hp, varav %(meriting)s meriterande, och kravet "
            "är minst %(credits_asked)s hp, varav minst hälften meriterande."
        ),
        Message.SECOND_CYCLE_PENDING: gettext_noop(
            "Din examen på avancerad nivå om %(credits)s hp från den %(awarded_on)s är inte granskad och godkänd än."
        ),
        Message.SECOND_CYCLE_DEGREE_PENDING: gettext_noop(
            "Din examen på avancerad nivå om %(credits)s hp från den %(awarded_on)s kan räknas först när "
            "din behörighetsgivande examen från den %(degree_on)s är godkänd."
        ),
        Message.SECOND_CYCLE_UNKNOWN_SHARE: gettext_noop(
            "Minst %(share)s av de %(credits)s hp i din examen på avancerad nivå från den %(awarded_on)s ska vara meriterande, men "
            "det är inte känt hur många som är det."
        ),
        Message.SECOND_CYCLE_TOO_FEW_MERITING: gettext_noop(
            "I din examen på avancerad nivå är %(meriting)s av %(credits)s hp meriterande, men minst %(share)s hp krävs."
        ),
        Message.SECOND_CYCLE_TOO_SMALL: gettext_noop(
            "Din examen på avancerad nivå från den %(awarded_on)s är på %(credits)s hp, men minst %(credits_asked)s hp krävs."
        ),
        Message.SECOND_CYCLE_BEFORE_DEGREE: gettext_noop(
            "Din examen på avancerad nivå är från den %(awarded_on)s, men den måste vara tagen efter "
            "din behörighetsgivande examen från den %(degree_on)s."
        ),
        Message.SECOND_CYCLE_LATER: gettext_noop(
            "Din examen på avancerad nivå kommer först den %(awarded_on)s, och bedömningen gäller den %(on)s."
        ),
        Message.SECOND_CYCLE_REJECTED: gettext_noop(
            "Underlaget för din examen på avancerad nivå från den %(awarded_on)s godkändes inte i granskningen."
        ),
        Message.SECOND_CYCLE_MISSING: gettext_noop(
            "Det finns ingen examen på avancerad nivå om minst %(credits_asked)s hp bland dina uppgifter."
        ),
        Message.SECOND_CYCLE_NO_DEGREE: gettext_noop(
            "En examen på avancerad nivå ska vara tagen efter den behörighetsgivande examen, och den behörighetsgivande saknas "
            "bland dina uppgifter."
        ),
        Message.SECOND_CYCLE_DEGREE_REJECTED: gettext_noop(
            "En examen på avancerad nivå ska vara tagen efter den behörighetsgivande examen, och underlaget för den "
            "behörighetsgivande godkändes inte i granskningen."
        ),
        Message.SECOND_CYCLE_DEGREE_LATER: gettext_noop(
            "En examen på avancerad nivå ska vara tagen efter den behörighetsgivande examen, och den behörighetsgivande utfärdas "
            "först den %(degree_on)s."
        ),
        # ---
        Message.RESEARCH_DEGREE_ENOUGH: gettext_noop("Du har en examen på forskarnivå från den %(awarded_on)s."),
        Message.RESEARCH_DEGREE_PENDING: gettext_noop("Din examen på forskarnivå från den %(awarded_on)s är inte granskad och godkänd än."),
        Message.RESEARCH_DEGREE_LATER: gettext_noop(
            "Din examen på forskarnivå kommer först den %(awarded_on)s, och bedömningen gäller den %(on)s."
        ),
        Message.RESEARCH_DEGREE_REJECTED: gettext_noop(
            "Underlaget för din examen på forskarnivå från den %(awarded_on)s godkändes inte i granskningen."
        ),
        Message.RESEARCH_DEGREE_MISSING: gettext_noop("Det finns ingen examen på forskarnivå bland dina uppgifter."),
    }
)

REMEDIES: Mapping[Remedy, str] = MappingProxyType(
    {
        Remedy.NOTHING: gettext_noop("Du behöver inte göra något."),
        Remedy.REVIEW: gettext_noop("Kontrollera att underlaget är inskickat, så avgörs villkoret när det har granskats."),
        Remedy.RESUBMIT: gettext_noop("Läs varför, lägg till ett nytt underlag och skicka in det."),
        Remedy.WAIT_UNTIL: gettext_noop("Villkoret kan bli uppfyllt tidigast den %(day)s."),
        # ---
        Remedy.LICENCE_APPLY: gettext_noop("Lägg till din legitimation, eller ansök om legitimation hos Skolverket."),
        Remedy.LICENCE_RENEW: gettext_noop("Du behöver en ny legitimation från Skolverket innan du kan ansöka om en meriteringsnivå."),
        Remedy.LICENCE_LOST_LATER: gettext_noop(
            "Från och med den dagen är villkoret inte uppfyllt, och beslut om meriteringsnivå slutar gälla."
        ),
        # ---
        Remedy.DECISION_APPLY: gettext_noop("Ansök om nivå 1 först hos Skolverket, och lägg till beslutet när du har fått det."),
        Remedy.DECISION_RENEW: gettext_noop("Du behöver en ny legitimation och sedan ett nytt beslut om nivå 1 från Skolverket."),
        # ---
        Remedy.ACTIVE_ADD: gettext_noop(
            "Lägg till din anställning om du har en, annars behöver du arbeta minst %(required)s procent %(posts)s när du ansöker."
        ),
        Remedy.ACTIVE_TEACH: gettext_noop("Du behöver arbeta minst %(required)s procent %(posts)s när du ansöker."),
        Remedy.ACTIVE_MORE: gettext_noop("Du behöver gå upp %(missing)s procentenheter, till minst %(required)s procent."),
        Remedy.ACTIVE_MORE_ANYWAY: gettext_noop("Du behöver gå upp minst %(least)s procentenheter, även om allt det oklara räknas."),
        Remedy.ACTIVE_REVIEW: gettext_noop("Kontrollera att dina anställningar är inskickade, så avgörs villkoret när de har granskats."),
        Remedy.ACTIVE_SCHOOL_SYSTEM: gettext_noop(
            "Ange om arbetet är inom skolväsendet (förskola, skola, fritidshem och komvux), så går det att avgöra om %(open)s "
            "procent till räknas."
        ),
        Remedy.ACTIVE_PROFESSION: gettext_noop(
            "Skolverket avgör om dina %(open)s procent som specialpedagog räknas, så be arbetsgivaren om ett intyg som visar hur "
            "mycket du undervisar."
        ),
        # ---
        Remedy.YEARS_CONTINUE: gettext_noop("Om du fortsätter som nu når du %(required)s tidigast den %(reached_on)s."),
        Remedy.YEARS_MORE: gettext_noop("Du behöver arbeta minst %(remaining)s till %(work)s."),
        Remedy.YEARS_REVIEW: gettext_noop("Kontrollera att dina anställningar är inskickade, så avgörs villkoret när de har granskats."),
        Remedy.YEARS_PROFESSION: gettext_noop(
            "Skolverket avgör om arbete som specialpedagog räknas, så be arbetsgivaren om ett intyg som visar hur mycket du har undervisat."
        ),
        # ---
        Remedy.DEGREE_ADD: gettext_noop("Lägg till den examen som gav dig behörighet som lärare eller förskollärare, med examensbevis."),
        Remedy.DEGREE_RESUBMIT: gettext_noop("Läs varför, lägg till ett nytt examensbevis och skicka in det."),
        Remedy.DEGREE_LATER: gettext_noop("Det du har gjort före den %(degree_on)s kan inte räknas."),
        Remedy.DEGREE_REVIEW: gettext_noop("Kontrollera att din behörighetsgivande examen är inskickad, för den behöver godkännas först."),
        # ---
        Remedy.CREDITS_MORE: gettext_noop("Du behöver läsa %(missing)s hp meriterande kurser till och få dem godkända."),
        Remedy.CREDITS_MORE_ANYWAY: gettext_noop(
            "Du behöver läsa minst %(least)s hp meriterande kurser till, även om allt det oklara räknas."
        ),
        Remedy.CREDITS_MORE_IF_EASED: gettext_noop(
            "Du behöver läsa minst %(least)s hp meriterande kurser till, och minst %(least_full)s hp om kravet inte sänks."
        ),
        Remedy.CREDITS_REVIEW: gettext_noop("Kontrollera att kurserna är inskickade, så avgörs villkoret när de har granskats."),
        Remedy.CREDITS_GRADE: gettext_noop("Ange om kurserna är godkända, så går det att avgöra om %(open)s hp till räknas."),
        Remedy.CREDITS_CYCLE: gettext_noop("Be granskaren fastställa kursernas nivå, så går det att avgöra om %(open)s hp till räknas."),
        Remedy.CREDITS_AREA: gettext_noop(
            "Ange vilket område kurserna hör till (meriteringsgrund) eller fråga granskaren, så går det att avgöra om %(open)s hp "
            "till räknas."
        ),
        Remedy.TRANSITION_ALONE: gettext_noop(
            "Kontrollera att dina anställningar är inskickade: om kravet sänks är villkoret uppfyllt, annars behöver du läsa minst "
            "%(least_full)s hp till."
        ),
        Remedy.TRANSITION_OR_CREDITS: gettext_noop(
            "Kontrollera att anställningar och kurser är inskickade: villkoret är uppfyllt om kravet sänks, eller om minst "
            "%(missing)s hp till räknas."
        ),
        Remedy.TRANSITION_AND_CREDITS: gettext_noop(
            "Kontrollera att anställningar och kurser är inskickade: villkoret är uppfyllt om kravet sänks och minst %(least_sure)s "
            "hp till räknas."
        ),
        Remedy.RESEARCH_ALONE: gettext_noop(
            "Kontrollera att ditt deltagande i forskningen är inskickat: om kravet sänks är villkoret uppfyllt, annars behöver du "
            "läsa minst %(least_full)s hp till."
        ),
        Remedy.RESEARCH_OR_CREDITS: gettext_noop(
            "Kontrollera att forskningen och kurserna är inskickade: villkoret är uppfyllt om kravet sänks, eller om minst "
            "%(missing)s hp till räknas."
        ),
        Remedy.RESEARCH_AND_CREDITS: gettext_noop(
            "Kontrollera att forskningen och kurserna är inskickade: villkoret är uppfyllt om kravet sänks och minst %(least_sure)s "
            "hp till räknas."
        ),
        # ---
        Remedy.ADVANCED_MORE: gettext_noop("Du behöver läsa %(missing)s hp meriterande kurser till på avancerad nivå och få dem godkända."),
        Remedy.ADVANCED_MORE_ANYWAY: gettext_noop(
            "Du behöver läsa minst %(least)s hp meriterande kurser till på avancerad nivå, även om allt det oklara räknas."
        ),
        # ---
        Remedy.PROFICIENCY_MORE: gettext_noop(
            "Du behöver läsa %(missing)s hp VAK, en kurs som du kan söka när du har beslut om nivå 1, minst %(entry)s hp efter "
            "examen och din rektors godkännande."
        ),
        Remedy.PROFICIENCY_MORE_ANYWAY: gettext_noop("Du behöver läsa minst %(least)s hp VAK till, även om allt det oklara räknas."),
        # ---
        Remedy.SECOND_CYCLE_TAKE: gettext_noop(
            "Du behöver ta en examen på avancerad nivå om minst %(credits_asked)s hp, där minst hälften av poängen är meriterande."
        ),
        Remedy.SECOND_CYCLE_SHARE: gettext_noop("Ange hur många hp i examen som är meriterande, så går villkoret att avgöra."),
        Remedy.SECOND_CYCLE_MORE_MERITING: gettext_noop(
            "Kontrollera vilka kurser i examen som är meriterande, för det saknas %(lack)s hp."
        ),
        # ---
        Remedy.RESEARCH_DEGREE_TAKE: gettext_noop(
            "Du behöver en licentiat- eller doktorsexamen, och den får vara äldre än din behörighetsgivande examen."
        ),
    }
)

# What stands in a sentence where the reading of the law decides the words, or what a lower requirement rests on.
PHRASES: Mapping[Phrase, str] = MappingProxyType(
    {
        Phrase.WORKED: gettext_noop("som lärare eller förskollärare efter examen"),
        Phrase.WORKED_HALF_TIME: gettext_noop("på minst halvtid som lärare eller förskollärare efter examen"),
        Phrase.WORKED_FULL_TIME: gettext_noop("som lärare eller förskollärare efter examen, omräknat till heltid"),
        Phrase.WORK: gettext_noop("som lärare eller förskollärare"),
        Phrase.WORK_HALF_TIME: gettext_noop("på minst halvtid som lärare eller förskollärare"),
        Phrase.WORK_FULL_TIME: gettext_noop("som lärare eller förskollärare, omräknat till heltid"),
        # ---
        Phrase.POSTS: gettext_noop("som lärare eller förskollärare inom skolväsendet"),
        Phrase.ONE_POST: gettext_noop("i en och samma anställning som lärare eller förskollärare inom skolväsendet"),
        # ---
        Phrase.STUDIES: gettext_noop("meriterande utbildning efter examen"),
        Phrase.STUDIES_ANY_TIME: gettext_noop("meriterande utbildning före och efter examen"),
        Phrase.LOWERED: gettext_noop("%(eased)s hp"),
        Phrase.LOWERED_ANY_TIME: gettext_noop("%(eased)s hp lästa före eller efter examen"),
        # ---
        Phrase.SERVICE: gettext_noop("%(years)s års arbete inom skolväsendet"),
        Phrase.SERVICE_EXPECTED: gettext_noop("anställningar som ger %(years)s år inom skolväsendet senast den %(last_day)s"),
        Phrase.HAS_SERVED: gettext_noop("du har arbetat minst %(years)s år inom skolväsendet"),
        Phrase.WILL_HAVE_SERVED: gettext_noop("du når %(years)s år inom skolväsendet senast den %(last_day)s om du fortsätter som nu"),
    }
)
