"""The body of a call: one JSON value in UTF-8, as merit.contract reads it."""

from http import HTTPStatus

from django.http import HttpRequest, UnreadablePostError
from django.utils.http import parse_header_parameters

from api.errors import JSON, ApiError
from merit.contract import UnreadableError, load

UTF_8 = frozenset({"", "utf-8", "utf8"})


def read(request: HttpRequest) -> object:
    """The decoded value. Raises ApiError for what is sent in another way, and RecordError for JSON that is not strict."""
    kind, parameters = parse_header_parameters(request.META.get("CONTENT_TYPE", ""))
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if kind.lower() != JSON or parameters.get("charset", "").lower() not in UTF_8 or encoding not in {"", "identity"}:
        raise ApiError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, headers={"Accept": JSON})
    try:
        return load(request.body)
    except UnreadableError as error:
        raise ApiError(HTTPStatus.BAD_REQUEST, error.message) from error
    except UnreadablePostError as error:  # whoever sent it hung up in the middle
        raise ApiError(HTTPStatus.BAD_REQUEST) from error
