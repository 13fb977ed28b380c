"""Every stored assessment can be proved again, and whoever has touched one is found out."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from merit import services
from merit.models import EarlierAssessment, StoredAssessment
from tests.factories import NOW, TODAY, CourseFactory, PersonFactory, QualifyingDegreeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    """One that holds, and one earlier with another outcome."""
    person = PersonFactory()
    QualifyingDegreeFactory(person=person, accepted=True)
    services.reassess(person, TODAY - timedelta(days=1), NOW)
    CourseFactory.create_batch(2, person=person, accepted=True)
    services.reassess(person, TODAY, NOW)
    assert EarlierAssessment.objects.count() == 1
    return StoredAssessment.objects.get()


def verify():
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_assessments", stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, err.getvalue()
    return 0, out.getvalue()


def test_all_are_proved(stored):
    assert verify() == (0, "All 2 stored assessments are what their facts and rules give.\n")


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"facts": {"reference_date": "2026-01-01"}}, "the facts are not those of the digest"),
        ({"rule_set": "Egna regler"}, "no rule set is called Egna regler"),
        ({"reference_date": TODAY - timedelta(days=3)}, "the facts are of another day"),
        ({"answer_digest": "0" * 64}, "the same facts and rules give another answer"),
        ({"level_1": "met"}, "a column says something else than the answer"),
        ({"outcomes": "M"}, "a column says something else than the answer"),
        ({"decided_level_1": True}, "a column says something else than the answer"),
        ({"sure_credits": 44}, "a column says something else than the answer"),
        ({"answer_digest": "", "outcomes": "", "level_1": "met"}, "a column says something else than the answer"),
    ],
)
def test_what_cannot_be_proved_is_named_and_the_status_is_1(stored, values, fault):
    StoredAssessment.objects.update(**values)
    assert verify() == (1, f"StoredAssessment {stored.pk}: {fault}.\n")


def test_facts_that_break_the_record_are_told_by_the_field(stored):
    from merit.contract import facts_digest

    facts = stored.facts | {"licence": 1}
    StoredAssessment.objects.update(facts=facts, facts_digest=facts_digest(facts))
    assert verify() == (1, f"StoredAssessment {stored.pk}: the facts cannot be read: licence.\n")


def test_an_earlier_one_is_proved_too(stored):
    made_up = EarlierAssessment.objects.get()
    made_up.pk, made_up.level_1 = None, "met"
    made_up.save()
    assert verify() == (1, f"EarlierAssessment {made_up.pk}: a column says something else than the answer.\n")


def test_a_row_from_before_digests_is_proved_by_its_columns(stored):
    StoredAssessment.objects.update(answer_digest="", outcomes="")
    assert verify()[0] == 0
