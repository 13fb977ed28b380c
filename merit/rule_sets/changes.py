"""What another reading would change: each person assessed twice on the same day, and whatever differs counted. Pure, but for the units."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from merit.rules.findings import Assessment, Condition, Outcome

LevelChange = tuple[int, Outcome, Outcome]  # level, before, after
ConditionChange = tuple[int, Condition, Outcome, Outcome]


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What differs for one person."""

    levels: tuple[LevelChange, ...]
    conditions: tuple[ConditionChange, ...]


def change_between(before: Assessment, after: Assessment) -> PersonChange | None:
    """None where every outcome is the same, of levels and conditions alike."""
    levels = tuple(
        [(old.level, old.outcome, new.outcome) for old, new in zip(before, after, strict=True) if old.outcome is not new.outcome]
    )
    conditions = tuple(
        [
            (old.level, was.condition, was.outcome, now.outcome)
            for old, new in zip(before, after, strict=True)
            for was, now in zip(old.findings, new.findings, strict=True)
            if was.outcome is not now.outcome
        ]
    )
    return PersonChange(levels, conditions) if levels or conditions else None


@dataclass(slots=True)
class Changes:
    """Counts of people. changed: whose outcome on some level differs; touched: some condition, whatever becomes of the levels.

    units: by unit, those among `changed` who work there; somebody in two units is in both.
    """

    people: int = 0
    changed: int = 0
    touched: int = 0
    levels: Counter[LevelChange] = field(default_factory=Counter)
    conditions: Counter[ConditionChange] = field(default_factory=Counter)
    units: Counter[int] = field(default_factory=Counter)

    def add(self, change: PersonChange | None, units: Iterable[int]) -> None:
        self.people += 1
        if change is None:
            return
        self.touched += 1
        self.levels.update(change.levels)
        self.conditions.update(change.conditions)
        if change.levels:
            self.changed += 1
            self.units.update(set(units))

    def as_json(self) -> dict[str, Any]:
        return {
            "people": self.people,
            "changed": self.changed,
            "touched": self.touched,
            "levels": sorted([[level, str(was), str(now), count] for (level, was, now), count in self.levels.items()]),
            "conditions": sorted([[n, str(what), str(was), str(now), count] for (n, what, was, now), count in self.conditions.items()]),
            "units": sorted([list(pair) for pair in self.units.items()]),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Changes":
        return cls(
            people=stored["people"],
            changed=stored["changed"],
            touched=stored["touched"],
            levels=Counter({(n, Outcome(was), Outcome(now)): count for n, was, now, count in stored["levels"]}),
            conditions=Counter(
                {(n, Condition(what), Outcome(was), Outcome(now)): count for n, what, was, now, count in stored["conditions"]}
            ),
            units=Counter(dict(stored["units"])),
        )
