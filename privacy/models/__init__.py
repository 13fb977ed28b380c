"""What privacy/ keeps of its own: rules, runs, exports, what was brought along, openings, extracts, settings and reports."""

from privacy.models.insight import INSIGHT_LASTS, ExtractItem, Insight, PublicExtract
from privacy.models.moving import BroughtAlong, PersonExport, PersonImport
from privacy.models.retention import Action, CountsFrom, RetentionRule, RetentionRun
from privacy.models.settings import READING_MONTHS, ProviderPrivacy, ShortcomingReport

__all__ = [
    "INSIGHT_LASTS",
    "READING_MONTHS",
    "Action",
    "BroughtAlong",
    "CountsFrom",
    "ExtractItem",
    "Insight",
    "PersonExport",
    "PersonImport",
    "ProviderPrivacy",
    "PublicExtract",
    "RetentionRule",
    "RetentionRun",
    "ShortcomingReport",
]
