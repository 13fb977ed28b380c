"""The document about a person as something to read: sections of items with questions and answers, for pages and for extracts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import decimal_comma, file_size, first_upper, iso
from core.wording import either
from inventory.content import lines_of, thawed
from inventory.models import Certificate, Interest, RecordStatus
from inventory.words import WORDS
from merit.models import OutcomeChoice
from notices.kinds import is_known, kind_of
from notices.kinds import read as read_values
from notices.models import Mail
from organisation.models import Delegation, Leave, PersonIdentifier, Profession, Protection, Role
from plans.models import CourseChoice, Tier
from privacy.export.sections import APPLICATION_PACK, Item
from privacy.log_words import READINGS
from reports.models import Report

Text = str | Promise


@dataclass(frozen=True)
class Answer:
    """One question and what stands there. name: the field, so that an extract can tell a note from a date."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Thing:
    """One item of a section. certificate: the id of the file it is, where it is one; url: where that opens."""

    key: str
    heading: str
    answers: tuple[Answer, ...]
    certificate: str = ""
    url: str = ""


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    things: tuple[Thing, ...]


def sections_of(document: Item, *, file_url: Callable[[str], str] | None = None) -> list[Section]:
    """Every section with something in it, in the order a person would ask for them. file_url: where a certificate opens, by its id."""
    found = [Section("person", _("Personen"), (_person(document["person"]),))]
    for kind, items in document["records"].items():
        found.append(Section(f"records.{kind}", str(WORDS[kind].title), tuple(_record(kind, item) for item in items)))
    for key, (title, tell) in TOLD.items():
        things = tuple(tell(item) for item in document.get(key, ()))
        if file_url is not None:
            things = tuple(replace(thing, url=file_url(thing.certificate)) if thing.certificate else thing for thing in things)
        found.append(Section(key, str(title), things))
    return [section for section in found if section.things]


def _thing(item: Item, heading: str, answers: Iterable[tuple[str, Text, object]], certificate: str = "") -> Thing:
    lines = tuple(Answer(name, first_upper(str(label)), _shown(value)) for name, label, value in answers if value not in (None, ""))
    return Thing(str(item["id"]), heading, lines, certificate)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    return str(value)


def _word(choices: Any, value: str) -> str:
    """The label of a choice; what another installation calls something unknown here stands as it is."""
    return str(dict(choices.choices).get(value, value))


def _moment(text: str | None) -> str:
    if not text:
        return ""
    return timezone.localtime(datetime.fromisoformat(text)).strftime("%Y-%m-%d %H:%M")


def _period(item: Item) -> str:
    first, last = iso(date.fromisoformat(item["starts_on"])), item["ends_on"]
    return _("%(first)s till %(last)s") % {"first": first, "last": last} if last else _("från %(first)s") % {"first": first}


def _percent(text: str) -> str:
    return f"{text.replace('.', ',')} %"


def _person(said: Item) -> Thing:
    name = f"{said['given_name']} {said['family_name']}".strip() or _("Skyddad identitet")
    return _thing(
        said,
        name,
        [
            ("name", _("namn"), name),
            ("email", _("e-post"), said["email"]),
            ("protection", _("skyddad identitet"), _word(Protection, said["protection"])),
        ],
    )


def _record(kind: str, item: Item) -> Thing:
    answers: list[tuple[str, Text, object]] = [("status", _("läge"), _word(RecordStatus, item["status"]))]
    try:
        row = thawed(kind, item["values"])
        heading = row.heading
        answers += [(line.name, line.label, line.text) for line in lines_of(row) if not line.is_empty]
    except (ValidationError, ValueError, TypeError):  # brought along from a version that said something else
        heading = str(WORDS[kind].title)
        answers += [(name, name, value) for name, value in item["values"].items()]
    for review in item["reviews"]:
        outcome = _word(RecordStatus, review["outcome"]) if review["outcome"] else ""
        words = {"day": _moment(review["at"]), "outcome": outcome, "provider": review["provider"]}
        answers.append(("review", _("granskning"), _("%(day)s, %(provider)s: %(outcome)s") % words))
        answers += [("reviewer", _("granskad av"), review["by"]), ("review_reason", _("motivering"), review["reason"])]
    return _thing(item, heading, answers)


