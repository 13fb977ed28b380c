"""What the page "Så läser vi lagen" shows: the rule set of a day, and each open question with how it is read there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures.drawing import Figure
from core.formats import decimal_comma, first_upper, hp, in_words, iso, long_date
from inventory.models import MeritBasis
from merit import sentences
from merit.figures import law_figure
from merit.rule_sets.in_force import RuleSets, Stretch
from merit.rule_sets.models import CertaintyChoice, PublishedRuleSet
from merit.rule_sets.texts import QUESTIONS, READINGS
from merit.rules.facts import MeritBasis as Area
from merit.rules.findings import LegalSource
from merit.rules.rulesets import Certainty, Interpretation, RuleSet
from organisation.models import Person

READ_FROM_THE_START = date(2026, 11, 22)  # "Decided" of each page in docs/rules
KINDS = {Certainty.TEXT: "met", Certainty.READING: "maybe", Certainty.SECOND_HAND: "wait"}
ICONS = {Certainty.TEXT: "met", Certainty.READING: "maybe", Certainty.SECOND_HAND: "info"}
EXPLAINED: Mapping[Certainty, Promise] = {
    Certainty.TEXT: gettext_lazy("Orden i lagen säger det."),
    Certainty.READING: gettext_lazy("Orden går att förstå på mer än ett sätt. Vi har valt ett."),
    Certainty.SECOND_HAND: gettext_lazy("Någon annan än lagen säger det, till exempel ett lärosäte eller en myndighet."),
}


@dataclass(frozen=True, slots=True)
class CertaintyView:
    kind: str
    icon: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A question that a rule set answers. also: what the other answers would mean.

    own: the provider's grounds, where it has chosen.
    """

    question: str
    answer: str
    also: tuple[str, ...]
    own: "GroundsView | None"


@dataclass(frozen=True, slots=True)
class GroundsView:
    """by and at: who published it and when; by is None on a page where nobody is named."""

    why: str
    source: str
    certainty: CertaintyView
    decided_by: str
    by: Person | None
    on: date | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    anchor: str
    title: str
    provision: str
    quote: str
    silence: str
    how: str
    choices: tuple[ChoiceView, ...]
    why: str
    other: tuple[str, ...]
    settles: str
    certainty: CertaintyView
    is_own: bool


@dataclass(frozen=True, slots=True)
class LevelView:
    number: int
    name: str
    grounds: str
    conditions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StretchView:
    """A rule set in the list of all of them. pk: None where it is built in.

    state: past, now, ahead, or passed where another took over before its first day was over.
    """

    pk: int | None
    name: str
    days: str
    first: date
    state: str
    word: str
    by: Person | None
    on: date | None
    is_shown: bool


@dataclass(frozen=True, slots=True)
class LawPage:
    day: date
    is_today: bool
    shown: str
    name: str
    law: str
    days: str
    row: PublishedRuleSet | None
    how_many: str
    figure: Figure
    numbers: tuple[tuple[str, str], ...]
    levels: tuple[LevelView, ...]
    transition: str
    areas: tuple[str, ...]
    open: tuple[QuestionView, ...]
    settled: tuple[QuestionView, ...]
    certainties: tuple[CertaintyView, ...]
    stretches: tuple[StretchView, ...]


def law_page(published: RuleSets, *, day: date, today: date) -> LawPage:
    """day: whose rule set is shown. Raises NoRuleSetError."""
    rules, row = published(day), published.row_on(day)
    questions = [_question(known, rules, row) for known in rules.interpretations]
    return LawPage(
        day=day,
        is_today=day == today,
        shown=_("Så läses lagen %(day)s") % {"day": long_date(day)},
        name=rules.id,
        law=rules.transition.law,
        days=days_of(rules.valid_from, rules.last_day),
        row=row,
        how_many=_how_many(questions),
        figure=law_figure(rules, caption=_("Vad varje nivå kräver. Nivå 2 och 4 bygger båda på nivå 1.")),
        numbers=tuple(_numbers(rules)),
        levels=tuple(_levels(rules)),
        transition=_transition(rules),
        areas=tuple(str(MeritBasis(area.value).label) for area in Area if area in rules.areas),
        open=tuple(each for each in questions if each.choices),
        settled=tuple(each for each in questions if not each.choices),
        certainties=tuple(certainty_view(each) for each in Certainty),
        stretches=tuple(stretch_view(each, shown=day, today=today) for each in reversed(published.stretches())),
    )


def days_of(first: date, last: date | None) -> str:
    """ "1 september 2025 till 31 december 2026", or "från och med 1 september 2025"."""
    if last is None:
        return _("från och med %(first)s") % {"first": long_date(first)}
    return _("%(first)s till %(last)s") % {"first": long_date(first), "last": long_date(last)}


