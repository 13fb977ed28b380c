"""A course picked from the catalogue or typed in: the same fields and checks for the teacher's own course and for the unit's."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from core.fields import CreditsField
from core.formats import hp
from core.widgets import Segment
from inventory.models import MeritBasis
from organisation.models import Person
from plans.models import CourseOffer, OfferCycle
from plans.terms import Term

TYPED_FIELDS = ("title", "institution", "credits", "cycle", "merit_basis", "kind")


@dataclass(frozen=True, slots=True)
class TypedCourse:
    """A course that somebody has found and typed. credits in högskolepoäng."""

    title: str
    institution: str
    credits: Decimal
    cycle: str
    merit_basis: str
    kind: str

    def stored(self, *, provider_id: int, first_term: str, proposed_by: Person | None = None) -> CourseOffer:
        """A new row of the catalogue; proposed_by makes it one person's own."""
        return CourseOffer.objects.create(
            provider_id=provider_id,
            proposed_by=proposed_by,
            first_term=first_term,
            title=self.title,
            institution=self.institution,
            credits=self.credits,
            cycle=self.cycle,
            merit_basis=self.merit_basis,
            kind=self.kind,
        )


class CourseForm(forms.Form):
    """A course from the catalogue, or with is_typed one that is not there. Each way asks for its own fields only."""

    offer = forms.ModelChoiceField(
        label=gettext_lazy("Kurs ur utbudet"),
        queryset=CourseOffer.objects.none(),
        empty_label=gettext_lazy("Välj kurs"),
        error_messages={
            "required": gettext_lazy("Välj en kurs ur utbudet, eller skriv den själv om den inte finns där."),
            "invalid_choice": gettext_lazy("Kursen finns inte i utbudet längre, eller är redan vald. Välj en annan."),
        },
    )
    title = forms.CharField(
        label=gettext_lazy("Kursens namn"), max_length=200, error_messages={"required": gettext_lazy("Skriv kursens namn.")}
    )
    institution = forms.CharField(
        label=gettext_lazy("Lärosäte"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vilket lärosäte som ger kursen.")},
    )
    credits = CreditsField(label=gettext_lazy("Högskolepoäng"))
    cycle = forms.ChoiceField(
        label=gettext_lazy("Nivå"),
        choices=OfferCycle.choices,
        widget=Segment,
        error_messages={"required": gettext_lazy("Välj om kursen ges på grundnivå eller avancerad nivå.")},
    )
    merit_basis = forms.ChoiceField(
        label=gettext_lazy("Meriteringsgrund"),
        help_text=gettext_lazy("Vilket av områdena i 5 § kursen hör till. Är du osäker går det bra att säga det."),
        choices=[("", gettext_lazy("Välj område")), *MeritBasis.choices],
        error_messages={"required": gettext_lazy("Välj meriteringsgrund, eller ”Jag är osäker”.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Slag av kurs"),
        help_text=gettext_lazy("Nivå 2 och 4 kräver VAK. En uppdragsutbildning räknas bara om den ger betyg i högskolepoäng."),
        choices=CourseOffer.Kind.choices,
        initial=CourseOffer.Kind.REGULAR,
    )

    def __init__(
        self, data: Any = None, *, catalogue: QuerySet[CourseOffer], is_typed: bool, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.is_typed = is_typed
        for name in ("offer",) if is_typed else TYPED_FIELDS:
            del self.fields[name]
        if not is_typed:
            offer = self.fields["offer"]
            assert isinstance(offer, forms.ModelChoiceField)
            offer.queryset = catalogue
            offer.label_from_instance = offer_label  # type: ignore[assignment]

    @property
    def course_fields(self) -> tuple[str, ...]:
        return TYPED_FIELDS if self.is_typed else ("offer",)

    @property
    def course(self) -> CourseOffer | TypedCourse:
        """The course of the cleaned form."""
        cleaned = self.cleaned_data
        if not self.is_typed:
            offer: CourseOffer = cleaned["offer"]
            return offer
        return TypedCourse(
            title=cleaned["title"].strip(),
            institution=cleaned["institution"].strip(),
            credits=cleaned["credits"],
            cycle=cleaned["cycle"],
            merit_basis=cleaned["merit_basis"],
            kind=cleaned["kind"],
        )


def offer_label(offer: CourseOffer) -> str:
    """ "Läs- och skrivutveckling, Malmö universitet, 7,5 hp, ht 2026" """
    return f"{offer.title}, {offer.institution}, {hp(offer.credits)}, {Term.parse(offer.first_term).label}"
