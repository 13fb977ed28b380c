"""Why a unit could not be changed. Nothing has been written when one of these is raised."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import long_date
from organisation.models import LAST_DAY_OF_FORM, SchoolForm


class UnitChangeError(Exception):
    """str() is for the administrator. field: the form field it is about, empty when it is about the whole."""

    field = ""


class StaleUnitError(UnitChangeError):
    """Somebody has changed a unit since the page was opened."""

    def __str__(self) -> str:
        return _("Enheten har ändrats av någon annan sedan du öppnade sidan. Inget är sparat. Läs vad som gäller nu och försök igen.")


class ClosedUnitError(UnitChangeError):
    def __init__(self, name: str, last_day: date) -> None:
        super().__init__(name)
        self.name, self.last_day = name, last_day

    def __str__(self) -> str:
        return _("%(unit)s är stängd, eller ska stängas, med %(day)s som sista dag. Inget är sparat.") % {
            "unit": self.name,
            "day": long_date(self.last_day),
        }


class DayError(UnitChangeError):
    """The day does not fit what is known of the unit."""

    field = "on"
    text = ""

    def __init__(self, name: str, day: date) -> None:
        super().__init__(name)
        self.name, self.day = name, day

    def __str__(self) -> str:
        return self.sentence() % {"unit": self.name, "day": long_date(self.day)}

    def sentence(self) -> str:
        raise NotImplementedError


class NotOpenYetError(DayError):
    def sentence(self) -> str:
        return _("%(unit)s har %(day)s som första dag. Välj en senare dag.")


class LaterChangeError(DayError):
    def sentence(self) -> str:
        return _("Det finns redan en ändring av %(unit)s från och med %(day)s. Välj en senare dag, så att historiken står kvar.")


class PlannedChangeError(DayError):
    def sentence(self) -> str:
        return _("En ändring av %(unit)s är planerad till %(day)s. Ta bort den först, på enhetens sida.")


class LaterRoleError(DayError):
    def sentence(self) -> str:
        return _("Någon har fått ett uppdrag på %(unit)s från och med %(day)s. Välj en senare dag, eller avsluta uppdraget först.")


class BegunError(DayError):
    field = ""

    def sentence(self) -> str:
        return _("Ändringen av %(unit)s gäller sedan %(day)s och går inte att ta tillbaka. Gör en ny ändring i stället.")


class LaterPlanError(DayError):
    field = ""

    def sentence(self) -> str:
        return _("Det finns en senare planerad ändring av %(unit)s, %(day)s. Ta tillbaka den först.")


class NothingPlannedError(UnitChangeError):
    def __str__(self) -> str:
        return _("Det finns inget planerat att ta tillbaka. Det som redan gäller ändrar du med en ny ändring.")


class NewlyEmployedError(UnitChangeError):
    """Somebody has been employed at a unit that would never begin."""

    text = gettext_lazy("Någon har fått en ny anställning på %(unit)s. Flytta den till en annan enhet först.")

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return str(self.text) % {"unit": self.name}


class InUseError(NewlyEmployedError):
    """Something has been written about a unit that would never begin."""

    text = gettext_lazy(
        "Någon har redan börjat arbeta med %(unit)s i Meritplan, till exempel med enhetens plan. Ändringen kan inte tas tillbaka."
    )


class NameTakenError(UnitChangeError):
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return _("Det finns redan en enhet som heter %(name)s den dagen. Välj ett annat namn.") % {"name": self.name}


class CodeTakenError(UnitChangeError):
    field = "unit_code"

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code)
        self.code, self.name = code, name

    def __str__(self) -> str:
        return _("%(unit)s har redan koden %(code)s den dagen. Kontrollera koden.") % {"unit": self.name, "code": self.code}


class CodelessKindError(UnitChangeError):
    field = "unit_code"

    def __str__(self) -> str:
        return _("En förskola har ingen skolenhetskod i registret. Lämna koden tom.")


class FormOfKindError(UnitChangeError):
    field = "school_forms"

    def __str__(self) -> str:
        return _("En förskola har bara skolformen förskola, och en skola har minst en annan. Ändra skolformerna.")


class FormEndedError(UnitChangeError):
    field = "school_forms"

    def __init__(self, form: str) -> None:
        super().__init__(form)
        self.form = SchoolForm(form)

    def __str__(self) -> str:
        return _("%(form)s är ingen egen skolform efter %(day)s (lag 2025:729). Välj bort den, eller en tidigare dag.") % {
            "form": self.form.label,
            "day": long_date(LAST_DAY_OF_FORM[self.form]),
        }


class NothingChangedError(UnitChangeError):
    def __str__(self) -> str:
        return _("Det du har fyllt i gäller redan den dagen. Inget behöver ändras.")


class NothingToMergeError(UnitChangeError):
    field = "units"

    def __str__(self) -> str:
        return _("Välj minst en enhet till att slå samman med.")


class MixedKindsError(UnitChangeError):
    field = "units"

    def __str__(self) -> str:
        return _("En förskola och en skola kan inte slås samman. Välj enheter av samma slag.")


class NothingToSplitError(UnitChangeError):
    field = "name_1"

    def __str__(self) -> str:
        return _("Skriv namnet på minst två nya enheter, eller en om den gamla finns kvar.")


class AlreadyPlacedError(UnitChangeError):
    def __str__(self) -> str:
        return _("Någon annan har redan placerat minst en av personerna. Inget är sparat. Se vilka som återstår.")


class AreaNameTakenError(UnitChangeError):
    field = "name"

    def __str__(self) -> str:
        return _("Det finns redan ett område med det namnet. Välj ett annat namn.")


class AuthorityNameTakenError(UnitChangeError):
    field = "name"

    def __str__(self) -> str:
        return _("Det finns redan en förvaltning med det namnet. Välj ett annat namn.")
