"""What each field means, in the words of the contract, put beside it in the OpenAPI document."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

LAST_DAY = _("Den sista dagen. null om den pågår.")
EVIDENCE = _("accepted: någon som får har godkänt underlaget. pending: uppgiften är inte godkänd än. rejected: räknas inte alls.")

RECORD: Mapping[str, Text] = {
    "reference_date": _("Dagen som frågan gäller. Inget som kommer efter den räknas."),
    "licence": _("Lärar- eller förskollärarlegitimationen. null om det inte finns någon."),
    "licence.kind": _("Lärare eller förskollärare."),
    "licence.issued_on": _("Dagen då den utfärdades."),
    "licence.revocation_final_on": _("Dagen då en återkallelse vann laga kraft. null om den inte är återkallad."),
    "licence.evidence": EVIDENCE,
    "qualifying_degree": _("Den behörighetsgivande examen. Från dess dag räknas år och kurser. null om den inte är känd."),
    "qualifying_degree.issued_on": _("Dagen då examen utfärdades."),
    "qualifying_degree.evidence": EVIDENCE,
    "employments": _("Anställningar, i vilken ordning som helst."),
    "employments.profession": _("Befattningen. Rektor, biträdande rektor och annat räknas aldrig, specialpedagog kanske."),
    "employments.in_school_system": _("Om arbetet är inom skolväsendet. null betyder att det inte är känt."),
    "employments.extent_percent": _("Tjänstgöringsgraden i procent av heltid."),
    "employments.starts_on": _("Den första dagen."),
    "employments.ends_on": LAST_DAY,
    "employments.evidence": EVIDENCE,
    "courses": _("Högskolekurser, i vilken ordning som helst. Samma kurs två gånger räknas en gång."),
    "courses.code": _("Kurskoden. null om den inte finns."),
    "courses.credits": _("Högskolepoäng med högst en decimal. Ange credits eller legacy_points, inte båda."),
    "courses.legacy_points": _("Gamla poäng från före 2007-07-01. En poäng är 1,5 hp."),
    "courses.cycle": _("first: grundnivå. second: avancerad nivå. third: forskarnivå. null: inte känt."),
    "courses.completed_on": _("Dagen då kursen blev klar."),
    "courses.passed": _("Om resultatet är godkänt. null betyder att det inte är känt."),
    "courses.merit_basis": _("Det område i 5 § som kursen hör till. unsure och null betyder att det inte är avgjort."),
    "courses.kind": _("vak: Vidareutveckling och analys av kvalitet i undervisning. commissioned: annan uppdragsutbildning."),
    "courses.evidence": EVIDENCE,
    "degrees": _("Examina efter den behörighetsgivande, och examina på forskarnivå."),
    "degrees.cycle": _("second: avancerad nivå. third: forskarnivå."),
    "degrees.merit_credits": _("Hur många av examens högskolepoäng som är meriterande. null betyder att det inte är känt."),
    "degrees.awarded_on": _("Dagen då examen utfärdades."),
    "degrees.evidence": EVIDENCE,
    "research": _("Deltagande i praktiknära forskning."),
    "research.starts_on": _("Den första dagen."),
    "research.ends_on": LAST_DAY,
    "research.evidence": EVIDENCE,
    "decisions": _("Skolverkets beslut om meriteringsnivå."),
    "decisions.level": _("Nivån som beslutet gäller."),
    "decisions.decided_on": _("Beslutsdagen."),
    "decisions.evidence": EVIDENCE,
}
ANSWER: Mapping[str, Text] = {
    "reference_date": _("Dagen som svaret gäller."),
    "rule_set": _("Namnet på reglerna som följdes. Två versioner har aldrig samma namn."),
    "rules_valid_from": _("Den första dag som de reglerna gäller."),
    "facts_digest": _("SHA-256 av uppgifterna i kanonisk JSON, så att ett gammalt svar kan prövas igen."),
    "levels": _("Nivå 1 till 4, i ordning."),
    "levels.outcome": _("met: uppfyllt. not_met: inte uppfyllt. undetermined: går inte att avgöra än."),
    "levels.conditions": _("Villkoren för nivån, i förordningens ordning."),
    "levels.conditions.id": _("Vilket villkor det är."),
    "levels.conditions.outcome": _("Som för nivån."),
    "levels.conditions.required": _("Vad som krävs."),
    "levels.conditions.sure": _("Summan av det som är godkänt och känt."),
    "levels.conditions.possible": _("Summan om också det som väntar eller inte är känt skulle räknas."),
    "levels.conditions.unit": _("Vad talen mäts i."),
    "levels.conditions.missing": _("Vad den säkra summan saknar till kravet."),
    "levels.conditions.source": _("Lagrummet."),
    "levels.conditions.explanation": _("En eller två meningar för den det gäller: vad som finns, och vad som behövs."),
}
RULE_SETS: Mapping[str, Text] = {
    "rule_sets": _("Reglerna, med de äldsta först."),
    "rule_sets.name": _("Samma namn som rule_set i en bedömning."),
    "rule_sets.valid_from": _("Den första dagen."),
    "rule_sets.last_day": _("Den sista dagen. null betyder tills vidare."),
    "rule_sets.thresholds": _("Talen i reglerna: procent, hela år och högskolepoäng."),
    "rule_sets.levels": _("Nivåerna, vilka nivåer de bygger på, och deras villkor."),
    "rule_sets.readings": _("Hur reglerna är lästa, ställe för ställe."),
    "rule_sets.readings.name": _("Vilken läsning det är."),
    "rule_sets.readings.provision": _("Lagrummet som är läst."),
    "rule_sets.readings.certainty": _(
        "text: lagens egna ord. reading: en läsning av dem. second_hand: något som någon annan än lagen säger."
    ),
    "rule_sets.readings.chosen_by": _("contract: läsningen som följer med produkten. provider: ni har valt en annan."),
    "rule_sets.answers": _("Svaret på var och en av de frågor som lagtexten lämnar öppna."),
}
