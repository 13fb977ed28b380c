"""Every form of every page, sent as somebody would who fills it in: read off the pages, so that a form added tomorrow is sent tomorrow."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from organisation.models import Person
from plans.models import CourseChoice, UnitPlan
from privacy.models import INSIGHT_LASTS, ExtractItem, Insight
from tests.access import TABLE
from tests.access.forms import Form, forms_in
from tests.access.register import numbered
from tests.access.row import nothing
from tests.access.walk import Asker
from tests.factories import CourseOfferFactory, DryRunFactory, EmploymentFactory, UnitCourseFactory
from tests.world import World

AHEAD = {"on": 30, "starts_on": 30, "ends_on": 60, "last_day": 60}  # days from today
BEHIND = {"latest_on": 30, "completed_on": 30, "held_on": 30, "decided_on": 30, "stated_on": 1}
TYPED = {
    "unit_code": "87654321",
    "credits": "7,5",
    "quantity": "10",
    "unit_price": "14000",
    "years": "5",
    "identity_number": "19511013-3815",  # a published test number
    "exactly": "w-teacher",
    "people": "w-teacher",
    "request": "Begäran om handlingar, dnr 2026/9",
    "reason": "Personen har själv bett om det.",
    "given_name": "Provnamn",
    "name_2": "Prov två",
}
CHOSEN = ("select", "radio", "checkbox")
UNWATCHED = nullcontext()
MOST_CHOICES = 4
ONE_QUESTION = 2  # and the token
LATER = ("_2", "_3", "_4", "unit_code_1")  # of a row of fields alike, the ones that may stay empty


def no_plans_ahead(world: World) -> None:
    """Nothing is planned for the unit, so that it can be changed."""
    world.unit.periods.filter(pk=world.things["planned_period"].pk).delete()
    world.unit.periods.update(ends_on=None)


def somebody_left(world: World) -> None:
    """Somebody still works in the unit that is closed."""
    EmploymentFactory(person=world.people["colleague"], unit=world.things["closed_unit"])


def account_closed(world: World) -> None:
    Person.objects.filter(pk=world.people["teacher"].pk).update(is_active=False)


def analysed(world: World) -> None:
    UnitPlan.objects.filter(pk=world.things["unit_plan"].pk).update(results="Prov", needs="Prov", sources="Prov")
    UnitCourseFactory.create_batch(2, unit_plan=world.things["unit_plan"])
    CourseOfferFactory(provider=world.provider)


def decided(world: World) -> None:
    UnitPlan.objects.filter(pk=world.things["unit_plan"].pk).update(status=UnitPlan.Status.DECIDED, decided_on=timezone.localdate())


def answered(world: World) -> None:
    CourseChoice.objects.filter(pk=world.things["choice"].pk).update(status=CourseChoice.Status.AGREED)


def chosen(world: World) -> None:
    plan = world.things["plan"]
    plan.tiers.update(choose=None)
    CourseChoice.objects.filter(pk=world.things["choice"].pk).update(status=CourseChoice.Status.DRAFT)


def opened(world: World) -> None:
    at = timezone.now()
    people = world.people
    Insight.objects.create(
        person=people["teacher"], opened_by=people["administrator"], reason="Felanmälan", opened_at=at, closes_at=at + INSIGHT_LASTS
    )


def all_decided(world: World) -> None:
    ExtractItem.objects.update(decision=ExtractItem.Decision.RELEASE)


def rehearsed(world: World) -> None:
    DryRunFactory(draft=world.things["rule_set_draft"], on=timezone.localdate(), finished=True)


def rehearsing(world: World) -> None:
    DryRunFactory(draft=world.things["rule_set_draft"], on=timezone.localdate())


FRAME = {"/sprak/", "/konto/utseende/", "/logga-ut/", "/konto/session/"}  # on every page: sent once
# Pages in another state than the world is in, by what is done before they are opened.
STATES: tuple[tuple[str, Callable[[World], Any]], ...] = (
    *((f"administration:unit_{change}", no_plans_ahead) for change in ("code", "move", "school_forms", "merge", "split", "close")),
    ("administration:unit_place", somebody_left),
    ("administration:person_open", account_closed),
    ("plans:unit_plan", analysed),
    ("plans:unit_course_new", analysed),
    ("plans:unit_plan", decided),
    ("plans:choice_reopen", answered),
    ("plans:my_plan", chosen),
    ("privacy:insight", opened),
    ("privacy:extract", all_decided),
    ("register:new_check", numbered),
    ("rule_sets:publish", rehearsed),
    ("rule_sets:draft", rehearsing),
)


def filled(form: Form) -> dict[str, Any]:
    """A likely answer in every field: what stands there, else the first choice, else what its name asks for."""
    sent = form.filled()
    for name, control in form.controls.items():
        if control.kind in {"file", "hidden"}:
            continue
        if name.endswith(LATER) and name not in TYPED:
            sent.pop(name, None)
        elif name in AHEAD:
            sent[name] = day(AHEAD[name])
        elif name in BEHIND and control.kind not in CHOSEN:
            sent[name] = day(-BEHIND[name])
        elif name in TYPED and control.kind not in CHOSEN:
            sent[name] = TYPED[name]
    return sent


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def forms_sent(
    asker: Asker,
    who: str,
    world: World,
    watch: AbstractContextManager[Any] = UNWATCHED,
    addresses: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[tuple[str, HttpResponse, str]]:
    """Send every form on every page of the table, and the one that comes back when it asks whether to go on. What was done is undone.

    Gives the name of the address, the answer and its text. watch: entered around each sending.
    addresses: where they are known already.
    """
    of_the_frame: set[str] = set()
    for name, prepare in (*((name, nothing) for name in TABLE), *STATES):
        row = TABLE[name]
        with transaction.atomic():
            address = addresses.get(name) or reverse(name, kwargs=row.kwargs(world))
            prepare(world)
            page = asker.get(address) if row.get is not None else None
            for form in forms_in(text_of(page)) if page is not None and page.status_code == 200 else ():
                if form.method == "post" and form.action not in of_the_frame:
                    of_the_frame |= {form.action} & FRAME
                    yield from _send(asker, form, form.action or address, watch, again=True)
            if row.post is not None and row.expected("post", who) in {200, 302}:
                yield from _post(asker, address, row.data(world), watch)
            transaction.set_rollback(True)


def _post(asker: Asker, address: str, data: dict[str, Any], watch: AbstractContextManager[Any]) -> Iterator[tuple[str, HttpResponse, str]]:
    with transaction.atomic():
        with watch:
            response = asker.post(address, data)
        yield name_of(address), response, text_of(response)
        transaction.set_rollback(True)


def _send(
    asker: Asker, form: Form, address: str, watch: AbstractContextManager[Any], *, again: bool
) -> Iterator[tuple[str, HttpResponse, str]]:
    """As it is filled and with each of its buttons; where none of that is taken, or there is but one question, with each other choice."""
    codes = set()
    for kinds in ((), ("submit",), CHOSEN):
        if kinds == CHOSEN and (not again or (codes - {200} and len(form.controls) > ONE_QUESTION)):
            break
        for data in _sendings(form, kinds):
            for name, response, text in _post(asker, address, data, watch):
                codes.add(response.status_code)
                yield name, response, text
                for next_form in forms_in(text) if again and response.status_code == 200 else ():
                    if (
                        next_form.method == "post"
                        and (next_form.action or address) == address
                        and next_form.controls.keys() != form.controls.keys()
                    ):
                        yield from _send(asker, next_form, address, watch, again=False)


def _sendings(form: Form, kinds: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    sent = filled(form)
    if not kinds:
        yield sent
    for control in form.controls.values():
        if control.kind in kinds:
            yield from ({**sent, control.name: value} for value in control.values[:MOST_CHOICES] if [value] != sent.get(control.name))


def name_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return address


def text_of(response: Any) -> str:
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode(errors="ignore")
