"""What the document says about a person, section by section, from the rows of this installation. Its shape is in privacy/schemas.

Every item has an id that stays the same wherever it travels: the row's own, or one made from the person's and the row's.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Q

from audit.models import Entry
from core.names import display_name
from inventory.content import values_of
from inventory.models import KINDS as RECORDS
from inventory.models import Certificate, InventoryAnswer, Record, RecordSource, RecordStatus, Submission
from merit.models import AssessmentContent, EarlierAssessment, StoredAssessment
from notices.models import Mail, Notice
from organisation.identity import services as identity
from organisation.identity.crypto import DamagedError, KeyMissingError
from organisation.models import Delegation, Employment, Person, PersonIdentifier, PersonMerge, RoleAssignment
from plans.models import CourseChoice, CourseOffer, Scenario
from privacy.log_words import READINGS
from reports.models import ApplicationPack, Report

Item = dict[str, Any]
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
REVIEWED = {RecordStatus.COMPLETION_ASKED, RecordStatus.ACCEPTED, RecordStatus.NOT_MERITING, RecordStatus.REJECTED}
TELLING = {"employer", "unit_name", "own_role", "motivation"}  # fields where a protected person's place or name may stand
APPLICATION_PACK = "application_pack"  # beside the kinds of Report
SPACE = uuid5(NAMESPACE_URL, "https://meritplan.se/person")


class Teller:
    """Writes the sections of one person as one viewer may read them. with_numbers: personal numbers in full, for the person alone."""

    def __init__(self, person: Person, viewer: Person, *, with_numbers: bool) -> None:
        self.person, self.viewer, self.with_numbers = person, viewer, with_numbers
        self.is_named = person.pk == viewer.pk or not person.is_protected or viewer.sees_name_of(person.pk)

    def made_id(self, kind: str, key: object) -> str:
        return _made_id(self.person.pk, kind, key)

    def called(self, somebody: Person | None) -> str | None:
        return display_name(somebody, self.viewer) if somebody is not None else None

    def hidden(self, text: str) -> str:
        """A name or a place of the person, empty where their identity is protected from the viewer."""
        return text if self.is_named else ""

    def about(self) -> Item:
        person = self.person
        return {
            "id": str(person.pk),
            "given_name": self.hidden(person.given_name),
            "family_name": self.hidden(person.family_name),
            "email": self.hidden(person.email),
            "protection": person.protection,
        }

    def identifiers(self) -> Iterator[Item]:
        for row in PersonIdentifier.objects.filter(person=self.person).order_by("added_at", "pk"):
            number = _number(row)
            yield {
                "id": self.made_id("identifier", f"{row.kind}:{moment(row.added_at)}"),
                "kind": row.kind,
                "number": number.value if number is not None and self.with_numbers else None,
                "masked": number.masked if number is not None else None,
                "added_at": moment(row.added_at),
                "ended_at": moment(row.ended_at),
            }

    def employments(self) -> Iterator[Item]:
        rows = Employment.objects.filter(person=self.person).select_related("unit__authority__provider").prefetch_related("leaves")
        for row in rows.order_by("starts_on", "pk"):
            yield {
                "id": self.made_id("employment", row.pk),
                "employer": row.unit.authority.provider.name,
                "authority": self.hidden(row.unit.authority.name),
                "unit": self.hidden(row.unit.name),
                "unit_code": self.hidden(row.unit.unit_code),
                "profession": row.profession,
                "extent_percent": number_of(row.extent_percent),
                **_period(row),
                "leaves": [
                    {"kind": leave.kind, "extent_percent": number_of(leave.extent_percent), **_period(leave)}
                    for leave in sorted(row.leaves.all(), key=lambda leave: (leave.starts_on, leave.pk))
                ],
            }

    def roles(self) -> Iterator[Item]:
        rows = RoleAssignment.objects.filter(person=self.person).select_related("unit", "authority", "given_by")
        for row in rows.order_by("starts_on", "pk"):
            place = row.unit or row.authority
            yield {
                "id": self.made_id("role", row.pk),
                "role": row.role,
                "place": self.hidden(place.name if place else self.person.provider.name),
                "is_temporary": row.is_temporary,
                **_period(row),
                "given_by": self.called(row.given_by),
            }

    def delegations(self) -> Iterator[Item]:
        rows = Delegation.objects.filter(Q(giver=self.person) | Q(receiver=self.person)).select_related("unit", "giver", "receiver")
        for row in rows.order_by("starts_on", "pk"):
            yield {
                "id": self.made_id("delegation", row.pk),
                "scope": row.scope,
                "unit": self.hidden(row.unit.name),
                "from": self.called(row.giver),
                "to": self.called(row.receiver),
                "reason": row.reason,
                **_period(row),
            }

    def records(self) -> dict[str, list[Item]]:
        return {
            kind: [
                self._record(row)
                for row in model.objects.filter(person=self.person)
                .select_related("reviewed_by")
                .prefetch_related("certificates")
                .order_by("created_at", "pk")
            ]
            for kind, model in RECORDS.items()
        }

    def _record(self, row: Record) -> Item:
        return {
            "id": str(row.pk),
            "status": row.status,
            "source": getattr(row, "source", RecordSource.OWNER),
            "values": {name: value for name, value in values_of(row).items() if self.is_named or name not in TELLING},
            "certificates": sorted(str(each.pk) for each in row.certificates.all()),
            "created_at": moment(row.created_at),
            "changed_at": moment(row.changed_at),
            "sent_at": moment(row.sent_at),
            "reviews": [self._review(row)] if row.reviewed_at is not None else [],
        }

    def _review(self, row: Record) -> Item:
        return {
            "at": moment(row.reviewed_at),
            "by": self.called(row.reviewed_by),
            "provider": self.person.provider.name,
            "outcome": row.status if row.status in REVIEWED else None,
            "reason": row.review_reason,
        }

    def certificates(self) -> Iterator[Item]:
        for row in Certificate.objects.filter(person=self.person).order_by("uploaded_at", "pk"):
            yield {
                "id": str(row.pk),
                "original_name": self.hidden(row.original_name) or str(row.pk),
                "content_type": row.content_type,
                "size": row.size,
                "sha256": row.sha256,
                "pages": row.pages,
                "control_code": row.control_code,
                "control_url": row.control_url,
                "control_until": row.control_until.isoformat() if row.control_until else None,
                "uploaded_at": moment(row.uploaded_at),
                "file": f"files/{row.pk}.{ENDINGS[row.content_type]}" if self.is_named else None,
            }

    def answers(self) -> Iterator[Item]:
        for row in InventoryAnswer.objects.filter(person=self.person).select_related("campaign").order_by("pk"):
            yield {
                "id": self.made_id("answer", row.pk),
                "campaign": row.campaign.name,
                "interest": row.interest,
                "about_confirmed_at": moment(row.about_confirmed_at),
                "nothing_to_add": sorted(row.nothing_to_add),
                "changed_at": moment(row.changed_at),
            }

    def submissions(self) -> Iterator[Item]:
        for row in Submission.objects.filter(person=self.person).select_related("campaign", "unit").order_by("sent_at", "pk"):
            yield {
                "id": str(row.pk),
                "campaign": row.campaign.name,
                "unit": self.hidden(row.unit.name) if row.unit else None,
                "number": row.number,
                "sent_at": moment(row.sent_at),
                "content": row.content if self.is_named else {},
                "digest": row.digest,
            }

    def assessments(self) -> Iterator[Item]:
        """Those that were replaced and the one that holds, whose id tells it from the others."""
        for earlier in EarlierAssessment.objects.filter(person=self.person).order_by("replaced_at", "pk"):
            yield {"id": self.made_id("assessment", f"earlier:{earlier.pk}"), **_assessment(earlier)}
        for row in StoredAssessment.objects.filter(person=self.person).order_by("pk"):
            yield {"id": assessment_id(self.person.pk, row.rule_set), **_assessment(row)}

    def choices(self) -> Iterator[Item]:
        rows = CourseChoice.objects.filter(person=self.person).select_related("offer", "plan", "answered_by")
        for row in rows.order_by("term", "pk"):
            yield {
                "id": str(row.pk),
                "plan": f"{row.plan.title} {row.plan.version}",
                "tier": row.tier,
                "course": {
                    "title": row.offer.title,
                    "code": row.offer.code,
                    "institution": row.offer.institution,
                    "credits": number_of(row.offer.credits),
                    "cycle": row.offer.cycle,
                    "merit_basis": row.offer.merit_basis,
                },
                "term": row.term,
                "purpose": row.purpose,
                "purpose_text": row.purpose_text,
                "status": row.status,
                "proposed_at": moment(row.proposed_at),
                "answered_at": moment(row.answered_at),
                "answered_by": self.called(row.answered_by),
                "answer": row.answer,
            }

    def scenarios(self) -> Iterator[Item]:
        """For the person alone: nobody else is shown what somebody has wondered."""
        if self.person.pk != self.viewer.pk:
            return
        rows = list(Scenario.objects.filter(person=self.person).order_by("created_at", "pk"))
        ids = {int(pk) for row in rows for pk in row.question.get("kurs", [])}
        titles = dict(CourseOffer.objects.filter(pk__in=ids).values_list("pk", "title"))
        for row in rows:
            yield {
                "id": str(row.pk),
                "name": row.name,
                "courses": [titles[int(pk)] for pk in row.question.get("kurs", []) if int(pk) in titles],
                "question": row.question,
                "created_at": moment(row.created_at),
                "changed_at": moment(row.changed_at),
            }

    def notices(self) -> Iterator[Item]:
        for row in Notice.objects.filter(person=self.person).order_by("told_at", "pk"):
            yield {
                "id": str(row.pk),
                "kind": row.kind,
                "values": row.values,
                "told_at": moment(row.told_at),
                "read_at": moment(row.read_at),
            }

    def mails(self) -> Iterator[Item]:
        for row in Mail.objects.filter(person=self.person).order_by("created_at", "pk"):
            yield {
                "id": str(row.pk),
                "kind": row.kind,
                "state": row.state,
                "address": self.hidden(row.address),
                "created_at": moment(row.created_at),
                "ended_at": moment(row.ended_at),
            }

    def reports(self) -> Iterator[Item]:
        for row in Report.objects.filter(ordered_by=self.person).order_by("ordered_at", "pk"):
            yield {"id": str(row.pk), "kind": row.kind, "ordered_at": moment(row.ordered_at), "pages": row.pages}
        for pack in ApplicationPack.objects.filter(person=self.person).order_by("ordered_at", "pk"):
            yield {"id": str(pack.pk), "kind": APPLICATION_PACK, "ordered_at": moment(pack.ordered_at), "pages": pack.pages}

    def merges(self) -> Iterator[Item]:
        rows = PersonMerge.objects.filter(Q(kept=self.person) | Q(merged=self.person)).select_related("merged_by")
        for row in rows.order_by("merged_at", "pk"):
            yield {
                "id": self.made_id("merge", row.pk),
                "kept": str(row.kept_id),
                "merged": str(row.merged_id),
                "at": moment(row.merged_at),
                "by": self.called(row.merged_by),
                "reason": row.reason,
                "undone_at": moment(row.undone_at),
            }

    def reads(self) -> Iterator[Item]:
        """Who has read or taken out the person's data, as the log has it."""
        rows = (
            Entry.objects.filter(Q(action__in=READINGS) | Q(action__endswith=".read"), subject=self.person)
            .exclude(actor=self.person)
            .order_by("at", "pk")
        )
        for row in rows.select_related("actor"):
            yield {
                "id": self.made_id("read", row.pk),
                "at": moment(row.at),
                "action": row.action,
                "by": self.called(row.actor),
                "what": row.target_model,
                "provider": self.person.provider.name,
            }


