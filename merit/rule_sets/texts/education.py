"""Readings about courses, credits, research and degrees."""

from django.utils.translation import gettext_lazy as _

from merit.rule_sets.texts.reading import Reading

EDUCATION = (
    Reading(
        page="meriting-areas",
        title=_("Vad som är meriterande utbildning"),
        provision=_("SFS 2025:280, 5 §"),
        quote=(
            "… utbildning på grundnivå eller avancerad nivå som omfattar ämnesstudier, ämnesdidaktiska studier, studier inom det "
            "förskolepedagogiska området, kognitionsvetenskap, specialpedagogik eller ledarskap."
        ),
        how=_(
            "De sex områdena räknas, på grundnivå och avancerad nivå. Forskarnivå räknas aldrig. Det finns ingen minsta kurs. En kurs som "
            "granskaren har bedömt som inte meriterande räknas inte."
        ),
        why=_(
            "Listan är förordningens egen. Utbildningsvetenskap stod i ett tidigare förslag men inte i förordningen. Om en kurs ligger "
            "inom ett område avgör den som granskar, inte en regel."
        ),
        other=_("Ledarskap kunde omfatta rektorsprogrammet."),
        settles=_("Skolverkets föreskrifter enligt 13 §, som inte har gått att hitta."),
    ),
    Reading(
        page="after-the-degree",
        title=_("En kurs räknas om den är klar efter examen"),
        provision=_("SFS 2025:280, 6 § 3 och 7 § första stycket 2"),
        quote="… efter den behörighetsgivande examen med godkänt resultat har genomfört meriterande utbildning",
        how=_(
            "Dagen då kursen blev klar ska komma efter dagen då examen utfärdades, och inte efter dagen för bedömningen. När kursen "
            "började spelar ingen roll. Är resultatet okänt räknas kursen som möjlig. Är den underkänd räknas den inte."
        ),
        why=_("Orden ”har genomfört” pekar på när kursen blev klar. Dagen då examen utfärdades är den som examensbeviset visar."),
        other=_("Gränsen kunde gå vid examens sista kurs. En kurs som började före examen kunde falla bort."),
        settles=_("Hur Skolverket bedömer ansökningar. Se en extra gång på kurser som blev klara inom ett halvår från examen."),
    ),
    Reading(
        page="old-credits",
        title=_("Poäng från före 1 juli 2007"),
        provision=_("SFS 2025:280, 5 § och 7 § första stycket 2"),
        quote="… utbildning på grundnivå eller avancerad nivå … 45 högskolepoäng, varav minst 22,5 högskolepoäng på avancerad nivå",
        silence=_("Om poäng från före 1 juli 2007 säger förordningen inget. Högskolepoäng och de tre nivåerna fanns inte då."),
        how=_("En gammal poäng är 1,5 hp. Nivån är okänd, så kursen räknas som möjlig tills någon som granskar har satt nivån."),
        why=_(
            "Omräkningen är Universitetskanslersämbetets. Utan nivå går det inte att veta om kursen var på avancerad nivå, eller på "
            "forskarnivå som inte räknas."
        ),
        other=_("Gamla kurser kunde räknas som grundnivå tills något annat är visat."),
        settles=_("Hur Skolverket bedömer ansökningar."),
    ),
    Reading(
        page="same-course-twice",
        title=_("Samma kurs räknas en gång"),
        provision=_("SFS 2025:280, 6 § 3 och 7 § första stycket 2"),
        quote="… har genomfört meriterande utbildning om 15 högskolepoäng. … har genomfört meriterande utbildning om 45 högskolepoäng",
        silence=_("Om en kurs som står två gånger säger förordningen inget."),
        how=_(
            "Två rader är samma kurs om kurskoden, lärosätet och dagen är lika. Saknas kurskod jämförs namnet. Den rad "
            "som är bäst styrkt räknas."
        ),
        why=_("En kurs läggs ofta in två gånger, från ett utdrag och för hand. Den rad som någon har granskat är säkrast."),
        other=_("Raden med flest poäng kunde räknas. Då skulle ett skrivfel vinna."),
    ),
    Reading(
        page="cumulative-credits",
        title=_("Poängen läggs ihop mellan nivåerna"),
        provision=_("SFS 2025:280, 7 § tredje stycket och 8 § andra stycket"),
        quote="… får räknas in som en del av sådan meriterande utbildning …",
        how=_(
            "Samma summa jämförs med 15 hp för nivå 1 och 45 hp för nivå 2. VAK ingår i den. De 22,5 hp på avancerad nivå "
            "är en del av de 45."
        ),
        why=_("Orden är förordningens egna."),
    ),
    Reading(
        page="practice-based-research",
        title=_("Praktiknära forskning sänker kravet för nivå 2 en gång"),
        provision=_("SFS 2025:280, 7 § andra stycket"),
        quote="Den som har deltagit i praktiknära forskning … ska … ha genomfört meriterande utbildning om 37,5 högskolepoäng …",
        how=_(
            "Ett godkänt deltagande som hade börjat dagen för bedömningen sänker kravet från 45 hp till 37,5 hp, en gång. Det kan vara "
            "äldre än examen. Det ändrar inte nivå 1, inte de 22,5 hp på avancerad nivå och inte VAK."
        ),
        why=_("37,5 är ett eget krav, inte 45 minus 7,5 för varje projekt. För nivå 1 finns ingen sådan regel."),
        other=_("Deltagandet kunde behöva vara avslutat, eller ligga efter examen."),
        settles=_("Skolverkets föreskrifter enligt 13 §, som inte har gått att hitta."),
    ),
    Reading(
        page="teaching-proficiency",
        title=_("Kursen i undervisningsskicklighet är VAK"),
        provision=_("SFS 2025:280, 7 § första stycket 3 och 9 § 3"),
        quote=(
            "… sådan meriterande uppdragsutbildning om 7,5 högskolepoäng som syftar till att vidareutveckla och stärka lärares och "
            "förskollärares undervisningsskicklighet."
        ),
        how=_(
            "Det är kursen Vidareutveckling och analys av kvalitet i undervisning (VAK). Godkänd VAK om 7,5 hp uppfyller villkoret, "
            "oavsett nivå, område och datum i övrigt. USP och andra kurser gör det inte. Lärosätenas krav för att bli antagen avgör inget "
            "här."
        ),
        why=_("Lärosätena som ger VAK säger det."),
        other=_("Andra uppdragsutbildningar kunde också räcka."),
        settles=_("Att Skolverket säger vilka kurser som räknas."),
    ),
    Reading(
        page="second-cycle-degree",
        title=_("Nivå 3: villkoren för nivå 2, och en examen"),
        provision="SFS 2025:280, 8 §",
        quote=(
            "… en examen på avancerad nivå om minst 60 högskolepoäng, där minst hälften av högskolepoängen utgörs av "
            "meriterande utbildning …"
        ),
        how=_(
            "Alla villkor för nivå 2 prövas igen, men inget beslut om nivå 2 behövs. Examen ska komma efter den behörighetsgivande, vara "
            "på minst 60 hp, och minst hälften av den ska vara meriterande. Är det okänt hur mycket som är meriterande går villkoret inte "
            "att avgöra."
        ),
        why=_("7 § kräver ett beslut, men 8 § bara att kraven är uppfyllda. Vi läser skillnaden som avsikten."),
        other=_("Hälften av 60 hp kunde räcka, hur stor examen än är."),
        settles=_("Hur Skolverket bedömer ansökningar."),
    ),
    Reading(
        page="research-degree",
        title=_("Nivå 4: en examen på forskarnivå, vilken som helst"),
        provision=_("SFS 2025:280, 9 § 2"),
        quote="… har avlagt en examen på forskarnivå",
        how=_(
            "En licentiat- eller doktorsexamen räknas, i vilket ämne som helst, före eller efter den behörighetsgivande "
            "examen. 45 hp krävs inte."
        ),
        why=_("Orden ”efter den behörighetsgivande examen” står i 8 § men inte i 9 §. Ett lärosätes sida om VAK säger detsamma."),
        other=_("Ämnet kunde behöva ha med undervisning att göra, som det måste för en lektor. Men det är en annan sak."),
        settles=_("Hur Skolverket bedömer ansökningar."),
    ),
)
