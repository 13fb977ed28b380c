"""Version 1 of the API: what a program may ask for. Facts in, an assessment out; nobody's stored data."""

from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from redis.exceptions import RedisError

from api import body, description
from api.bearer import Bearer
from api.errors import JSON, ApiError
from api.models import MachineClient
from api.rule_sets import RuleSetsOut, all_of, shown
from merit.contract import RecordError, answer_record, written
from merit.rule_sets import rule_sets_of

VERSION = "1.0.0"
api = NinjaAPI(
    title="Meritplan",
    version=VERSION,
    description=description.ABOUT,  # type: ignore[arg-type]  # a lazy text, made when the document is
    docs_url=None,
    openapi_url=None,  # api.views shows it, in the language that is asked for
    urls_namespace="api",
    auth=Bearer(),
)


@api.exception_handler(ApiError)
def refused(request: HttpRequest, error: ApiError) -> HttpResponse:
    return error.response()


@api.exception_handler(RecordError)
def invalid(request: HttpRequest, error: RecordError) -> HttpResponse:
    return ApiError(HTTPStatus.UNPROCESSABLE_ENTITY, error.message, path=error.path).response()


@api.exception_handler(DatabaseError)
@api.exception_handler(RedisError)
def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    description.logger.error("api.unavailable", exc_info=error)
    return ApiError(HTTPStatus.SERVICE_UNAVAILABLE).response()


@api.post(
    "/assessments",
    url_name="assessments",
    operation_id="assess",
    summary=_("Bedöm uppgifterna om en lärare"),  # type: ignore[arg-type]
    description=description.ASSESS,  # type: ignore[arg-type]
    openapi_extra=description.ASSESSMENT,
)
def assess(request: HttpRequest) -> HttpResponse:
    """One record in, one assessment out, as manage.py assess answers it: byte for byte, unless another language is asked for."""
    rules_on = rule_sets_of(_client(request).provider_id)
    answer = answer_record(body.read(request), rules_on=rules_on, language=get_language() or "sv")
    return HttpResponse(written(answer), content_type=JSON)


@api.api_operation(
    ["GET", "HEAD"],
    "/rule-sets",
    url_name="rule_sets",
    operation_id="list_rule_sets",
    summary=_("Visa reglerna som bedömningarna följer"),  # type: ignore[arg-type]
    description=description.RULE_SETS,  # type: ignore[arg-type]
    response=RuleSetsOut,
    openapi_extra=description.LISTING,
)
def list_rule_sets(request: HttpRequest) -> RuleSetsOut:
    return RuleSetsOut(rule_sets=[shown(rules) for rules in all_of(_client(request).provider_id)])


def _client(request: HttpRequest) -> MachineClient:
    client: MachineClient = request.auth.client  # type: ignore[attr-defined]  # set by Bearer
    return client
