"""One worker at a time on one job, and no lock left behind by a worker that died."""

from contextlib import AbstractContextManager

from core.locks import session_lock
from jobs.models import Job


def claim(job: Job) -> AbstractContextManager[bool]:
    """Hold the job while the work goes on; yields False if another worker holds it. A killed worker holds nothing."""
    return session_lock(int.from_bytes(job.pk.bytes[:8], signed=True))
