"""What goes wrong, as the API says it: always a status of its own and `{"error": {"code", "path", "message"}}`."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merit.contract import written

JSON = "application/json"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})

# By status: the code a program tells errors apart by, and the sentence where nobody knows a better one.
KINDS: Mapping[int, tuple[str, str | Promise]] = MappingProxyType(
    {
        HTTPStatus.BAD_REQUEST: ("unreadable", _("Anropet går inte att läsa.")),
        HTTPStatus.UNAUTHORIZED: ("unauthorized", _("Anropet behöver en giltig nyckel: Authorization: Bearer <nyckel>.")),
        HTTPStatus.FORBIDDEN: ("forbidden", _("Anropet är inte tillåtet.")),
        HTTPStatus.NOT_FOUND: ("not_found", _("Adressen finns inte. Beskrivningen finns på /api/v1/docs.")),
        HTTPStatus.METHOD_NOT_ALLOWED: ("method_not_allowed", _("Adressen tar inte emot den metoden.")),
        HTTPStatus.LENGTH_REQUIRED: ("length_required", _("Anropet behöver säga hur långt det är, med Content-Length.")),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("too_large", _("Det som skickades är större än en megabyte.")),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("unsupported_media_type", _("Skicka uppgifterna som application/json i UTF-8, okomprimerade.")),
        HTTPStatus.UNPROCESSABLE_ENTITY: ("invalid_record", _("Uppgifterna följer inte schemat.")),
        HTTPStatus.TOO_MANY_REQUESTS: ("too_many_calls", _("Det blev för många anrop på en minut. Vänta och försök igen.")),
        HTTPStatus.INTERNAL_SERVER_ERROR: ("fault", _("Något gick fel hos oss. Felet är antecknat. Försök igen senare.")),
        HTTPStatus.SERVICE_UNAVAILABLE: ("unavailable", _("Tjänsten svarar inte just nu. Försök igen om en stund.")),
    }
)


class ApiError(Exception):
    """Ends a call with an error. headers: such as when to try again."""

    def __init__(self, status: int, message: str = "", *, path: str = "", headers: Mapping[str, str] = NO_HEADERS) -> None:
        super().__init__(message)
        self.status, self.message, self.path, self.headers = status, message, path, headers

    def response(self) -> HttpResponse:
        code, sentence = KINDS.get(self.status, ("refused", _("Anropet går inte att besvara.")))
        content = {"error": {"code": code, "path": self.path, "message": self.message or str(sentence)}}
        response = HttpResponse(written(content), status=self.status, content_type=JSON, headers=dict(self.headers))
        response._has_been_logged = True  # type: ignore[attr-defined]  # calls are counted: a line for each refusal would fill the log
        return response
