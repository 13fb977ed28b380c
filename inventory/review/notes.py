"""What the reviewer should know of a row before deciding: what will not count, and what to look at twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.utils.translation import gettext as _

from core.formats import iso
from core.periods import Period
from inventory.models import Certificate, Course, LevelDecision, Record, StatedEmployment
from inventory.pages.phrases import period
from inventory.review.services import needs_basis
from inventory.standing import degree_day
from inventory.sums import CourseNote, sum_courses

TO_CHECK = frozenset({CourseNote.NEAR_DEGREE, CourseNote.DUPLICATE, CourseNote.OLD_CREDITS})


@dataclass(frozen=True)
class Note:
    """look: as the tag `status` wants it. short: for the list, where the row is closed."""

    look: str
    short: str
    text: str
    icon: str = ""


class Notes:
    """Reckoned once over all of one person's rows."""

    def __init__(self, records: Mapping[str, Sequence[Record]]) -> None:
        self.degree_on = degree_day(records["qualifying_degree"])
        self.employments = cast(Sequence[StatedEmployment], records["employment"])
        self.courses: Mapping[UUID, tuple[CourseNote, ...]] = sum_courses(
            cast(Sequence[Course], records["course"]), degree_on=self.degree_on
        ).notes

    def of(self, record: Record) -> list[Note]:
        found = list(_of_certificates(record))
        if isinstance(record, Course):
            found += _of_course(record, self.courses.get(record.pk, ()), self.degree_on)
        if isinstance(record, StatedEmployment):
            found += _of_employment(record, self.employments, self.degree_on)
        if isinstance(record, LevelDecision):
            found += _of_decision(record)
        return found


def _of_certificates(record: Record) -> Iterator[Note]:
    certificates: list[Certificate] = list(record.certificates.all())
    if not certificates:
        yield Note("no", _("Intyg saknas"), _("Inget intyg är bifogat."))
    if any(each.scan == Certificate.Scan.INFECTED for each in certificates):
        yield Note("no", _("Spärrat intyg"), _("Ett intyg är spärrat eftersom det innehåller skadlig kod. Be läraren om ett nytt."))


def _of_course(course: Course, notes: Sequence[CourseNote], degree_on: date | None) -> Iterator[Note]:
    if needs_basis(course):
        yield Note("maybe", _("Osäker meriteringsgrund"), _("Läraren är osäker på meriteringsgrunden. Välj den innan du godkänner."))
    if course.passed is None:
        yield Note("maybe", _("Okänt resultat"), _("Läraren har inte angett om hela kursen är godkänd. Se efter i intyget."))
    if degree_on is None:
        sentence = _("Ingen behörighetsgivande examen är registrerad, så det går inte att säga om kursen kom efter den.")
        yield Note("maybe", _("Examen saknas"), sentence)
    for note in notes:
        yield Note("maybe" if note in TO_CHECK else "quiet", _course_word(note), _course_sentence(note, course, degree_on))


def _course_word(note: CourseNote) -> str:
    words = {
        CourseNote.BEFORE_DEGREE: _("Före examen, räknas inte"),
        CourseNote.NEAR_DEGREE: _("Nära examen, kontrollera"),
        CourseNote.NOT_PASSED: _("Inte godkänd, räknas inte"),
        CourseNote.THIRD_CYCLE: _("Forskarnivå, räknas inte"),
        CourseNote.OUTSIDE_AREAS: _("Utanför områdena, räknas inte"),
        CourseNote.DUPLICATE: _("Kan vara dubbel"),
        CourseNote.OLD_CREDITS: _("Gamla poäng, kontrollera"),
    }
    return words[note]


def _course_sentence(note: CourseNote, course: Course, degree_on: date | None) -> str:
    sentences = {
        CourseNote.BEFORE_DEGREE: _(
            "Klar %(done)s, före examen %(degree)s. Kursen kan godkännas och sparas, men räknas inte mot någon nivå (SFS 2025:280, 6 § 3)."
        ),
        CourseNote.NEAR_DEGREE: _("Klar inom 180 dagar från examen %(degree)s. Kontrollera att kursen inte ingår i examen."),
        CourseNote.NOT_PASSED: _("Läraren anger att hela kursen inte är godkänd. Då räknas den inte (SFS 2025:280, 6 § 3)."),
        CourseNote.THIRD_CYCLE: _("Kurser på forskarnivå räknas inte som meriterande utbildning (SFS 2025:280, 5 §)."),
        CourseNote.OUTSIDE_AREAS: _(
            "Läraren anger att kursen inte hör till något av de sex områdena. Då räknas den inte (SFS 2025:280, 5 §)."
        ),
        CourseNote.DUPLICATE: _("Ser ut att vara samma kurs som en annan rad. Kursen räknas en gång."),
        CourseNote.OLD_CREDITS: _("Klar före den 1 juli 2007, då en poäng var 1,5 högskolepoäng. Kontrollera antalet och nivån."),
    }
    return sentences[note] % {"done": iso(course.completed_on), "degree": iso(degree_on)}


def _of_employment(record: StatedEmployment, others: Sequence[StatedEmployment], degree_on: date | None) -> Iterator[Note]:
    own = Period(record.starts_on, record.ends_on)
    for other in others:
        if other.pk != record.pk and own.overlaps(Period(other.starts_on, other.ends_on)):
            values = {"heading": other.heading, "period": period(other.starts_on, other.ends_on)}
            sentence = _("Överlappar %(heading)s, %(period)s. Det går bra: varje dag räknas en gång.")
            yield Note("off", _("Överlappar en annan"), sentence % values, icon="info")
    if degree_on is not None and record.starts_on < degree_on:
        sentence = _("Börjar före examen %(degree)s. Tiden före examen räknas inte.")
        yield Note("quiet", _("Börjar före examen"), sentence % {"degree": iso(degree_on)})
    if record.in_school_system is None:
        sentence = _("Läraren vet inte om anställningen var inom skolväsendet. Se efter i intyget.")
        yield Note("maybe", _("Oklar skolform"), sentence)


def _of_decision(decision: LevelDecision) -> Iterator[Note]:
    """Accepting a refusal says that it was made, and that is all."""
    if decision.outcome == LevelDecision.Outcome.REFUSED:
        sentence = _(
            "Ett avslag ger ingen nivå och räknas inte i bedömningen. Godkänn det om uppgifterna stämmer, så finns det kvar i historiken."
        )
        yield Note("quiet", _("Avslag, räknas inte"), sentence)
    elif decision.ended_on is not None:
        sentence = _("Läraren anger att beslutet inte gäller från och med %(day)s. Från den dagen räknas det inte.")
        yield Note("quiet", _("Har upphört"), sentence % {"day": iso(decision.ended_on)})