SECTIONS: Mapping[str, Callable[[Teller], Iterator[Item]]] = {
    "identifiers": Teller.identifiers,
    "employments": Teller.employments,
    "roles": Teller.roles,
    "delegations": Teller.delegations,
    "certificates": Teller.certificates,
    "answers": Teller.answers,
    "submissions": Teller.submissions,
    "assessments": Teller.assessments,
    "choices": Teller.choices,
    "scenarios": Teller.scenarios,
    "notices": Teller.notices,
    "mails": Teller.mails,
    "reports": Teller.reports,
    "merges": Teller.merges,
    "reads": Teller.reads,
}


def assessment_id(person: object, rule_set: str) -> str:
    """What the assessment that holds is called in the person's document."""
    return _made_id(person, "assessment", rule_set)


def _made_id(person: object, kind: str, key: object) -> str:
    return str(uuid5(SPACE, f"{person}:{kind}:{key}"))


def _assessment(row: AssessmentContent) -> Item:
    return {
        "reference_date": row.reference_date.isoformat(),
        "rule_set": row.rule_set,
        "facts": row.facts,
        "facts_digest": row.facts_digest,
        "levels": {str(n): getattr(row, f"level_{n}") for n in (1, 2, 3, 4)},
        "decided": {str(n): getattr(row, f"decided_level_{n}") for n in (1, 2, 3, 4)},
        "sure_credits": number_of(row.sure_credits),
        "possible_credits": number_of(row.possible_credits),
        "assessed_at": moment(row.assessed_at),
    }


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value is not None else None


def number_of(value: Decimal | None) -> str | None:
    """7.50 → "7.5": as text, so that no reader makes it a float."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _period(row: Any) -> Item:
    ends_on: date | None = row.ends_on
    return {"starts_on": row.starts_on.isoformat(), "ends_on": ends_on.isoformat() if ends_on else None}


def _number(row: PersonIdentifier) -> Any:
    """The number, None where its key is lost: the rest of the document is still told."""
    try:
        return identity.number_of(row)
    except (KeyMissingError, DamagedError):
        return None
