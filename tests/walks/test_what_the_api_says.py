"""All that the description allows, and much that it does not, asked of the API by schemathesis: in the process, and the same each time."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import CHECKS, load_all_checks, positive_data_acceptance
from schemathesis.generation import GenerationMode

from tests.factories import MachineClientFactory

load_all_checks()
CHECKED = [check for check in CHECKS.get_all() if check is not positive_data_acceptance]
"""All but one: a schema cannot say that a period ends after it begins, nor that rules are in force on a day, so that 422 is right there."""

EXAMPLES = 15
ASKED = [("/api/v1/assessments", "post"), ("/api/v1/rule-sets", "get")]


@pytest.fixture
def described(db):
    """The handler as Django's own test client has it: the test's transaction is not let go of between calls."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("path", "method"), ASKED)
def test_whatever_is_asked_is_answered_as_described(described, path, method, mode):
    operation = described[path][method]
    key = MachineClientFactory(calls_per_minute=60_000).key_text
    codes = set()

    @seed(20260312)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        codes.add(case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=CHECKED).status_code)

    ask()
    assert codes - {401}, "nothing came past the key"


def test_the_description_has_no_other_endpoints(described):
    assert {(each.ok().path, each.ok().method) for each in described.get_all_operations()} == set(ASKED)
