from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from organisation.http import Scope
    from organisation.models import Person
    from privacy.models import Insight, PersonExport


class PersonExportQuerySet(models.QuerySet["PersonExport"]):
    def visible_to(self, viewer: Person, scope: Scope) -> Self:
        """What the viewer has ordered: about themselves always, about others as long as they administer."""
        own = Q(person=viewer) if not scope.administers else Q(person__provider=viewer.provider_id)
        return self.filter(own, ordered_by=viewer)

    def over(self, at: datetime) -> Self:
        """Whose file is to be removed."""
        return self.filter(expires_at__lte=at).exclude(file="")


class InsightQuerySet(models.QuerySet["Insight"]):
    def open_to(self, viewer: Person, *, at: datetime) -> Self:
        """What the viewer has opened and has not closed yet. Whether they still administer is the view's to ask."""
        return self.filter(opened_by=viewer, person__provider=viewer.provider_id, opened_at__lte=at, closes_at__gt=at)
