"""What the ordinance leaves open, and which way it is read: one enumeration a question, its first member the contract's reading.

A rule set carries one `Readings`. The functions of this package ask it; none of them knows who chose. What each question is, and why the
contract answers it as it does, stands in docs/rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Years(StrEnum):
    """How work becomes years of service, the six of 6 § 2 and the twelve of the transition rule alike."""

    EMPLOYED = "employed"
    """Every day with an employment that counts, whatever its extent."""
    HALF_TIME = "half_time"
    """Only days on which the extents add up to at least half time."""
    FULL_TIME = "full_time"
    """Each day by the extent worked on it, at most a whole one: full-time equivalents."""


class HalfTime(StrEnum):
    """What has to be half time on the reference date."""

    SUM = "sum"
    """The extents of all running posts together."""
    ONE_POST = "one_post"
    """One post by itself."""


class WhichDegree(StrEnum):
    """Which degree starts the clock for somebody with several that qualify."""

    FIRST = "first"
    """The one entered as the qualifying degree, by default the first."""
    LATEST = "latest"
    """The latest accepted one that qualifies."""


class SpecialEducators(StrEnum):
    """Whether a special educator (specialpedagog) works as a teacher."""

    OPEN = "open"
    """Possible, never sure: Skolverket tries the case."""
    COUNTS = "counts"
    """As a teacher does."""
    NEVER = "never"
    """As little as a principal does."""


class UnsureAreas(StrEnum):
    """What a course is worth while nobody has settled its area of 5 §."""

    OPEN = "open"
    """Possible, until it is settled."""
    NOT_COUNTED = "not_counted"
    """Nothing, until it is settled."""


class TwelveYears(StrEnum):
    """When the twelve years of the transition rule must lie behind."""

    REACHED = "reached"
    """On the reference date."""
    EXPECTED = "expected"
    """On the transition's last day, if the posts that run on the reference date go on."""


class TransitionEducation(StrEnum):
    """Which courses fill the lower credits of the transition rule."""

    AFTER_DEGREE = "after_degree"
    """Those completed after the qualifying degree, as 6 § 3 asks."""
    ANY_TIME = "any_time"
    """Older ones too: the transition rule does not repeat the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """One answer to each question. The defaults are the contract's."""

    years: Years = Years.EMPLOYED
    half_time: HalfTime = HalfTime.SUM
    degree: WhichDegree = WhichDegree.FIRST
    special_educators: SpecialEducators = SpecialEducators.OPEN
    unsure_areas: UnsureAreas = UnsureAreas.OPEN
    twelve_years: TwelveYears = TwelveYears.REACHED
    transition_education: TransitionEducation = TransitionEducation.AFTER_DEGREE

    @classmethod
    def from_values(cls, values: Mapping[str, str]) -> "Readings":
        """The readings stored as `as_values` gives them. What is left out is read as the contract does.

        Raises KeyError for a question that is not asked, ValueError for an answer it does not have.
        """
        answers: dict[str, Any] = {name: CHOICES[name](value) for name, value in values.items()}
        return cls(**answers)

    def as_values(self) -> dict[str, str]:
        return {name: str(getattr(self, name)) for name in CHOICES}

    def differing(self, other: "Readings") -> tuple[str, ...]:
        """The questions that the two answer differently."""
        return tuple([name for name in CHOICES if getattr(self, name) is not getattr(other, name)])


CHOICES: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "years": Years,
        "half_time": HalfTime,
        "degree": WhichDegree,
        "special_educators": SpecialEducators,
        "unsure_areas": UnsureAreas,
        "twelve_years": TwelveYears,
        "transition_education": TransitionEducation,
    }
)
"""The questions by name, each with its possible answers."""

CONTRACT = Readings()
