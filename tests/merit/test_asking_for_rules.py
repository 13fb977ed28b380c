"""No part of the product assesses anybody without asking whose rule set answers."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PURE = ("merit/rules", "merit/contract")  # the law itself, and records that belong to nobody
APPS = ("merit", "plans", "reports", "privacy", "portal", "inventory")
ASKED = {"assess": "rules", "project_facts": "rules_on", "shortest_way": "rules_on"}


def calls_in(path):
    text = path.read_text()
    if not any(f"{name}(" in text for name in ASKED):  # reading it as Python takes long, and would find no such call
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, {keyword.arg for keyword in node.keywords}, node.lineno


def test_whoever_assesses_says_by_which_rules():
    silent = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if not str(path.relative_to(ROOT)).startswith(PURE)
        for name, given, line in calls_in(path)
        if name in ASKED and ASKED[name] not in given
    ]
    assert silent == []
