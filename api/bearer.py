"""Who calls: the key in the Authorization header, and nothing else. A session is never asked for."""

import logging
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from api import keys, limits, use
from api.errors import ApiError
from api.models import ClientKey

logger = logging.getLogger(__name__)
REALM = 'Bearer realm="Meritplan"'


class Bearer(HttpBearer):
    """Gives the client's key, with its client, as `request.auth`. Raises ApiError: 401 without a key that works, 429 after too many calls.

    What is wrong with a key is not told apart: unknown, expired, revoked and paused are answered with the same words.
    """

    def __call__(self, request: HttpRequest) -> ClientKey:
        scheme, _space, text = request.headers.get(self.header, "").partition(" ")
        if scheme.lower() != self.openapi_scheme:
            raise ApiError(HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": REALM})
        return self.authenticate(request, text.strip())

    def authenticate(self, request: HttpRequest, token: str) -> ClientKey:
        at = timezone.now()
        prefix = keys.prefix_of(token)
        known = ClientKey.objects.select_related("client__provider").filter(prefix=prefix).first() if prefix else None
        is_right = keys.matches(token, known.digest if known is not None else None)
        if known is None or not is_right or known.client.revoked_at or not known.client.is_active or known.expires_at <= at:
            raise _refused(request, known if is_right else None)
        calls = limits.count(f"client:{known.client_id}", at=at)
        if calls > known.client.calls_per_minute:
            if calls == known.client.calls_per_minute + 1:  # what comes after it this minute costs no writing
                use.note_limit(known, at=at)
            raise ApiError(HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(limits.seconds_left(at))})
        return known


def _refused(request: HttpRequest, known: ClientKey | None) -> ApiError:
    """401; and 429 once an address has sent too many keys that do not work. A key that works is let in from there all the same.

    The limit is for our sake, not the secret's: nobody guesses 256 bits, but a program that has lost its key may try for ever, and those
    behind the same address should not pay for it.
    """
    at = timezone.now()
    if limits.count(f"refused:{_address(request)}", at=at) > settings.API_REFUSALS_PER_MINUTE:
        return ApiError(
            HTTPStatus.TOO_MANY_REQUESTS,
            _("Det kom för många anrop utan giltig nyckel på en minut. Vänta och försök igen."),
            headers={"Retry-After": str(limits.seconds_left(at))},
        )
    logger.warning("api.key.refused client=%s", known.client_id if known is not None else "-")
    message = _("Nyckeln är okänd, har gått ut eller är spärrad.")
    return ApiError(HTTPStatus.UNAUTHORIZED, message, headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})


def _address(request: HttpRequest) -> str:
    """Kept for two minutes, as a key in Redis alone. Those whose address no proxy tells are counted together."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "unknown"
