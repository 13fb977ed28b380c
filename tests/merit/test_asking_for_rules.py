"""No part of the product assesses anybody without asking whose rule set answers."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PURE = ("merit/rules", "merit/contract")  # the law itself, and records that belong to nobody
APPS = ("merit", "plans", "reports", "privacy", "portal", "inventory")


def calls_in(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, {keyword.arg for keyword in node.keywords}, node.lineno


def test_whoever_assesses_says_by_which_rules():
    asked = {"assess": "rules", "project_facts": "rules_on", "shortest_way": "rules_on"}
    silent = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if not str(path.relative_to(ROOT)).startswith(PURE)
        for name, given, line in calls_in(path)
        if name in asked and asked[name] not in given
    ]
    assert silent == []
