"""The shape of a text about one reading."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of the law. quote: the law's own words, Swedish in every language.

    silence: what the quoted words say nothing about, or which words of the law are not quoted and why; empty where there is nothing to say.
    how: what holds whatever a rule set answers. other: what else the words could mean, beside what can be chosen. settles: what would end
    the doubt; empty where there is none.
    """

    page: str
    title: Text
    provision: Text
    quote: str
    silence: Text = ""
    how: Text
    why: Text
    other: Text = ""
    settles: Text = ""
