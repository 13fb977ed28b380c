"""The seven made-up people of the demo, and where they may exist at all. Nobody real is named here."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "sjostad"  # the published password of made-up people  # noqa: S105
DOMAIN = "sjostad.example"  # reserved for examples: no real address ends so


@dataclass(frozen=True)
class Persona:
    """username: also the value the button sends."""

    username: str
    given_name: str
    family_name: str
    role: str | Promise
    place: str
    purpose: str | Promise

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


PERSONAS = (
    Persona("larare", "Sara", "Nyström", _("Lärare"), "Strandgymnasiet", _("Fyller i sin inventering från början och väljer kurser.")),
    Persona(
        "forskollarare", "Amina", "Lindqvist", _("Förskollärare"), "Förskolan Måsen", _("Har meriteringsnivå 1 och ser vägen till nivå 2.")
    ),
    Persona("rektor", "Magnus", "Ekberg", _("Rektor"), "Strandgymnasiet", _("Granskar, skriver enhetens plan och svarar på kursval.")),
    Persona(
        "granskare", "Leila", "Haddad", _("Granskare"), "Gymnasie- och vuxenutbildning", _("Jämför intyg med det som lärarna har skrivit.")
    ),
    Persona(
        "strateg",
        "Karin",
        "Holmgren",
        _("Utvecklingsledare"),
        "Gymnasie- och vuxenutbildning",
        _("Följer svaren och håller i huvudmannaplanen."),
    ),
    Persona(
        "namnd",
        "Gunnar",
        "Åkesson",
        _("Nämndledamot"),
        "Gymnasie- och vuxenutbildning",
        _("Läser översikt och plan, utan personuppgifter."),
    ),
    Persona("administrator", "Jelena", "Petrović", _("Systemförvaltare"), "Sjöstad kommun", _("Ser vad som finns i systemet.")),
)


def may_exist() -> bool:
    """Made-up people never share a system with real ones: not with the settings of production."""
    return str(settings.ENV.mode) != "production"
