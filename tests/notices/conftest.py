import pytest
from django.db import transaction

from benchmarks.sink import Sink
from notices import kinds, services
from notices.kinds import Kind, Said
from tests.factories import NOW, PersonFactory


def say(values, count):
    return Said(f"Något hände {count} gånger.", f"Tal {values.get('number', 0)}, dag {values.get('day', '–')}.", "Läs mer")


@pytest.fixture
def kind(monkeypatch):
    """kind("x", gather=…) registers one for this test alone."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    def register(name="prov.hant", **how):
        kinds.register(Kind(name, "Något har hänt", say, **how))
        return name

    return register


@pytest.fixture
def tell(kind):
    """Tells one person; the mail waits in the outbox until the test sends it."""
    kind()

    def tell(person=None, *, name="prov.hant", at=NOW, occasion="", url="/konto/", **values):
        person = person or PersonFactory()
        with transaction.atomic():
            return services.tell(name, person, about=person.provider, at=at, url=url, values=values, occasion=occasion)

    return tell


@pytest.fixture
def server(settings):
    """server(answer=…) → a mail server that Django sends to."""
    running = []

    def start(**how):
        sink = Sink(**how).__enter__()
        running.append(sink)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        return sink

    yield start
    for sink in running:
        sink.__exit__()
