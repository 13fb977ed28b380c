"""`make mutants`: the pure tests against faults put into merit/rules, in an environment of their own. No database is needed."""

import os
import subprocess
from collections.abc import Sequence

from launch import assets, packages, venv
from launch.places import CHECKOUT


def run(arguments: Sequence[str]) -> int:
    """arguments: modules of merit/rules (all where none), and --again for those that survived last time."""
    packages.ensure(packages.TO_RUN)
    venv.ensure("test")  # compiles what the sentences are read from
    assets.compile_translations()
    python = venv.beside("mutation")
    return subprocess.run([str(python), "-m", "tests.mutation", *arguments], cwd=CHECKOUT, env=os.environ).returncode
