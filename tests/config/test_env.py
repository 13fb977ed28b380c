from pathlib import Path

import pytest

from config.env import NAMES, SECRETS, EnvError, read, settings_module
from config.values import Mode, Scanning

DEMO = {
    "MERITPLAN_MODE": "demo",
    "SECRET_KEY": "short",
    "DATABASE_URL": "postgresql://meritplan@/meritplan?host=/run/meritplan",
    "REDIS_URL": "unix:///run/meritplan/redis.sock?db=3",
    "MEDIA_ROOT": "/srv/media",
}
PRODUCTION = DEMO | {
    "MERITPLAN_MODE": "production",
    "SECRET_KEY": "x" * 50,
    "AUDIT_KEY": "y" * 50,
    "IDENTITY_KEYS": "z" * 50,
    "IDENTITY_DIGEST_KEY": "w" * 50,
    "ALLOWED_HOSTS": "meritplan.example.se, www.meritplan.example.se",
    "EMAIL_URL": "smtp://post:hemligt%40ord@mail.example.se",
    "DEFAULT_FROM_EMAIL": "meritplan@example.se",
    "MALWARE_SCANNING": "clamd",
    "CLAMD_ADDRESS": "unix:/run/clamav/clamd.ctl",
}


def problems(environ):
    with pytest.raises(EnvError) as caught:
        read(environ)
    return caught.value.problems


def test_a_demo_needs_little():
    env = read(DEMO)
    assert (env.mode, env.demo, env.malware_scanning) == (Mode.DEMO, False, Scanning.OFF)
    assert (env.session_hours, env.session_idle_minutes) == (8, 60)
    assert env.database["HOST"] == "/run/meritplan"
    assert env.broker_url == "redis+socket:///run/meritplan/redis.sock?virtual_host=3"
    assert env.email_backend.endswith("console.EmailBackend")
    assert env.media_root == Path("/srv/media")


def test_production_is_read_in_full():
    env = read(PRODUCTION | {"DATABASE_URL": "postgres://anv%C3%A4ndare:l%C3%B6s%2Fen@db.example.se:5433/meritplan?sslmode=require"})
    assert env.database | {"ENGINE": ""} == {
        "ENGINE": "",
        "NAME": "meritplan",
        "USER": "användare",
        "PASSWORD": "lös/en",
        "HOST": "db.example.se",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }
    assert env.allowed_hosts == ("meritplan.example.se", "www.meritplan.example.se")
    assert (env.email_host, env.email_port, env.email_user, env.email_password) == ("mail.example.se", 587, "post", "hemligt@ord")
    assert (env.email_use_tls, env.email_use_ssl) == (True, False)
    assert env.clamd_address == "unix:/run/clamav/clamd.ctl"


