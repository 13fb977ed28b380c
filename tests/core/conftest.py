from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"


@pytest.fixture(scope="session")
def style_sheets():
    return {sheet.name: sheet.read_text(encoding="utf-8") for sheet in CSS.glob("*.css")}
