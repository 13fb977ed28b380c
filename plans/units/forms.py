"""What the principal writes: the filter over the staff, the analysis, and a course with the need it answers."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import hp
from core.forms import form_layout, section
from organisation.models import Profession
from plans.models import CourseOffer, PlanTier
from plans.typed_course import CourseForm
from plans.units.services import Analysis

EVERYONE = gettext_lazy("Alla")


class StaffFilter(forms.Form):
    """Over the table of staff. What makes no sense shows everybody. Drawn by the page itself, which is under a limit of time."""

    state = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        required=False,
        choices=[
            ("", EVERYONE),
            ("unsent", gettext_lazy("Inte skickat")),
            ("returned", gettext_lazy("Behöver rättas")),
            ("sent", gettext_lazy("Skickat")),
            ("choices", gettext_lazy("Val som väntar på svar")),
        ],
    )
    profession = forms.ChoiceField(label=gettext_lazy("Befattning"), required=False, choices=[("", EVERYONE), *Profession.choices])

    @property
    def asked(self) -> dict[str, str]:
        """The valid part of what was asked."""
        cleaned = self.cleaned_data if self.is_valid() else self.cleaned_data or {}
        return {name: cleaned.get(name, "") for name in ("state", "profession")}


class AnalysisForm(forms.Form):
    results = forms.CharField(
        label=gettext_lazy("Elevernas måluppfyllelse och verksamhetens resultat"),
        help_text=gettext_lazy("Vad visar resultaten? Skriv om grupper och verksamheten, aldrig om en enskild elev eller kollega."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Skriv vad resultaten visar.")},
    )
    needs = forms.CharField(
        label=gettext_lazy("Behov av kompetensutveckling"),
        help_text=gettext_lazy("Vad behöver lärarna kunna mer om för att resultaten ska bli bättre?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Skriv vilka behov ni ser.")},
    )
    sources = forms.CharField(
        label=gettext_lazy("Underlag och period"),
        help_text=gettext_lazy("Till exempel ”Nationella prov och betyg läsåret 2025/26, elevenkät mars 2026”."),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv vilka underlag analysen bygger på, och från vilken tid.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any], cancel: str) -> None:
        super().__init__(data, initial=dict(initial))
        self.cancel = cancel

    @property
    def helper(self) -> FormHelper:
        return form_layout("results", "needs", "sources", "version", submit=_("Spara analysen"), cancel=(_("Avbryt"), self.cancel))

    @property
    def analysis(self) -> Analysis:
        cleaned = self.cleaned_data
        return Analysis(cleaned["results"], cleaned["needs"], cleaned["sources"])


class UnitCourseForm(CourseForm):
    """A course for the unit, with the need it answers."""

    first_term = forms.ChoiceField(label=gettext_lazy("Ges första gången"), widget=forms.Select(attrs={"class": "w-date"}))
    need = forms.CharField(
        label=gettext_lazy("Vilket behov svarar kursen mot?"),
        help_text=gettext_lazy("Knyt kursen till det ni har skrivit i analysen."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv vilket behov i analysen kursen svarar mot.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        version: int,
        catalogue: QuerySet[CourseOffer],
        is_typed: bool,
        tier: PlanTier | None,
        terms: Sequence[tuple[str, str]],
        cancel: str,
    ) -> None:
        size = tier.course_credits if tier is not None else None
        super().__init__(data, catalogue=catalogue, is_typed=is_typed, initial={"version": version, "credits": size})
        self.cancel = cancel
        if not is_typed:
            del self.fields["first_term"]
            return
        self.fields["first_term"].choices = terms  # type: ignore[attr-defined]
        if size is not None:
            self.fields["credits"].help_text = _("Enligt planen ska varje kurs på enhetens nivå vara på %(size)s.") % {"size": hp(size)}

    @property
    def helper(self) -> FormHelper:
        hint = _("Kursen läggs till i huvudmannens utbud, så att andra också kan välja den.") if self.is_typed else ""
        first_term = ("first_term",) if self.is_typed else ()
        return form_layout(
            section(_("Kursen"), *self.course_fields, *first_term, hint=hint),
            section(_("Behovet bakom kursen"), "need", "version"),
            submit=_("Lägg till kursen"),
            cancel=(_("Avbryt"), self.cancel),
        )


def renew(form: forms.Form, version: int) -> None:
    """After a form was refused as a whole: keep what was typed, and let the next try be made knowing what is stored now."""
    if form.is_bound and form.non_field_errors():
        data = cast(QueryDict, form.data).copy()
        data["version"] = str(version)
        form.data = data
