"""Putting a fault in: into functions that are there already, or into the module when it is imported."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import FunctionType, ModuleType
from typing import Any

from tests.mutation.mutants import FOLDER, Mutant

RUN_AT_IMPORT = {"__init__", "rulesets"}  # their functions make what others import


def can_be_swapped(mutant: Mutant) -> bool:
    """Whether the fault stands in a function that runs only when it is called."""
    return mutant.module not in RUN_AT_IMPORT and any(first <= mutant.line <= last for first, last in _functions(mutant.module))


@cache
def _functions(module: str) -> tuple[tuple[int, int], ...]:
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    return tuple((node.lineno, node.end_lineno or node.lineno) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def swap(mutant: Mutant) -> None:
    """Give every function of the imported module the code it has in the mutant; whoever holds the function has the fault then."""
    there = sys.modules[f"merit.rules.{mutant.module}"]
    faulty = {**{name: value for name, value in vars(there).items() if name.startswith("__")}}
    exec(compile(mutant.code, str(there.__file__), "exec"), faulty)
    new = dict(_functions_in(faulty, there.__name__))
    for name, function in _functions_in(vars(there), there.__name__):
        function.__code__ = new[name].__code__
        function.__defaults__, function.__kwdefaults__ = new[name].__defaults__, new[name].__kwdefaults__


def _functions_in(names: dict[str, Any] | Any, module: str) -> Iterator[tuple[str, FunctionType]]:
    for name, value in list(names.items()):
        if isinstance(value, type) and value.__module__ == module:
            for inner, member in _functions_in(vars(value), module):
                yield f"{name}.{inner}", member
            continue
        bare = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        if isinstance(bare, FunctionType) and bare.__module__ == module:
            yield name, bare


def plant_at_import(mutant: Mutant) -> None:
    sys.meta_path.insert(0, _Planted(mutant))


class _Planted(MetaPathFinder, Loader):
    """Gives the module with the fault in it where the module is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = "merit.rules" if mutant.module == "__init__" else f"merit.rules.{mutant.module}"
        self.code, self.path = mutant.code, str(FOLDER / f"{mutant.module}.py")

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return spec_from_loader(fullname, self, origin=self.path, is_package=fullname == "merit.rules")

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.code, self.path, "exec"), module.__dict__)
