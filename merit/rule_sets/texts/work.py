"""Readings about the licence, work, years and decisions."""

from django.utils.translation import gettext_lazy as _

from merit.law_text import EDUCATION_ACT_NOT_HELD
from merit.rule_sets.texts.reading import Reading

REGULATIONS = _("Skolverkets föreskrifter enligt 13 §, eller hur Skolverket bedömer ansökningar.")

WORK = (
    Reading(
        page="three-outcomes",
        title=_("Tre svar i stället för ja eller nej"),
        provision="SFS 2025:280, 6–9 §§",
        quote=(
            "Statens skolverk ska efter ansökan … besluta att en legitimerad lärare eller legitimerad förskollärare har "
            "uppnått meriteringsnivå 1 om den sökande …"
        ),
        how=_(
            "Varje villkor är uppfyllt, inte uppfyllt eller går inte att avgöra än. Det som är granskat och godkänt räknas säkert. Det "
            "som väntar eller är okänt räknas som möjligt. Om det säkra räcker är villkoret uppfyllt. Om inte ens det möjliga räcker är "
            "det inte uppfyllt. Däremellan går det inte att avgöra än."
        ),
        why=_(
            "Ett ja eller nej skulle bli en gissning när ett intyg väntar på granskning. Ett felaktigt nej kan få någon "
            "att låta bli att söka."
        ),
        other=_("Det som väntar på granskning kunde lämnas utanför helt. Då skulle ingen se vad det är värt."),
    ),
    Reading(
        page="licence-and-revocation",
        title=_("Legitimationen, och vad som händer om den återkallas"),
        provision=_("Skollagen (2010:800), 2 kap. 34 b och 34 c §§"),
        quote=(
            "34 b §: … ska efter ansökan besluta …\n"
            "34 c §: Om en lärares eller förskollärares legitimation återkallas, ska ett beslut om … meriteringsnivå upphöra att gälla "
            "när återkallelsen fått laga kraft"
        ),
        silence=EDUCATION_ACT_NOT_HELD,
        how=_(
            "Legitimationen räknas från dagen den utfärdades. Från och med dagen då en återkallelse får laga kraft, alltså inte längre "
            "kan överklagas, är villkoret inte uppfyllt och inget beslut om meriteringsnivå gäller. En uppgift om återkallelse gäller "
            "även medan den väntar på granskning."
        ),
        why=_("Lagen säger vilken dag det gäller. En långsam granskning ska inte kunna dölja en återkallelse."),
        other=_(
            "Beslutet kunde börja gälla igen med en ny legitimation. Men lagen säger att det upphör att gälla, så det "
            "behövs ett nytt beslut."
        ),
    ),
    Reading(
        page="who-is-a-teacher",
        title=_("Vem som arbetar som lärare"),
        provision=_("SFS 2025:280, 6 § 1 och 2"),
        quote="… har varit yrkesverksam som lärare eller förskollärare …",
        how=_(
            "Lärare, förskollärare och speciallärare arbetar som lärare. Rektorer, biträdande rektorer och andra gör det "
            "inte. De får ta del av kompetensutvecklingen men ingår inte i meriteringssystemet."
        ),
        why=_(
            "En speciallärare undervisar. Specialpedagog är ingen lärartitel, men många specialpedagoger undervisar, och Skolverket "
            "prövar varje fall."
        ),
        settles=REGULATIONS,
    ),
    Reading(
        page="half-time-is-a-sum",
        title=_("Minst halvtid nu"),
        provision=_("SFS 2025:280, 6 § 1, 7 § första stycket 1, 8 § första stycket 1 och 9 § 1"),
        quote="… är yrkesverksam på minst halvtid som lärare eller förskollärare inom skolväsendet",
        how=_(
            "De anställningar inom skolväsendet som pågår dagen för bedömningen räknas. De ska ge minst 50 procent. Är det okänt om en "
            "anställning är inom skolväsendet räknas den som möjlig."
        ),
        why=_("Förordningen talar om personen, inte om en viss tjänst. Deltidstjänster hos två huvudmän är vanliga."),
        other=_("Annat arbete än undervisning kunde räknas bort från tjänsten."),
        settles=REGULATIONS,
    ),
    Reading(
        page="six-years",
        title=_("Hur sex års arbete räknas"),
        provision=_("SFS 2025:280, 6 § 2"),
        quote="… efter den behörighetsgivande examen har varit yrkesverksam som lärare eller förskollärare i minst sex år",
        how=_(
            "Tiden räknas från dagen då examen utfärdades till dagen före bedömningen. En dag räknas en gång, även om flera anställningar "
            "pågår. Arbete inom och utanför skolväsendet räknas, med eller utan legitimation."
        ),
        why=_(
            "Orden om halvtid och om skolväsendet står i 6 § 1 och i övergångsbestämmelsen, men inte här. När lagen säger något på ett "
            "ställe men inte på ett annat läser vi det som avsikten. Om ledighet och timanställning säger den inget."
        ),
        other=_("Ledighet kunde dras av. Åren kunde behöva vara som legitimerad lärare, eller inom skolväsendet."),
        settles=_(
            "Skolverkets föreskrifter enligt 13 §, eller hur Skolverket bedömer ansökningar. Den som har arbetat mycket "
            "deltid eller varit ledig länge bör skriva det i sin ansökan."
        ),
    ),
    Reading(
        page="which-degree",
        title=_("Från vilken examen år och poäng räknas"),
        provision=_("SFS 2025:280, 6 § 2 och 3"),
        quote="… efter den behörighetsgivande examen",
        how=_(
            "En examen räknas som den behörighetsgivande, och dagen då den utfärdades gäller. Saknas den går år, poäng och senare examen "
            "inte att avgöra. Väntar den på granskning är inget som kommer efter den säkert."
        ),
        why=_("Förordningen talar om en enda examen, och legitimationen vilar på en. Läraren väljer, och valet går att se efteråt."),
        other=_("Läraren kunde få peka ut en examen för varje villkor."),
        settles=_("Hur Skolverket bedömer den som har flera examina."),
    ),
    Reading(
        page="transition-rule",
        title=_("Tolv år och 7,5 hp till och med 1 september 2029"),
        provision=_("SFS 2025:280, övergångsbestämmelse 2"),
        quote=(
            "… för den som senast den 1 september 2029 har varit yrkesverksam som lärare eller förskollärare inom skolväsendet i minst "
            "tolv år, efter sin behörighetsgivande examen. I dessa fall gäller i stället … meriterande utbildning om 7,5 högskolepoäng."
        ),
        how=_(
            "Regeln gäller från och med 1 september 2025 till och med 1 september 2029. Åren räknas som de sex åren, men bara inom "
            "skolväsendet. Är det osäkert om de tolv åren är fyllda krävs säkert 15 hp för att villkoret ska vara uppfyllt."
        ),
        why=_(
            "Bestämmelsen nämner den 1 september 2029 både för perioden och för de tolv åren, så den dagen hör till perioden. Regeln "
            "ändrar bara hur många poäng som krävs."
        ),
        settles=_("Hur Skolverket bedömer ansökningar."),
    ),
    Reading(
        page="decision-on-level-1",
        title=_("Nivå 2 och 4 kräver ett beslut om nivå 1"),
        provision=_("SFS 2025:280, 7 § första stycket 1 och 9 § 1"),
        quote="… har fått ett beslut om att han eller hon har uppnått meriteringsnivå 1",
        how=_(
            "Det räcker inte att uppfylla villkoren för nivå 1. Skolverkets beslut ska finnas, och någon här ska ha granskat uppgiften om "
            "det. Nivå 3 kräver beslutet genom nivå 2."
        ),
        why=_("Orden är förordningens egna. Nivå 4 bygger på nivå 1, inte på nivå 2 eller 3."),
    ),
)
