"""What is said of a change in somebody's assessment: one sentence for what it is, one for what it means. As preliminary as the rest."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from merit.changes import Change
from merit.rules.findings import Condition
from merit.sentences import condition_name

WHAT: Mapping[Change, str] = MappingProxyType(
    {
        Change.DECISION_LAPSED: gettext_noop("Ditt beslut om %(levels)s gäller inte längre."),
        Change.DECISION_IN_FORCE: gettext_noop("Ditt beslut om %(levels)s gäller nu."),
        Change.NOW_MET: gettext_noop("Du kan nu ansöka om %(levels)s."),
        Change.NO_LONGER_MET: gettext_noop("Du uppfyller inte längre kraven för %(levels)s."),
        Change.NO_LONGER_SURE: gettext_noop("Det går inte längre att avgöra om du uppfyller kraven för %(levels)s."),
        Change.NOW_POSSIBLE: gettext_noop("Du kan ha nått kraven för %(levels)s."),
        Change.NOT_POSSIBLE: gettext_noop("Du uppfyller inte kraven för %(levels)s."),
        Change.CONDITION_MET: gettext_noop("Ett villkor för %(levels)s är nu uppfyllt: %(condition)s."),
        Change.CONDITION_LOST: gettext_noop("Ett villkor för %(levels)s är inte uppfyllt: %(condition)s."),
        Change.CONDITION_OPEN: gettext_noop("Ett villkor för %(levels)s går inte att avgöra: %(condition)s."),
    }
)
MEANING: Mapping[Change, str] = MappingProxyType(
    {
        Change.DECISION_LAPSED: gettext_noop("När legitimationen är återkallad gäller inte heller besluten om meriteringsnivå."),
        Change.DECISION_IN_FORCE: gettext_noop("Det räknas nu i kraven för de nivåer som bygger på det."),
        Change.NOW_MET: gettext_noop("Bedömningen är preliminär. Skolverket beslutar efter din ansökan."),
        Change.NO_LONGER_MET: gettext_noop("Din bedömning visar vilket villkor det gäller och vad du kan göra."),
        Change.NO_LONGER_SURE: gettext_noop("Din bedömning visar vilket villkor det gäller och vad som behövs för att avgöra det."),
        Change.NOW_POSSIBLE: gettext_noop("Något underlag väntar på granskning eller saknar en uppgift. Din bedömning visar vad."),
        Change.NOT_POSSIBLE: gettext_noop("Det som tidigare var oklart är avgjort. Din bedömning visar vad som saknas."),
        Change.CONDITION_MET: gettext_noop("Din bedömning visar vad som återstår."),
        Change.CONDITION_LOST: gettext_noop("Din bedömning visar vad du kan göra."),
        Change.CONDITION_OPEN: gettext_noop("Din bedömning visar vad som behövs för att avgöra det."),
    }
)


def what(change: Change, levels: Sequence[int], condition: Condition | None) -> str:
    """ "Du kan nu ansöka om nivå 1." """
    name = condition_name(condition) if condition is not None else ""
    return _(WHAT[change]) % {"levels": level_list(levels), "condition": name[:1].lower() + name[1:]}


def meaning(change: Change) -> str:
    return _(MEANING[change])


def level_list(levels: Sequence[int]) -> str:
    """ "nivå 1", "nivå 2 och 3", "nivå 2, 3 och 4"."""
    if len(levels) == 1:
        return _("nivå %(level)s") % {"level": levels[0]}
    first, last = ", ".join(map(str, levels[:-1])), levels[-1]
    return _("nivå %(levels)s och %(last)s") % {"levels": first, "last": last}
