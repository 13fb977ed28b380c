"""Whether the service can do its work: asked by the load balancer and by the launcher, without session and without sign-in."""

from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PATIENCE = 2  # seconds


@login_not_required
@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database and Redis answer, else 503 naming the one that does not."""
    answers = {"database": _database_answers(), "redis": _redis_answers()}
    is_well = all(answers.values())
    return JsonResponse({"status": "ok" if is_well else "unavailable", **answers}, status=200 if is_well else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _redis_answers() -> bool:
    client: Any = redis.Redis.from_url(settings.ENV.redis_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        client.close()
