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
            "Du har %(licence)s sedan den %(issued_on)s, men den är återkallad och återkallelsen får laga kraft den %(revoked_on)s."
        ),
        Message.LICENCE_PENDING: gettext_noop("Din %(licence)s från den %(issued_on)s är inte granskad och godkänd än."),
        Message.LICENCE_REVOKED: gettext_noop("Din %(licence)s är återkallad, och återkallelsen fick laga kraft den %(revoked_on)s."),
        Message.LICENCE_NOT_ISSUED: gettext_noop("Din %(licence)s är utfärdad den %(issued_on)s, efter bedömningsdagen den %(on)s."),
        Message.LICENCE_REJECTED: gettext_noop("Underlaget för din %(licence)s godkändes inte vid granskningen."),
        Message.LICENCE_MISSING: gettext_noop("Det finns ingen legitimation som lärare eller förskollärare bland dina uppgifter."),
        # ---
        Message.DECISION_MADE: gettext_noop("Skolverket beslutade om meriteringsnivå 1 den %(decided_on)s."),
        Message.DECISION_PENDING: gettext_noop(
            "Skolverkets beslut om meriteringsnivå 1 den %(decided_on)s är inte granskat och godkänt än."
        ),
        Message.DECISION_LAPSED: gettext_noop(
            "Beslutet om meriteringsnivå 1 gäller inte längre, eftersom återkallelsen av legitimationen fick laga kraft den %(revoked_on)s."
        ),
        Message.DECISION_LATER: gettext_noop("Beslutet om meriteringsnivå 1 är från den %(decided_on)s, efter bedömningsdagen den %(on)s."),
        Message.DECISION_REJECTED: gettext_noop(
            "Underlaget för beslutet om meriteringsnivå 1 den %(decided_on)s godkändes inte vid granskningen."
        ),
        Message.DECISION_MISSING: gettext_noop("Bland dina uppgifter finns inget beslut från Skolverket om meriteringsnivå 1 som gäller."),
        # ---
        Message.ACTIVE_ENOUGH: gettext_noop("Du arbetar %(sure)s procent %(posts)s, och kravet är minst %(required)s procent."),
        Message.ACTIVE_SHORT: gettext_noop("Du arbetar %(sure)s procent %(posts)s, men kravet är minst %(required)s procent."),
        Message.ACTIVE_OPEN: gettext_noop(
            "Hittills räknas %(sure)s procent arbete %(posts)s, "
            "och %(possible)s procent om allt som är oklart räknas; kravet är minst %(required)s procent."
        ),
        Message.ACTIVE_NONE: gettext_noop(
            "Det finns ingen pågående anställning som lärare eller förskollärare bland dina uppgifter, "
            "och kravet är minst %(required)s procent."
        ),
        Message.ACTIVE_PRINCIPAL: gettext_noop(
            "Du arbetar som rektor eller biträdande rektor och omfattas därför inte av meriteringssystemet, "
            "som kräver minst %(required)s procent arbete som lärare eller förskollärare."
        ),
        Message.ACTIVE_OTHER: gettext_noop(
            "Ditt nuvarande arbete är inte som lärare eller förskollärare, och kravet är minst %(required)s procent."
        ),
        Message.ACTIVE_OUTSIDE: gettext_noop(
            "Ditt nuvarande arbete är utanför skolväsendet, och kravet är minst %(required)s procent inom skolväsendet."
        ),
        # ---
        Message.YEARS_ENOUGH: gettext_noop("Du har arbetat %(sure)s %(worked)s, och kravet är %(required)s."),
        Message.YEARS_SHORT: gettext_noop("Du har arbetat %(sure)s %(worked)s, men kravet är %(required)s."),
        Message.YEARS_OPEN: gettext_noop(
            "Hittills räknas %(sure)s %(worked)s, och %(possible)s om allt som är oklart räknas; kravet är %(required)s."
        ),
        Message.YEARS_NO_DEGREE: gettext_noop(
            "Kravet är %(required)s som lärare eller förskollärare efter den behörighetsgivande examen, "
            "men den examen saknas bland dina uppgifter."
        ),
        Message.YEARS_DEGREE_REJECTED: gettext_noop(
            "Kravet är %(required)s som lärare eller förskollärare efter den behörighetsgivande examen, "
            "men underlaget för den examen godkändes inte."
        ),
        Message.YEARS_DEGREE_LATER: gettext_noop(
            "Kravet är %(required)s som lärare eller förskollärare efter den behörighetsgivande examen, "
            "men den utfärdas först den %(degree_on)s."
        ),
        # ---
        Message.MERIT_ENOUGH: gettext_noop("Du har %(sure)s hp meriterande utbildning efter examen, och kravet är %(required)s hp."),
        Message.MERIT_SHORT: gettext_noop("Du har %(sure)s av de %(required)s hp meriterande utbildning efter examen som krävs."),
        Message.MERIT_OPEN: gettext_noop(
            "Hittills räknas %(sure)s hp meriterande utbildning efter examen, och %(possible)s hp om allt som är oklart räknas; "
            "kravet är %(required)s hp."
        ),
        Message.MERIT_TRANSITION_ENOUGH: gettext_noop(
            "Du har %(sure)s hp %(studies)s, och kravet är sänkt från %(full)s till %(required)s hp eftersom %(has_served)s."
        ),
        Message.MERIT_TRANSITION_SHORT: gettext_noop(
            "Du har %(sure)s hp %(studies)s, men kravet är %(required)s hp, sänkt från %(full)s eftersom %(has_served)s."
        ),
        Message.MERIT_TRANSITION_OPEN: gettext_noop(
            "Hittills räknas %(sure)s hp %(studies)s, och %(possible)s hp om allt som är oklart räknas; "
            "kravet är %(required)s hp, sänkt från %(full)s eftersom %(has_served)s."
        ),
        Message.MERIT_TRANSITION_POSSIBLE_SHORT: gettext_noop(
            "Du har %(sure)s av de %(required)s hp meriterande utbildning efter examen som krävs, "
            "men kravet sänks till %(lowered)s om %(service)s godkänns."
        ),
        Message.MERIT_TRANSITION_POSSIBLE_OPEN: gettext_noop(
            "Hittills räknas %(sure)s hp meriterande utbildning efter examen, och %(possible)s hp om allt som är oklart räknas; "
            "kravet är %(required)s hp, men sänks till %(lowered)s om %(service)s godkänns."
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
            "Hittills räknas %(sure)s hp meriterande utbildning efter examen, och %(possible)s hp om allt som är oklart räknas; "
            "kravet är %(required)s hp, sänkt från %(full)s eftersom du har deltagit i praktiknära forskning."
        ),
        Message.MERIT_RESEARCH_POSSIBLE_SHORT: gettext_noop(
            "Du har %(sure)s av de %(required)s hp meriterande utbildning efter examen som krävs, "
            "men kravet sänks till %(eased)s hp om ditt deltagande i praktiknära forskning godkänns."
        ),
        Message.MERIT_RESEARCH_POSSIBLE_OPEN: gettext_noop(
            "Hittills räknas %(sure)s hp meriterande utbildning efter examen, och %(possible)s hp om allt som är oklart räknas; "
            "kravet är %(required)s hp, men sänks till %(eased)s hp om ditt deltagande i praktiknära forskning godkänns."
        ),
        Message.MERIT_NO_DEGREE: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter den behörighetsgivande examen, "
            "men den examen saknas bland dina uppgifter."
        ),
        Message.MERIT_DEGREE_REJECTED: gettext_noop(
            "Kravet är %(required)s hp meriterande utbildning efter den behörighetsgivande examen, "
            "men underlaget för den examen godkändes inte."
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
            "Hittills räknas %(sure)s hp meriterande utbildning på avancerad nivå efter examen, "
            "och %(possible)s hp om allt som är oklart räknas; kravet är %(required)s hp."
        ),
        Message.ADVANCED_NO_DEGREE: gettext_noop(
            "Kravet är %(required)s hp på avancerad nivå efter den behörighetsgivande examen, men den examen saknas bland dina uppgifter."
        ),
        Message.ADVANCED_DEGREE_REJECTED: gettext_noop(
            "Kravet är %(required)s hp på avancerad nivå efter den behörighetsgivande examen, men underlaget för den examen godkändes inte."
        ),
        Message.ADVANCED_DEGREE_LATER: gettext_noop(
            "Kravet är %(required)s hp på avancerad nivå efter den behörighetsgivande examen, men den utfärdas först den %(degree_on)s."
        ),
        # ---
        Message.PROFICIENCY_ENOUGH: gettext_noop(
            "Du har %(sure)s hp godkänd uppdragsutbildning i undervisningsskicklighet (VAK), och kravet är %(required)s hp."
        ),
        Message.PROFICIENCY_SHORT: gettext_noop(
            "Du har %(sure)s av de %(required)s hp godkänd uppdragsutbildning i undervisningsskicklighet (VAK) som krävs."
        ),
        Message.PROFICIENCY_OPEN: gettext_noop(
            "Hittills räknas %(sure)s hp uppdragsutbildning i undervisningsskicklighet (VAK), "
            "och %(possible)s hp om allt som är oklart räknas; kravet är %(required)s hp."
        ),
        # ---
        Message.SECOND_CYCLE_ENOUGH: gettext_noop(
            "Din examen på avancerad nivå från den %(awarded_on)s är på %(credits)s hp, varav %(meriting)s hp är meriterande; "
            "kravet är minst %(credits_asked)s hp, varav minst hälften meriterande."
        ),
        Message.SECOND_CYCLE_PENDING: gettext_noop(
            "Din examen på avancerad nivå om %(credits)s hp från den %(awarded_on)s är inte granskad och godkänd än."
        ),
        Message.SECOND_CYCLE_DEGREE_PENDING: gettext_noop(
            "Din examen på avancerad nivå om %(credits)s hp från den %(awarded_on)s kan räknas först när "
            "din behörighetsgivande examen från den %(degree_on)s är godkänd."
        ),
        Message.SECOND_CYCLE_UNKNOWN_SHARE: gettext_noop(
            "Det är okänt hur många av de %(credits)s hp i din examen på avancerad nivå från den %(awarded_on)s som är meriterande, "
            "och minst %(share)s hp krävs."
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
            "Din examen på avancerad nivå är från den %(awarded_on)s, efter bedömningsdagen den %(on)s."
        ),
        Message.SECOND_CYCLE_REJECTED: gettext_noop(
            "Underlaget för din examen på avancerad nivå från den %(awarded_on)s godkändes inte vid granskningen."
        ),
        Message.SECOND_CYCLE_MISSING: gettext_noop(
            "Det finns ingen examen på avancerad nivå om minst %(credits_asked)s hp bland dina uppgifter."
        ),
        Message.SECOND_CYCLE_NO_DEGREE: gettext_noop(
            "En examen på avancerad nivå ska vara tagen efter den behörighetsgivande examen, men den examen saknas bland dina uppgifter."
        ),
        Message.SECOND_CYCLE_DEGREE_REJECTED: gettext_noop(
            "En examen på avancerad nivå ska vara tagen efter den behörighetsgivande examen, men underlaget för den examen godkändes inte."
        ),
        Message.SECOND_CYCLE_DEGREE_LATER: gettext_noop(
            "En examen på avancerad nivå ska vara tagen efter den behörighetsgivande examen, men den utfärdas först den %(degree_on)s."
        ),
        # ---
        Message.RESEARCH_DEGREE_ENOUGH: gettext_noop("Du har en examen på forskarnivå från den %(awarded_on)s."),
        Message.RESEARCH_DEGREE_PENDING: gettext_noop("Din examen på forskarnivå från den %(awarded_on)s är inte granskad och godkänd än."),
        Message.RESEARCH_DEGREE_LATER: gettext_noop(
            "Din examen på forskarnivå är från den %(awarded_on)s, efter bedömningsdagen den %(on)s."
        ),
        Message.RESEARCH_DEGREE_REJECTED: gettext_noop(
            "Underlaget för din examen på forskarnivå från den %(awarded_on)s godkändes inte vid granskningen."
        ),
        Message.RESEARCH_DEGREE_MISSING: gettext_noop("Det finns ingen examen på forskarnivå bland dina uppgifter."),
    }
)