def _identifier(item: Item) -> Thing:
    kind = _word(PersonIdentifier.Kind, item["kind"])
    return _thing(item, kind, [("identifier", kind, item["masked"]), ("ended_at", _("gäller inte sedan"), _moment(item["ended_at"]))])


def _employment(item: Item) -> Thing:
    leaves = "; ".join(f"{_word(Leave.Kind, each['kind'])} {_percent(each['extent_percent'])}, {_period(each)}" for each in item["leaves"])
    return _thing(
        item,
        ", ".join(filter(None, [_word(Profession, item["profession"]), item["unit"]])),
        [
            ("employer", _("arbetsgivare"), item["employer"]),
            ("authority", either(_("förvaltning"), _("del av organisationen")), item["authority"]),
            ("unit", _("enhet"), item["unit"]),
            ("period", _("period"), _period(item)),
            ("extent_percent", _("omfattning"), _percent(item["extent_percent"])),
            ("leave", _("ledighet"), leaves),
        ],
    )


def _role(item: Item) -> Thing:
    return _thing(
        item,
        _word(Role, item["role"]),
        [
            ("place", _("var"), item["place"]),
            ("period", _("period"), _period(item)),
            ("is_temporary", _("tillförordnad"), item["is_temporary"] or None),
            ("given_by", _("given av"), item["given_by"]),
        ],
    )


def _delegation(item: Item) -> Thing:
    return _thing(
        item,
        _word(Delegation.Scope, item["scope"]),
        [
            ("unit", _("enhet"), item["unit"]),
            ("from", _("från"), item["from"]),
            ("to", _("till"), item["to"]),
            ("period", _("period"), _period(item)),
            ("reason", _("skäl"), item["reason"]),
        ],
    )


def _certificate(item: Item) -> Thing:
    kind = _word(Certificate.ContentType, item["content_type"])
    return _thing(
        item,
        item["original_name"],
        [
            ("uploaded_at", _("uppladdat"), _moment(item["uploaded_at"])),
            ("size", _("fil"), f"{kind}, {file_size(item['size'])}"),
            ("control_code", _("kontrollkod"), item.get("control_code")),
            ("control_url", _("sida där koden kontrolleras"), item.get("control_url")),
            ("control_until", _("kan kontrolleras till och med"), item.get("control_until")),
        ],
        certificate=item["id"] if item["file"] else "",
    )


def _answer(item: Item) -> Thing:
    said_none = ", ".join(str(WORDS[kind].title) if kind in WORDS else kind for kind in item["nothing_to_add"])
    return _thing(
        item,
        item["campaign"],
        [
            ("interest", _("intresse för meritering"), _word(Interest, item["interest"])),
            ("nothing_to_add", _("inget att lägga till om"), said_none),
            ("changed_at", _("senast ändrat"), _moment(item["changed_at"])),
        ],
    )


def _submission(item: Item) -> Thing:
    return _thing(
        item,
        _("%(campaign)s, nummer %(number)s") % {"campaign": item["campaign"], "number": item["number"]},
        [
            ("sent_at", _("skickat"), _moment(item["sent_at"])),
            ("unit", _("enhet"), item["unit"]),
            ("digest", _("kontrollsumma"), item["digest"]),
        ],
    )


def _assessment(item: Item) -> Thing:
    levels = [(f"level_{n}", _("nivå %(level)s") % {"level": n}, _word(OutcomeChoice, item["levels"][n])) for n in ("1", "2", "3", "4")]
    return _thing(
        item, _("Bedömning per den %(day)s") % {"day": item["reference_date"]}, [("rule_set", _("regler"), item["rule_set"]), *levels]
    )


