"""How a school provider reads the law."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from merit.rule_sets.models import DryRun, PublishedRuleSet, RuleSetDraft
from merit.rules.readings import Readings, Years
from tests.factories.days import NOW, TODAY
from tests.factories.documents import JobFactory
from tests.factories.people import PersonFactory

HALF_TIME = Readings(years=Years.HALF_TIME)
GROUNDS = {"why": "Så läser vi det.", "source": "Beslut dnr 2026/12", "certainty": "reading", "decided_by": "Skolchefen 12 november 2026"}


class RuleSetFactory(DjangoModelFactory):
    """Years at half time or more, unless told otherwise."""

    class Meta:
        abstract = True

    name = factory.Sequence(lambda n: f"Egen läsning {n}")
    base = "SFS 2025:280"
    valid_from = TODAY
    readings = factory.LazyFunction(HALF_TIME.as_values)
    grounds = factory.LazyFunction(lambda: {"years": dict(GROUNDS)})


class PublishedRuleSetFactory(RuleSetFactory):
    class Meta:
        model = PublishedRuleSet

    published_by = factory.SubFactory(PersonFactory)
    provider = factory.SelfAttribute("published_by.provider")
    published_at = NOW


class RuleSetDraftFactory(RuleSetFactory):
    class Meta:
        model = RuleSetDraft

    name = factory.Sequence(lambda n: f"Utkast till läsning {n}")
    changed_by = factory.SubFactory(PersonFactory)
    provider = factory.SelfAttribute("changed_by.provider")
    changed_at = NOW


class DryRunFactory(DjangoModelFactory[DryRun]):
    """Of the draft as it is. Trait finished: with what it found."""

    class Meta:
        model = DryRun

    class Params:
        finished = factory.Trait(
            job__state="finished",
            job__finished_at=NOW,
            result={
                "people": 12,
                "changed": 7,
                "touched": 7,
                "levels": [[1, "met", "not_met", 7]],
                "conditions": [[1, "years_of_service", "met", "not_met", 7]],
                "units": [],
            },
        )

    draft = factory.SubFactory(RuleSetDraftFactory)
    draft_version = factory.SelfAttribute("draft.version")
    on = TODAY
    baseline = "SFS 2025:280"
    job = factory.SubFactory(JobFactory, kind="merit.rule_set_dry_run", owner=factory.SelfAttribute("..draft.changed_by"))


def far_ahead() -> date:
    """A first day that no other test looks at, and that a form still takes."""
    return timezone.localdate().replace(day=1, month=1, year=timezone.localdate().year + 4)
