"""A course picked from the catalogue or typed in: the same fields and checks for the teacher's own course and for the unit's."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import CreditsField
from core.formats import hp
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
    """Either a course from the catalogue or a typed one, not both. says_typed: the fields that show that somebody is typing."""

    says_typed: tuple[str, ...] = ("title", "institution")
    required_when_typed: Mapping[str, Any] = {
        "title": gettext_lazy("Skriv kursens namn."),
        "institution": gettext_lazy("Skriv vilket lärosäte som ger kursen."),
        "credits": gettext_lazy("Skriv antalet högskolepoäng, till exempel 7,5."),
        "cycle": gettext_lazy("Välj om kursen ges på grundnivå eller avancerad nivå."),
        "merit_basis": gettext_lazy("Välj meriteringsgrund, eller ”Jag är osäker”."),
    }

    offer = forms.ModelChoiceField(
        label=gettext_lazy("Kurs ur utbudet"),
        queryset=CourseOffer.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen, jag skriver en annan kurs"),
        error_messages={"invalid_choice": gettext_lazy("Kursen finns inte i utbudet längre, eller är redan vald. Välj en annan.")},
    )
    title = forms.CharField(label=gettext_lazy("Kursens namn"), max_length=200, required=False)
    institution = forms.CharField(label=gettext_lazy("Lärosäte"), max_length=200, required=False)
    credits = CreditsField(label=gettext_lazy("Högskolepoäng"), required=False)
    cycle = forms.ChoiceField(label=gettext_lazy("Nivå"), choices=[("", gettext_lazy("Välj nivå")), *OfferCycle.choices], required=False)
    merit_basis = forms.ChoiceField(
        label=gettext_lazy("Meriteringsgrund"),
        help_text=gettext_lazy("Vilket av områdena i 5 § kursen hör till. Är du osäker går det bra att säga det."),
        choices=[("", gettext_lazy("Välj område")), *MeritBasis.choices],
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Slag av kurs"),
        help_text=gettext_lazy(
            "VAK är den kurs som nivå 2 och 4 kräver. En uppdragsutbildning räknas bara om den ger betyg i högskolepoäng."
        ),
        choices=CourseOffer.Kind.choices,
        initial=CourseOffer.Kind.REGULAR,
        required=False,
    )

    def offer_from(self, catalogue: QuerySet[CourseOffer]) -> None:
        """What the list of courses holds."""
        offer = self.fields["offer"]
        assert isinstance(offer, forms.ModelChoiceField)
        offer.queryset = catalogue
        offer.label_from_instance = offer_label  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors.get("offer"):
            return cleaned
        is_typed = any(cleaned.get(name) or self.errors.get(name) for name in self.says_typed)
        if cleaned.get("offer") is not None:
            if is_typed:
                self.add_error("offer", _("Du har både valt en kurs ur utbudet och skrivit en annan. Behåll en av dem."))
        elif not is_typed:
            self.add_error("offer", _("Välj en kurs ur utbudet, eller skriv en annan kurs längre ner."))
        else:
            for name, message in self.required_when_typed.items():
                if not cleaned.get(name) and not self.errors.get(name):
                    self.add_error(name, ValidationError(message))
        return cleaned

    @property
    def course(self) -> CourseOffer | TypedCourse:
        """The course of the cleaned form."""
        cleaned = self.cleaned_data
        if cleaned["offer"] is not None:
            offer: CourseOffer = cleaned["offer"]
            return offer
        return TypedCourse(
            title=cleaned["title"].strip(),
            institution=cleaned["institution"].strip(),
            credits=cleaned["credits"],
            cycle=cleaned["cycle"],
            merit_basis=cleaned["merit_basis"],
            kind=cleaned["kind"] or CourseOffer.Kind.REGULAR,
        )


def offer_label(offer: CourseOffer) -> str:
    """ "Läs- och skrivutveckling, Malmö universitet, 7,5 hp, ht 2026" """
    return f"{offer.title}, {offer.institution}, {hp(offer.credits)}, {Term.parse(offer.first_term).label}"
