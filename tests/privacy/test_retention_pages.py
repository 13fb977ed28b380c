from datetime import date

import pytest

from privacy.models import RetentionRule
from tests.factories import CourseFactory

pytestmark = pytest.mark.django_db
RULE = {
    "action": "delete_after",
    "years": "5",
    "counts_from": "left",
    "legal_ground": "Arkivlagen",
    "confidentiality": "2",
    "correctness": "1",
    "availability": "0",
}


def test_the_plan_tells_what_the_night_will_do_without_naming_anybody(client, administrator, leaver, decide):
    decide("drafts")
    course = CourseFactory(person=leaver(date(2020, 6, 12), given_name="Ofelia"))
    client.force_login(administrator)
    assert "I natt gallras 1 rad" in client.get("/administration/gallring/").content.decode()
    page = client.get("/administration/gallring/drafts/").content.decode()
    assert str(course.pk) in page
    assert "Ofelia" not in page


def test_a_rule_is_saved_with_its_decision_and_shown_to_people(client, administrator, provider):
    client.force_login(administrator)
    decided = {**RULE, "decision_reference": "Dnr 2026/114", "decided_on": "2026-01-15"}
    assert client.post("/administration/gallring/records/", decided).status_code == 302
    rule = RetentionRule.objects.get(provider=provider, kind="records")
    assert (rule.years, rule.decided_on, rule.changed_by) == (5, date(2026, 1, 15), administrator)
    assert "Gallras fem år efter dagen när personens sista anställning" in client.get("/integritet/").content.decode()


def test_a_proposal_is_told_as_kept(client, administrator):
    client.force_login(administrator)
    assert client.post("/administration/gallring/records/", RULE).status_code == 302
    page = client.get("/integritet/").content.decode()
    assert "Gallras fem år" not in page
    assert "Bevaras tills huvudmannen har beslutat något annat." in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"years": ""}, "years"),
        ({"counts_from": ""}, "counts_from"),
        ({"decision_reference": "Dnr 1"}, "decided_on"),
        ({"decided_on": "2026-01-15"}, "decision_reference"),
        ({"decided_on": "2099-01-15", "decision_reference": "Dnr 1"}, "decided_on"),
        ({"counts_from": "ended"}, "counts_from"),
    ],
)
def test_what_does_not_hold_together_is_refused(client, administrator, changed, field):
    client.force_login(administrator)
    response = client.post("/administration/gallring/records/", {**RULE, **changed})
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}


def test_an_unknown_kind_is_not_there(client, administrator):
    client.force_login(administrator)
    assert client.get("/administration/gallring/nonsens/").status_code == 404