def certainty_view(certainty: Certainty) -> CertaintyView:
    return CertaintyView(KINDS[certainty], ICONS[certainty], str(CertaintyChoice(certainty.value).label), str(EXPLAINED[certainty]))


def _how_many(questions: Iterable[QuestionView]) -> str:
    own = sum(each.is_own for each in questions)
    if not own:
        return _("Alla frågor är besvarade som Meritplan gör från början.")
    return _("I %(count)s av frågorna har huvudmannen valt ett eget svar.") % {"count": in_words(own)}


def _numbers(rules: RuleSet) -> Iterable[tuple[str, str]]:
    asked = rules.thresholds
    years = _("%(years)s år")
    yield _("Arbete nu"), _("%(percent)s procent") % {"percent": decimal_comma(asked.half_time_percent)}
    yield _("Arbete efter examen"), years % {"years": in_words(asked.years)}
    yield _("Meriterande utbildning för nivå 1"), hp(asked.level_1_credits)
    yield _("Meriterande utbildning för nivå 2"), hp(asked.level_2_credits)
    yield _("… med praktiknära forskning"), hp(asked.research_credits)
    yield _("… varav på avancerad nivå"), hp(asked.advanced_credits)
    yield _("Kursen i undervisningsskicklighet (VAK)"), hp(asked.proficiency_credits)
    yield _("Examen för nivå 3"), hp(asked.degree_credits)


def _levels(rules: RuleSet) -> Iterable[LevelView]:
    for rule in rules.levels:
        grounds = ", ".join(sentences.level_name(number) for number in rule.prerequisites)
        conditions = tuple((sentences.condition_name(condition), _cited(source)) for condition, source in rule.conditions)
        yield LevelView(rule.level, sentences.level_name(rule.level), grounds, conditions)


def _cited(source: LegalSource) -> str:
    return f"{source.law}, {source.provision}"


def _transition(rules: RuleSet) -> str:
    source, asked = rules.transition, rules.thresholds
    return _(
        "Den som har arbetat minst %(years)s år inom skolväsendet efter examen behöver %(credits)s i stället för %(full)s för nivå 1. Det "
        "gäller från och med %(first)s till och med %(last)s."
    ) % {
        "years": in_words(asked.transition_years),
        "credits": hp(asked.transition_credits),
        "full": hp(asked.level_1_credits),
        "first": long_date(source.first_day),
        "last": long_date(source.last_day),
    }


def _question(known: Interpretation, rules: RuleSet, row: PublishedRuleSet | None) -> QuestionView:
    text = READINGS[known.page]
    choices = tuple(_choice(name, rules, row) for name in known.questions)
    return QuestionView(
        anchor=known.page,
        title=str(text.title),
        provision=str(text.provision),
        quote=text.quote,
        silence=str(text.silence),
        how=str(text.how),
        choices=choices,
        why=str(text.why),
        other=tuple(part for choice in choices for part in choice.also) + ((str(text.other),) if text.other else ()),
        settles=str(text.settles),
        certainty=certainty_view(known.certainty),
        is_own=any(choice.own for choice in choices),
    )


def _choice(name: str, rules: RuleSet, row: PublishedRuleSet | None) -> ChoiceView:
    question, value = QUESTIONS[name], str(getattr(rules.readings, name))
    grounds = None if row is None else row.grounds.get(name)
    return ChoiceView(
        question=str(question.label),
        answer=str(question.answers[value].meaning),
        also=tuple(str(answer.meaning) for other, answer in question.answers.items() if other != value),
        own=None if row is None or not grounds else grounds_view(grounds, row),
    )


def grounds_view(grounds: Mapping[str, str], row: PublishedRuleSet | None) -> GroundsView:
    return GroundsView(
        why=grounds["why"],
        source=grounds["source"],
        certainty=certainty_view(Certainty(grounds["certainty"])),
        decided_by=grounds["decided_by"],
        by=None if row is None else row.published_by,
        on=None if row is None else timezone.localdate(row.published_at),
    )


def stretch_view(stretch: Stretch, *, shown: date, today: date) -> StretchView:
    """shown: the day whose rule set the page is about."""
    rules, row = stretch.rules, stretch.row
    if stretch.was_passed_over:
        state, word = "passed", _("Ersatt samma dag")
    elif rules.covers(today):
        state, word = "now", _("Gäller nu")
    else:
        state, word = ("ahead", _("Kommer")) if rules.valid_from > today else ("past", _("Tidigare"))
    return StretchView(
        pk=None if row is None else row.pk,
        name=rules.id,
        days=iso(rules.valid_from) if state == "passed" else first_upper(days_of(rules.valid_from, rules.last_day)),
        first=rules.valid_from,
        state=state,
        word=word,
        by=None if row is None else row.published_by,
        on=None if row is None else timezone.localdate(row.published_at),
        is_shown=rules.covers(shown),
    )
