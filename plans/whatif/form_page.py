"""The form of the what-if page, ready to draw."""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from merit.rules.facts import Facts
from plans.choices.fills import fills
from plans.choices.forms import term_field
from plans.choices.pages import offer_meta
from plans.whatif.forms import MOST_TYPED, WhatIfForm

OTHERS = ("omfattning", "forskning", "beslut", "dag")


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One check box with its term. fills: what the course would count towards."""

    id: str
    value: str
    title: str
    meta: str
    fills: str
    is_checked: bool
    is_planned: bool
    term: BoundField


@dataclass(frozen=True, slots=True)
class TypedRow:
    number: int
    fields: tuple[BoundField, ...]


def form_parts(form: WhatIfForm, facts: Facts) -> dict[str, Any]:
    """facts: as they are today, for what each course would fill."""
    ticked = {str(value) for value in form["kurs"].value() or []}
    counts = fills(facts, (each.offer for each in form.offered.values()), rules_on=form.rules_on)
    rows = [
        OfferRow(
            id=f"id_kurs_{index}",
            value=pk,
            title=each.offer.title,
            meta=offer_meta(each.offer),
            fills=counts.get(each.offer.pk, ""),
            is_checked=pk in ticked,
            is_planned=bool(each.term),
            term=form[term_field(pk)],
        )
        for index, (pk, each) in enumerate(form.offered.items())
    ]
    return {
        "rows": rows,
        "typed": [TypedRow(number, tuple(form.typed_parts(number))) for number in form.numbers],
        "others": [form[name] for name in OTHERS if name in form.fields],
        "can_add": len(form.numbers) < MOST_TYPED,
    }
