"""Which rows a rule reaches on a day."""

from datetime import date, datetime, time
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from organisation.models import Person, SchoolProvider
from privacy.kind import Kind, Source
from privacy.kinds import ACCOUNT, KINDS
from privacy.leaving import left_before, months_later, years_before
from privacy.models import Action, CountsFrom, ProviderPrivacy, RetentionRule
from privacy.retention.plan import Line, line_of

EMPTIED = "gallrad-"  # how the user name of an emptied account begins


def due(source: Source, rule: RetentionRule, *, on: date, also_last: bool = False) -> models.QuerySet[Any]:
    """Rows of the rule's provider whose time is over that day. also_last: those too that stay as long as the account does."""
    rows = source.rows.filter(Q(**{source.of_provider: rule.provider_id})).filter(_over(source, rule, on))
    if source.keeps_last and not also_last:
        rows = rows.filter(Exists(_later(rows.model)))
    return rows


def due_of(line: Line, *, on: date) -> list[tuple[Source, models.QuerySet[Any]]]:
    """The same for each source of a kind, in the order they go."""
    if line.kind is ACCOUNT:
        return [(ACCOUNT.sources[0], accounts_to_empty(line.rule, on=on))]
    return [(source, due(source, line.rule, on=on)) for source in line.kind.sources]


def accounts_to_empty(rule: RetentionRule, *, on: date) -> models.QuerySet[Person]:
    """People who left long enough ago and of whom nothing is left that some rule still keeps; accounts merged into theirs go with them."""
    left = left_before(rule.provider, _limit_of_leaving(rule, on)).order_by().values("pk")
    gone = Q(pk__in=left) | Q(merged_into__username__startswith=EMPTIED)
    people: models.QuerySet[Person] = Person.objects.filter(gone, provider=rule.provider).exclude(username__startswith=EMPTIED)
    for kind in KINDS:
        if kind.holds:
            people = _without(people, kind, on=on, provider=rule.provider)
    return people


def _without(people: models.QuerySet[Person], kind: Kind, *, on: date, provider: SchoolProvider) -> models.QuerySet[Person]:
    """Those with no row of the kind, the last ones aside that go together with the account."""
    line = line_of(provider, kind)
    for source in kind.sources:
        rows = source.rows.filter(**{source.person: OuterRef("pk")})
        if source.keeps_last and line.deletes(on):
            rows = rows.exclude(pk__in=due(source, line.rule, on=on, also_last=True).order_by().values("pk"))
        people = people.filter(~Exists(rows))
    return people


def _over(source: Source, rule: RetentionRule, on: date) -> Q:
    if rule.action == Action.DELETE_INACTUAL:
        return source.stale(on) if source.stale is not None else _left(source, rule, _end_of_reading(rule, on))
    if rule.action != Action.DELETE_AFTER:
        return Q(pk__in=[])
    way, limit = CountsFrom(rule.counts_from), years_before(on, rule.years or 0)
    if way == CountsFrom.LEFT:
        return _left(source, rule, limit)
    if way not in source.days:  # a proposal of one's own course goes when nothing refers to it and its owner has left
        return _left(source, rule, limit) if source.person else Q(pk__in=[])
    return Q(**{f"{source.days[way]}__lt": _as_field(source, source.days[way], limit)})


def _left(source: Source, rule: RetentionRule, limit: date) -> Q:
    return Q(**{f"{source.person}__in": left_before(rule.provider, limit).order_by().values("pk")})


def _limit_of_leaving(rule: RetentionRule, on: date) -> date:
    if rule.action == Action.DELETE_AFTER:
        return years_before(on, rule.years or 0)
    return _end_of_reading(rule, on)


def _end_of_reading(rule: RetentionRule, on: date) -> date:
    return months_later(on, -ProviderPrivacy.of(rule.provider).reading_months)


def _as_field(source: Source, lookup: str, limit: date) -> date | datetime:
    """The limit as the field has it: a day, or the moment that day begins in Sweden."""
    model = apps.get_model(source.model)
    for part in lookup.split("__"):
        found = model._meta.get_field(part)
        if isinstance(found, models.ForeignKey):
            model = cast(type[models.Model], found.related_model)
    return timezone.make_aware(datetime.combine(limit, time.min)) if isinstance(found, models.DateTimeField) else limit


def _later(model: type[models.Model]) -> models.QuerySet[Any]:
    """Rows of the same person that end after the row asked about."""
    later = Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("ends_on")) | Q(ends_on=OuterRef("ends_on"), pk__gt=OuterRef("pk"))
    return model._default_manager.filter(later, person=OuterRef("person")).exclude(pk=OuterRef("pk"))
