"""What a kind of record is made of: the models whose rows it holds, whose they are, and from which days their time can be counted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from privacy.models import CountsFrom

Text = str | Promise
AFTER_READING = _("När personen har slutat och läsperioden är över.")


@dataclass(frozen=True)
class Source:
    """The rows of one model.

    person: the lookup to whose they are. days: the field each way of counting reads. only: which rows. stale: on that day, the rows that
    are of no use any more; None where that is when the person has left and may no longer read. files: the names that go with some rows.
    keeps_last: the row that ended last stays while the account does, since it tells when the person left.
    """

    model: str
    person: str = "person"
    days: Mapping[CountsFrom, str] = field(default_factory=dict)
    only: Q = field(default_factory=Q)
    stale: Callable[[date], Q] | None = None
    files: Callable[[Iterable[Any]], list[str]] | None = None
    keeps_last: bool = False
    provider: str = ""

    @property
    def rows(self) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = apps.get_model(self.model)._default_manager.filter(self.only)
        return rows

    @property
    def of_provider(self) -> str:
        return self.provider or f"{self.person}__provider"


@dataclass(frozen=True)
class Kind:
    """label and about are for the person it concerns; purpose and categories are for the record of processing (article 30).

    sources: in the order they are deleted. kept: why it is never deleted from here, empty where it may be. stale_when: what inactuality
    means for it. holds: whether an account stays as long as there is such a row.
    """

    key: str
    label: Text
    about: Text
    purpose: Text
    categories: Text
    sources: tuple[Source, ...]
    stale_when: Text = AFTER_READING
    kept: Text = ""
    holds: bool = True
    bears_on_assessment: bool = False
    also: tuple[str, ...] = ()  # models that go with these rows by themselves

    @property
    def ways(self) -> list[CountsFrom]:
        """What its years may be counted from."""
        found = [way for way in CountsFrom if way in self.sources[0].days]
        return [*found, CountsFrom.LEFT] if self.sources[0].person else found

    @property
    def can_be_stale(self) -> bool:
        return bool(self.stale_when)

    @property
    def models(self) -> set[str]:
        return {source.model for source in self.sources} | set(self.also)
