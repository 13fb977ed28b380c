"""Walking the access table: one world for a whole file, one signed-in browser for each kind of person, and no trace left behind.

A browser here only asks: it keeps no cookie but the one it came with, and draws no error page, so that some thousand questions take
seconds. What the pages of refusal look like is for tests of their own.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.world import World, build_world


def named_urls(resolver: Any = None, namespace: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named_urls(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}"


@contextmanager
def built_world(blocker: Any, media: Any, before: Callable[[], None] = lambda: None) -> Iterator[World]:
    """The world in a transaction that is undone when the file of tests is over. before: run in it first."""
    with blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        before()
        with override_settings(MEDIA_ROOT=media):
            built = build_world()
        yield built
        connection.set_rollback(True)
        atomic.__exit__(None, None, None)


class Asker(Client):
    """A browser that asks and forgets. The answer is Django's own, without the copies of templates that the test client keeps."""

    def request(self, **request: Any) -> Any:
        return self.handler(self._base_environ(**request))


def browsers(world: World, kinds: Any) -> dict[str, Asker]:
    """One for each kind of person, signed in once."""
    opened = {who: Asker() for who in kinds}
    for who, asker in opened.items():
        if who != "nobody":
            asker.force_login(world.people[who])
    return opened


@contextmanager
def quietly() -> Iterator[None]:
    """Without a line in the log for every refusal. A fault still shows."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def plain_refusals(monkeypatch: Any) -> None:
    """Pages of refusal without their drawing."""
    for code in (403, 404):
        monkeypatch.setattr(f"config.urls.handler{code}", lambda request, exception=None, code=code: HttpResponse(status=code))


def code_of(asker: Asker, method: str, address: str, data: dict[str, Any] | None = None) -> int:
    """The code somebody gets. What the request changed is undone, so that the next person meets the same world."""
    with transaction.atomic():
        response = getattr(asker, method)(address, data if method in {"get", "head", "post"} else "")
        if response.streaming:
            list(response.streaming_content)  # a file is closed when it has been read
        transaction.set_rollback(True)
    return int(response.status_code)
