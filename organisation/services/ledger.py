"""What a merge, split or closing does to rows, written down while it is done, so that it can be taken back until its day.

Plain values only: keys, and days as ISO text. The rows themselves stay what they are: their history is django-pghistory's.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from organisation.models import Delegation, PlannedReorganisation, RoleAssignment, SchoolUnit, UnitSchoolForm

Rows = dict[str, Any]
ROLE = ("person_id", "role", "unit_id", "authority_id", "is_temporary", "given_by_id", "starts_on", "ends_on")
DELEGATION = ("giver_id", "receiver_id", "unit_id", "scope", "reason", "given_by_id", "starts_on", "ends_on")
FORM = ("unit_id", "school_form", "starts_on", "ends_on")


@dataclass
class Ledger:
    """closed: units. *_ended: [key, former last day]. *_removed: all values of a row that is gone. forms_begun: keys.

    joined: [employment that ends the day before, the one that goes on, unit of the former]. moved: [employment, unit it was planned for].
    """

    closed: list[int] = field(default_factory=list)
    roles_ended: list[list[Any]] = field(default_factory=list)
    roles_removed: list[Rows] = field(default_factory=list)
    delegations_ended: list[list[Any]] = field(default_factory=list)
    delegations_removed: list[Rows] = field(default_factory=list)
    forms_ended: list[list[Any]] = field(default_factory=list)
    forms_removed: list[Rows] = field(default_factory=list)
    forms_begun: list[int] = field(default_factory=list)
    joined: list[list[int]] = field(default_factory=list)
    moved: list[list[int]] = field(default_factory=list)

    def closing(self, unit: SchoolUnit, *, on: date) -> None:
        """Before the unit and its school forms end with the day before."""
        self.closed.append(unit.pk)
        for form in unit.form_periods.order_by("pk"):
            if form.starts_on >= on:
                self.forms_removed.append(_values(form, FORM))
            elif form.ends_on is None or form.ends_on >= on:
                self.forms_ended.append([form.pk, _text(form.ends_on)])

    def ending_role(self, given: RoleAssignment, *, on: date) -> None:
        if given.starts_on >= on:
            self.roles_removed.append(_values(given, ROLE))
        else:
            self.roles_ended.append([given.pk, _text(given.ends_on)])

    def ending_delegation(self, handed: Delegation, *, on: date) -> None:
        if handed.starts_on >= on:
            self.delegations_removed.append(_values(handed, DELEGATION))
        else:
            self.delegations_ended.append([handed.pk, _text(handed.ends_on)])

    def keep(self, plan: PlannedReorganisation, *, today: date) -> None:
        """Only what lies ahead can be taken back."""
        if plan.on > today:
            plan.rows = asdict(self)
            plan.save()


def add_placed(plan: PlannedReorganisation, ledger: Ledger, targets: set[int]) -> None:
    """People were placed afterwards, some at a time."""
    plan.targets = sorted({*plan.targets, *targets} - {*plan.begun, *plan.sources})
    plan.rows = {**plan.rows, **{name: plan.rows[name] + getattr(ledger, name) for name in ("joined", "moved")}}
    plan.save(update_fields=["targets", "rows"])


def planned_of(unit: int, *, provider: int) -> PlannedReorganisation | None:
    """The latest that people of the unit leave by, or that begins the unit."""
    plans = PlannedReorganisation.objects.filter(provider=provider).order_by("-pk")
    return (plans.filter(sources__contains=[unit]) | plans.filter(begun__contains=[unit])).first()


def forms_of(unit: SchoolUnit) -> set[int]:
    return set(UnitSchoolForm.objects.filter(unit=unit).order_by("pk").values_list("pk", flat=True))


def _values(row: Any, names: tuple[str, ...]) -> Rows:
    return {name: value if isinstance(value := getattr(row, name), int | None) else str(value) for name in names}


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
