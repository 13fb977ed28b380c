"""The light colours, for what cannot read the style sheet (documents). A test holds them equal to static/css/tokens.css."""

LIGHT = {
    "bg": "#FBFAF7",
    "surface": "#FFFFFF",
    "sunken": "#F4F2EE",
    "line": "#E2DFDA",
    "line-strong": "#7E7F89",
    "ink": "#1C1F31",
    "muted": "#545766",
    "accent": "#3C3EA7",
    "accent-weak": "#EDEEFD",
    "accent-line": "#C2C7F2",
    "on-accent": "#FFFFFF",
    "tier1": "#3C3EA7",
    "tier2": "#6068CA",
    "tier3": "#BEC3F2",
    "on-tier3": "#1D1F51",
    "met": "#1B643E",
    "no": "#A32C33",
    "maybe": "#855412",
    "glow": "#F2AF48",
}

# The short names of figures: class f-<name> fills and s-<name> strokes from the token beside it.
TOKEN_OF = {
    "ink": "ink",
    "muted": "muted",
    "t1": "tier1",
    "t2": "tier2",
    "t3": "tier3",
    "on": "on-accent",
    "on3": "on-tier3",
    "accent": "accent",
    "surface": "surface",
    "bg": "bg",
    "sunken": "sunken",
    "line": "line",
    "lines": "line-strong",
    "weak": "accent-weak",
    "aline": "accent-line",
    "met": "met",
    "no": "no",
    "maybe": "maybe",
    "glow": "glow",
}

# What is written on a fill.
TEXT_ON = {"t1": "on", "t2": "on", "t3": "on3", "weak": "ink", "surface": "ink", "none": "ink", "lines": "surface"}


def colour(name: str) -> str:
    """The light colour of a figure's short name."""
    return LIGHT[TOKEN_OF[name]]
