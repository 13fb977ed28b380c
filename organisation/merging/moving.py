"""Moving one account's own rows to another, and back. Runs inside the transaction of services, or of a preview that is undone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from organisation.merging.relations import Own, own
from organisation.models import Employment, Person, PersonIdentifier
from organisation.models.period import Period

Key = Any
Entry = dict[str, Any]  # one of PersonMerge.moved


@dataclass
class Moves:
    """entries: as PersonMerge keeps them. moved and stayed: how many rows by model label."""

    entries: list[Entry] = field(default_factory=list)
    moved: dict[str, int] = field(default_factory=dict)
    stayed: dict[str, int] = field(default_factory=dict)

    def note(self, what: Own, went: list[Key], remained: list[Key]) -> None:
        if went:
            self.entries.append({"model": what.label, "field": what.field, "keys": [str(key) for key in went]})
            self.moved[what.label] = self.moved.get(what.label, 0) + len(went)
        if remained:
            self.stayed[what.label] = self.stayed.get(what.label, 0) + len(remained)


def move(*, kept: Person, merged: Person, on: date) -> Moves:
    """Give kept all that is merged's own. What the database, or good sense, does not let one person have twice stays with merged.

    A certificate that only proves rows that stay, stays with them; a moved row that pointed at one that stays, because kept has the same,
    points at kept's. An employment or a role that stays ends the day before, so that a closed account neither works nor answers anywhere.
    """
    moves = Moves()
    remained: dict[type[models.Model], list[Key]] = {}
    for what in own():
        held = _held_by(what.model, remained) | _had_already(what, kept=kept, merged=merged)
        keys = [key for key in what.of(merged).values_list("pk", flat=True) if key not in held]
        went = _change_owner(what, keys, kept)
        left = sorted(held | (set(keys) - set(went)), key=str)
        remained.setdefault(what.model, []).extend(left)
        moves.note(what, went, left)
        moves.entries += [entry for key in left for entry in _repoint(what, key, kept)]
        moves.entries += [entry for key in left for entry in _end(what, key, on)]
    return moves


def move_back(entries: Iterable[Entry], *, kept: Person, merged: Person) -> Moves:
    """Give merged back what is still kept's of what was moved. What has changed owner again, or is gone, is left where it is."""
    moves = Moves()
    for entry in entries:
        model = apps.get_model(entry["model"])
        if "to" in entry:
            rows = model._base_manager.filter(pk__in=entry["keys"], **{entry["field"]: entry["to"]})
            rows.update(**{entry["field"]: entry["from"]})
            continue
        what = Own(model, entry["field"])
        keys = list(what.of(kept).filter(pk__in=entry["keys"]).values_list("pk", flat=True))
        went = _change_owner(what, keys, merged)
        moves.note(what, went, [key for key in entry["keys"] if key not in {str(gone) for gone in went}])
    return moves


def _change_owner(what: Own, keys: list[Key], owner: Person) -> list[Key]:
    """The rows that could change owner: all at once, or one by one where one of them cannot."""
    if not keys:
        return []
    try:
        with transaction.atomic():
            _set_owner(what, keys, owner)
    except IntegrityError:
        return [key for key in keys if _could_change(what, key, owner)]
    return keys


def _could_change(what: Own, key: Key, owner: Person) -> bool:
    try:
        with transaction.atomic():
            _set_owner(what, [key], owner)
    except IntegrityError:
        return False
    return True


def _set_owner(what: Own, keys: list[Key], owner: Person) -> None:
    what.model._base_manager.filter(pk__in=keys).update(**{what.field: owner})


def _had_already(what: Own, *, kept: Person, merged: Person) -> set[Key]:
    """Rows the database would let kept have twice, and that would then count twice: the same employment, a second number in force."""
    if what.model is Employment:
        theirs = [(job.unit_id, job.profession, job) for job in Employment.objects.filter(person=kept).order_by("pk")]
        mine = Employment.objects.filter(person=merged).order_by("pk")
        return {
            job.pk
            for job in mine
            if any(unit == job.unit_id and work == job.profession and _overlap(job, other) for unit, work, other in theirs)
        }
    if what.model is PersonIdentifier and PersonIdentifier.objects.filter(person=kept, ended_at=None).exists():
        return set(PersonIdentifier.objects.filter(person=merged, ended_at=None).values_list("pk", flat=True))
    return set()


def _overlap(one: Employment, other: Employment) -> bool:
    return (one.ends_on is None or other.starts_on <= one.ends_on) and (other.ends_on is None or one.starts_on <= other.ends_on)


def _held_by(model: type[models.Model], remained: dict[type[models.Model], list[Key]]) -> set[Key]:
    """Rows of the model that only rows that stay point at."""
    held: set[Key] = set()
    free: set[Key] = set()
    for what in own():
        for link in what.links_to(model):
            through: Any = link.remote_field.through
            pairs = through._base_manager.values_list(link.m2m_field_name(), link.m2m_reverse_field_name())
            stay = set(remained.get(what.model, ()))
            if stay:
                held |= {target for _, target in pairs.filter(**{f"{link.m2m_field_name()}__in": stay})}
                free |= {target for source, target in pairs.filter(**{f"{link.m2m_reverse_field_name()}__in": held}) if source not in stay}
    return held - free


def _end(what: Own, key: Key, on: date) -> list[Entry]:
    """A period that stays and is not over ends the day before, or on its own first day where it has not begun."""
    if not issubclass(what.model, Period):
        return []
    row: Any = what.model._base_manager.get(pk=key)
    last = max(row.starts_on, on - timedelta(days=1))
    if row.ends_on is not None and row.ends_on <= last:
        return []
    what.model._base_manager.filter(pk=key).update(ends_on=last)
    before = row.ends_on.isoformat() if row.ends_on else None
    return [{"model": what.label, "field": "ends_on", "keys": [str(key)], "from": before, "to": last.isoformat()}]


def _repoint(what: Own, key: Key, kept: Person) -> list[Entry]:
    """What pointed at a row that stays, from a row that has moved, points at kept's equal."""
    twin = _twin(what, key, kept)
    if twin is None:
        return []
    entries: list[Entry] = []
    for other in own():
        for link in other.links_to(what.model):
            through: Any = link.remote_field.through
            source, target = link.m2m_field_name(), link.m2m_reverse_field_name()
            rows = through._base_manager.filter(**{f"{target}_id": key, f"{source}__{other.field}": kept})
            doubled = through._base_manager.filter(**{f"{target}_id": twin}).values(f"{source}_id")
            keys = list(rows.exclude(**{f"{source}_id__in": doubled}).order_by("pk").values_list("pk", flat=True))
            if keys:
                through._base_manager.filter(pk__in=keys).update(**{f"{target}_id": twin})
                found = {"model": through._meta.label_lower, "field": f"{target}_id", "keys": [str(each) for each in keys]}
                entries.append({**found, "from": str(key), "to": str(twin)})
    return entries


def _twin(what: Own, key: Key, kept: Person) -> Key | None:
    """Kept's row that is equal by a rule of uniqueness."""
    row = what.model._base_manager.filter(pk=key).values().first() or {}
    for rule in what.model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and what.field in rule.fields:
            same = Q(**{name: row[what.model._meta.get_field(name).attname] for name in rule.fields if name != what.field})  # type: ignore[union-attr]
            twin = what.of(kept).filter(same).values_list("pk", flat=True).first()
            if twin is not None:
                return twin
    return None
