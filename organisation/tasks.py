"""What happens to the organisation by itself, by date."""

from celery import shared_task
from django.utils import timezone

from organisation.models import SchoolUnit
from organisation.services.taking_back import forget_begun
from organisation.services.turning import turn

CHUNK = 200


@shared_task(acks_late=True, reject_on_worker_lost=True)
def turn_the_day() -> None:
    """Each night: names, codes, places and school forms of units become those of the new day. May run twice, and after a missed night."""
    now, last = timezone.now(), 0
    forget_begun(on=timezone.localdate(now))
    waiting = SchoolUnit.objects.out_of_step(timezone.localdate(now)).order_by("pk").values_list("pk", flat=True)
    while pks := list(waiting.filter(pk__gt=last)[:CHUNK]):
        turn(pks, at=now)
        last = pks[-1]
