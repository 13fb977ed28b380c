"""Sentences with numbers and days in them, the same on every page of the inventory."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import hp, in_words, iso, long_date
from inventory.models import Course, RecordStatus
from inventory.sums import CourseNote, CourseSums, LeftOut, Service
from inventory.words import WORDS


def day_of_week(day: date) -> str:
    """ "fredag 27 mars 2026" """
    return format_date(day, "l j F Y")


def moment(at: datetime) -> str:
    """ "12 mars 2026 kl. 14.02", in Swedish time."""
    local = timezone.localtime(at)
    return _("%(day)s kl. %(clock)s") % {"day": long_date(local.date()), "clock": format_date(local, "H.i")}


def period(first: date, last: date | None) -> str:
    """ "2013-08-12 till 2019-06-30", or that it goes on."""
    if last is None:
        return _("%(first)s och pågår") % {"first": iso(first)}
    return _("%(first)s till %(last)s") % {"first": iso(first), "last": iso(last)}


def service_length(service: Service) -> str:
    """ "8 år och 6 månader"; days only where there is no whole month."""
    years = ngettext("%(count)s år", "%(count)s år", service.years) % {"count": service.years}
    months = ngettext("%(count)s månad", "%(count)s månader", service.months) % {"count": service.months}
    days = ngettext("%(count)s dag", "%(count)s dagar", service.days) % {"count": service.days}
    if service.years and service.months:
        return _("%(years)s och %(months)s") % {"years": years, "months": months}
    if service.years or service.months:
        return years if service.years else months
    return days


def numbers(parts: tuple[int, ...]) -> str:
    """ "2", "2 och 4", "2, 3 och 4" """
    return listed([str(part) for part in parts])


def listed(parts: Sequence[str]) -> str:
    """ "en", "en och två", "en, två och tre" """
    *before, last = parts
    return _("%(before)s och %(last)s") % {"before": ", ".join(before), "last": last} if before else last


def course_notes(course: Course, sums: CourseSums, *, degree_on: date | None) -> list[str]:
    """What the teacher should know of the course, in sentences; why it is not counted comes first."""
    return [_note(note, course, degree_on) for note in sums.notes.get(course.pk, ())]


def _note(note: CourseNote, course: Course, degree_on: date | None) -> str:
    days = {"done": iso(course.completed_on), "degree": iso(degree_on)}
    sentences = {
        CourseNote.BEFORE_DEGREE: _(
            "Räknas inte: kursen blev klar %(done)s, och bara det som blir klart efter din examen %(degree)s räknas (SFS 2025:280, 6 § 3). "
            "Den sparas och skickas med ändå."
        ),
        CourseNote.NOT_PASSED: _("Räknas inte förrän du är godkänd på hela kursen (SFS 2025:280, 6 § 3)."),
        CourseNote.THIRD_CYCLE: _("Räknas inte: bara grundnivå och avancerad nivå är meriterande utbildning (SFS 2025:280, 5 §)."),
        CourseNote.OUTSIDE_AREAS: _("Räknas inte: kursen hör inte till något av de sex områdena (SFS 2025:280, 5 §)."),
        CourseNote.DUPLICATE: _(
            "Ser ut att vara samma kurs som en annan på listan. Båda är sparade, men kursen räknas en gång. "
            "Ta bort den ena om den är dubbel."
        ),
        CourseNote.NEAR_DEGREE: _(
            "Kursen blev klar inom 180 dagar från din examen %(degree)s. Granskaren kontrollerar att den inte ingick i examen."
        ),
        CourseNote.OLD_CREDITS: _(
            "Kursen är från före den 1 juli 2007. Då gav en poäng 1,5 högskolepoäng, och granskaren avgör vilken nivå kursen har."
        ),
    }
    return sentences[note] % days


def sums_text(sums: CourseSums) -> str:
    """ "Fem kurser, sammanlagt 37,5 hp": those that are counted, and what they make. Empty where none is."""
    if not sums.number:
        return ""
    return _("%(courses)s, sammanlagt %(credits)s") % {"courses": WORDS["course"].counted(sums.number), "credits": hp(sums.counted)}


def left_out_text(sums: CourseSums) -> str:
    """ "Inte medräknat: 7,5 hp i en kurs som granskaren inte godkände." Empty where every course is counted."""
    if not sums.left_out:
        return ""
    return _("Inte medräknat: %(what)s.") % {"what": listed([_left_out(reason, each) for reason, each in sums.left_out.items()])}


def _left_out(reason: CourseNote | RecordStatus, courses: LeftOut) -> str:
    sentences = {
        RecordStatus.REJECTED: ngettext(
            "%(credits)s i %(count)s kurs som granskaren inte godkände",
            "%(credits)s i %(count)s kurser som granskaren inte godkände",
            courses.number,
        ),
        CourseNote.BEFORE_DEGREE: ngettext(
            "%(credits)s i %(count)s kurs som blev klar före examen",
            "%(credits)s i %(count)s kurser som blev klara före examen",
            courses.number,
        ),
        CourseNote.NOT_PASSED: ngettext(
            "%(credits)s i %(count)s kurs som inte är helt godkänd",
            "%(credits)s i %(count)s kurser som inte är helt godkända",
            courses.number,
        ),
        CourseNote.THIRD_CYCLE: ngettext(
            "%(credits)s i %(count)s kurs på forskarnivå", "%(credits)s i %(count)s kurser på forskarnivå", courses.number
        ),
        CourseNote.OUTSIDE_AREAS: ngettext(
            "%(credits)s i %(count)s kurs utanför de sex områdena", "%(credits)s i %(count)s kurser utanför de sex områdena", courses.number
        ),
        CourseNote.DUPLICATE: ngettext(
            "%(credits)s i %(count)s kurs som ser ut att stå två gånger",
            "%(credits)s i %(count)s kurser som ser ut att stå två gånger",
            courses.number,
        ),
    }
    return sentences[reason] % {"credits": hp(courses.credits), "count": in_words(courses.number)}
