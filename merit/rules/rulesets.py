"""Versioned rule sets: what the law asks for, as data. A changed law is a new rule set, and the old one still answers for its time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from merit.rules.counting import Counting
from merit.rules.facts import MeritBasis, Profession
from merit.rules.findings import Condition, LegalSource
from merit.rules.readings import CONTRACT, Readings, SpecialEducators, UnsureAreas

NOT_MERITING: frozenset[MeritBasis | None] = frozenset({MeritBasis.NOT_MERITING})
NOT_SETTLED: frozenset[MeritBasis | None] = frozenset({MeritBasis.UNSURE, None})


class NoRuleSetError(LookupError):
    """No rule set is in force on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no rule set in force on {day.isoformat()}")
        self.day = day


class Certainty(StrEnum):
    """How sure a reading is: the law's own words, a reading of them, or something said by another than the law."""

    TEXT = "text"
    READING = "reading"
    SECOND_HAND = "second_hand"


class Chooser(StrEnum):
    """Who settled on a reading: the makers of the product in the contract, or the school provider whose rule set it is."""

    CONTRACT = "contract"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A reading of the law. `page` is its page in docs/rules, which says who, when and why; `provision` is its source in the law.

    `questions` are the names in Readings that another rule set may answer in another way; none where the words leave no room.
    """

    page: str
    provision: str
    certainty: Certainty
    questions: tuple[str, ...] = ()
    chosen_by: Chooser = Chooser.CONTRACT


@dataclass(frozen=True, slots=True)
class Teaching:
    """Which professions are work as teacher or preschool teacher, and which may be; the rest never are."""

    sure: frozenset[Profession]
    unknown: frozenset[Profession]

    def reread(self, reading: SpecialEducators) -> "Teaching":
        """The same with special educators read in that way."""
        them = frozenset({Profession.SPECIAL_EDUCATOR})
        return Teaching(
            sure=self.sure | them if reading is SpecialEducators.COUNTS else self.sure - them,
            unknown=self.unknown | them if reading is SpecialEducators.OPEN else self.unknown - them,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The numbers of the law: percent, whole years, högskolepoäng."""

    half_time_percent: Decimal
    years: int
    level_1_credits: Decimal
    transition_years: int
    transition_credits: Decimal
    level_2_credits: Decimal
    research_credits: Decimal
    advanced_credits: Decimal
    proficiency_credits: Decimal
    proficiency_entry_credits: Decimal  # asked by the universities for admission to VAK; told in a sentence, decides nothing
    degree_credits: Decimal
    degree_meriting_share: Decimal


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One level: the levels it builds on, and its conditions in order, each with its paragraph."""

    level: int
    prerequisites: tuple[int, ...]
    conditions: tuple[tuple[Condition, LegalSource], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """One version of the rules, in force from `valid_from` to `last_day` (both included; None = until further notice).

    `areas`: the six of 5 §; `outside`: what surely is none of them. `transition`, `eased_by_transition` and `eased_by_research` are the
    sources that lower a requirement of credits.
    """

    id: str
    valid_from: date
    last_day: date | None
    levels: tuple[LevelRule, ...]
    thresholds: Thresholds
    teaching: Teaching
    areas: frozenset[MeritBasis]
    outside: frozenset[MeritBasis | None]
    revocation: LegalSource
    transition: LegalSource
    eased_by_transition: LegalSource
    eased_by_research: LegalSource
    interpretations: tuple[Interpretation, ...]
    readings: Readings = CONTRACT

    def reread(self, *, id: str, valid_from: date, last_day: date | None, readings: Readings) -> "RuleSet":  # noqa: A002
        """The same law with its open questions answered in another way, for a time of its own. id: a name no other version has."""
        differing = {*readings.differing(CONTRACT)}
        return replace(
            self,
            id=id,
            valid_from=valid_from,
            last_day=last_day,
            readings=readings,
            teaching=self.teaching.reread(readings.special_educators),
            outside=NOT_MERITING | NOT_SETTLED if readings.unsure_areas is UnsureAreas.NOT_COUNTED else NOT_MERITING,
            interpretations=tuple(
                [
                    replace(known, chosen_by=Chooser.CONTRACT if differing.isdisjoint(known.questions) else Chooser.PROVIDER)
                    for known in self.interpretations
                ]
            ),
        )

    @property
    def counting(self) -> Counting:
        """How days of work become years."""
        return Counting(self.readings.years, self.thresholds.half_time_percent)

    @property
    def prerequisites(self) -> Mapping[int, tuple[int, ...]]:
        """The level graph: for each level the levels it builds on."""
        return MappingProxyType({rule.level: rule.prerequisites for rule in self.levels})

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.last_day is None or day <= self.last_day)


ORDINANCE = "SFS 2025:280"
EDUCATION_ACT = "skollagen (2010:800)"


def _ordinance(provision: str) -> LegalSource:
    return LegalSource(ORDINANCE, provision)


_LICENCE = (Condition.LICENCE, LegalSource(EDUCATION_ACT, "2 kap. 34 b §"))
_LEVEL_2_EDUCATION = (
    (Condition.MERIT_CREDITS, _ordinance("7 § första stycket 2")),
    (Condition.ADVANCED_CREDITS, _ordinance("7 § första stycket 2")),
    (Condition.TEACHING_PROFICIENCY, _ordinance("7 § första stycket 3")),
)

_READINGS = (
    Interpretation("three-outcomes", "SFS 2025:280, 6–9 §§", Certainty.READING),
    Interpretation("licence-and-revocation", "skollagen (2010:800), 2 kap. 34 b § and 34 c §", Certainty.TEXT),
    Interpretation("who-is-a-teacher", "SFS 2025:280, 6 § 1 and 2", Certainty.READING, ("special_educators",)),
    Interpretation(
        "half-time-is-a-sum", "SFS 2025:280, 6 § 1, 7 § first paragraph 1, 8 § first paragraph 1, 9 § 1", Certainty.READING, ("half_time",)
    ),
    Interpretation("six-years", "SFS 2025:280, 6 § 2", Certainty.READING, ("years",)),
    Interpretation("which-degree", "SFS 2025:280, 6 § 2 and 3", Certainty.READING, ("degree",)),
    Interpretation("after-the-degree", "SFS 2025:280, 6 § 3, 7 § first paragraph 2", Certainty.READING),
    Interpretation("meriting-areas", "SFS 2025:280, 5 §", Certainty.TEXT, ("unsure_areas",)),
    Interpretation("old-credits", "SFS 2025:280, 5 §, 7 § first paragraph 2", Certainty.SECOND_HAND),
    Interpretation("same-course-twice", "SFS 2025:280, 6 § 3, 7 § first paragraph 2", Certainty.READING),
    Interpretation("cumulative-credits", "SFS 2025:280, 7 § third paragraph, 8 § second paragraph", Certainty.TEXT),
    Interpretation("transition-rule", "SFS 2025:280, övergångsbestämmelse 2", Certainty.READING, ("twelve_years", "transition_education")),
    Interpretation("practice-based-research", "SFS 2025:280, 7 § second paragraph", Certainty.READING),
    Interpretation("teaching-proficiency", "SFS 2025:280, 7 § first paragraph 3, 9 § 3", Certainty.SECOND_HAND),
    Interpretation("decision-on-level-1", "SFS 2025:280, 7 § first paragraph 1, 9 § 1", Certainty.TEXT),
    Interpretation("second-cycle-degree", "SFS 2025:280, 8 §", Certainty.READING),
    Interpretation("research-degree", "SFS 2025:280, 9 § 2", Certainty.READING),
)

SFS_2025_280 = RuleSet(
    id=ORDINANCE,
    valid_from=date(2025, 9, 1),
    last_day=None,
    levels=(
        LevelRule(
            level=1,
            prerequisites=(),
            conditions=(
                _LICENCE,
                (Condition.ACTIVE_HALF_TIME, _ordinance("6 § 1")),
                (Condition.YEARS_OF_SERVICE, _ordinance("6 § 2")),
                (Condition.MERIT_CREDITS, _ordinance("6 § 3")),
            ),
        ),
        LevelRule(
            level=2,
            prerequisites=(1,),
            conditions=(
                _LICENCE,
                (Condition.DECISION_LEVEL_1, _ordinance("7 § första stycket 1")),
                (Condition.ACTIVE_HALF_TIME, _ordinance("7 § första stycket 1")),
                *_LEVEL_2_EDUCATION,
            ),
        ),
        LevelRule(
            level=3,
            prerequisites=(2,),
            conditions=(
                _LICENCE,
                (Condition.DECISION_LEVEL_1, _ordinance("7 § första stycket 1")),
                (Condition.ACTIVE_HALF_TIME, _ordinance("8 § första stycket 1")),
                *_LEVEL_2_EDUCATION,
                (Condition.SECOND_CYCLE_DEGREE, _ordinance("8 § första stycket 2")),
            ),
        ),
        LevelRule(
            level=4,
            prerequisites=(1,),
            conditions=(
                _LICENCE,
                (Condition.DECISION_LEVEL_1, _ordinance("9 § 1")),
                (Condition.ACTIVE_HALF_TIME, _ordinance("9 § 1")),
                (Condition.RESEARCH_DEGREE, _ordinance("9 § 2")),
                (Condition.TEACHING_PROFICIENCY, _ordinance("9 § 3")),
            ),
        ),
    ),
    thresholds=Thresholds(
        half_time_percent=Decimal(50),
        years=6,
        level_1_credits=Decimal(15),
        transition_years=12,
        transition_credits=Decimal("7.5"),
        level_2_credits=Decimal(45),
        research_credits=Decimal("37.5"),
        advanced_credits=Decimal("22.5"),
        proficiency_credits=Decimal("7.5"),
        proficiency_entry_credits=Decimal(30),
        degree_credits=Decimal(60),
        degree_meriting_share=Decimal("0.5"),
    ),
    teaching=Teaching(
        sure=frozenset({Profession.TEACHER, Profession.PRESCHOOL_TEACHER, Profession.SPECIAL_NEEDS_TEACHER}),
        unknown=frozenset({Profession.SPECIAL_EDUCATOR}),
    ),
    areas=frozenset(MeritBasis) - {MeritBasis.NOT_MERITING, MeritBasis.UNSURE},
    outside=NOT_MERITING,
    revocation=LegalSource(EDUCATION_ACT, "2 kap. 34 c §"),
    transition=LegalSource(ORDINANCE, "övergångsbestämmelse 2", first_day=date(2025, 9, 1), last_day=date(2029, 9, 1)),
    eased_by_transition=_ordinance("6 § 3 och övergångsbestämmelse 2"),
    eased_by_research=_ordinance("7 § första stycket 2 och andra stycket"),
    interpretations=_READINGS,
)

RULE_SETS: tuple[RuleSet, ...] = (SFS_2025_280,)

RulesOn = Callable[[date], RuleSet]
"""Which rule set answers on a day: the built-in ones (`rule_set_on`), or a school provider's. Raises NoRuleSetError."""


def rule_set_on(day: date) -> RuleSet:
    """The rule set in force that day. Raises NoRuleSetError."""
    for rules in RULE_SETS:
        if rules.covers(day):
            return rules
    raise NoRuleSetError(day)
