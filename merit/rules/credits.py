"""The conditions counted in högskolepoäng: meriting education, its second-cycle share, and teaching proficiency."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from merit.rules.courses import ZERO, Credits
from merit.rules.facts import DegreeFact
from merit.rules.findings import Condition, Doubt, Finding, LegalSource, Outcome, Unit, Value
from merit.rules.messages import Message, Remedy
from merit.rules.qualifying import without_degree


class Easing(NamedTuple):
    """A rule that lowers a requirement of credits: `outcome` says whether it applies, `credits` is the lower requirement.

    `source` is the paragraph that then holds. `total` is the sum that fills the lower requirement, where it is another than the sum for
    the full one: never smaller, surely or possibly. `values` fill the sentences that speak of it; `words` are those sentences.
    """

    outcome: Outcome
    credits: Decimal
    source: LegalSource
    words: "EasingWords"
    total: Credits | None = None
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EasingWords:
    enough: Message
    short: Message
    open: Message
    possible_short: Message
    possible_open: Message
    alone: Remedy
    or_credits: Remedy
    and_credits: Remedy


TRANSITION = EasingWords(
    enough=Message.MERIT_TRANSITION_ENOUGH,
    short=Message.MERIT_TRANSITION_SHORT,
    open=Message.MERIT_TRANSITION_OPEN,
    possible_short=Message.MERIT_TRANSITION_POSSIBLE_SHORT,
    possible_open=Message.MERIT_TRANSITION_POSSIBLE_OPEN,
    alone=Remedy.TRANSITION_ALONE,
    or_credits=Remedy.TRANSITION_OR_CREDITS,
    and_credits=Remedy.TRANSITION_AND_CREDITS,
)
RESEARCH = EasingWords(
    enough=Message.MERIT_RESEARCH_ENOUGH,
    short=Message.MERIT_RESEARCH_SHORT,
    open=Message.MERIT_RESEARCH_OPEN,
    possible_short=Message.MERIT_RESEARCH_POSSIBLE_SHORT,
    possible_open=Message.MERIT_RESEARCH_POSSIBLE_OPEN,
    alone=Remedy.RESEARCH_ALONE,
    or_credits=Remedy.RESEARCH_OR_CREDITS,
    and_credits=Remedy.RESEARCH_AND_CREDITS,
)


def merit_credits(total: Credits, *, degree: DegreeFact | None, on: date, full: Decimal, easing: Easing, source: LegalSource) -> Finding:
    """Whether passed meriting education after the qualifying degree reaches the credits of level 1 (15 hp) or 2 (45 hp).

    Högskolepoäng. easing lowers the requirement: the transition rule to 7.5 for level 1, practice-based research to 37.5 for level 2.
    Where it is possible but not sure, only a sure `full` is MET, only a possible sum below the lower requirement NOT_MET, and
    `required` says `full`. Without a usable degree UNDETERMINED.
    Source: SFS 2025:280, 6 § 3 with övergångsbestämmelse 2; 7 § first paragraph 2 with the second paragraph.
    """
    eased = easing.outcome is Outcome.MET
    required = easing.credits if eased else full
    source = source if easing.outcome is Outcome.NOT_MET else easing.source
    lower = easing.total or total
    if eased:
        total = lower
    unusable = without_degree(
        Condition.MERIT_CREDITS, degree, on=on, required=required, zero=ZERO, unit=Unit.HP, rows=total.rows, source=source
    )
    if unusable is not None:
        return unusable
    least = full - total.possible if easing.outcome is Outcome.NOT_MET else easing.credits - lower.possible
    outcome = Outcome.between(sure=total.sure >= required, possible=least <= ZERO)
    return Finding(
        condition=Condition.MERIT_CREDITS,
        outcome=outcome,
        source=source,
        message=_merit_message(outcome, total, easing),
        remedy=_merit_remedy(outcome, total, lower, full, easing),
        required=required,
        sure=total.sure,
        possible=total.possible,
        unit=Unit.HP,
        missing=max(ZERO, required - total.sure),
        values=_merit_values(total, lower, full, easing, least),
        rows=total.rows,
        doubts=total.doubts,
    )


def _merit_values(total: Credits, lower: Credits, full: Decimal, easing: Easing, least: Decimal) -> tuple[tuple[str, Value], ...]:
    """What the sentences name beside the sums: what is open, and how much more is needed, whether the requirement is lowered or not."""
    return (
        ("full", full),
        ("eased", easing.credits),
        ("open", total.possible - total.sure),
        ("least", least),
        ("least_full", full - total.possible),
        ("least_sure", easing.credits - lower.sure),
        *easing.values,
    )


def _merit_message(outcome: Outcome, total: Credits, easing: Easing) -> Message:
    is_open = total.possible > total.sure
    words = easing.words
    if easing.outcome is Outcome.MET:
        if outcome is Outcome.MET:
            return words.enough
        return words.open if is_open else words.short
    if outcome is Outcome.MET:
        return Message.MERIT_ENOUGH
    if easing.outcome is Outcome.UNDETERMINED:
        return words.possible_open if is_open else words.possible_short
    return Message.MERIT_OPEN if is_open else Message.MERIT_SHORT


def _merit_remedy(outcome: Outcome, total: Credits, lower: Credits, full: Decimal, easing: Easing) -> Remedy:
    maybe_eased = easing.outcome is Outcome.UNDETERMINED
    if outcome is Outcome.NOT_MET and maybe_eased:
        return Remedy.CREDITS_MORE_IF_EASED
    if outcome is not Outcome.UNDETERMINED:
        return _short_remedy(outcome, total, Remedy.CREDITS_MORE, Remedy.CREDITS_MORE_ANYWAY)
    in_doubt = _doubt_remedy(total)
    if not maybe_eased or in_doubt is Remedy.DEGREE_REVIEW:
        return in_doubt
    if lower.sure >= easing.credits:
        return easing.words.alone if total.possible < full else easing.words.or_credits
    return easing.words.and_credits if total.possible < full else in_doubt


def advanced_credits(total: Credits, *, degree: DegreeFact | None, on: date, required: Decimal, source: LegalSource) -> Finding:
    """Whether the counting courses of the second cycle reach 22.5 hp.

    Högskolepoäng. A counting course of unknown cycle is possible. Practice-based research does not lower it. Without a usable degree
    UNDETERMINED. Source: SFS 2025:280, 7 § first paragraph 2.
    """
    unusable = without_degree(
        Condition.ADVANCED_CREDITS, degree, on=on, required=required, zero=ZERO, unit=Unit.HP, rows=total.rows, source=source
    )
    if unusable is not None:
        return unusable
    messages = (Message.ADVANCED_ENOUGH, Message.ADVANCED_SHORT, Message.ADVANCED_OPEN)
    remedies = (Remedy.ADVANCED_MORE, Remedy.ADVANCED_MORE_ANYWAY)
    return _plain(Condition.ADVANCED_CREDITS, total, required=required, messages=messages, remedies=remedies, source=source)


def teaching_proficiency(total: Credits, *, required: Decimal, entry_credits: Decimal, source: LegalSource) -> Finding:
    """Whether the passed commissioned course in teaching proficiency (VAK) reaches 7.5 hp.

    Högskolepoäng. It needs no qualifying degree. entry_credits: what the universities ask for admission, for the sentence only.
    Source: SFS 2025:280, 7 § first paragraph 3; 9 § 3.
    """
    messages = (Message.PROFICIENCY_ENOUGH, Message.PROFICIENCY_SHORT, Message.PROFICIENCY_OPEN)
    remedies = (Remedy.PROFICIENCY_MORE, Remedy.PROFICIENCY_MORE_ANYWAY)
    entry: tuple[tuple[str, Value], ...] = (("entry", entry_credits),)
    return _plain(
        Condition.TEACHING_PROFICIENCY, total, required=required, messages=messages, remedies=remedies, source=source, values=entry
    )


def _plain(
    condition: Condition,
    total: Credits,
    *,
    required: Decimal,
    messages: tuple[Message, Message, Message],
    remedies: tuple[Remedy, Remedy],
    source: LegalSource,
    values: tuple[tuple[str, Value], ...] = (),
) -> Finding:
    """A sum against one requirement. messages: enough, short, short with something open; remedies: more, more all the same."""
    outcome = Outcome.between(sure=total.sure >= required, possible=total.possible >= required)
    enough, short, short_and_open = messages
    message = enough if outcome is Outcome.MET else short_and_open if total.possible > total.sure else short
    return Finding(
        condition=condition,
        outcome=outcome,
        source=source,
        message=message,
        remedy=_doubt_remedy(total) if outcome is Outcome.UNDETERMINED else _short_remedy(outcome, total, *remedies),
        required=required,
        sure=total.sure,
        possible=total.possible,
        unit=Unit.HP,
        missing=max(ZERO, required - total.sure),
        values=(("open", total.possible - total.sure), ("least", required - total.possible), *values),
        rows=total.rows,
        doubts=total.doubts,
    )


def _short_remedy(outcome: Outcome, total: Credits, more: Remedy, more_anyway: Remedy) -> Remedy:
    if outcome is Outcome.MET:
        return Remedy.NOTHING
    return more_anyway if total.possible > total.sure else more


_BY_DOUBT = {
    Doubt.DEGREE_PENDING: Remedy.DEGREE_REVIEW,
    Doubt.PENDING: Remedy.CREDITS_REVIEW,
    Doubt.UNKNOWN_GRADE: Remedy.CREDITS_GRADE,
    Doubt.UNKNOWN_CYCLE: Remedy.CREDITS_CYCLE,
    Doubt.UNKNOWN_AREA: Remedy.CREDITS_AREA,
}


def _doubt_remedy(total: Credits) -> Remedy:
    """One step at a time: the first doubt of the list that any course has."""
    kinds = {doubt for _, doubt in total.doubts}
    return next((remedy for doubt, remedy in _BY_DOUBT.items() if doubt in kinds), Remedy.CREDITS_REVIEW)
