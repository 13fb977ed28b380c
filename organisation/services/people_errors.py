"""Why something about a person could not be changed. Nothing has been written when one of these is raised."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import long_date
from organisation.models import Delegation, Employment, Role, RoleAssignment


class PeopleError(Exception):
    """str() is for whoever asked for the change. field: the form field it is about, empty when it is about the whole."""

    field = ""
    text: str | Promise = ""

    def __str__(self) -> str:
        return str(self.text)


class EmailTakenError(PeopleError):
    """Whose it is, is said of nobody: where it was said of some, its absence would tell that somebody is protected."""

    field = "email"
    text = gettext_lazy("Någon har redan den adressen hos er. Är det samma person, använd det kontot.")


class OwnAccountError(PeopleError):
    text = gettext_lazy("Du kan inte avsluta ditt eget konto. Be en annan systemförvaltare göra det.")


class OwnLinkError(PeopleError):
    text = gettext_lazy("Ditt eget lösenord byter du på din kontosida.")


class ClosedAccountError(PeopleError):
    text = gettext_lazy("Kontot är avslutat. Öppna det först.")


class LastAdministratorError(PeopleError):
    text = gettext_lazy("Det måste alltid finnas en systemförvaltare. Ge rollen till någon annan först.")


class StaleError(PeopleError):
    text = gettext_lazy("Uppgiften har ändrats av någon annan sedan du öppnade sidan. Inget är sparat. Läs vad som gäller nu.")


class DayOutsideError(PeopleError):
    """The day lies outside the period that it is about."""

    def __init__(self, field: str, first: date, last: date | None) -> None:
        super().__init__(field)
        self.field, self.first, self.last = field, first, last

    def __str__(self) -> str:
        if self.last is None:
            return _("Välj %(first)s eller en senare dag.") % {"first": long_date(self.first)}
        if self.last < self.first:
            return _("Det finns ingen dag kvar att ändra.")
        return _("Välj en dag från och med %(first)s till och med %(last)s.") % {
            "first": long_date(self.first),
            "last": long_date(self.last),
        }


class UnitNotOpenError(PeopleError):
    """The unit is not there for all of the period."""

    field = "unit"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return _("%(unit)s finns inte hela perioden. Se enhetens första och sista dag, och välj andra dagar.") % {"unit": self.name}


class EmploymentThereError(PeopleError):
    field = "unit"

    def __init__(self, other: Employment) -> None:
        super().__init__(other)
        self.other = other

    def __str__(self) -> str:
        return _("Personen har redan en anställning som %(profession)s på %(unit)s, %(period)s. Ändra den i stället.") % {
            "profession": self.other.get_profession_display().lower(),
            "unit": self.other.unit,
            "period": period_text(self.other.starts_on, self.other.ends_on),
        }


class NothingChangedError(PeopleError):
    text = gettext_lazy("Inget är ändrat. Välj en annan enhet, befattning eller tjänstgöringsgrad.")


class LeaveThereError(PeopleError):
    field = "starts_on"

    def __init__(self, starts_on: date, ends_on: date | None) -> None:
        super().__init__(starts_on)
        self.starts_on, self.ends_on = starts_on, ends_on

    def __str__(self) -> str:
        return _("Det finns redan en ledighet av samma slag, %(period)s.") % {"period": period_text(self.starts_on, self.ends_on)}


class OwnRoleError(PeopleError):
    text = gettext_lazy("Ingen kan ge sig själv en roll. Be en annan systemförvaltare göra det.")


class PlaceError(PeopleError):
    """The role is not given in such a place."""

    field = "place"

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.role = role

    def __str__(self) -> str:
        if self.role in {Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL}:
            return _("En rektor behöver en enhet.")
        if self.role == Role.ADMINISTRATOR:
            return _("En systemförvaltare gäller hela huvudmannen.")
        return _("Rollen ges för en del av organisationen eller för hela huvudmannen.")


class RoleThereError(PeopleError):
    """The person has the same role in the same place on some day of the period."""

    field = "starts_on"

    def __init__(self, other: RoleAssignment) -> None:
        super().__init__(other)
        self.other = other

    def __str__(self) -> str:
        return _("Personen är redan %(role)s, %(place)s, %(period)s. Avsluta den rollen först, eller välj andra dagar.") % {
            "role": self.other.get_role_display().lower(),
            "place": place_text(self.other),
            "period": period_text(self.other.starts_on, self.other.ends_on),
        }


class SecondPrincipalError(PeopleError):
    """A unit has one principal (skollagen 2 kap. 9 §); others lead it as temporary or as deputies. Who it is, is said of nobody."""

    field = "starts_on"

    def __init__(self, other: RoleAssignment) -> None:
        super().__init__(other)
        self.other = other

    def __str__(self) -> str:
        return _("%(unit)s har redan en rektor, %(period)s. Avsluta den rollen först, eller ange att den nya är tillförordnad.") % {
            "unit": self.other.unit,
            "period": period_text(self.other.starts_on, self.other.ends_on),
        }


class FromDelegationError(PeopleError):
    text = gettext_lazy("Rollen kommer av en delegering. Avsluta delegeringen i stället.")


class NotTheirsToGiveError(PeopleError):
    """The giver is not the unit's principal, by an own role, on every day of the period."""

    field = "ends_on"
    text = gettext_lazy("Den som lämnar över måste själv vara rektor för enheten alla dagar. Välj dagar inom den perioden.")


class TooLongError(PeopleError):
    field = "ends_on"

    def __init__(self, latest: date) -> None:
        super().__init__(latest)
        self.latest = latest

    def __str__(self) -> str:
        return _("En delegering gäller högst ett år i taget. Sista dag kan vara senast %(day)s.") % {"day": long_date(self.latest)}


class PastError(PeopleError):
    field = "starts_on"
    text = gettext_lazy("Första dagen kan inte ligga bakåt i tiden.")


class ToOneselfError(PeopleError):
    field = "receiver"
    text = gettext_lazy("Välj någon annan än den som lämnar över, och någon annan än dig själv.")


class DelegationThereError(PeopleError):
    field = "receiver"

    def __init__(self, other: Delegation) -> None:
        super().__init__(other)
        self.other = other

    def __str__(self) -> str:
        return _("Personen har redan det uppdraget, %(period)s. Avsluta det först, eller välj andra dagar.") % {
            "period": period_text(self.other.starts_on, self.other.ends_on)
        }


class LeadsAlreadyError(PeopleError):
    field = "receiver"

    def __init__(self, other: RoleAssignment) -> None:
        super().__init__(other)
        self.other = other

    def __str__(self) -> str:
        return _("Personen kan redan det, som %(role)s för %(place)s, %(period)s.") % {
            "role": self.other.get_role_display().lower(),
            "place": place_text(self.other),
            "period": period_text(self.other.starts_on, self.other.ends_on),
        }


def period_text(starts_on: date, ends_on: date | None) -> str:
    """A period in a sentence: "från och med 1 augusti 2026", "1–31 augusti" is never guessed at."""
    words = {"first": long_date(starts_on), "last": long_date(ends_on)}
    return (_("%(first)s till %(last)s") if ends_on else _("från och med %(first)s")) % words


def place_text(given: RoleAssignment) -> str:
    """Where a role applies. Needs unit and authority, and for the whole provider the person's provider."""
    place = given.unit or given.authority
    return place.name if place is not None else given.person.provider.name
