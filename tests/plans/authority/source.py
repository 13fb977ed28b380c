"""Where the plan of source 000 is kept as data."""

from pathlib import Path

PLAN_FILE = Path(__file__).resolve().parents[3] / "demo" / "plan.json"
