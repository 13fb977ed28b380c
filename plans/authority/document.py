"""What a huvudmannaplan consists of when it is read: chapters of blocks. The page and the PDF render the same document.

A block knows the template that draws it; the templates read `medium` ("screen" or "print") and `may_update`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import ClassVar

from core.figures.drawing import Figure


@dataclass(frozen=True)
class Block:
    """Something under a heading. is_wide: a figure or table that needs the whole width of the page."""

    template: ClassVar[str] = ""
    is_wide: ClassVar[bool] = True


@dataclass(frozen=True)
class Paragraph(Block):
    template: ClassVar[str] = "plans/authority/blocks/paragraph.html"
    is_wide: ClassVar[bool] = False
    text: str


@dataclass(frozen=True)
class ItemList(Block):
    template: ClassVar[str] = "plans/authority/blocks/items.html"
    is_wide: ClassVar[bool] = False
    items: tuple[str, ...]


@dataclass(frozen=True)
class Quotation(Block):
    template: ClassVar[str] = "plans/authority/blocks/quotation.html"
    is_wide: ClassVar[bool] = False
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Note(Block):
    """What the system says beside the plan's own words, in the reader's language."""

    template: ClassVar[str] = "plans/authority/blocks/note.html"
    is_wide: ClassVar[bool] = False
    text: str


@dataclass(frozen=True)
class Drawn(Block):
    template: ClassVar[str] = "plans/authority/blocks/figure.html"
    figure: Figure


@dataclass(frozen=True)
class TimelineRow:
    pk: int
    when: str
    title: str
    about: str
    owner: str
    status: str
    word: str
    campaign: str


@dataclass(frozen=True)
class Timeline(Block):
    """The list under the figure, in order of time."""

    template: ClassVar[str] = "plans/authority/blocks/timeline.html"
    is_wide: ClassVar[bool] = False
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class TierRow:
    name: str
    decider: str
    basis: str
    offered: str
    choose: str
    amount: str


@dataclass(frozen=True)
class TierTable(Block):
    """The figure of the three tiers in words."""

    template: ClassVar[str] = "plans/authority/blocks/tiers.html"
    rows: tuple[TierRow, ...]


@dataclass(frozen=True)
class CourseRow:
    title: str
    institution: str
    basis: str
    cycle: str
    start: str
    credits: Decimal
    kind: str
    need: str
    analysis: str


@dataclass(frozen=True)
class CourseTable(Block):
    template: ClassVar[str] = "plans/authority/blocks/courses.html"
    caption: str
    rows: tuple[CourseRow, ...]


@dataclass(frozen=True)
class Finding:
    """One thing the law says of the courses. kind: met, remark (the reader must see to it) or fact; word says it in words."""

    kind: str
    text: str
    source: str
    word: str = ""

    @property
    def icon(self) -> str:
        return {"met": "met", "remark": "maybe"}.get(self.kind, "info")


@dataclass(frozen=True)
class Reach(Block):
    """What the tiers add up to in the ordinance: a sum in large type and sentences with their paragraphs."""

    template: ClassVar[str] = "plans/authority/blocks/reach.html"
    sum_text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class CountRow:
    name: str
    people: str
    choices: str
    credits: str
    is_suppressed: bool


@dataclass(frozen=True)
class CountTable(Block):
    template: ClassVar[str] = "plans/authority/blocks/choices.html"
    rows: tuple[CountRow, ...]
    has_suppressed: bool


@dataclass(frozen=True)
class DialogueRow:
    pk: int
    institution: str
    contact: str
    node: str
    status: str
    word: str
    latest_on: date | None
    note: str


@dataclass(frozen=True)
class DialogueGroup:
    heading: str
    rows: tuple[DialogueRow, ...]


@dataclass(frozen=True)
class Dialogues(Block):
    template: ClassVar[str] = "plans/authority/blocks/dialogues.html"
    groups: tuple[DialogueGroup, ...]


@dataclass(frozen=True)
class BudgetItem:
    kind: str
    quantity: str
    unit_price: str
    amount: str
    funding: str
    assumption: str


@dataclass(frozen=True)
class BudgetTier:
    name: str
    items: tuple[BudgetItem, ...]
    amount: str


@dataclass(frozen=True)
class BudgetYear:
    year: str
    tiers: tuple[BudgetTier, ...]
    amount: str


@dataclass(frozen=True)
class YearAmount:
    year: str
    text: str


@dataclass(frozen=True)
class BudgetSum:
    """A tier's amount for each year, and for all of them."""

    name: str
    amounts: tuple[YearAmount, ...]
    total: str


@dataclass(frozen=True)
class Budget(Block):
    template: ClassVar[str] = "plans/authority/blocks/budget.html"
    years: tuple[BudgetYear, ...]
    sums: tuple[BudgetSum, ...]
    total: BudgetSum


@dataclass(frozen=True)
class AnchoringRow:
    held_on: date
    forum: str
    kind: str
    outcome: str
    minutes: str
    is_decision: bool
    is_after_decision: bool


@dataclass(frozen=True)
class Anchoring(Block):
    template: ClassVar[str] = "plans/authority/blocks/anchoring.html"
    rows: tuple[AnchoringRow, ...]


@dataclass(frozen=True)
class Version:
    pk: int
    version: str
    decided_on: date | None
    status: str
    word: str
    is_this: bool


@dataclass(frozen=True)
class Versions(Block):
    template: ClassVar[str] = "plans/authority/blocks/versions.html"
    rows: tuple[Version, ...]


@dataclass(frozen=True)
class Link:
    """Where somebody who may update the plan goes from a chapter. name: a URL name that takes the plan's id."""

    name: str
    label: str


@dataclass(frozen=True)
class Run:
    """Blocks that follow each other and are equally wide."""

    is_wide: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it. anchor is once in the document; language is that of the plan's own words, if they are."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    language: str = ""
    grounds: str = ""
    link: Link | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        return tuple(Run(is_wide, tuple(blocks)) for is_wide, blocks in groupby(self.blocks, key=lambda block: block.is_wide))


@dataclass(frozen=True)
class Chapter(Part):
    number: int = 0
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class PlanDocument:
    """on: the day the numbers are of. facts: decision, case number, version, next follow-up; only what there is."""

    pk: int
    title: str
    authority: str
    provider: str
    years: str
    version: str
    status: str
    word: str
    facts: tuple[Fact, ...]
    chapters: tuple[Chapter, ...]
    on: date
    rule_set: str
