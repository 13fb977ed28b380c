"""The kinds of record. Values of choices are those of the assessment contract."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from inventory.models.record import Record, RecordSource, RecordStatus, kind_of
from organisation.models import ENDS_BEFORE_START, PERIOD_CHECK, Profession

LARGEST_COURSE = Decimal(300)


class Cycle(models.TextChoices):
    FIRST = "first", _("Grundnivå")
    SECOND = "second", _("Avancerad nivå")
    THIRD = "third", _("Forskarnivå")


class MeritBasis(models.TextChoices):
    """The six areas of 5 §, and the two answers beside them."""

    SUBJECT = "subject", _("Ämnesstudier")
    SUBJECT_DIDACTICS = "subject_didactics", _("Ämnesdidaktiska studier")
    PRESCHOOL_PEDAGOGY = "preschool_pedagogy", _("Studier inom det förskolepedagogiska området")
    COGNITIVE_SCIENCE = "cognitive_science", _("Kognitionsvetenskap")
    SPECIAL_NEEDS_EDUCATION = "special_needs_education", _("Specialpedagogik")
    LEADERSHIP = "leadership", _("Ledarskap")
    NOT_MERITING = "not_meriting", _("Inget av områdena")
    UNSURE = "unsure", _("Jag är osäker")


@kind_of
class Licence(Record):
    """Legitimation som lärare eller förskollärare, issued by Skolverket."""

    class Kind(models.TextChoices):
        TEACHER = "teacher", _("Lärarlegitimation")
        PRESCHOOL_TEACHER = "preschool_teacher", _("Förskollärarlegitimation")

    kind = "licence"
    slug = "legitimation"
    content_fields = ("licence_kind", "issued_on", "revocation_final_on")

    licence_kind = models.CharField(_("slag av legitimation"), max_length=20, choices=Kind)
    issued_on = models.DateField(_("utfärdad"))
    revocation_final_on = models.DateField(_("återkallelsen fick laga kraft"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=10, choices=RecordSource, default=RecordSource.OWNER)

    class Meta:
        ordering = ["issued_on", "id"]
        verbose_name = _("legitimation")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(status=RecordStatus.REJECTED),
                name="one_licence_per_person",
                violation_error_message=_("Du har redan registrerat din legitimation."),
            )
        ]

    @property
    def heading(self) -> str:
        return self.get_licence_kind_display()


@kind_of
class QualifyingDegree(Record):
    """Behörighetsgivande examen. Its issue date starts the clock (6 § 2 and 3)."""

    kind = "qualifying_degree"
    slug = "examen"
    content_fields = ("title", "institution", "issued_on")

    title = models.CharField(_("examens namn"), max_length=200)
    institution = models.CharField(_("lärosäte"), max_length=200)
    issued_on = models.DateField(_("utfärdad"))

    class Meta:
        ordering = ["issued_on", "id"]
        verbose_name = _("behörighetsgivande examen")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(status=RecordStatus.REJECTED),
                name="one_qualifying_degree_per_person",
                violation_error_message=_("Du har redan registrerat din behörighetsgivande examen."),
            )
        ]

    @property
    def heading(self) -> str:
        return self.title


@kind_of
class StatedEmployment(Record):
    """A period of work as the teacher states and proves it, with any employer. Years and half time are reckoned from these."""

    kind = "employment"
    slug = "anstallningar"
    content_fields = ("profession", "employer", "unit_name", "in_school_system", "extent_percent", "starts_on", "ends_on")

    profession = models.CharField(_("befattning"), max_length=30, choices=Profession)
    employer = models.CharField(_("arbetsgivare"), max_length=200)
    unit_name = models.CharField(_("skola eller förskola"), max_length=200)
    in_school_system = models.BooleanField(_("inom skolväsendet"), null=True, blank=True)
    extent_percent = models.DecimalField(
        _("tjänstgöringsgrad, procent"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    starts_on = models.DateField(_("första dag"))
    ends_on = models.DateField(_("sista dag"), null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        verbose_name = _("anställning")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=PERIOD_CHECK, name="stated_employment_ends_after_start", violation_error_message=ENDS_BEFORE_START
            ),
            models.CheckConstraint(
                condition=models.Q(extent_percent__gte=0, extent_percent__lte=100), name="stated_extent_is_a_percentage"
            ),
        ]

    @property
    def heading(self) -> str:
        return f"{self.get_profession_display()}, {self.unit_name}"


@kind_of
class Course(Record):
    """A course taken. One that was completed before the degree is kept and explained, not refused."""

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Vanlig kurs")
        COMMISSIONED = "commissioned", _("Uppdragsutbildning")
        VAK = "vak", _("VAK, vidareutveckling och analys av kvalitet i undervisning")

    kind = "course"
    slug = "kurser"
    content_fields = (
        "title",
        "code",
        "institution",
        "credits",
        "cycle",
        "completed_on",
        "passed",
        "merit_basis",
        "motivation",
        "course_kind",
    )

    title = models.CharField(_("kursens namn"), max_length=200)
    code = models.CharField(_("kurskod"), max_length=20, blank=True)
    institution = models.CharField(_("lärosäte"), max_length=200)
    credits = models.DecimalField(_("högskolepoäng"), max_digits=4, decimal_places=1)
    cycle = models.CharField(_("nivå"), max_length=10, choices=Cycle, blank=True)
    completed_on = models.DateField(_("klar"))
    passed = models.BooleanField(_("godkänt resultat"), null=True, blank=True)
    merit_basis = models.CharField(_("meriteringsgrund"), max_length=30, choices=MeritBasis, blank=True)
    motivation = models.CharField(_("motivering till meriteringsgrunden"), max_length=1000, blank=True)
    course_kind = models.CharField(_("slag av kurs"), max_length=15, choices=Kind, default=Kind.REGULAR)

    class Meta:
        ordering = ["completed_on", "id"]
        verbose_name = _("kurs")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(credits__gt=0, credits__lte=LARGEST_COURSE),
                name="course_credits_are_sane",
                violation_error_message=_("Högskolepoängen ska vara mer än 0 och högst 300."),
            )
        ]

    @property
    def heading(self) -> str:
        return self.title


@kind_of
class Degree(Record):
    """A degree after, or beside, the qualifying one: second cycle for level 3 (8 §), third cycle for level 4 (9 §)."""

    class DegreeCycle(models.TextChoices):
        SECOND = "second", _("Examen på avancerad nivå")
        THIRD = "third", _("Examen på forskarnivå")

    kind = "degree"
    slug = "senare-examina"
    content_fields = ("title", "institution", "cycle", "credits", "merit_credits", "awarded_on", "is_qualifying")

    title = models.CharField(_("examens namn"), max_length=200)
    institution = models.CharField(_("lärosäte"), max_length=200)
    cycle = models.CharField(_("nivå"), max_length=10, choices=DegreeCycle)
    credits = models.DecimalField(_("högskolepoäng"), max_digits=4, decimal_places=1)
    merit_credits = models.DecimalField(_("varav meriterande"), max_digits=4, decimal_places=1, null=True, blank=True)
    awarded_on = models.DateField(_("utfärdad"))
    is_qualifying = models.BooleanField(_("ger också behörighet som lärare eller förskollärare"), default=False)

    class Meta:
        ordering = ["awarded_on", "id"]
        verbose_name = _("senare examen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(credits__gt=0, credits__lte=400)
                & (models.Q(merit_credits__isnull=True) | models.Q(merit_credits__gte=0)),
                name="degree_credits_are_sane",
                violation_error_message=_("Högskolepoängen ska vara mer än 0 och högst 400."),
            )
        ]

    @property
    def heading(self) -> str:
        return self.title


@kind_of
class PracticeResearch(Record):
    """Taking part in praktiknära forskning (7 § second paragraph)."""

    kind = "research"
    slug = "forskning"
    content_fields = ("title", "institution", "research_leader", "own_role", "starts_on", "ends_on")

    title = models.CharField(_("projektets namn"), max_length=200)
    institution = models.CharField(_("lärosäte"), max_length=200)
    research_leader = models.CharField(_("forskningsledare"), max_length=200, blank=True)
    own_role = models.CharField(_("vad du gjorde"), max_length=1000, blank=True)
    starts_on = models.DateField(_("första dag"))
    ends_on = models.DateField(_("sista dag"), null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        verbose_name = _("praktiknära forskning")
        constraints: ClassVar = [
            models.CheckConstraint(condition=PERIOD_CHECK, name="research_ends_after_start", violation_error_message=ENDS_BEFORE_START)
        ]

    @property
    def heading(self) -> str:
        return self.title
