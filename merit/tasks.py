"""Outcomes that change by date alone: six years reached, a revocation in force, the transition's end."""

from celery import shared_task
from django.utils import timezone

from merit.models import StoredAssessment
from merit.services import reassess_many

CHUNK = 500


@shared_task(acks_late=True, reject_on_worker_lost=True)
def reassess_everybody() -> None:
    """Every night: bring stored assessments to today's date. May run twice, and goes on where it was killed."""
    today = timezone.localdate()
    while stale := list(
        StoredAssessment.objects.filter(reference_date__lt=today).order_by("person_id").values_list("person_id", flat=True)[:CHUNK]
    ):
        reassess_many(stale, on=today, at=timezone.now())
