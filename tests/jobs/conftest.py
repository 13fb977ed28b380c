import pytest

from jobs import kinds, services
from jobs.kinds import Kind
from tests.factories import NOW


@pytest.fixture
def kind(monkeypatch):
    """kind(run) registers work for this test alone and returns its name; without run it takes three steps and is done."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    def three_steps(job):
        services.start(job, total=3, at=NOW)
        for done in range(3):
            services.step(job, done=done, message=f"Steg {done}")
        services.finish(job, at=NOW, url="/klart/", text="Tre steg")

    def register(run=three_steps):
        kinds.register(Kind("prov.arbete", run, failed="Det gick inte."))
        return "prov.arbete"

    return register
