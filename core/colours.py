"""What the style sheet's colours are, and how far apart two of them lie (WCAG 2.2, contrast ratio)."""

import re

THEMES = {"light": r":root, \[data-bs-theme=\"light\"\]", "dark": r"\n\[data-bs-theme=\"dark\"\]"}
DECLARATION = re.compile(r"--mp-([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6});")


def themes(style_sheet: str) -> dict[str, dict[str, str]]:
    """The colours of tokens.css by theme and by token name without its prefix."""
    return {name: _colours(style_sheet, selector) for name, selector in THEMES.items()}


def _colours(style_sheet: str, selector: str) -> dict[str, str]:
    block = re.search(selector + r"\s*\{(.*?)\n\}", style_sheet, re.DOTALL)
    if block is None:
        raise ValueError(f"tokens.css has no block for {selector}")
    return dict(DECLARATION.findall(block[1]))


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