def test_nothing_set_names_everything_missing_at_once():
    said = problems({})
    assert {problem.split()[0] for problem in said} == set(DEMO)


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_leaves_nothing_to_a_guess(name):
    said = problems({key: value for key, value in PRODUCTION.items() if key != name})
    assert any(problem.startswith(f"{name} is missing") for problem in said)
    said = problems(PRODUCTION | {name: "  "})
    assert any(problem.startswith(f"{name} is missing") for problem in said)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"DEMO": "on"}, "DEMO=on is refused in production"),
        ({"MALWARE_SCANNING": "off"}, "MALWARE_SCANNING=off is refused in production"),
        ({"SECRET_KEY": "x" * 49}, "SECRET_KEY is refused in production"),
        ({"AUDIT_KEY": "y" * 49}, "AUDIT_KEY is refused in production"),
        ({"AUDIT_KEY": "y" * 50 + "," + "z" * 49}, "AUDIT_KEY is refused in production"),
        ({"AUDIT_KEY": "x" * 50}, "AUDIT_KEY is refused in production"),
        ({"IDENTITY_KEYS": "z" * 50 + "," + "v" * 49}, "IDENTITY_KEYS is refused in production"),
        ({"IDENTITY_KEYS": "change-me" + "z" * 50}, "IDENTITY_KEYS is refused in production"),
        ({"IDENTITY_KEYS": "y" * 50}, "IDENTITY_KEYS is refused in production"),
        ({"IDENTITY_DIGEST_KEY": "w" * 49}, "IDENTITY_DIGEST_KEY is refused in production"),
        ({"IDENTITY_DIGEST_KEY": "z" * 50}, "IDENTITY_DIGEST_KEY is refused in production"),
        ({"SECRET_KEY": "change-me" + "x" * 60}, "SECRET_KEY is refused in production"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=* is refused in production"),
        ({"ALLOWED_HOSTS": "meritplan.example.se,*"}, "ALLOWED_HOSTS=* is refused in production"),
    ],
)
def test_what_makes_a_server_unsafe_is_refused_in_production_only(change, said):
    assert [problem for problem in problems(PRODUCTION | change) if problem.startswith(said)]
    assert read(DEMO | change)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MERITPLAN_MODE", "prod"),
        ("AUDIT_KEY", "one,,two"),
        ("IDENTITY_KEYS", "one,,two"),
        ("DATABASE_URL", "sqlite:///db.sqlite3"),
        ("DATABASE_URL", "postgresql://db.example.se/"),
        ("DATABASE_URL", "postgresql://u:a/b@c@db.example.se:five/x"),
        ("DATABASE_URL", "postgresql:///x?pool=4"),
        ("REDIS_URL", "amqp://queue"),
        ("REDIS_URL", "redis:///0"),
        ("REDIS_URL", "unix://run/redis.sock"),
        ("MEDIA_ROOT", "media"),
        ("MEDIA_ROOT", "/"),
        ("EMAIL_URL", "mail.example.se:25"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://mail.example.se?tls=maybe"),
        ("ALLOWED_HOSTS", "https://meritplan.example.se"),
        ("ALLOWED_HOSTS", "one.example.se two.example.se"),
        ("CSRF_TRUSTED_ORIGINS", "meritplan.example.se"),
        ("MALWARE_SCANNING", "yes"),
        ("CLAMD_ADDRESS", "localhost:3310"),
        ("CLAMD_ADDRESS", "tcp://localhost"),
        ("DEMO", "true"),
        ("SECURE_PROXY", "1"),
        ("SESSION_HOURS", "0"),
        ("SESSION_HOURS", "25"),
        ("SESSION_HOURS", "åtta"),
        ("SESSION_HOURS", "1.5"),
        ("SESSION_IDLE_MINUTES", "9"),
        ("SESSION_IDLE_MINUTES", "481"),
        ("SESSION_IDLE_MINUTES", "en timme"),
    ],
)
def test_an_odd_value_stops_the_start_and_is_named(name, value):
    assert [problem for problem in problems(PRODUCTION | {name: value}) if problem.startswith(f"{name} is odd")]


def test_a_password_never_stands_in_a_message_or_a_repr():
    said = problems(PRODUCTION | {"DATABASE_URL": "mysql://u:hemligt@db/x", "REDIS_URL": "amqp://:hemligt@queue"})
    assert "hemligt" not in str(said)
    env = read(PRODUCTION | {"DATABASE_URL": "postgresql://u:hemligt@db/x"})
    assert "hemligt" not in repr(env)
    assert all(key not in repr(env) for key in (env.secret_key, *env.audit_keys, *env.identity_keys, env.identity_digest_key))


def test_a_scanner_without_an_address_is_one_problem():
    environ = {name: value for name, value in PRODUCTION.items() if name != "CLAMD_ADDRESS"}
    assert len(problems(environ)) == 1


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_secret_may_lie_in_a_file(name, tmp_path):
    file = tmp_path / "secret"
    file.write_text(PRODUCTION[name] + "\n")
    environ = {key: value for key, value in PRODUCTION.items() if key != name} | {f"{name}_FILE": str(file)}
    assert read(environ) == read(PRODUCTION)
    assert "both set" in problems(environ | {name: PRODUCTION[name]})[0]
    file.write_text("\n")
    assert problems(environ) == (f"{name} is empty in the file {file}.",)
    file.unlink()
    assert problems(environ) == (f"{name}_FILE names a file that cannot be read, {file}: No such file or directory.",)


def test_a_misspelt_name_is_not_passed_over_in_silence():
    assert problems(DEMO | {"MERITPLAN_MOOD": "demo"}) == ("MERITPLAN_MOOD is not a setting of Meritplan. Look for a spelling mistake.",)
    assert problems(DEMO | {"MERITPLAN_SECRET_KEY": "x"}) == (
        "MERITPLAN_SECRET_KEY is not a setting of Meritplan. Did you mean SECRET_KEY?",
    )


@pytest.mark.parametrize("environ", [{}, {"MERITPLAN_MODE": ""}, {"MERITPLAN_MODE": "Demo"}])
def test_no_process_guesses_its_mode(environ):
    with pytest.raises(EnvError, match="MERITPLAN_MODE is"):
        settings_module(environ)


def test_every_mode_has_settings():
    modules = {mode: settings_module({"MERITPLAN_MODE": mode}) for mode in Mode}
    for module in modules.values():
        assert Path(__file__).parents[2].joinpath(*module.split(".")).with_suffix(".py").exists()
    assert len(set(modules.values())) == len(modules)
    assert set(PRODUCTION) <= set(NAMES)
