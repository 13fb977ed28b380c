"""A program with its key, and calls as it makes them."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import MachineClientFactory

ASSESSMENTS = "/api/v1/assessments"
RULE_SETS = "/api/v1/rule-sets"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def program(db):
    return MachineClientFactory()


class Caller(Client):
    """Sends JSON with the key, unless told otherwise."""

    def __init__(self, key):
        super().__init__()
        self.key = key

    def assess(self, record, **more):
        body = record if isinstance(record, bytes) else json.dumps(record, ensure_ascii=False).encode()
        return self.post(ASSESSMENTS, body, **{"content_type": "application/json", **self.with_key(more)})

    def rule_sets(self, **more):
        return self.get(RULE_SETS, **self.with_key(more))

    def with_key(self, more):
        return {**more, "headers": {"Authorization": f"Bearer {self.key}", **more.get("headers", {})}}


@pytest.fixture
def call(program):
    return Caller(program.key_text)
