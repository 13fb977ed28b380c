"""What a kind of row is called when it is counted. Apps above give the words of theirs; this app knows none of them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER = _("Övrigt")
_words: dict[str, str | Promise] = {
    "organisation.employment": _("Anställningar"),
    "organisation.roleassignment": _("Roller"),
    "organisation.delegation": _("Delegeringar"),
    "organisation.personidentifier": _("Personnummer"),
    "notices.notice": _("Besked"),
    "notices.reminder": _("Påminnelser"),
    "notices.preference": _("Val om besked"),
    "jobs.job": _("Beställda arbeten"),
}


def call(words: Mapping[str, str | Promise]) -> None:
    """Names by model label, in an AppConfig.ready()."""
    _words.update(words)


def name_of(label: str) -> str:
    return str(_words.get(label, OTHER))


def has_name(label: str) -> bool:
    return label in _words
