"""The third authority's plan, the units' plans and what teachers have chosen: all through the services the pages use."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from organisation.models import LEADERS, Person
from plans.choices import answers, services
from plans.choices.services import Pick
from plans.choices.situation import Situation, situation_of
from plans.loading import load_plan
from plans.models import AuthorityPlan, CourseChoice, CourseOffer, Tier
from plans.typed_course import TypedCourse
from plans.units.services import NEW, Analysis, add_course, decide, save_analysis
from portal.demo import sources
from portal.demo.answers import SENT, Answering
from portal.demo.town import Town

POPULAR = (9, 10, 8, 5, 6, 4, 6, 2)  # how much each of the plan's courses is asked for, in its order
PURPOSE_OF = {"vak": "specialising", "subject": "deepening", "cognitive_science": "deepening"}
PURPOSES = {
    "broadening": "Jag vill kunna möta fler elevers behov i mina grupper.",
    "deepening": "Jag vill fördjupa mig i det ämne jag undervisar mest i.",
    "specialising": "Jag vill kunna leda utvecklingen av undervisningen på enheten.",
}


def make_plans(town: Town, answered: Sequence[Answering], *, on: date, at: datetime, rng: Random) -> AuthorityPlan:
    plan = load_plan(sources.PLAN, authority=town.authorities["gymnasium"], at=at)
    for row in sources.read("catalogue.json")["offers"]:
        CourseOffer.objects.create(provider=town.provider, **{**row, "credits": Decimal(row["credits"])})
    for name, values in sources.read("unit_plans.json").items():
        _unit_plan(plan, town, name, values, on=on, at=at)
    cases = {town.cases[name].pk: case["choices"] for name, case in sources.read("cases.json").items()}
    wishes, weights = ("draft", "proposed", "agreed", "declined"), (2, 4, 8, 1)
    third = {unit.pk for unit in town.units.values() if unit.authority_id == plan.authority_id}
    for each in answered:
        wish = cases.get(each.person.pk)
        belongs = each.work.unit_id in third and each.progress in SENT and each.work.profession not in LEADERS
        if wish or (belongs and rng.random() < 0.62):
            choosing = Choosing(town, each, on=on, at=at, rng=rng)
            choosing.choose(wish or rng.choices(wishes, weights)[0], wants_vak=bool(wish))
    return plan


def _unit_plan(plan: AuthorityPlan, town: Town, name: str, values: dict[str, Any], *, on: date, at: datetime) -> None:
    leader = town.leaders[name]
    then = timedelta(days=values.get("decided_days_ago", 12))
    analysis = Analysis(results=values["results"], needs=values["needs"], sources=values["sources"])
    unit_plan = save_analysis(plan, town.units[name], analysis, version=NEW, by=leader, at=at - then)
    for row in values["courses"]:
        unit_plan.refresh_from_db()
        typed = TypedCourse(
            **{key: row[key] for key in ("title", "institution", "cycle", "merit_basis", "kind")}, credits=Decimal(row["credits"])
        )
        more = {"need": row["need"], "first_term": row["first_term"], "version": unit_plan.version}
        add_course(unit_plan.pk, typed, **more, by=leader, at=at - then)
    if values["status"] == "decided":
        unit_plan.refresh_from_db()
        decide(unit_plan.pk, version=unit_plan.version, by=leader, on=on - then, at=at - then)


class Choosing:
    """One teacher's way through the plan, as far as the wish goes: draft, proposed, agreed or declined."""

    def __init__(self, town: Town, each: Answering, *, on: date, at: datetime, rng: Random) -> None:
        self.person: Person = each.person
        self.on, self.rng = on, rng
        self.at = at - timedelta(days=rng.randint(8, 20), minutes=rng.randint(0, 300))
        self.leader = town.leaders[each.work.unit.name]
        self.town = town

    def choose(self, wish: str, *, wants_vak: bool) -> None:
        situation = situation_of(self.person, on=self.on)
        if situation is None:
            return
        services.save_choices(self.person, self._picks(situation), seen=situation.stamp, on=self.on, at=self.at)
        if wants_vak or self.rng.random() < 0.6:
            self._individual(wants_vak=wants_vak)
        if wish == "draft":
            return
        services.send(self.person, on=self.on, at=self.at + timedelta(hours=1))
        answered_at = self.at + timedelta(days=self.rng.randint(2, 6))
        if wish == "agreed":
            answers.agree_all(self.person, by=self._answerer(situation), on=self.on, at=answered_at)
        elif wish == "declined":
            self._decline(situation, at=answered_at)

    def _answerer(self, situation: Situation) -> Person:
        """The principal of a unit in the plan's authority where the person works."""
        units = [name for name, staff in self.town.staff.items() if any(work.person_id == self.person.pk for work in staff)]
        return next(self.town.leaders[name] for name in units if self.town.units[name].authority_id == situation.plan.authority_id)

    def _decline(self, situation: Situation, *, at: datetime) -> None:
        first = CourseChoice.objects.filter(person=self.person, status=CourseChoice.Status.PROPOSED).first()
        if first is not None:
            reason = "Vi behöver sprida kurserna över fler terminer. Välj en senare termin."
            answers.answer(first.pk, agree=False, reason=reason, by=self._answerer(situation), on=self.on, at=at)

    def _picks(self, situation: Situation) -> list[Pick]:
        picks: list[Pick] = []
        for tier in (Tier.AUTHORITY, Tier.UNIT):
            options = situation.options_of(tier)
            weights = POPULAR if tier == Tier.AUTHORITY else (1,) * len(options)
            wanted = sorted(options, key=lambda option: -(self.rng.random() ** (1 / weights[options.index(option)])))
            for option in wanted[: situation.required(tier)]:
                picks.append(Pick(tier, option.offer.pk, self._term(option.offer.first_term, len(picks))))
        return picks

    def _term(self, first: str, number: int) -> str:
        """One course a term, from the one after this, and never before the course is given."""
        year, half = self.on.year + (self.on.month > 6), 1 if self.on.month > 6 else 2
        steps = (year * 2 + half - 1) + number
        return max(first, f"{steps // 2}-{steps % 2 + 1}")

    def _individual(self, *, wants_vak: bool) -> None:
        plan_offers = CourseOffer.objects.filter(plan_courses__isnull=True, unit_courses__isnull=True, proposed_by=None)
        offers = list(plan_offers.filter(kind="vak") if wants_vak else plan_offers)
        offer = self.rng.choice(offers)
        purpose = PURPOSE_OF.get(offer.kind) or PURPOSE_OF.get(offer.merit_basis, "broadening")
        term, later = self._term(offer.first_term, 6), self.at + timedelta(minutes=20)
        services.add_individual(self.person, offer, term=term, purpose=purpose, purpose_text=PURPOSES[purpose], on=self.on, at=later)
