"""What the rows of each app are called when two accounts are merged, and which of them stay."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "inventory.inventoryanswer": _("Svar under arbete"),
    "inventory.submission": _("Inskickade svar"),
    "inventory.certificate": _("Intyg"),
    "inventory.licence": _("Legitimationer"),
    "inventory.qualifyingdegree": _("Behörighetsgivande examina"),
    "inventory.statedemployment": _("Styrkta anställningar"),
    "inventory.course": _("Kurser"),
    "inventory.degree": _("Senare examina"),
    "inventory.practiceresearch": _("Praktiknära forskning"),
    "inventory.leveldecision": _("Beslut från Skolverket"),
    "merit.storedassessment": _("Preliminära bedömningar"),
    "merit.earlierassessment": _("Tidigare bedömningar"),
    "plans.coursechoice": _("Kursval"),
    "plans.scenario": _("Sparade tankar"),
    "plans.courseoffer": _("Egna kursförslag"),
    "reports.report": _("Beställda rapporter"),
    "privacy.broughtalong": _("Medtaget från en annan huvudman"),
}
STAYS = (  # made of one account, or telling who opened it and why
    "portal.opensession",
    *("privacy.personexport", "privacy.personimport", "reports.applicationpack"),
    "inventory.registeranswerrow",
    *("privacy.insight", "privacy.publicextract", "privacy.extractitem"),
)
