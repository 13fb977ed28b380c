"""Work outside the request: sending what is due, and reminding."""

from celery import shared_task
from django.utils import timezone

from notices import reminders, sending


@shared_task(acks_late=True, reject_on_worker_lost=True)
def deliver() -> None:
    """Send what is due, and have the next worker that is free help where there is more than one batch of it."""
    sending.deliver(clock=timezone.now, call_help=deliver.delay)


@shared_task
def remind() -> None:
    """Once a day. What one run cannot reach the next one does."""
    reminders.run_due(on=timezone.localdate(), at=timezone.now())
