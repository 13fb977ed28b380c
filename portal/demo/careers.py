"""What somebody's working life has given: unsaved records and the papers that prove them. Drawn by chance within the law's frames.

Days are reckoned back from the day given, so that the same lives fit any year. Nothing here asks the database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from inventory.models import Course, Degree, LevelDecision, Licence, PracticeResearch, QualifyingDegree, Record, StatedEmployment
from organisation.models import Employment, Profession, SchoolUnit
from portal.demo import sources
from portal.demo.sources import CourseSource

FIRST_DECISIONS = date(2025, 10, 20)  # the ordinance is in force from 1 September 2025
REGISTER_BEGINS = date(2011, 7, 1)  # licences are issued from here on
OUR_EMPLOYER = "Sjöstad kommun"
READ = tuple(map(Decimal, ("0", "7.5", "15", "22.5", "30", "45", "52.5")))


@dataclass
class Career:
    """records by the paper that proves them; one paper may prove several."""

    degree_on: date
    papers: dict[str, list[Record]] = field(default_factory=dict)

    def add(self, paper: str, record: Record) -> None:
        self.papers.setdefault(paper, []).append(record)

    @property
    def records(self) -> list[Record]:
        return [record for records in self.papers.values() for record in records]

    def of(self, kind: str) -> list[Record]:
        return [record for record in self.records if record.kind == kind]


class Fortune:
    """Makes careers."""

    def __init__(self, *, on: date, rng: Random) -> None:
        self.on, self.rng = on, rng
        values = sources.read("courses.json")
        self.catalogue = {kind: [sources.course_of(row) for row in values[kind]] for kind in ("school", "preschool")}
        self.vak = sources.course_of(values["vak"])
        self.values = values

    def career(self, work: Employment) -> Career:
        """A whole working life that ends in this employment."""
        years = max(self.on.year - work.starts_on.year, self._years())
        career = Career(degree_on=date(self.on.year - years, self.rng.choice((1, 6)), self.rng.randint(3, 18)))
        self._qualify(career, work)
        self._work(career, work)
        points = self._points(years)
        self._courses(career, work, points)
        if work.profession in {Profession.SPECIAL_NEEDS_TEACHER, Profession.SPECIAL_EDUCATOR}:
            self._special_degree(career, work)
        if years >= 8 and self.rng.random() < 0.03:
            self._research_degree(career)
        if points >= 15 and years >= 7 and self.rng.random() < 0.7:
            self._decided(career, points)
        return career

    def _years(self) -> int:
        return self.rng.choice((1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 17, 19, 21, 23, 25, 28, 31))

    def _points(self, years: int) -> Decimal:
        """How much somebody of that age in the profession has read since."""
        if years < 6:
            weights = (6, 3, 1, 0, 0, 0, 0)
        elif years < 12:
            weights = (4, 4, 6, 4, 2, 3, 1)
        else:
            weights = (3, 4, 6, 4, 3, 5, 3)
        return self.rng.choices(READ, weights)[0]

    def _qualify(self, career: Career, work: Employment) -> None:
        is_preschool = work.profession == Profession.PRESCHOOL_TEACHER
        kind = "preschool_teacher" if is_preschool else "teacher"
        issued = max(
            career.degree_on + timedelta(days=self.rng.randint(20, 420)), REGISTER_BEGINS + timedelta(days=self.rng.randint(90, 1200))
        )
        career.add("legitimation", Licence(licence_kind=kind, issued_on=min(issued, work.starts_on + timedelta(days=400), self._lately())))
        title = self.rng.choice(self.values["degrees"][kind])
        institution = self.rng.choice(self.values["degrees"]["institutions"])
        career.add("examen", QualifyingDegree(title=title, institution=institution, issued_on=career.degree_on))

    def _work(self, career: Career, work: Employment) -> None:
        first_autumn = date(career.degree_on.year + (career.degree_on.month > 8), 8, 12)
        if (work.starts_on - first_autumn).days > 200 and self.rng.random() < 0.85:
            ends_on = date(work.starts_on.year, 6, 30)
            schools = self.values["earlier_schools"]["preschool" if work.unit.kind == SchoolUnit.Kind.PRESCHOOL else "school"]
            earlier = self._employment(
                work.profession, self.rng.choice(self.values["earlier_employers"]), self.rng.choice(schools), Decimal(100)
            )
            earlier.starts_on, earlier.ends_on = first_autumn, ends_on
            career.add("tjänstgöring", earlier)
        current = self._employment(work.profession, OUR_EMPLOYER, work.unit.name, work.extent_percent)
        current.starts_on = work.starts_on
        career.add("tjänstgöring", current)

    def _employment(self, profession: str, employer: str, school: str, extent: Decimal) -> StatedEmployment:
        return StatedEmployment(profession=profession, employer=employer, unit_name=school, in_school_system=True, extent_percent=extent)

    def _courses(self, career: Career, work: Employment, wanted: Decimal) -> None:
        pool = list(self.catalogue["preschool" if work.unit.kind == SchoolUnit.Kind.PRESCHOOL else "school"])
        self.rng.shuffle(pool)
        if self.rng.random() < 0.12:
            career.add(
                "resultatintyg", course_record(pool.pop(), completed_on=career.degree_on - timedelta(days=self.rng.randint(40, 700)))
            )
        while wanted > 0 and pool:
            source = pool.pop()
            if source.credits > wanted + Decimal("7.5"):
                continue
            wanted -= source.credits
            career.add("resultatintyg", course_record(source, completed_on=self._examined(career)))

    def _examined(self, career: Career) -> date:
        """The end of some term after the degree, and after 2008, when the cycles exist."""
        first, last = max(career.degree_on + timedelta(days=150), date(2008, 6, 1)), self._lately()
        found = first + timedelta(days=self.rng.randint(0, max((last - first).days, 1)))
        ends = [date(found.year, 1, 17), date(found.year, 6, 5), date(found.year + 1, 1, 16)]
        return min(next((end for end in ends if end >= found), found), last)

    def _lately(self) -> date:
        return self.on - timedelta(days=75)

    def _special_degree(self, career: Career, work: Employment) -> None:
        title = "Speciallärarexamen" if work.profession == Profession.SPECIAL_NEEDS_TEACHER else "Specialpedagogexamen"
        self._later(career, title, Degree.DegreeCycle.SECOND, Decimal(90), merit=Decimal(90))

    def _research_degree(self, career: Career) -> None:
        title, size = self.rng.choice((("Licentiatexamen", 120), ("Doktorsexamen", 240)))
        self._later(career, title, Degree.DegreeCycle.THIRD, Decimal(size), merit=None)

    def _later(self, career: Career, title: str, cycle: str, size: Decimal, *, merit: Decimal | None) -> None:
        degree = Degree(title=title, institution=self.rng.choice(self.values["degrees"]["institutions"]), cycle=cycle, credits=size)
        degree.merit_credits, degree.awarded_on = merit, self._examined(career)
        career.add(title.lower(), degree)

    def _decided(self, career: Career, points: Decimal) -> None:
        """Skolverket has decided on level 1; some have gone on from there."""
        last = self._lately()
        decided_on = FIRST_DECISIONS + timedelta(days=self.rng.randint(0, max((last - FIRST_DECISIONS).days, 0)))
        career.add("beslut nivå 1", decision_record(1, decided_on))
        if points >= Decimal("22.5") and self.rng.random() < 0.4:
            career.add("forskningsintyg", self._research())
        if points >= 30 and self.rng.random() < 0.85:
            vak = course_record(self.vak, completed_on=min(decided_on + timedelta(days=self.rng.randint(90, 200)), last))
            career.add("kursbevis VAK", vak)
            if points >= 45 and self.rng.random() < 0.6:
                career.add("beslut nivå 2", decision_record(2, last))

    def _research(self) -> PracticeResearch:
        source = self.rng.choice(self.values["research"])
        project = PracticeResearch(**source, own_role="Var med i planering, genomförande och analys.")
        year = self.on.year - self.rng.randint(1, 5)
        project.starts_on, project.ends_on = date(year - 1, 8, 20), date(year, 6, 10)
        return project


def course_record(source: CourseSource, *, completed_on: date) -> Course:
    return Course(
        title=source.title,
        code=source.code,
        institution=source.institution,
        credits=source.credits,
        cycle=source.cycle,
        completed_on=completed_on,
        passed=True,
        merit_basis=source.merit_basis,
        course_kind=source.course_kind,
    )


def decision_record(level: int, decided_on: date) -> LevelDecision:
    return LevelDecision(level=level, decided_on=decided_on, case_number=f"{decided_on.year}:{41000 + decided_on.toordinal() % 7919}")


def written_career(case: dict[str, Any], works: Sequence[Employment], *, on: date) -> Career:
    """A life that is written in the data file."""
    degree = case["degree"]
    career = Career(degree_on=sources.day(degree["issued"], on=on))
    issued_on = sources.day(case["licence"]["issued"], on=on)
    career.add("legitimation", Licence(licence_kind=case["licence"]["kind"], issued_on=issued_on))
    career.add("examen", QualifyingDegree(title=degree["title"], institution=degree["institution"], issued_on=career.degree_on))
    for record in _written_work(case, works, on=on):
        career.add("tjänstgöring", record)
    for row in case["courses"]:
        career.add("resultatintyg", course_record(sources.course_of(row), completed_on=sources.day(row["completed"], on=on)))
    if project := case.get("research"):
        career.add("forskningsintyg", _written_project(project, on=on))
    for row in case["decisions"]:
        career.add(f"beslut nivå {row['level']}", decision_record(row["level"], sources.day(row["decided"], on=on)))
    return career


def _written_work(case: dict[str, Any], works: Sequence[Employment], *, on: date) -> Iterable[Record]:
    for row in case["work"]:
        earlier = StatedEmployment(profession=row["profession"], employer=row["employer"], unit_name=row["school"], in_school_system=True)
        earlier.extent_percent = Decimal(row["extent"])
        earlier.starts_on, earlier.ends_on = sources.day(row["from"], on=on), sources.day(row["to"], on=on)
        yield earlier
    for work in works:
        current = StatedEmployment(profession=work.profession, employer=OUR_EMPLOYER, unit_name=work.unit.name, in_school_system=True)
        current.extent_percent, current.starts_on = work.extent_percent, work.starts_on
        yield current


def _written_project(row: dict[str, Any], *, on: date) -> PracticeResearch:
    project = PracticeResearch(title=row["title"], institution=row["institution"], research_leader=row["leader"], own_role=row["role"])
    project.starts_on, project.ends_on = sources.day(row["from"], on=on), sources.day(row["to"], on=on)
    return project
