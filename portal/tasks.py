"""Work outside the request that needs every app."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from notices import troubles
from notices.services import tell_all
from organisation.models import Person, Role, RoleAssignment, SchoolProvider
from portal.models import OpenSession
from portal.troubles import DIGEST, url


@shared_task
def sweep_sessions() -> None:
    """Each night: a session that has had its time leaves nothing behind."""
    OpenSession.objects.filter(expire_date__lt=timezone.now()).delete()


@shared_task
def tell_of_troubles() -> None:
    """Each morning, and only where there is something: what went wrong since yesterday, to the administrators of that provider."""
    now, today = timezone.now(), timezone.localdate()
    for provider in SchoolProvider.objects.order_by("pk"):
        found = troubles.counts(provider.pk, since=now - timedelta(days=1), at=now)
        if not found:
            continue
        roles = RoleAssignment.objects.active(today).filter(role=Role.ADMINISTRATOR, person__provider=provider)
        administrators = Person.objects.filter(pk__in=roles.values("person"), is_active=True).order_by("pk")
        with transaction.atomic():
            tell_all(DIGEST.name, administrators, about=provider, at=now, url=url(), values=found, occasion=today.isoformat())