REMEDIES: Mapping[Remedy, str] = MappingProxyType(
    {
        Remedy.NOTHING: gettext_noop("Du behöver inte göra något."),
        Remedy.REVIEW: gettext_noop("Se till att underlaget är inskickat; villkoret avgörs när det har granskats."),
        Remedy.RESUBMIT: gettext_noop("Lägg in ett nytt underlag som går att läsa och kontrollera, och skicka in det igen."),
        Remedy.WAIT_UNTIL: gettext_noop("Villkoret kan vara uppfyllt tidigast den %(day)s."),
        # ---
        Remedy.LICENCE_APPLY: gettext_noop("Lägg in din legitimation, eller ansök om legitimation hos Skolverket."),
        Remedy.LICENCE_RENEW: gettext_noop("Du behöver en ny legitimation från Skolverket för att kunna ansöka om en meriteringsnivå."),
        Remedy.LICENCE_LOST_LATER: gettext_noop(
            "Från och med den dagen är villkoret inte uppfyllt, och beslut om meriteringsnivå upphör att gälla."
        ),
        # ---
        Remedy.DECISION_APPLY: gettext_noop("Ansök om nivå 1 först hos Skolverket, och lägg in beslutet när du har fått det."),
        Remedy.DECISION_RENEW: gettext_noop("Du behöver en ny legitimation och sedan ett nytt beslut om nivå 1 från Skolverket."),
        # ---
        Remedy.ACTIVE_ADD: gettext_noop("Lägg in din anställning, eller arbeta minst %(required)s procent %(posts)s när du ansöker."),
        Remedy.ACTIVE_TEACH: gettext_noop("Du behöver arbeta minst %(required)s procent %(posts)s när du ansöker."),
        Remedy.ACTIVE_MORE: gettext_noop("Du behöver arbeta ytterligare %(missing)s procent %(posts)s."),
        Remedy.ACTIVE_MORE_ANYWAY: gettext_noop(
            "Du behöver arbeta minst %(least)s procent till %(posts)s, även om allt som är oklart räknas."
        ),
        Remedy.ACTIVE_REVIEW: gettext_noop(
            "Se till att anställningen är inskickad; villkoret avgörs när de %(open)s procent som är oklara har granskats."
        ),
        Remedy.ACTIVE_SCHOOL_SYSTEM: gettext_noop(
            "Ange om arbetet ligger inom skolväsendet, så går det att avgöra om de %(open)s procent som är oklara räknas."
        ),
        Remedy.ACTIVE_PROFESSION: gettext_noop(
            "Skolverket prövar om %(open)s procent som specialpedagog räknas, så be om ett intyg som visar hur mycket du undervisar."
        ),
        # ---
        Remedy.YEARS_CONTINUE: gettext_noop("Om du fortsätter som nu når du %(required)s tidigast den %(reached_on)s."),
        Remedy.YEARS_MORE: gettext_noop("Du behöver arbeta minst %(remaining)s till %(work)s."),
        Remedy.YEARS_REVIEW: gettext_noop("Se till att anställningarna är inskickade; villkoret avgörs när de har granskats."),
        Remedy.YEARS_PROFESSION: gettext_noop(
            "Skolverket prövar om arbete som specialpedagog räknas, så be om ett intyg som visar hur mycket du har undervisat."
        ),
        # ---
        Remedy.DEGREE_ADD: gettext_noop("Lägg in din behörighetsgivande examen med utfärdandedatum och examensbevis."),
        Remedy.DEGREE_RESUBMIT: gettext_noop("Lägg in ett examensbevis som går att läsa och kontrollera, och skicka in det igen."),
        Remedy.DEGREE_LATER: gettext_noop("Det som ligger före den %(degree_on)s kan inte räknas."),
        Remedy.DEGREE_REVIEW: gettext_noop(
            "Din behörighetsgivande examen behöver granskas och godkännas först, så se till att den är inskickad."
        ),
        # ---
        Remedy.CREDITS_MORE: gettext_noop("Du behöver läsa %(missing)s hp meriterande kurser till och få dem godkända."),
        Remedy.CREDITS_MORE_ANYWAY: gettext_noop(
            "Du behöver läsa minst %(least)s hp meriterande kurser till, även om allt som är oklart räknas."
        ),
        Remedy.CREDITS_MORE_IF_EASED: gettext_noop(
            "Du behöver läsa minst %(least)s hp meriterande kurser till, och minst %(least_full)s hp om kravet inte sänks."
        ),
        Remedy.CREDITS_REVIEW: gettext_noop(
            "Se till att kurserna är inskickade; villkoret avgörs när de %(open)s hp som är oklara har granskats."
        ),
        Remedy.CREDITS_GRADE: gettext_noop("Ange om kurserna är godkända, så går det att avgöra om de %(open)s hp som är oklara räknas."),
        Remedy.CREDITS_CYCLE: gettext_noop(
            "Låt granskaren fastställa kursernas nivå, så går det att avgöra om de %(open)s hp som är oklara räknas."
        ),
        Remedy.CREDITS_AREA: gettext_noop(
            "Ange meriteringsgrund eller fråga granskaren, så går det att avgöra om de %(open)s hp som är oklara räknas."
        ),
        Remedy.TRANSITION_ALONE: gettext_noop(
            "Få %(service)s godkänt, så är villkoret uppfyllt; annars behöver du läsa minst %(least_full)s hp till."
        ),
        Remedy.TRANSITION_OR_CREDITS: gettext_noop(
            "Få %(service)s godkänt, eller minst %(missing)s av de %(open)s hp som är oklara, så är villkoret uppfyllt."
        ),
        Remedy.TRANSITION_AND_CREDITS: gettext_noop(
            "Få både %(service)s och minst %(least_sure)s av de %(open_lower)s hp som är oklara godkända, så är villkoret uppfyllt."
        ),
        Remedy.RESEARCH_ALONE: gettext_noop(
            "Få ditt deltagande i forskningen godkänt, så är villkoret uppfyllt; annars behöver du läsa minst %(least_full)s hp till."
        ),
        Remedy.RESEARCH_OR_CREDITS: gettext_noop(
            "Få ditt deltagande i forskningen godkänt, eller minst %(missing)s av de %(open)s hp som är oklara, så är villkoret uppfyllt."
        ),
        Remedy.RESEARCH_AND_CREDITS: gettext_noop(
            "Få både ditt deltagande i forskningen och minst %(least_sure)s av de %(open)s hp som är oklara godkända, "
            "så är villkoret uppfyllt."
        ),
        # ---
        Remedy.ADVANCED_MORE: gettext_noop("Du behöver läsa %(missing)s hp meriterande kurser till på avancerad nivå."),
        Remedy.ADVANCED_MORE_ANYWAY: gettext_noop(
            "Du behöver läsa minst %(least)s hp meriterande kurser till på avancerad nivå, även om allt som är oklart räknas."
        ),
        # ---
        Remedy.PROFICIENCY_MORE: gettext_noop(
            "Sök kursen VAK för de %(missing)s hp som saknas; för att antas behöver du beslut om nivå 1, "
            "minst %(entry)s hp efter examen och rektors godkännande."
        ),
        Remedy.PROFICIENCY_MORE_ANYWAY: gettext_noop("Du behöver läsa minst %(least)s hp VAK till, även om allt som är oklart räknas."),
        # ---
        Remedy.SECOND_CYCLE_TAKE: gettext_noop(
            "Du behöver ta en examen på avancerad nivå om minst %(credits_asked)s hp, där minst hälften av poängen är meriterande."
        ),
        Remedy.SECOND_CYCLE_SHARE: gettext_noop("Ange hur många hp i examen som är meriterande, så går villkoret att avgöra."),
        Remedy.SECOND_CYCLE_MORE_MERITING: gettext_noop(
            "Det saknas %(lack)s meriterande hp; kontrollera vilka kurser i examen som är meriterande."
        ),
        # ---
        Remedy.RESEARCH_DEGREE_TAKE: gettext_noop("Du behöver en licentiat- eller doktorsexamen, och den får vara tagen före lärarexamen."),
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
        Phrase.LOWERED_ANY_TIME: gettext_noop("%(eased)s hp, som också får vara lästa före examen,"),
        # ---
        Phrase.SERVICE: gettext_noop("%(years)s års arbete inom skolväsendet"),
        Phrase.SERVICE_EXPECTED: gettext_noop("arbete inom skolväsendet som ger %(years)s år senast den %(last_day)s"),
        Phrase.HAS_SERVED: gettext_noop("du har arbetat minst %(years)s år inom skolväsendet"),
        Phrase.WILL_HAVE_SERVED: gettext_noop("du når %(years)s år inom skolväsendet senast den %(last_day)s om du fortsätter som nu"),
    }
)
