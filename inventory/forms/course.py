"""The form of a course taken."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from core.forms import CreditsField, DayField, ExplainedRadios, Part, question, section
from inventory.forms.base import EARLIEST_YEAR, RecordForm
from inventory.forms.fields import ChoiceField, InstitutionField, OrUnknownField, TextField, YesNoField
from inventory.models import Course, Cycle, MeritBasis

USUAL_CODE = re.compile(r"^[A-ZÅÄÖ0-9]{4,10}$")

BASIS_HINTS: dict[str, Any] = {
    MeritBasis.SUBJECT: _("Ett ämne som undervisas i skolan, till exempel historia eller matematik."),
    MeritBasis.SUBJECT_DIDACTICS: _("Hur man undervisar i ett ämne."),
    MeritBasis.PRESCHOOL_PEDAGOGY: _("Undervisning, lek och omsorg i förskolan."),
    MeritBasis.COGNITIVE_SCIENCE: _("Hur människor minns, lär och tänker."),
    MeritBasis.SPECIAL_NEEDS_EDUCATION: _("Stöd, anpassning och tillgänglig lärmiljö."),
    MeritBasis.LEADERSHIP: _("Ledarskap i klassrummet, mentorskap, handledning av kollegor eller VFU-studenter."),
    MeritBasis.NOT_MERITING: _("Kursen sparas, men räknas inte mot meriteringsnivåerna."),
    MeritBasis.UNSURE: _("Granskaren på kommunen föreslår ett område."),
}
BASIS_MORE: dict[str, Any] = {
    MeritBasis.SUBJECT: _(
        "Kursen ger fördjupad kunskap i ett ämne. Den behöver inte vara ditt eget undervisningsämne, "
        "men ha betydelse för undervisning i skolväsendet (SFS 2025:280, 5 §)."
    ),
    MeritBasis.SUBJECT_DIDACTICS: _(
        "Till exempel betyg och bedömning i svenska, läsundervisning eller matematikdidaktik (SFS 2025:280, 5 §). "
        "Allmän pedagogik nämns inte i paragrafen. Välj Jag är osäker om kursen är mer allmän."
    ),
    MeritBasis.PRESCHOOL_PEDAGOGY: _("Till exempel språkutveckling, barns lärande eller utemiljö i förskolan (SFS 2025:280, 5 §)."),
    MeritBasis.COGNITIVE_SCIENCE: _(
        "Kursen ska ha betydelse för undervisning. Till exempel minne och lärande eller uppmärksamhet (SFS 2025:280, 5 §)."
    ),
    MeritBasis.SPECIAL_NEEDS_EDUCATION: _(
        "Hit hör även kurser i speciallärar- och specialpedagogprogrammen som du har läst efter examen (SFS 2025:280, 5 §)."
    ),
    MeritBasis.LEADERSHIP: _(
        "Till exempel konflikthantering, mentorskap, handledning av kollegor och pedagogiskt ledarskap (SFS 2025:280, 5 §). "
        "Rektorsprogrammet avgör Skolverket från fall till fall. Välj Jag är osäker för det."
    ),
}
KIND_HINTS: dict[str, Any] = {
    Course.Kind.REGULAR: _("Fristående kurs eller kurs i ett program. Kursen USP hör också hit."),
    Course.Kind.COMMISSIONED: _("Beställd av kommunen eller Skolverket, med högskolepoäng och kursbevis."),
    Course.Kind.VAK: _("Bara kursen med det namnet, 7,5 hp. Den krävs för nivå 2 och 4. USP är inte VAK."),
}
KIND_HINTS_OUTSIDE: dict[str, Any] = {**KIND_HINTS, Course.Kind.VAK: _("Bara kursen med det namnet, 7,5 hp. USP är inte VAK.")}


class CourseForm(RecordForm):
    title = TextField(label=_("Kursens namn"), help_text=_("Som det står på intyget."), needed=_("Skriv kursens namn."))
    institution = InstitutionField()
    code = TextField(label=_("Kurskod"), help_text=_("Står på intyget, till exempel 2EH399."), max_length=20, width="w-code")
    credits = CreditsField(
        label=_("Högskolepoäng"),
        help_text=_(
            "Med högst en decimal, till exempel 7,5. På intyg från före den 1 juli 2007 står det poäng: "
            "en poäng är 1,5 högskolepoäng, så 5 poäng skriver du som 7,5."
        ),
    )
    cycle = OrUnknownField(
        label=_("Nivå"),
        help_text=_("Står på intyget, ibland som G eller A. För kurser från före den 1 juli 2007 väljer du Vet inte."),
        values={Cycle.FIRST.value: "first", Cycle.SECOND.value: "second", Cycle.THIRD.value: "third"},
        labels=(Cycle.FIRST.label, Cycle.SECOND.label, Cycle.THIRD.label),
        unknown_as="",
        needed=_("Välj kursens nivå, eller Vet inte."),
    )
    completed_on = DayField(
        label=_("Klar den"),
        help_text=_("Datumet för slutresultatet, skrivet år-månad-dag, till exempel 2024-06-02."),
        first_year=EARLIEST_YEAR,
        error_messages={"required": _("Skriv vilken dag kursen blev klar.")},
    )
    passed = YesNoField(label=_("Är du godkänd på hela kursen?"), needed=_("Svara om du är godkänd på hela kursen, eller Vet inte."))
    merit_basis = ChoiceField(
        label=_("Meriteringsgrund"),
        help_text=_(
            "Vilket av de sex områdena i SFS 2025:280, 5 § hör kursen till? Är du osäker avgör granskaren, och du förlorar inget på det."
        ),
        choices=MeritBasis.choices,
        needed=_("Välj meriteringsgrund, eller Jag är osäker."),
        widget=ExplainedRadios(hints=BASIS_HINTS, more=BASIS_MORE),
    )
    motivation = TextField(
        label=_("Varför hör kursen dit?"),
        help_text=_("Skriv gärna en mening om det inte syns på kursens namn. Granskaren läser den."),
        max_length=1000,
        lines=3,
    )
    course_kind = ChoiceField(
        label=_("Slag av kurs"),
        choices=Course.Kind.choices,
        needed=_("Välj vilket slag av kurs det är."),
        widget=ExplainedRadios(hints=KIND_HINTS),
    )

    days_not_ahead: ClassVar[dict[str, Any]] = {
        "completed_on": _("Kursen är inte klar än. Lägg till den när du har fått slutresultatet, eller rätta datumet.")
    }

    class Meta:
        model = Course
        fields = [
            "title",
            "institution",
            "code",
            "credits",
            "cycle",
            "completed_on",
            "passed",
            "merit_basis",
            "motivation",
            "course_kind",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self.initial.setdefault("course_kind", Course.Kind.REGULAR)
        if not self.given.with_merit:
            del self.fields["merit_basis"], self.fields["motivation"]
            widget = self.fields["course_kind"].widget
            assert isinstance(widget, ExplainedRadios)
            widget.hints = KIND_HINTS_OUTSIDE

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split()).upper()

    @property
    def code_is_unusual(self) -> bool:
        """Whether the code does not look like one. Said, never refused: each lärosäte has its own pattern."""
        code = self.cleaned_data.get("code", "")
        return bool(code) and not USUAL_CODE.match(code)

    def parts(self) -> Sequence[Part]:
        merit: list[Part] = [question("merit_basis"), section(_("Motivering"), "motivation")] if self.given.with_merit else []
        return [
            section(_("Kursen"), "title", "institution", "code"),
            section(_("Omfattning och resultat"), "credits", "cycle", "completed_on", "passed"),
            *merit,
            question("course_kind"),
        ]
