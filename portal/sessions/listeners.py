"""A session's time begins when somebody signs in, in whatever way, and it is noted with which browser."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.sessions import browsers, limits


@receiver(user_logged_in, dispatch_uid="portal.sessions.begin")
def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    limits.begin(request.session, at=timezone.now())
    request.session[browsers.KEY] = browsers.read(request.META.get("HTTP_USER_AGENT", ""))
