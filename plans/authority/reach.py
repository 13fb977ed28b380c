"""What the courses of the tiers add up to in the ordinance. Every number comes from the plan's rows or from the rule set."""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, hp, in_words, unbroken
from core.wording import either
from merit.rules.findings import Condition, LegalSource
from merit.rules.rulesets import EDUCATION_ACT, RuleSet
from plans.authority.document import Finding, Reach
from plans.models import CourseOffer, OfferCycle, PlanCourse, PlanTier, Tier

LEVEL_2, LEVEL_3 = 2, 3
Span = tuple[Decimal, Decimal]  # at least and at most


def reach_of(tiers: Sequence[PlanTier], courses: Sequence[PlanCourse], rules: RuleSet) -> Reach | None:
    """None where no tier says how many courses are chosen."""
    fixed = [tier for tier in tiers if tier.choose]
    if not fixed:
        return None
    amounts = [tier.total_credits or Decimal(0) for tier in fixed]
    total = sum(amounts, Decimal(0))
    findings = [
        _sum_finding(amounts, total, rules),
        *_second_cycle_findings(fixed, courses, rules),
        _proficiency_finding(courses, rules),
        *_area_findings(courses, rules),
        _research_finding(rules),
        _order_finding(rules),
        *(_degree_finding(rules, tier.up_to_level) for tier in tiers if (tier.up_to_level or 0) >= LEVEL_3),
        _duty_finding(),
    ]
    text = " + ".join(hp(amount) for amount in amounts)
    return Reach(f"{text} = {hp(total)}" if len(amounts) > 1 else text, tuple(findings))


def _checked(text: str, source: str, *, is_met: bool) -> Finding:
    kind, word = ("met", _("Klart:")) if is_met else ("remark", _("Att tänka på:"))
    return Finding(kind, unbroken(text), source, word)


def _fact(text: str, source: str) -> Finding:
    return Finding("fact", unbroken(text), source)


def _cited(source: LegalSource) -> str:
    return f"{source.law}, {source.provision}"


def _source(rules: RuleSet, level: int, condition: Condition) -> str:
    return next(_cited(dict(rule.conditions)[condition]) for rule in rules.levels if rule.level == level)


def _sum_finding(amounts: Sequence[Decimal], total: Decimal, rules: RuleSet) -> Finding:
    required = rules.thresholds.level_2_credits
    values = {
        "parts": _(" och ").join(hp(amount) for amount in amounts),
        "total": hp(total),
        "required": hp(required),
        "difference": hp(abs(total - required)),
    }
    if total == required:
        text = _("%(parts)s ger tillsammans %(total)s. Det är lika mycket som meriteringsnivå 2 kräver i allt.")
    elif total > required:
        text = _("%(parts)s ger tillsammans %(total)s. Det är %(difference)s mer än meriteringsnivå 2 kräver, som är %(required)s.")
    else:
        text = _("%(parts)s ger tillsammans %(total)s. Meriteringsnivå 2 kräver %(required)s, så det behövs %(difference)s till.")
    return _checked(text % values, _source(rules, LEVEL_2, Condition.MERIT_CREDITS), is_met=total >= required)


def _second_cycle_findings(fixed: Sequence[PlanTier], courses: Sequence[PlanCourse], rules: RuleSet) -> Iterable[Finding]:
    required = rules.thresholds.advanced_credits
    source = _source(rules, LEVEL_2, Condition.ADVANCED_CREDITS)
    spans = {tier.tier: _second_cycle_span(tier, courses if tier.tier == Tier.AUTHORITY else ()) for tier in fixed}
    if courses and Tier.AUTHORITY in spans:
        yield _fact(_offered_in_second_cycle(courses, spans[Tier.AUTHORITY]), "")
    least = sum((span[0] for span in spans.values()), Decimal(0))
    most = sum((span[1] for span in spans.values()), Decimal(0))
    text = _("Minst %(required)s måste vara på avancerad nivå.")
    if least >= required:
        text += " " + _("Det blir det, vilka kurser läraren än väljer.")
    elif most < required:
        text += " " + _("Så mycket finns inte att välja på. Fler kurser på avancerad nivå behövs i planen.")
    else:
        text += " " + _consequence(fixed, required)
    yield _checked(text % {"required": hp(required)}, source, is_met=least >= required)


def _second_cycle_span(tier: PlanTier, courses: Sequence[PlanCourse]) -> Span:
    """The least and the most credits in the second cycle, whatever is chosen. A course that is not known yet may be either."""
    choose = tier.choose or 0
    known = sorted(_second_cycle_credits(course.offer) for course in courses)
    unknown = max(max(tier.offered or 0, choose) - len(known), 0)
    lowest = [*([Decimal(0)] * unknown), *known][:choose]
    highest = sorted([*known, *([tier.course_credits] * unknown)], reverse=True)[:choose]
    return sum(lowest, Decimal(0)), sum(highest, Decimal(0))


def _second_cycle_credits(offer: CourseOffer) -> Decimal:
    return offer.credits if offer.cycle == OfferCycle.SECOND else Decimal(0)


