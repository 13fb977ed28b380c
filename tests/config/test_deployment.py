"""docker-compose.yml, Dockerfile, .env.example, config/env.py and the launcher tell the same story."""

import re
from pathlib import Path

import pytest
import yaml

from config import env
from config.values import Mode, Scanning
from launch import assets, health, packages, processes

ROOT = Path(__file__).resolve().parents[2]
OURS = ("web", "worker", "beat", "migrate")
OF_COMPOSE_ONLY = {"POSTGRES_PASSWORD", "WEB_PORT"}
KEYS = ("SECRET_KEY", "AUDIT_KEY", "IDENTITY_KEYS", "IDENTITY_DIGEST_KEY")
SECRETS = {name: letter * env.MINIMUM_SECRET for name, letter in zip(KEYS, "xyzw", strict=True)}
VARIABLE = re.compile(r"\$\{(\w+):\?\}")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(read("docker-compose.yml"))


def example(*, commented):
    """The names and values of .env.example; those that compose sets itself are commented out there."""
    lead = "#" if commented else ""
    return dict(re.findall(rf"^{lead}([A-Z][A-Z_]+)=(.*)$", read(".env.example"), flags=re.MULTILINE))


def in_compose(service, values):
    return {name: VARIABLE.sub(lambda found: values[found[1]], value) for name, value in service["environment"].items()}


def test_every_setting_has_the_same_name_everywhere(compose):
    for name in OURS:
        assert set(compose["services"][name]["environment"]) == set(env.NAMES)
    filled, commented = example(commented=False), example(commented=True)
    assert not filled.keys() & commented.keys()
    assert filled.keys() | commented.keys() == set(env.NAMES) | OF_COMPOSE_ONLY


def test_what_the_example_asks_for_is_what_compose_reads():
    read_by_compose = set(VARIABLE.findall(read("docker-compose.yml")))
    assert read_by_compose == example(commented=False).keys()
    assert read("docker-compose.yml").count("${") == len(VARIABLE.findall(read("docker-compose.yml")))  # nothing has a silent default


def test_the_example_filled_in_is_accepted_in_production_and_unchanged_refused(compose):
    values = example(commented=False)
    with pytest.raises(env.EnvError, match="SECRET_KEY is refused"):
        env.read(in_compose(compose["services"]["web"], values))
    filled = env.read(in_compose(compose["services"]["web"], values | SECRETS))
    assert filled.mode is Mode.PRODUCTION
    assert filled.malware_scanning is Scanning.CLAMD
    assert not filled.demo


def test_the_commented_values_are_well_formed():
    values = example(commented=False) | example(commented=True) | SECRETS
    assert env.read(values).mode is Mode.PRODUCTION


def test_the_services_named_in_the_addresses_exist(compose):
    settings = in_compose(compose["services"]["web"], example(commented=False))
    for name in ("DATABASE_URL", "REDIS_URL", "CLAMD_ADDRESS"):
        assert re.search(r"(?:@|//)(\w+):\d+", settings[name])[1] in compose["services"]


def test_containers_run_the_commands_of_the_launcher(compose):
    services = compose["services"]
    assert services["web"]["command"] == list(processes.web(bind="0.0.0.0:8000"))
    assert services["worker"]["command"] == list(processes.worker())
    assert services["beat"]["command"] == list(processes.beat(schedule="/tmp/beat-schedule"))
    started = re.search(r"^CMD (\[.*\])$", read("Dockerfile"), flags=re.MULTILINE)[1]
    assert yaml.safe_load(started) == services["web"]["command"]


def test_every_image_is_of_a_stated_version(compose):
    images = [service["image"] for service in compose["services"].values()] + re.findall(
        r"^FROM (\S+)", read("Dockerfile"), flags=re.MULTILINE
    )
    for image in images:
        assert re.search(r":v?\d+\.?\d*", image), image


def test_the_database_of_compose_sorts_as_that_of_the_launcher(compose):
    arguments = compose["services"]["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    launcher = read("launch/postgres.py")
    assert {"--locale-provider=icu", "--icu-locale=sv-SE"} <= set(arguments)
    assert all(f'"{argument}"' in launcher for argument in arguments if "locale" in argument)


def test_the_image_holds_the_libraries_the_launcher_installs():
    for need in packages.TO_RUN:
        if need.package.startswith("lib"):
            assert need.package in read("Dockerfile")


def test_the_image_is_built_from_the_lock_and_runs_as_nobody_special():
    dockerfile = read("Dockerfile")
    assert "--require-hashes -r requirements/base.txt" in dockerfile
    assert re.findall(r"^USER (\w+)$", dockerfile, flags=re.MULTILINE) == ["meritplan"]
    assert {".env", ".git", ".venv", "var"} <= set(read(".dockerignore").split())


def test_the_build_needs_no_secret_and_no_server():
    assert env.read(assets.BUILD).mode is Mode.DEMO


def test_the_health_check_asks_by_a_name_the_server_knows(compose):
    assert compose["services"]["web"]["healthcheck"]["test"] == ["CMD", "python", "-m", "launch.health"]
    assert health.host("meritplan.example.se, www.example.se") == "meritplan.example.se"
    assert health.host(".example.se") == "example.se"


def test_uploads_outlive_the_containers_and_the_rest_is_read_only(compose):
    for name in OURS:
        service = compose["services"][name]
        assert service["read_only"] is True
        assert f"media:{service['environment']['MEDIA_ROOT']}" in service["volumes"]
    assert "media" in compose["volumes"]
