"""Builds Sjöstad: everything in one transaction, the same each time for the same day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from audit.services import record
from inventory.models import Campaign
from merit import services as merit
from organisation.models import LEADERS, Person, SchoolProvider
from portal.demo import sources
from portal.demo.answers import Inventory
from portal.demo.periods import Passing
from portal.demo.plans import make_plans
from portal.demo.town import Settling, Town, give_numbers
from portal.personas import DOMAIN


@dataclass(frozen=True)
class Built:
    people: int
    is_new: bool


@transaction.atomic
def build(*, at: datetime) -> Built:
    """Make the municipality, or leave the one that is there as it stands but for the days of its campaign, which always runs."""
    on = timezone.localdate(at)
    values = sources.read("units.json")
    provider = SchoolProvider.objects.filter(name=values["provider"]["name"]).first()
    if provider is not None:
        _keep_open(provider, values["campaign"], on=on)
        return Built(Person.objects.filter(provider=provider, email__endswith=f"@{DOMAIN}").count(), is_new=False)
    rng = Random("Sjöstad")  # noqa: S311  # the same invented lives each time
    town = Settling(on=on, rng=rng).settle()
    give_numbers(town, at=at)
    campaign = _campaign(town, values["campaign"], on=on)
    answered = Inventory(town, on=on, at=at, rng=rng).fill(campaign)
    make_plans(town, answered, on=on, at=at, rng=rng)
    staff = [work.person for works in town.staff.values() for work in works if work.profession not in LEADERS]
    merit.reassess_many({person.pk for person in staff} | {each.person.pk for each in answered}, on=on, at=at)
    _share(town, staff, on=on, at=at, rng=rng)
    Passing(town, on=on, at=at).pass_by()
    record("portal.demo.loaded", actor=None, target=town.provider, at=at)
    return Built(Person.objects.filter(provider=town.provider).count(), is_new=True)


def _campaign(town: Town, values: dict[str, int | str], *, on: date) -> Campaign:
    opens_on = on - timedelta(days=int(values["opens_days_ago"]))
    campaign = Campaign.objects.create(
        provider=town.provider,
        name=f"{values['name']} {'våren' if opens_on.month < 7 else 'hösten'} {opens_on.year}",
        opens_on=opens_on,
        closes_on=on + timedelta(days=int(values["closes_in_days"])),
        target_percent=int(values["target_percent"]),
    )
    campaign.authorities.set(town.authorities.values())
    return campaign


def _keep_open(provider: SchoolProvider, values: dict[str, int | str], *, on: date) -> None:
    latest = Campaign.objects.filter(provider=provider).order_by("-opens_on", "pk").first()
    if latest is not None and latest.closes_on < on:
        latest.closes_on = on + timedelta(days=int(values["closes_in_days"]))
        latest.save(update_fields=["closes_on"])


def _share(town: Town, staff: list[Person], *, on: date, at: datetime, rng: Random) -> None:
    """The written people and some of the others let their principal read the assessment."""
    cases = sources.read("cases.json")
    sharing = [town.cases[name] for name, case in cases.items() if case["shared"]]
    for person in [*sharing, *rng.sample(staff, 30)]:
        merit.share(person, shared=True, on=on, at=at - timedelta(days=3))
