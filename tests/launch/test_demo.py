import socket

import pytest

from config import env
from launch import demo, town
from launch.__main__ import main, port
from launch.places import LaunchError
from portal import personas


def test_a_taken_port_is_named_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(LaunchError, match=f"Port {number} .*make demo PORT={number + 1}"):
            demo._refuse_taken(number)
    demo._refuse_taken(number)


@pytest.mark.parametrize("text", ["0", "65536", "åtta", "80a", "-1", "²"])
def test_a_port_that_is_none_is_refused_in_words(text):
    with pytest.raises(LaunchError, match="is not a port"):
        port(text)


def test_the_same_checkout_runs_one_demo_at_a_time(place):
    with demo.only_one(place), pytest.raises(LaunchError, match="running already"), demo.only_one(place):
        pass
    with demo.only_one(place):
        pass


def test_the_demo_settings_are_accepted_and_refused_in_production(place):
    services = {"DATABASE_URL": "postgresql://meritplan@/x?host=/run/x", "REDIS_URL": "unix:///run/x?db=0"}
    settings = town.environment(place)
    assert env.read(settings | services).demo
    with pytest.raises(env.EnvError, match="DEMO=on is refused"):
        env.read(settings | services | {"MERITPLAN_MODE": "production"})


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(place):
    first = town.environment(place)["SECRET_KEY"]
    assert town.environment(place)["SECRET_KEY"] == first
    assert len(first) >= env.MINIMUM_SECRET
    assert (place.own / "secret-key").stat().st_mode & 0o777 == 0o600


def test_starting_over_leaves_a_database_of_ones_own_alone(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example.se/mine")
    assert main(["demo-reset"]) == 1
    assert "only you may drop" in capsys.readouterr().err


def test_starting_over_removes_data_and_certificates_and_keeps_the_rest(place, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(demo, "prepare", lambda purpose: place)
    (place.own / "media").mkdir()
    (place.data / "postgres").mkdir()
    (place.own / "beat").mkdir()
    key = town.environment(place)["SECRET_KEY"]
    demo.reset()
    assert not place.data.exists()
    assert {file.name for file in place.own.iterdir()} == {
        "log",
        "run",
        "running.lock",
        "secret-key",
        "audit-key",
        "identity-key",
        "identity-digest-key",
    }
    assert town.environment(place)["SECRET_KEY"] == key


def test_the_people_printed_are_those_that_can_sign_in():
    assert {person.username: str(person.role).lower() for person in personas.PERSONAS} == demo.PERSONAS
    assert personas.PASSWORD == demo.PASSWORD
