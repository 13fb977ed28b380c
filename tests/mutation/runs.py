"""The tests against one mutant after another, each in a process forked where everything is loaded and every test collected."""

import json
import os
import signal
import sys
import time
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path

from tests.mutation.mutants import ROOT, Mutant, modules, mutants_of
from tests.mutation.planting import can_be_swapped, plant_at_import, swap

# The quick ones first: most faults fall at the first edge.
EDGES = ("edges_of_work", "edges_of_education", "readings", "ways", "rulesets", "vectors", "read_aloud")
TESTS = [*(f"tests/merit/rules/test_{name}.py" for name in EDGES), "tests/merit/test_cases.py", "tests/merit/rules"]
INI = str(ROOT / "tests" / "mutation" / "pytest.ini")
LAST_TIME = ROOT / "var" / "mutation" / "survivors.json"
PATIENCE = 5  # a fault may loop for ever: how many times longer than the code itself it may take
PASSED, FAILED = 0, 1
NOTHING_PROVED = "The tests fail without any fault, so that nothing is proved: run them first."


def survivors_of(chosen: Sequence[str], *, is_again: bool) -> list[Mutant]:
    """The mutants of the modules that no test notices. is_again: of those that survived last time."""
    last = _remembered() if is_again else None
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        made = [mutant for found in pool.map(_all_of, chosen, chunksize=1) for mutant in found]
    asked = [mutant for mutant in made if last is None or mutant.name in last]
    print(f"{len(asked)} mutants of {len(chosen)} modules", flush=True)
    _load_everything_else()
    swapped = [mutant for mutant in asked if can_be_swapped(mutant)]
    imported = [mutant for mutant in asked if not can_be_swapped(mutant)]
    found = [*_after_collection(swapped), *_from_the_start(imported)]
    _remember(found, chosen)
    return sorted(found, key=lambda mutant: (mutant.module, mutant.line, mutant.after))


def _all_of(module: str) -> list[Mutant]:
    return list(mutants_of(module))


def _load_everything_else() -> None:
    """What the tests need and no fault touches."""
    import django
    import hypothesis
    import jsonschema  # noqa: F401
    import pytest  # noqa: F401
    from django.conf import settings

    os.environ.setdefault("HYPOTHESIS_EXAMPLES", "30")
    settings.configure(USE_I18N=True, LANGUAGE_CODE="sv", LOCALE_PATHS=[str(ROOT / "locale")])
    django.setup()
    hypothesis.settings.register_profile("mutation", database=None, derandomize=True, print_blob=False)
    hypothesis.settings.load_profile("mutation")


class _Session:
    """A pytest plugin: once the tests are collected, a child of this process runs them for each mutant, and this one only waits."""

    def __init__(self, mutants: list[Mutant], survivors: list[Mutant]) -> None:
        self.mutants, self.survivors = mutants, survivors
        self.has_begun = self.is_child = False

    def pytest_runtestloop(self, session: object) -> bool | None:
        self.has_begun, began = True, time.monotonic()
        children = _Children(PATIENCE * 600)
        if self._forked(children, None):
            return None
        children.wait_for_all()
        if children.passed != [None]:
            raise SystemExit(NOTHING_PROVED)
        seconds = time.monotonic() - began
        print(f"The tests take {seconds:.1f} s without a fault.", flush=True)
        children = _Children(PATIENCE * seconds + 10)
        for number, mutant in enumerate(self.mutants, 1):
            children.wait_for_room()
            if self._forked(children, mutant):
                return None
            if number % 50 == 0:
                print(f"{number} of {len(self.mutants)} tried, {len(children.passed)} survive", flush=True)
        children.wait_for_all()
        self.survivors += [mutant for mutant in children.passed if mutant is not None]
        return True

    def _forked(self, children: "_Children", mutant: Mutant | None) -> bool:
        """Whether this is the child, which goes on and runs the tests."""
        if not children.fork(mutant):
            return False
        self.is_child = True
        if mutant is not None:
            swap(mutant)
        return True


