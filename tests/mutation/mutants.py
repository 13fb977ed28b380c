"""The faults: every place of a module where an operator of cosmic-ray can change something, one change at a time."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "merit" / "rules"

# Not asked: operators that pick at random; identity traded for equality or order, since members of enumerations and None are single;
# and of the arithmetic ones all but two each, since the others mostly fail to run.
ARITHMETIC = {
    "Add": "Sub Mul",
    "Sub": "Add Mul",
    "Mul": "Add FloorDiv",
    "FloorDiv": "Mul Mod",
    "BitOr": "BitAnd Sub",
    "BitAnd": "BitOr Sub",
}
IDENTITY = {"Is": "IsNot", "IsNot": "Is"}
ORDER = ("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE")


def is_asked(operator: str) -> bool:
    """Whether an operator of cosmic-ray makes faults that a person might."""
    kind, _, change = operator.removeprefix("core/").partition("_")
    before, _, after = change.partition("_")
    if kind == "ReplaceBinaryOperator":
        return after in ARITHMETIC.get(before, "").split()
    if kind == "ReplaceComparisonOperator":
        return IDENTITY.get(before) == after or (before in ORDER and after in ORDER)
    return not kind.startswith("Variable")


@dataclass(frozen=True)
class Mutant:
    """`before` and `after` are the changed lines, stripped and joined; with the module they say which fault it is, wherever it stands."""

    module: str
    line: int
    before: str
    after: str
    code: str

    @property
    def name(self) -> tuple[str, str, str]:
        return self.module, self.before, self.after


def modules() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.py"))


def mutants_of(module: str) -> Iterator[Mutant]:
    """Each different fault once, in the order of the operators. What only stands in an annotation is left out: nothing runs it."""
    source = (FOLDER / f"{module}.py").read_text(encoding="utf-8")
    same = _skeleton(source)
    seen = {source}
    for name in sorted(operator_names()):
        if not is_asked(name):
            continue
        for code in _faults(source.encode(), name):
            if code not in seen and _skeleton(code) not in ("", same):
                seen.add(code)
                yield Mutant(module, *_difference(source, code), code)


def _faults(source: bytes, name: str) -> Iterator[str]:
    operator = get_operator(name)
    for arguments in operator.arguments() or ({},):
        place = 0
        while (code := mutate_code(source, operator(**arguments), place)) is not None:
            yield code.decode() if isinstance(code, bytes) else code
            place += 1


def _skeleton(code: str) -> str:
    """The code without annotations and layout; nothing where it is no code."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def _difference(source: str, code: str) -> tuple[int, str, str]:
    """The first line that differs, and the differing lines before and after."""
    old, new = source.splitlines(), code.splitlines()
    first = next(place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    rest = 0
    while rest < min(len(old), len(new)) - first - 1 and old[-1 - rest] == new[-1 - rest]:
        rest += 1
    return first + 1, _joined(old[first : len(old) - rest]), _joined(new[first : len(new) - rest])


def _joined(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())
