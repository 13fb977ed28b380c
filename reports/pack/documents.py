"""Which documents the conditions ask for, in the order they lie in the pack.

The ordinance does not list what an application holds. The list follows from what each condition asks, and says so to the reader.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inventory.models import Course, Record, RecordStatus
from merit.rules.findings import Condition, Counted
from reports.pack.basis import Basis

Text = str | Promise
AFTER_THE_DEGREE = frozenset(
    {Condition.YEARS_OF_SERVICE, Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS, Condition.SECOND_CYCLE_DEGREE}
)


@dataclass(frozen=True)
class Document:
    """slug: the part of the inventory where it is registered. conditions: what it proves. shows: what has to be readable in it.

    records: the rows it is about. empty: what to do where there are none and no condition says it. is_asked: whether this level needs it.
    short: its name in a file's name.
    """

    id: str
    short: str
    slug: str
    title: Text
    shows: Text
    conditions: frozenset[Condition]
    records: Callable[[Basis], Sequence[Record]]
    is_asked: Callable[[Basis], bool]
    empty: Text = ""
    is_voluntary: bool = False


def _asks(*conditions: Condition) -> Callable[[Basis], bool]:
    return lambda basis: any(finding.condition in conditions for finding in basis.result.findings)


def _counting(*conditions: Condition, only: Callable[[Record], bool] | None = None) -> Callable[[Basis], list[Record]]:
    """The rows that count for any of the conditions, surely or possibly, in the order of their days."""

    def found(basis: Basis) -> list[Record]:
        refs: dict[str, None] = {}
        for finding in basis.result.findings:
            if finding.condition in conditions:
                refs.update((ref, None) for ref, counted in finding.rows if ref and counted in {Counted.SURE, Counted.POSSIBLE})
        return [record for ref, record in basis.records.items() if ref in refs and (only is None or only(record))]

    return found


def _is_vak(record: Record) -> bool:
    return isinstance(record, Course) and record.course_kind == Course.Kind.VAK


def _courses(basis: Basis) -> list[Record]:
    """Every counting course, but for VAK where the level asks for that by itself."""
    apart = _asks(Condition.TEACHING_PROFICIENCY)(basis)
    return _counting(Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS, only=lambda record: not (apart and _is_vak(record)))(basis)


def _standing(rows: Iterable[Any]) -> list[Record]:
    return [row for row in rows if row.status != RecordStatus.REJECTED][:1]


def _research(basis: Basis) -> list[Record]:
    """What has begun and was not rejected: it lowers the credits of level 2 once, so the first accepted one is enough."""
    begun = [row for row in basis.rows.research if row.starts_on <= basis.on and row.status != RecordStatus.REJECTED]
    accepted = [row for row in begun if row.status == RecordStatus.ACCEPTED]
    return [*(accepted[:1] or begun)]


def _research_matters(basis: Basis) -> bool:
    return basis.level in {2, 3} and bool(_research(basis))


DOCUMENTS: tuple[Document, ...] = (
    Document(
        "legitimation",
        "legitimation",
        "legitimation",
        _("Legitimation"),
        _("Beviset om legitimation som lärare eller förskollärare."),
        frozenset({Condition.LICENCE}),
        lambda basis: _standing(basis.rows.licences),
        _asks(Condition.LICENCE),
    ),
    Document(
        "examensbevis",
        "examensbevis",
        "examen",
        _("Examensbevis, behörighetsgivande examen"),
        _("Alla sidor. Dagen då examen utfärdades avgör vad som räknas sedan."),
        frozenset(),
        lambda basis: _standing(basis.rows.qualifying),
        _asks(*AFTER_THE_DEGREE),
        empty=_("Registrera din behörighetsgivande examen och ladda upp examensbeviset."),
    ),
    Document(
        "beslut",
        "skolverket",
        "beslut",
        _("Skolverkets beslut om nivå 1"),
        _("Beslutet med dag och ärendenummer."),
        frozenset({Condition.DECISION_LEVEL_1}),
        _counting(Condition.DECISION_LEVEL_1),
        _asks(Condition.DECISION_LEVEL_1),
    ),
    Document(
        "tjanstgoringsintyg",
        "tjanstgoringsintyg",
        "anstallningar",
        _("Tjänstgöringsintyg"),
        _("Ska visa arbetsgivare, befattning, tjänstgöringsgrad, första och sista dag. Be den som var arbetsgivare då."),
        frozenset({Condition.ACTIVE_HALF_TIME, Condition.YEARS_OF_SERVICE}),
        _counting(Condition.ACTIVE_HALF_TIME, Condition.YEARS_OF_SERVICE),
        _asks(Condition.ACTIVE_HALF_TIME, Condition.YEARS_OF_SERVICE),
    ),
    Document(
        "kursintyg",
        "kursintyg",
        "kurser",
        _("Kursintyg"),
        _("Ska visa kursens namn, högskolepoäng, betyg och dag. Nivån står inte alltid på ett intyg från Ladok; då visar kursplanen den."),
        frozenset({Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS}),
        _courses,
        _asks(Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS),
    ),
    Document(
        "vak",
        "kursintyg-vak",
        "kurser",
        _("Intyg om kursen VAK"),
        _("Uppdragsutbildningen om 7,5 högskolepoäng som ska utveckla och stärka undervisningsskickligheten, med betyg och dag."),
        frozenset({Condition.TEACHING_PROFICIENCY}),
        _counting(Condition.TEACHING_PROFICIENCY, Condition.MERIT_CREDITS, only=_is_vak),
        _asks(Condition.TEACHING_PROFICIENCY),
    ),
    Document(
        "forskning",
        "praktiknara-forskning",
        "forskning",
        _("Intyg om praktiknära forskning"),
        _("Ska visa projektet, vad du gjorde och när. Sänker kravet på meriterande poäng för nivå 2 (SFS 2025:280, 7 § andra stycket)."),
        frozenset(),
        _research,
        _research_matters,
        is_voluntary=True,
    ),
    Document(
        "senare-examen",
        "examen-avancerad-niva",
        "senare-examina",
        _("Examensbevis på avancerad nivå"),
        _("Alla sidor, med kurserna som ingår, så att det syns att minst hälften av poängen är meriterande."),
        frozenset({Condition.SECOND_CYCLE_DEGREE}),
        _counting(Condition.SECOND_CYCLE_DEGREE),
        _asks(Condition.SECOND_CYCLE_DEGREE),
    ),
    Document(
        "forskarexamen",
        "forskarexamen",
        "senare-examina",
        _("Examensbevis på forskarnivå"),
        _("Licentiatexamen eller doktorsexamen."),
        frozenset({Condition.RESEARCH_DEGREE}),
        _counting(Condition.RESEARCH_DEGREE),
        _asks(Condition.RESEARCH_DEGREE),
    ),
)
SHORT = {document.id: document.short for document in DOCUMENTS}