class _Children:
    """As many processes at a time as there are processors; whose tests passed is kept."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self.running: dict[int, tuple[Mutant | None, float]] = {}
        self.passed: list[Mutant | None] = []

    def fork(self, mutant: Mutant | None) -> bool:
        """True in the child."""
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            return True
        self.running[child] = (mutant, time.monotonic())
        return False

    def wait_for_room(self) -> None:
        while len(self.running) >= (os.cpu_count() or 1):
            self._look()

    def wait_for_all(self) -> None:
        while self.running:
            self._look()

    def _look(self) -> None:
        for child, (mutant, began) in list(self.running.items()):
            done, status = os.waitpid(child, os.WNOHANG)
            if not done and time.monotonic() - began > self.patience:
                os.kill(child, signal.SIGKILL)
                done, status = os.waitpid(child, 0)
            if done:
                del self.running[child]
                if os.waitstatus_to_exitcode(status) == PASSED:
                    self.passed.append(mutant)
        time.sleep(0.005)


def _after_collection(mutants: list[Mutant]) -> list[Mutant]:
    """For faults in the body of a function, which can be put there after everything has been imported."""
    survivors: list[Mutant] = []
    plugin = _Session(mutants, survivors)
    with _in_child_always_leaving(plugin):
        _pytest(plugin)
    if not plugin.has_begun:  # they could not even be collected
        raise SystemExit(NOTHING_PROVED)
    return survivors


class _in_child_always_leaving:  # noqa: N801  # reads as what it does
    """Whatever a fault does to the tests, its process ends here, and did not pass."""

    def __init__(self, plugin: _Session) -> None:
        self.plugin = plugin

    def __enter__(self) -> None: ...

    def __exit__(self, *failed: object) -> None:
        if self.plugin.is_child:
            os._exit(FAILED)


def _pytest(plugin: _Session | None = None) -> int:
    import pytest

    command = ["-c", INI, f"--rootdir={ROOT}", *(str(ROOT / path) for path in TESTS)]
    status = int(pytest.main(command, plugins=[plugin] if plugin is not None else []))
    if plugin is not None and plugin.is_child:
        os._exit(status)
    return status


def _from_the_start(mutants: list[Mutant]) -> list[Mutant]:
    """For faults in what an import makes: classes, constants, rule sets. Rules and tests are loaded anew for each."""
    for name in [name for name in sys.modules if name.startswith(("merit.", "tests.merit", "tests.cases"))]:
        del sys.modules[name]
    children = _Children(PATIENCE * 120)
    for number, mutant in enumerate([None, *mutants]):
        children.wait_for_room()
        if children.fork(mutant):
            try:
                if mutant is not None:
                    plant_at_import(mutant)
                os._exit(_pytest())
            except BaseException:  # whatever it is, the tests have noticed it
                os._exit(FAILED)
        if number and number % 25 == 0:
            print(f"{number} of {len(mutants)} tried at import", flush=True)
    children.wait_for_all()
    if None not in children.passed:
        raise SystemExit(NOTHING_PROVED)
    return [mutant for mutant in children.passed if mutant is not None]


def _remembered() -> set[tuple[str, str, str]]:
    if not LAST_TIME.exists():
        raise SystemExit("There is no last time: run it without --again first.")
    kept = json.loads(LAST_TIME.read_text(encoding="utf-8"))
    return {(module, before, after) for module, names in kept.items() for before, after in names}


def _remember(survivors: list[Mutant], chosen: Iterable[str], file: Path = LAST_TIME) -> None:
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    for module in chosen:
        kept[module] = [[mutant.before, mutant.after] for mutant in survivors if mutant.module == module]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({name: kept[name] for name in modules() if name in kept}, ensure_ascii=False), encoding="utf-8")
