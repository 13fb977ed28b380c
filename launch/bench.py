"""`make bench`: a fresh demo in a database of its own, then the measurement in one process."""

import subprocess

from launch import assets, packages, services, venv
from launch.places import CHECKOUT, LaunchError

SIZES = ("small", "full")


def run(size: str) -> int:
    if size not in SIZES:
        raise LaunchError(f"SIZE={size} is not known: choose small or full.")
    packages.ensure(packages.TO_RUN)
    venv.ensure("base")
    openfisca = openfisca_python()
    assets.compile_translations()
    with services.environment(mode="demo", database="bench", is_fresh=True) as environ:
        environ |= {"DEMO": "on", "DJANGO_SETTINGS_MODULE": "config.settings.demo", "OPENFISCA_PYTHON": openfisca}
        assets.collect_static(environ)
        assets.manage("migrate", "--no-input", "--verbosity=0", environ=environ)
        assets.manage("load_demo", environ=environ)
        return subprocess.run([str(venv.PYTHON), "-m", "benchmarks", size], cwd=CHECKOUT, env=environ).returncode


def openfisca_python() -> str:
    """The Python of an environment with OpenFisca in it; empty where it cannot be installed, and the benchmark says so."""
    try:
        return str(venv.beside("openfisca"))
    except LaunchError as error:
        print(error, flush=True)
        return ""
