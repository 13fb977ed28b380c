"""Runs the pure tests against every mutant: `python -m tests.mutation [--again] [MODULE …]`. Status 1 where one survives unexplained."""

import sys

from tests.mutation.explained import Explanations
from tests.mutation.mutants import modules
from tests.mutation.runs import survivors_of


def main(arguments: list[str]) -> int:
    """--again: only those that survived last time, which is quick while tests are being written."""
    chosen = [name for name in arguments if name != "--again"] or modules()
    unknown = sorted({*chosen} - {*modules()})
    if unknown:
        print(f"There is no module called {', '.join(unknown)} in merit/rules.")
        return 1
    survivors = survivors_of(chosen, is_again="--again" in arguments)
    return Explanations.read().report(survivors, modules=chosen, is_complete="--again" not in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
