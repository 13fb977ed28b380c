"""Ids of the sentences a finding asks for. The words are in `merit.sentence_texts`; a test holds the two lists together."""

from enum import StrEnum


class Message(StrEnum):
    """What is."""

    LICENCE_VALID = "licence.valid"
    LICENCE_REVOKED_LATER = "licence.revoked_later"
    LICENCE_PENDING = "licence.pending"
    LICENCE_REVOKED = "licence.revoked"
    LICENCE_NOT_ISSUED = "licence.not_issued"
    LICENCE_REJECTED = "licence.rejected"
    LICENCE_MISSING = "licence.missing"

    DECISION_MADE = "decision.made"
    DECISION_PENDING = "decision.pending"
    DECISION_LAPSED = "decision.lapsed"
    DECISION_LATER = "decision.later"
    DECISION_REJECTED = "decision.rejected"
    DECISION_MISSING = "decision.missing"

    ACTIVE_ENOUGH = "active.enough"
    ACTIVE_SHORT = "active.short"
    ACTIVE_OPEN = "active.open"
    ACTIVE_NONE = "active.none"
    ACTIVE_PRINCIPAL = "active.principal"
    ACTIVE_OTHER = "active.other"
    ACTIVE_OUTSIDE = "active.outside"

    YEARS_ENOUGH = "years.enough"
    YEARS_SHORT = "years.short"
    YEARS_OPEN = "years.open"
    YEARS_NO_DEGREE = "years.no_degree"
    YEARS_DEGREE_REJECTED = "years.degree_rejected"
    YEARS_DEGREE_LATER = "years.degree_later"

    MERIT_ENOUGH = "merit.enough"
    MERIT_SHORT = "merit.short"
    MERIT_OPEN = "merit.open"
    MERIT_TRANSITION_ENOUGH = "merit.transition.enough"
    MERIT_TRANSITION_SHORT = "merit.transition.short"
    MERIT_TRANSITION_OPEN = "merit.transition.open"
    MERIT_TRANSITION_POSSIBLE_SHORT = "merit.transition_possible.short"
    MERIT_TRANSITION_POSSIBLE_OPEN = "merit.transition_possible.open"
    MERIT_RESEARCH_ENOUGH = "merit.research.enough"
    MERIT_RESEARCH_SHORT = "merit.research.short"
    MERIT_RESEARCH_OPEN = "merit.research.open"
    MERIT_RESEARCH_POSSIBLE_SHORT = "merit.research_possible.short"
    MERIT_RESEARCH_POSSIBLE_OPEN = "merit.research_possible.open"
    MERIT_NO_DEGREE = "merit.no_degree"
    MERIT_DEGREE_REJECTED = "merit.degree_rejected"
    MERIT_DEGREE_LATER = "merit.degree_later"

    ADVANCED_ENOUGH = "advanced.enough"
    ADVANCED_SHORT = "advanced.short"
    ADVANCED_OPEN = "advanced.open"
    ADVANCED_NO_DEGREE = "advanced.no_degree"
    ADVANCED_DEGREE_REJECTED = "advanced.degree_rejected"
    ADVANCED_DEGREE_LATER = "advanced.degree_later"

    PROFICIENCY_ENOUGH = "proficiency.enough"
    PROFICIENCY_SHORT = "proficiency.short"
    PROFICIENCY_OPEN = "proficiency.open"

    SECOND_CYCLE_ENOUGH = "second_cycle.enough"
    SECOND_CYCLE_PENDING = "second_cycle.pending"
    SECOND_CYCLE_DEGREE_PENDING = "second_cycle.degree_pending"
    SECOND_CYCLE_UNKNOWN_SHARE = "second_cycle.unknown_share"
    SECOND_CYCLE_TOO_FEW_MERITING = "second_cycle.too_few_meriting"
    SECOND_CYCLE_TOO_SMALL = "second_cycle.too_small"
    SECOND_CYCLE_BEFORE_DEGREE = "second_cycle.before_degree"
    SECOND_CYCLE_LATER = "second_cycle.later"
    SECOND_CYCLE_REJECTED = "second_cycle.rejected"
    SECOND_CYCLE_MISSING = "second_cycle.missing"
    SECOND_CYCLE_NO_DEGREE = "second_cycle.no_degree"
    SECOND_CYCLE_DEGREE_REJECTED = "second_cycle.degree_rejected"
    SECOND_CYCLE_DEGREE_LATER = "second_cycle.degree_later"

    RESEARCH_DEGREE_ENOUGH = "research_degree.enough"
    RESEARCH_DEGREE_PENDING = "research_degree.pending"
    RESEARCH_DEGREE_LATER = "research_degree.later"
    RESEARCH_DEGREE_REJECTED = "research_degree.rejected"
    RESEARCH_DEGREE_MISSING = "research_degree.missing"


