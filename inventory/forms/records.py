"""The forms of the other kinds of record."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import CreditsField, DayField, ExplainedRadios, Part, beside, section
from inventory.forms.base import EARLIEST_YEAR, RecordForm
from inventory.forms.fields import ChoiceField, ExtentField, InstitutionField, TextField, YesNoField
from inventory.models import Degree, Licence, PracticeResearch, QualifyingDegree, StatedEmployment
from organisation.models import Profession

LARGEST_DEGREE = Decimal(400)
ENDS_FIRST = _("Sista dagen kan inte vara före första dagen.")
ISSUED_AHEAD = _("Dagen ligger framåt i tiden. Skriv den dag som står på beviset.")


class LicenceForm(RecordForm):
    licence_kind = ChoiceField(
        label=_("Slag av legitimation"),
        choices=Licence.Kind.choices,
        needed=_("Välj vilken legitimation du har."),
        widget=ExplainedRadios(),
    )
    issued_on = DayField(
        label=_("Utfärdad den"),
        help_text=_("Den första dagen din legitimation gäller, till exempel 2017-06-21. Den står på beviset."),
        first_year=2011,
        error_messages={"required": _("Skriv vilken dag legitimationen utfärdades.")},
    )
    revocation_final_on = DayField(
        label=_("Återkallelsen fick laga kraft den"),
        help_text=_("Fyll i bara om din legitimation har återkallats."),
        first_year=2011,
        required=False,
    )
    days_not_ahead: ClassVar[dict[str, Any]] = {"issued_on": ISSUED_AHEAD}
    may_have_more = False

    class Meta:
        model = Licence
        fields = ["licence_kind", "issued_on", "revocation_final_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_order("issued_on", "revocation_final_on", gettext("Legitimationen kan inte ha återkallats innan den utfärdades."))
        return cleaned

    def parts(self) -> Sequence[Part]:
        return [section(_("Legitimationen"), "licence_kind", "issued_on", "revocation_final_on")]


class QualifyingDegreeForm(RecordForm):
    title = TextField(
        label=_("Examens namn"),
        help_text=_("Som det står på examensbeviset, till exempel Ämneslärarexamen."),
        needed=_("Skriv vad examen heter."),
    )
    institution = InstitutionField(help_text=_("Som det står på examensbeviset. Skriv landet också om det är utländskt."))
    issued_on = DayField(
        label=_("Utfärdad den"),
        help_text=_("Dagen då examen utfärdades, till exempel 2017-06-09. Kurser som blev klara senare kan räknas."),
        first_year=EARLIEST_YEAR,
        error_messages={"required": _("Skriv vilken dag examen utfärdades.")},
    )
    days_not_ahead: ClassVar[dict[str, Any]] = {"issued_on": ISSUED_AHEAD}
    may_have_more = False

    class Meta:
        model = QualifyingDegree
        fields = ["title", "institution", "issued_on"]

    def parts(self) -> Sequence[Part]:
        return [section(_("Examen"), "title", "institution", "issued_on")]


class EmploymentForm(RecordForm):
    profession = ChoiceField(
        label=_("Befattning"),
        choices=Profession.choices,
        needed=_("Välj vilken befattning du har eller hade."),
        widget=ExplainedRadios(
            hints={
                Profession.SPECIAL_EDUCATOR: _("Skolverket prövar om tiden räknas."),
                Profession.PRINCIPAL: _("Räknas inte som år som lärare."),
                Profession.DEPUTY_PRINCIPAL: _("Räknas inte som år som lärare."),
                Profession.OTHER: _("Räknas inte som år som lärare."),
            }
        ),
    )
    employer = TextField(
        label=_("Arbetsgivare"), help_text=_("Kommunen, regionen, staten eller företaget."), needed=_("Skriv vem som är arbetsgivare.")
    )
    unit_name = TextField(label=_("Skola eller förskola"), needed=_("Skriv vilken skola eller förskola det gäller."))
    in_school_system = YesNoField(
        label=_("Är den en del av det svenska skolväsendet?"),
        help_text=_(
            "Förskola, grundskola, gymnasieskola, anpassad skola, fritidshem och komvux räknas dit. "
            "Folkhögskola, yrkeshögskola och skolor utomlands gör det inte."
        ),
        needed=_("Svara om skolan hör till skolväsendet, eller Vet inte."),
    )
    extent_percent = ExtentField(
        label=_("Tjänstgöringsgrad"), help_text=_("Hur mycket du arbetar. Heltid är 100, halvtid 50."), max_value=Decimal(100)
    )
    starts_on = DayField(
        label=_("Första dag"), first_year=EARLIEST_YEAR, error_messages={"required": _("Skriv vilken dag anställningen började.")}
    )
    ends_on = DayField(label=_("Sista dag"), help_text=_("Lämna tomt om anställningen pågår."), first_year=EARLIEST_YEAR, required=False)
    days_not_ahead: ClassVar[dict[str, Any]] = {
        "starts_on": _("Anställningen har inte börjat än. Lägg till den när den har börjat, eller rätta datumet.")
    }

    class Meta:
        model = StatedEmployment
        fields = ["profession", "employer", "unit_name", "in_school_system", "extent_percent", "starts_on", "ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_order("starts_on", "ends_on", str(ENDS_FIRST))
        return cleaned

    def parts(self) -> Sequence[Part]:
        return [
            section(_("Arbetsplatsen"), "employer", "unit_name", "in_school_system"),
            section(_("Arbetet"), "profession", "extent_percent", beside("starts_on", "ends_on")),
        ]


class ResearchForm(RecordForm):
    title = TextField(label=_("Projektets namn"), help_text=_("Som det står på intyget."), needed=_("Skriv projektets namn."))
    institution = InstitutionField(help_text=_("Det lärosäte som leder forskningen."))
    research_leader = TextField(label=_("Forskningsledare"), help_text=_("Den som kan svara på frågor om projektet."))
    own_role = TextField(
        label=_("Vad du gjorde"),
        help_text=_("Vilka delar du var med i: planering, datainsamling, analys eller resultat."),
        max_length=1000,
        lines=4,
    )
    starts_on = DayField(
        label=_("Första dag"), first_year=EARLIEST_YEAR, error_messages={"required": _("Skriv vilken dag du började delta.")}
    )
    ends_on = DayField(label=_("Sista dag"), help_text=_("Lämna tomt om projektet pågår."), first_year=EARLIEST_YEAR, required=False)
    days_not_ahead: ClassVar[dict[str, Any]] = {
        "starts_on": _("Projektet har inte börjat än. Lägg till det när det har börjat, eller rätta datumet.")
    }

    class Meta:
        model = PracticeResearch
        fields = ["title", "institution", "research_leader", "own_role", "starts_on", "ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_order("starts_on", "ends_on", str(ENDS_FIRST))
        return cleaned

    def parts(self) -> Sequence[Part]:
        return [
            section(_("Projektet"), "title", "institution", "research_leader"),
            section(_("Ditt deltagande"), beside("starts_on", "ends_on"), "own_role"),
        ]


class DegreeForm(RecordForm):
    title = TextField(
        label=_("Examens namn"),
        help_text=_("Som det står på examensbeviset, till exempel Magisterexamen."),
        needed=_("Skriv vad examen heter."),
    )
    institution = InstitutionField(help_text=_("Som det står på examensbeviset. Skriv landet också om det är utländskt."))
    cycle = ChoiceField(
        label=_("Nivå"),
        choices=Degree.DegreeCycle.choices,
        needed=_("Välj examens nivå."),
        widget=ExplainedRadios(
            hints={
                Degree.DegreeCycle.SECOND: _("Magister, master, speciallärare eller specialpedagog."),
                Degree.DegreeCycle.THIRD: _("Licentiat eller doktor."),
            }
        ),
    )
    credits = CreditsField(
        label=_("Högskolepoäng"),
        help_text=_("Hela examens omfattning, till exempel 60."),
        max_value=LARGEST_DEGREE,
        error_messages={"required": _("Skriv hur många högskolepoäng examen omfattar.")},
    )
    merit_credits = CreditsField(
        label=_("Varav meriterande"),
        help_text=_("Så många av poängen som ligger inom de sex områdena i 5 §. Lämna tomt om du inte vet."),
        max_value=LARGEST_DEGREE,
        zero_allowed=True,
        required=False,
    )
    awarded_on = DayField(
        label=_("Utfärdad den"), first_year=EARLIEST_YEAR, error_messages={"required": _("Skriv vilken dag examen utfärdades.")}
    )
    is_qualifying = forms.BooleanField(
        label=_("Examen ger också behörighet som lärare eller förskollärare"),
        help_text=_("Till exempel speciallärarexamen för den som redan är lärare. Den examen du först blev behörig med har en egen plats."),
        required=False,
    )
    days_not_ahead: ClassVar[dict[str, Any]] = {"awarded_on": ISSUED_AHEAD}

    class Meta:
        model = Degree
        fields = ["title", "institution", "cycle", "credits", "merit_credits", "awarded_on", "is_qualifying"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.given.with_merit:
            del self.fields["merit_credits"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        whole, part = cleaned.get("credits"), cleaned.get("merit_credits")
        if whole is not None and part is not None and part > whole:
            self.add_error("merit_credits", ValidationError(_("Den meriterande delen kan inte vara större än hela examen."), code="share"))
        return cleaned

    def parts(self) -> Sequence[Part]:
        sizes = [name for name in ("credits", "merit_credits") if name in self.fields]
        return [section(_("Examen"), "title", "institution", "cycle", *sizes, "awarded_on", "is_qualifying")]