def _offered_in_second_cycle(courses: Sequence[PlanCourse], span: Span) -> str:
    second = [course.offer for course in courses if course.offer.cycle == OfferCycle.SECOND]
    values = {
        "count": first_upper(in_words(len(second))),
        "all": in_words(len(courses)),
        "courses": _common_courses(),
        "credits": hp(sum((offer.credits for offer in second), Decimal(0))),
        "least": hp(span[0]),
        "most": hp(span[1]),
    }
    if span[0] == span[1]:
        text = _("%(count)s av de %(all)s %(courses)s, %(credits)s, är på avancerad nivå. Läraren får %(least)s därifrån.")
    else:
        text = _(
            "%(count)s av de %(all)s %(courses)s, %(credits)s, är på avancerad nivå. "
            "Läraren får mellan %(least)s och %(most)s därifrån, beroende på valet."
        )
    return text % values


def _common_courses() -> str:
    return either(_("förvaltningsgemensamma kurserna"), _("gemensamma kurserna"))


def _consequence(fixed: Sequence[PlanTier], required: Decimal) -> str:
    """How many of the courses that is, where they are all of one size."""
    sizes = {tier.course_credits for tier in fixed}
    if len(sizes) > 1:
        return _("Det gör skillnad vilka kurser läraren väljer.")
    needed = math.ceil(required / sizes.pop())
    count = sum(tier.choose or 0 for tier in fixed)
    text = ngettext(
        "Läraren behöver välja minst %(needed)s kurs på avancerad nivå av sina %(count)s.",
        "Läraren behöver välja minst %(needed)s kurser på avancerad nivå av sina %(count)s.",
        needed,
    )
    return text % {"needed": in_words(needed), "count": in_words(count)}


def _proficiency_finding(courses: Sequence[PlanCourse], rules: RuleSet) -> Finding:
    source = _source(rules, LEVEL_2, Condition.TEACHING_PROFICIENCY)
    values = {"credits": hp(rules.thresholds.proficiency_credits), "total": hp(rules.thresholds.level_2_credits)}
    text = _("Uppdragsutbildningen VAK, %(credits)s, behövs också. Den får räknas in i de %(total)s som krävs.")
    is_offered = any(course.offer.kind == CourseOffer.Kind.VAK for course in courses)
    if is_offered:
        text += " " + _("VAK är en av de %(courses)s.") % {"courses": _common_courses()}
    else:
        told = _("VAK är inte en av de %(courses)s. Läraren läser den som enhetens eller som individuell kurs.")
        text += " " + told % {"courses": _common_courses()}
    return _checked(text % values, source, is_met=is_offered)


def _area_findings(courses: Sequence[PlanCourse], rules: RuleSet) -> Iterable[Finding]:
    """Whether every course lies in an area that the ordinance lists."""
    if not courses:
        return
    areas = {str(area) for area in rules.areas}
    outside = [course.offer.title for course in courses if course.offer.merit_basis not in areas]
    if outside:
        text = _("Kurser som inte ligger inom något av förordningens områden räknas inte: %(titles)s.") % {"titles": ", ".join(outside)}
    else:
        text = either(
            _("Alla förvaltningsgemensamma kurser ligger inom de områden som förordningen räknar upp."),
            _("Alla gemensamma kurser ligger inom de områden som förordningen räknar upp."),
        )
    yield _checked(text, f"{rules.transition.law}, 5 §", is_met=not outside)


def _research_finding(rules: RuleSet) -> Finding:
    text = _("Den som har deltagit i praktiknära forskning behöver %(eased)s i stället för %(full)s, men lika mycket på avancerad nivå.")
    values = {"eased": hp(rules.thresholds.research_credits), "full": hp(rules.thresholds.level_2_credits)}
    return _fact(text % values, _cited(rules.eased_by_research))


def _order_finding(rules: RuleSet) -> Finding:
    text = _(
        "Ordningen är given. Först kommer nivå 1, med %(credits)s och %(years)s års arbete som lärare efter examen. "
        "När Skolverket har beslutat om nivå 1 och läraren har %(entry)s går det att, med rektors godkännande, söka till VAK. "
        "Nivå 2 söks när alla villkor är uppfyllda."
    )
    values = {
        "credits": hp(rules.thresholds.level_1_credits),
        "years": in_words(rules.thresholds.years),
        "entry": hp(rules.thresholds.proficiency_entry_credits),
    }
    return _fact(text % values, _source(rules, LEVEL_2, Condition.DECISION_LEVEL_1))


def _degree_finding(rules: RuleSet, level: int | None) -> Finding:
    text = _(
        "Nivå %(level)s kräver dessutom en examen på avancerad nivå om minst %(credits)s efter den behörighetsgivande examen. "
        "Fristående kurser räcker inte dit, men de kan ingå i examen."
    )
    values = {"level": level, "credits": hp(rules.thresholds.degree_credits)}
    return _fact(text % values, _source(rules, LEVEL_3, Condition.SECOND_CYCLE_DEGREE))


def _duty_finding() -> Finding:
    text = _("Huvudmannen ska ge möjlighet till utbildning för nivå 1–3. Nivå 4, som kräver en examen på forskarnivå, ingår inte i det.")
    return _fact(text, f"{EDUCATION_ACT}, 2 kap. 34 a §")