class Remedy(StrEnum):
    """What to do."""

    NOTHING = "nothing"
    REVIEW = "review"
    RESUBMIT = "resubmit"
    WAIT_UNTIL = "wait_until"

    LICENCE_APPLY = "licence.apply"
    LICENCE_RENEW = "licence.renew"
    LICENCE_LOST_LATER = "licence.lost_later"

    DECISION_APPLY = "decision.apply"
    DECISION_RENEW = "decision.renew"

    ACTIVE_ADD = "active.add"
    ACTIVE_TEACH = "active.teach"
    ACTIVE_MORE = "active.more"
    ACTIVE_MORE_ANYWAY = "active.more_anyway"
    ACTIVE_REVIEW = "active.review"
    ACTIVE_SCHOOL_SYSTEM = "active.school_system"
    ACTIVE_PROFESSION = "active.profession"

    YEARS_CONTINUE = "years.continue"
    YEARS_MORE = "years.more"
    YEARS_REVIEW = "years.review"
    YEARS_PROFESSION = "years.profession"

    DEGREE_ADD = "degree.add"
    DEGREE_RESUBMIT = "degree.resubmit"
    DEGREE_LATER = "degree.later"
    DEGREE_REVIEW = "degree.review"

    CREDITS_MORE = "credits.more"
    CREDITS_MORE_ANYWAY = "credits.more_anyway"
    CREDITS_MORE_IF_EASED = "credits.more_if_eased"
    CREDITS_REVIEW = "credits.review"
    CREDITS_GRADE = "credits.grade"
    CREDITS_CYCLE = "credits.cycle"
    CREDITS_AREA = "credits.area"
    TRANSITION_ALONE = "credits.transition_alone"
    TRANSITION_OR_CREDITS = "credits.transition_or_credits"
    TRANSITION_AND_CREDITS = "credits.transition_and_credits"
    RESEARCH_ALONE = "credits.research_alone"
    RESEARCH_OR_CREDITS = "credits.research_or_credits"
    RESEARCH_AND_CREDITS = "credits.research_and_credits"

    ADVANCED_MORE = "advanced.more"
    ADVANCED_MORE_ANYWAY = "advanced.more_anyway"

    PROFICIENCY_MORE = "proficiency.more"
    PROFICIENCY_MORE_ANYWAY = "proficiency.more_anyway"

    SECOND_CYCLE_TAKE = "second_cycle.take"
    SECOND_CYCLE_SHARE = "second_cycle.share"
    SECOND_CYCLE_MORE_MERITING = "second_cycle.more_meriting"

    RESEARCH_DEGREE_TAKE = "research_degree.take"


class Phrase(StrEnum):
    """Parts of sentences that depend on how the law is read, or on what a lower requirement rests on. Given among a finding's values."""

    WORKED = "worked"
    WORKED_HALF_TIME = "worked.half_time"
    WORKED_FULL_TIME = "worked.full_time"
    WORK = "work"
    WORK_HALF_TIME = "work.half_time"
    WORK_FULL_TIME = "work.full_time"

    POSTS = "posts"
    ONE_POST = "posts.one"

    STUDIES = "studies"
    STUDIES_ANY_TIME = "studies.any_time"
    LOWERED = "lowered"
    LOWERED_ANY_TIME = "lowered.any_time"

    SERVICE = "service"
    SERVICE_EXPECTED = "service.expected"
    HAS_SERVED = "has_served"
    WILL_HAVE_SERVED = "has_served.expected"