def _choice(item: Item) -> Thing:
    course = item["course"]
    return _thing(
        item,
        course["title"],
        [
            ("course", _("kurs"), f"{course['institution']}, {decimal_comma(float(course['credits']))} hp"),
            ("plan", _("plan"), item["plan"]),
            ("tier", _("nivå"), _word(Tier, item["tier"])),
            ("term", _("termin"), item["term"]),
            ("purpose", _("syfte"), _word(CourseChoice.Purpose, item["purpose"])),
            ("purpose_text", _("vad kursen ska leda till"), item["purpose_text"]),
            ("status", _("läge"), _word(CourseChoice.Status, item["status"])),
            ("answered_by", _("svar av"), item["answered_by"]),
            ("answer", _("rektors svar"), item["answer"]),
        ],
    )


def _scenario(item: Item) -> Thing:
    asked = [f"{name}: {', '.join(texts)}" for name, texts in item["question"].items()]
    return _thing(
        item,
        item["name"],
        [
            ("courses", _("kurser"), ", ".join(item["courses"])),
            ("question", _("det du har fyllt i"), "; ".join(asked)),
            ("changed_at", _("ändrad"), _moment(item["changed_at"])),
        ],
    )


def _notice(item: Item) -> Thing:
    heading = kind_of(item["kind"]).say(read_values(item["values"]), 1).title if is_known(item["kind"]) else item["kind"]
    return _thing(item, heading, [("told_at", _("när"), _moment(item["told_at"])), ("read_at", _("läst"), _moment(item["read_at"]))])


def _mail(item: Item) -> Thing:
    heading = str(kind_of(item["kind"]).label) if is_known(item["kind"]) else item["kind"]
    return _thing(
        item,
        heading,
        [
            ("state", _("läge"), _word(Mail.State, item["state"])),
            ("address", _("adress"), item["address"]),
            ("created_at", _("när"), _moment(item["created_at"])),
        ],
    )


def _report(item: Item) -> Thing:
    kind = _("Ansökningspaket") if item["kind"] == APPLICATION_PACK else _word(Report.Kind, item["kind"])
    return _thing(item, kind, [("ordered_at", _("beställd"), _moment(item["ordered_at"]))])


def _merge(item: Item) -> Thing:
    return _thing(
        item,
        _("Två konton blev ett"),
        [
            ("at", _("när"), _moment(item["at"])),
            ("by", _("av"), item["by"]),
            ("reason", _("skäl"), item["reason"]),
            ("undone_at", _("ångrat"), _moment(item["undone_at"])),
        ],
    )


def _read(item: Item) -> Thing:
    what = READINGS.get(item["action"], "")
    return _thing(
        item, _moment(item["at"]), [("by", _("vem"), item["by"]), ("action", _("vad"), what), ("provider", _("huvudman"), item["provider"])]
    )


TOLD: Mapping[str, tuple[Text, Callable[[Item], Thing]]] = {
    "certificates": (gettext_lazy("Intyg"), _certificate),
    "submissions": (gettext_lazy("Det som har skickats"), _submission),
    "answers": (gettext_lazy("Svar i inventeringar"), _answer),
    "assessments": (gettext_lazy("Preliminär bedömning"), _assessment),
    "choices": (gettext_lazy("Kursval"), _choice),
    "scenarios": (gettext_lazy("Sparade tankar"), _scenario),
    "employments": (gettext_lazy("Anställningar hos huvudmannen"), _employment),
    "roles": (gettext_lazy("Uppdrag"), _role),
    "delegations": (gettext_lazy("Det som har lämnats över"), _delegation),
    "identifiers": (gettext_lazy("Personnummer"), _identifier),
    "notices": (gettext_lazy("Besked"), _notice),
    "mails": (gettext_lazy("Mejl"), _mail),
    "reports": (gettext_lazy("Beställda dokument"), _report),
    "merges": (gettext_lazy("Sammanslagna konton"), _merge),
    "reads": (gettext_lazy("Vem som har läst"), _read),
}


def things_in(sections: Iterable[Section]) -> Iterator[tuple[Section, Thing]]:
    return ((section, thing) for section in sections for thing in section.things)
