"""Survivors that have been looked at: docs/rules/mutants.md says why no test can, or need, tell them from the code."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutants import ROOT, Mutant

PAGE = ROOT / "docs" / "rules" / "mutants.md"
HEADING = re.compile(r"^## `(\w+)`$")
LINE = re.compile(r"^- `` ?(.*?) ?`` → `` ?(.*?) ?``: (.+)$")


@dataclass(frozen=True)
class Explanations:
    known: frozenset[tuple[str, str, str]]

    @classmethod
    def read(cls, page: Path = PAGE) -> "Explanations":
        """Under each module's heading a list: what the line was, what the fault made of it, and why that may be."""
        known, module = set(), ""
        for line in page.read_text(encoding="utf-8").splitlines():
            if heading := HEADING.match(line):
                module = heading[1]
            elif entry := LINE.match(line):
                known.add((module, entry[1], entry[2]))
        return cls(frozenset(known))

    def report(self, survivors: Sequence[Mutant], *, modules: Iterable[str], is_complete: bool) -> int:
        """Print what survived unexplained, and what is explained but no longer survives. 1 where there is any of either."""
        unexplained = [mutant for mutant in survivors if mutant.name not in self.known]
        names = {mutant.name for mutant in survivors}
        stale = sorted(name for name in self.known if is_complete and name[0] in set(modules) and name not in names)
        print(f"{len(survivors)} survived, {len(survivors) - len(unexplained)} of them explained in {PAGE.relative_to(ROOT)}.")
        for mutant in unexplained:
            print(f"merit/rules/{mutant.module}.py:{mutant.line}\n- `` {mutant.before} `` → `` {mutant.after} ``: ?")
        for module, before, after in stale:
            print(f"explained, but no longer there or no longer surviving: {module}: {before} → {after}")
        return int(bool(unexplained or stale))
