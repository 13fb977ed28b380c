"""Which browser somebody signed in with, in plain words. Only the two words are kept: what a browser says of itself is far more. Pure."""

import re

from django.utils.translation import gettext as _

# The first that fits: most browsers also call themselves what they want to be taken for.
BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\b(OPR|Opera|OPT)/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Vivaldi", r"\bVivaldi/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|CriOS|Chromium)/"),
    ("Safari", r"\bSafari/"),
)
SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("Chromebook", r"\bCrOS\b"),
    ("Mac", r"\bMac(intosh| OS X)\b"),
    ("Linux", r"\bLinux\b"),
)
KEY = "session_browser"


def read(user_agent: str) -> list[str]:
    """Browser and system by name, each empty where it is not known."""
    return [next((name for name, pattern in names if re.search(pattern, user_agent)), "") for names in (BROWSERS, SYSTEMS)]


def in_words(said: list[str]) -> str:
    browser, system = said if len(said) == 2 else ("", "")  # a browser and a system
    if browser and system:
        return _("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or (_("Okänd webbläsare på %(system)s") % {"system": system} if system else _("Okänd webbläsare"))
