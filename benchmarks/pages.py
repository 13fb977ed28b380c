"""The pages that are measured, and the page they are measured against."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LIMIT = 4.0  # times the reference


@dataclass(frozen=True)
class Page:
    """arguments: of the address; `unit` and `authority` stand for those of the persona's role, all else for itself."""

    name: str
    persona: str
    url: str
    arguments: Mapping[str, str] = field(default_factory=dict)


REFERENCE = Page("privacy page, signed in", "larare", "portal:privacy")
PAGES = (
    Page("start page", "larare", "portal:start"),
    Page("course form", "larare", "inventory:record_new", {"slug": "kurser"}),
    Page("assessment", "larare", "merit:assessment"),
    Page("unit overview", "rektor", "plans:unit", {"pk": "unit"}),
    Page("authority overview", "strateg", "portal:authority_overview", {"pk": "authority"}),
)
