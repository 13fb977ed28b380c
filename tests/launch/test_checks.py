import sys

from config import env
from config.values import Mode
from launch import checks
from launch.checks import Check, Outcome
from launch.places import LaunchError


def test_one_failure_fails_the_whole_and_is_named(capsys):
    assert checks.summarise([Outcome("ruff", True, 0.2), Outcome("mypy", True, 9.0)]) == 0
    assert checks.summarise([Outcome("ruff", False, 0.2), Outcome("mypy", True, 9.0)]) == 1
    assert "Failed: ruff\n" in capsys.readouterr().out


def test_a_failed_check_does_not_keep_the_next_from_running(capfd):
    fails, passes = (
        Check(str(status), [sys.executable, "-c", f"import sys; print('ran', {status}); sys.exit({status})"]) for status in (1, 0)
    )
    outcomes = [checks._run(check, {}) for check in (fails, passes)]
    assert [outcome.passed for outcome in outcomes] == [False, True]
    assert "ran 1" in (said := capfd.readouterr().out)
    assert "ran 0" in said


def test_what_python_has_compiled_is_kept_for_the_next_check(capfd):
    tells = Check("tells", [sys.executable, "-c", "import sys; print('not kept' if sys.dont_write_bytecode else 'kept')"])
    assert checks._run(tells, {"PYTHONDONTWRITEBYTECODE": "1"}).passed
    assert "\nkept" in capfd.readouterr().out


def test_the_settings_checked_for_deployment_are_those_production_accepts():
    assert env.read(checks.PRODUCTION).mode is Mode.PRODUCTION
    assert set(checks.PRODUCTION) <= set(env.NAMES)


def test_every_package_of_the_project_is_type_checked():
    packages = {folder.parent.name for folder in checks.CHECKOUT.glob("*/__init__.py")}
    assert packages - {"tests"} == {*checks.apps(), *checks.BESIDE_APPS}


def test_a_host_in_a_lock_file_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "CHECKOUT", tmp_path)
    monkeypatch.setattr(checks, "LOCKS", ("base.txt",))
    lock = tmp_path / "base.txt"
    lock.write_text("django==5.2.8 \\\n    --hash=sha256:abc\n")
    assert checks.lock_files() == 0
    lock.write_text("--index-url https://index.example.se/simple\ndjango==5.2.8\n")
    assert checks.lock_files() == 1


def test_a_check_that_cannot_start_is_a_failure_that_says_why(capsys):
    def no_chromium():
        raise LaunchError("Chromium is not installed.")

    assert not checks._timed("browser journeys", no_chromium).passed
    assert "Chromium is not installed." in capsys.readouterr().out


def test_what_is_left_out_all_day_is_a_check_of_its_own():
    all_day, *beside = checks.unit_checks()
    left_out = {argument.removeprefix("--ignore=") for argument in all_day.command if argument.startswith("--ignore=")}
    assert left_out == {check.command[-1] for check in beside} == {"tests/processes", "tests/walks"}
    assert all((checks.CHECKOUT / folder).is_dir() for folder in left_out)
