"""How often one address may report something: enough for a person, too little for a flood."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST = 5
SECONDS = 3600


def may_report(request: HttpRequest) -> bool:
    """Counts this try. The address is kept for an hour, as a key in the cache alone."""
    key = f"privacy:shortcomings:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, timeout=SECONDS)
    try:
        return int(cache.incr(key)) <= MOST
    except ValueError:  # it ran out between the two
        return True
