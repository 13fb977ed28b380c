"""Every mail that the product's own flows make, read through for what must not be in one: names, numbers, certificates, words of a decision."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation

from inventory.review import services as review
from inventory.review.reasons import Decision, Reason, Ruling
from inventory.services import sending
from notices.kinds import all_kinds
from notices.message import message_of
from notices.models import Mail
from plans.choices import answers
from tests.factories import (
    NOW,
    TODAY,
    CampaignFactory,
    CertificateFactory,
    CourseChoiceFactory,
    CourseFactory,
    PersonFactory,
    ReportFactory,
    SchoolUnitFactory,
)

pytestmark = pytest.mark.django_db

SECRETS = {
    "name": "Hemligsson",
    "given name": "Gudrun",
    "principal": "Rektorsson",
    "unit": "Strandgymnasiet",
    "certificate": "Intyg-Gudrun.pdf",
    "words of a decision": "Intyget är utfärdat i annat namn",
    "course": "Särskild kurs om sorg",
}
NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+ ]?\d{4}\b")


@pytest.fixture
def mails(monkeypatch):
    """Decided, returned, reopened, answered, received, reminded and a finished report, all of a protected person."""
    unit = SchoolUnitFactory(name=SECRETS["unit"])
    teacher = PersonFactory(
        teaches_at=unit, given_name=SECRETS["given name"], family_name=SECRETS["name"], protection="confidential", email="t@example.se"
    )
    principal = PersonFactory(principal_of=unit, family_name=SECRETS["principal"])
    certificate = CertificateFactory(person=teacher, original_name=SECRETS["certificate"])

    def course(**state):
        return CourseFactory(person=teacher, title=SECRETS["course"], certificates=[certificate], **state)

    rulings = [
        Ruling(Decision.ACCEPT),
        Ruling(Decision.RETURN, Reason.OTHER, SECRETS["words of a decision"]),
        Ruling(Decision.REJECT, Reason.OTHER, SECRETS["words of a decision"]),
    ]
    for ruling in rulings:
        decided = review.decide(course(sent=True), ruling, version=1, by=principal, on=TODAY, at=NOW)
    review.reopen(decided, version=2, reason=SECRETS["words of a decision"], by=principal, on=TODAY, at=NOW)
    for agree in (True, False):
        choice = CourseChoiceFactory(person=teacher, status="proposed", proposed_at=NOW, offer__title=SECRETS["course"])
        answers.answer(choice.pk, agree=agree, reason=SECRETS["words of a decision"], by=principal, on=TODAY, at=NOW)
    _received(teacher, unit)
    _waiting(teacher)
    _reminded(unit, principal)
    _reported(teacher, unit)
    return list(Mail.objects.select_related("person__provider").order_by("kind"))


def _received(teacher, unit):
    from inventory import telling
    from inventory.models import Submission

    campaign = CampaignFactory(provider=teacher.provider, authorities=[unit.authority])
    submission = Submission.objects.create(
        campaign=campaign, person=teacher, unit=unit, number=1, sent_at=NOW, content={"about": SECRETS["name"]}, digest="0" * 64
    )
    telling.tell_received(submission, at=NOW)
    assert sending.tell_received is telling.tell_received


def _waiting(teacher):
    from inventory.telling import tell_to_review
    from plans.telling import tell_to_answer

    with transaction.atomic():
        tell_to_review(teacher, on=TODAY, at=NOW)
        tell_to_answer(teacher, on=TODAY, at=NOW)


def _reminded(unit, principal):
    from inventory.reminding import remind_unit

    today = timezone.localdate()
    campaign = CampaignFactory(
        provider=principal.provider, authorities=[unit.authority], opens_on=today - timedelta(days=1), closes_on=today + timedelta(days=9)
    )
    assert remind_unit(unit, campaign, by=principal, on=today, at=NOW) == 1


def _reported(teacher, unit):
    from reports import making
    from reports.pdf import RenderedPdf

    report = ReportFactory(ordered_by=teacher, job__state="running", job__total=1, unit_plan__unit=unit)
    making._finish(report, RenderedPdf(b"%PDF", 2))


def test_every_flow_of_a_protected_person(mails):
    told = {mail.kind for mail in mails}
    assert told == {
        "inventory.decided",
        "inventory.returned",
        "inventory.reopened",
        "inventory.received",
        "inventory.reminder",
        "inventory.to_review",
        "plans.agreed",
        "plans.declined",
        "plans.to_answer",
        "reports.done",
    }
    for mail in mails:
        for language in ("sv", "en"):
            mail.language = language
            whole = (
                message_of(mail).message().as_string() + "".join(body for body, _ in message_of(mail).alternatives) + message_of(mail).body
            )
            for what, secret in SECRETS.items():
                assert secret.lower() not in whole.lower(), f"{mail.kind} tells the {what}"
            assert not NUMBER.search(re.sub(r"[0-9a-f-]{36}|\d{20,}", "", whole)), mail.kind


def test_every_registered_kind_can_be_said_in_both_languages():
    """With no values but those it names itself: what a kind needs and does not get shows here, not in a worker at night."""
    from datetime import date

    class Anything(dict):
        def __missing__(self, name):
            return date(2026, 12, 18) if name.endswith("_on") else 2

        def get(self, name, default=None):
            return self[name]

    for kind in all_kinds():
        for language in ("sv", "en"):
            with translation.override(language):
                said = [kind.say(Anything(), count) for count in (1, 3)]
            for each in said:
                assert all((each.title, each.action)), kind.name
                assert "%(" not in each.title + each.text
                assert len(each.title) <= 78, f"{kind.name}: a subject line"
