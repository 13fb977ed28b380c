"""Whose name a viewer may see at their own school provider.

Somebody with a protected identity is named to themselves and to those who lead a unit where they work that day; whoever stands in for a
leader does so by a role as one. To everybody else they are the text of core.names.protected_text, without unit. Almost nobody is
protected, so nothing is asked until a page meets somebody who is, and then once.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from organisation.models import Person

NOT_PROTECTED = Q(protection="none")


class SightQuerySet(models.QuerySet["Person"]):
    """The part of PersonQuerySet that knows of protected identities."""

    def protected(self) -> Self:
        return self.exclude(NOT_PROTECTED)

    def hidden_from(self, viewer: Person, *, on: date) -> Self:
        """The protected people of the viewer's school provider whom the viewer may not see by name that day."""
        led = self.model._default_manager.led_by(viewer, on=on)
        return self.protected().filter(provider=viewer.provider_id).exclude(pk=viewer.pk).exclude(pk__in=led.order_by().values("pk"))

    def not_hidden_from(self, viewer: Person, *, on: date) -> Self:
        hidden = self.model._default_manager.hidden_from(viewer, on=on)
        return self.filter(~models.Exists(hidden.filter(pk=models.OuterRef("pk"))))

    def named_to(self, viewer: Person, *, on: date) -> Self:
        """People of the viewer's school provider whose name the viewer may see that day. Lists and searches of people start here.

        Whoever is missing is found by exact number or username alone: see organisation.identity.finding.
        """
        return self.filter(provider=viewer.provider_id).not_hidden_from(viewer, on=on)


class Looks:
    """The part of Person that looks at others."""

    _looks_on: date | None = None
    _protected_in_sight: frozenset[UUID] | None = None

    def look(self, *, on: date) -> Self:
        """Let this object see the names it may see that day. Without it, as in a task that writes a mail, no protected name is seen."""
        self._looks_on, self._protected_in_sight = on, None
        return self

    def sees_name_of(self, person: UUID) -> bool:
        """Whether the protected person with this id is named. One query for all of them, the first time."""
        if self._looks_on is None:
            return False
        if self._protected_in_sight is None:
            me: Any = self
            led = type(me).objects.protected().led_by(me, on=self._looks_on)
            self._protected_in_sight = frozenset(led.order_by("pk").values_list("pk", flat=True))
        return person in self._protected_in_sight
