"""Skolverket's decisions: what each says, when it applies, what may be said of it afterwards, and by whom it has to be seen again."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from inventory.content import lines_of
from inventory.models import LevelDecision, RecordStatus
from inventory.pages.decisions import history, told
from inventory.services import decisions, records
from notices.models import Notice
from tests.factories import NOW, TODAY, LevelDecisionFactory, PersonFactory, SchoolUnitFactory
from tests.inventory.conftest import page

pytestmark = pytest.mark.django_db
MADE = date(2025, 12, 4)
APPEAL = {"appealed_on": date(2025, 12, 20)}
NOTHING = {"appealed_on": None, "appeal_outcome": "", "appeal_decided_on": None, "lapsed_on": None, "lapse_reason": ""}
LAPSED = {"lapsed_on": date(2026, 3, 1), "lapse_reason": "decision_revoked"}


def decision(**said):
    return LevelDecision(level=1, decided_on=MADE, **said)


def settled(how):
    return APPEAL | {"appeal_outcome": how, "appeal_decided_on": date(2026, 2, 1)}


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ({}, None),
        (APPEAL, None),  # a granted one stands while somebody appeals it
        (settled("upheld"), None),
        (settled("withdrawn"), None),
        (settled("changed"), date(2026, 2, 1)),
        (settled("sent_back"), date(2026, 2, 1)),
        (LAPSED, date(2026, 3, 1)),
        (settled("changed") | LAPSED, date(2026, 2, 1)),
    ],
)
def test_a_granted_level_applies_until_the_day_it_ends(said, ends):
    row = decision(**said)
    assert row.ended_on == ends
    assert row.applies_on(MADE)
    last = (ends or date(2099, 1, 1)) - timedelta(days=1)
    assert row.applies_on(last)
    assert row.applies_on(last + timedelta(days=1)) == (ends is None)


@pytest.mark.parametrize("said", [{}, APPEAL, settled("changed"), settled("sent_back")])
def test_a_refusal_never_applies_whatever_became_of_it(said):
    assert not decision(outcome="refused", **said).applies_on(date(2099, 1, 1))


def test_it_is_told_in_words_with_what_happened_since():
    assert told(decision(outcome="refused", **APPEAL)) == "Avslag 2025-12-04, överklagat 2025-12-20"
    assert told(decision(**settled("sent_back"))) == (
        "Beviljat 2025-12-04, överklagat 2025-12-20, Skolverket ska pröva igen sedan 2026-02-01"
    )
    assert told(decision(**LAPSED)) == "Beviljat 2025-12-04, gäller inte från 2026-03-01 (beslutet återkallat)"


def test_the_history_of_a_level_says_what_a_revoked_licence_ended_and_what_nobody_has_seen():
    rows = [
        LevelDecision(level=1, decided_on=date(2026, 5, 1), status="sent"),
        LevelDecision(level=1, decided_on=MADE, status="accepted"),
        LevelDecision(level=1, outcome="refused", decided_on=date(2025, 10, 1), status="accepted"),
        LevelDecision(level=2, decided_on=MADE, status="accepted"),
    ]
    assert history(rows, 1, revoked_on=date(2026, 4, 1)) == [
        "Avslag 2025-10-01",
        "Beviljat 2025-12-04, upphörde 2026-04-01 när legitimationen återkallades",
        "Beviljat 2026-05-01, väntar på granskning",
    ]


def test_what_has_not_happened_is_no_question_left_open():
    assert [line.name for line in lines_of(decision())] == ["level", "outcome", "decided_on", "case_number"]
    assert "appealed_on" in [line.name for line in lines_of(decision(**APPEAL))]


@pytest.mark.parametrize(
    "second",
    [
        {"decided_on": MADE, "outcome": "refused"},  # the same day
        {"decided_on": date(2026, 4, 1)},  # two that stand
    ],
)
def test_a_level_has_one_standing_decision_and_one_a_day(second):
    person = LevelDecisionFactory().person
    with pytest.raises(IntegrityError), transaction.atomic():
        LevelDecisionFactory(person=person, **second)
    LevelDecisionFactory(person=person, rejected=True, **second)


def test_after_a_refusal_or_a_lapse_there_may_be_another():
    person = LevelDecisionFactory(outcome="refused", decided_on=date(2025, 10, 1)).person
    LevelDecisionFactory(person=person, **LAPSED)
    LevelDecisionFactory(person=person, decided_on=date(2026, 6, 1))


@pytest.fixture
def teacher():
    return PersonFactory(teaches_at=SchoolUnitFactory())


def tell(row, **events):
    return decisions.tell_what_happened(row, NOTHING | events, version=row.version, by=row.person, on=TODAY, at=NOW)


def test_a_lapse_counts_at_once_and_to_take_it_back_asks_for_a_reviewer(teacher):
    row = LevelDecisionFactory(person=teacher, accepted=True)
    lapsed = tell(row, **LAPSED)
    assert (lapsed.status, lapsed.version) == (RecordStatus.ACCEPTED, 2)
    again = tell(lapsed)
    assert (again.status, again.lapsed_on) == (RecordStatus.SENT, None)
    assert [entry.details["waits"] for entry in Entry.objects.order_by("pk")] == [False, True]


def test_an_appeal_leaves_it_seen_and_the_same_twice_changes_nothing(teacher):
    row = LevelDecisionFactory(person=teacher, accepted=True)
    told_of = tell(row, **APPEAL)
    assert tell(told_of, **APPEAL).version == 2
    assert Entry.objects.filter(action="inventory.decision.followed_up").count() == 1
    assert not Notice.objects.exists()


def test_only_an_accepted_one_of_ones_own_in_the_version_one_saw(teacher):
    waiting, seen = LevelDecisionFactory(person=teacher, level=2, sent=True), LevelDecisionFactory(person=teacher, accepted=True)
    with pytest.raises(records.RecordLockedError):
        tell(waiting, **APPEAL)
    with pytest.raises(records.NotOwnRecordError):
        decisions.tell_what_happened(seen, NOTHING | APPEAL, version=1, by=PersonFactory(), on=TODAY, at=NOW)
    with pytest.raises(records.RecordChangedError):
        decisions.tell_what_happened(seen, NOTHING | APPEAL, version=7, by=teacher, on=TODAY, at=NOW)
    with pytest.raises(ValidationError):
        tell(seen, lapsed_on=date(2020, 1, 1), lapse_reason="other")
    with pytest.raises(records.RecordGoneError):
        tell(LevelDecision(person=teacher), **APPEAL)


def test_the_page_takes_what_happened_and_says_what_is_wrong(client, teacher):
    row = LevelDecisionFactory(person=teacher, accepted=True)
    client.force_login(teacher)
    assert page("decision_events", pk=row.pk) in client.get(page("records", slug="beslut")).content.decode()
    wrong = client.post(page("decision_events", pk=row.pk), {"version": 1, "lapsed_on": "2026-03-01"})
    assert "Välj varför beslutet upphörde." in wrong.content.decode()
    stale = client.post(page("decision_events", pk=row.pk), {"version": 9, "appealed_on": "2025-12-20"})
    assert "Beslutet har ändrats i ett annat fönster" in stale.content.decode()
    right = client.post(page("decision_events", pk=row.pk), {"version": 1, "appealed_on": "2025-12-20"}, follow=True)
    assert "överklagat 2025-12-20" in right.content.decode()


def test_a_refusal_is_not_asked_whether_it_has_lapsed(client, teacher):
    row = LevelDecisionFactory(person=teacher, accepted=True, outcome="refused")
    client.force_login(teacher)
    text = client.get(page("decision_events", pk=row.pk)).content.decode()
    assert "appealed_on" in text
    assert "lapsed_on" not in text


def test_of_decisions_registered_twice_before_this_the_best_judged_stays(teacher):
    with connection.schema_editor() as editor:  # as it was before
        for constraint in LevelDecision._meta.constraints[:2]:
            editor.remove_constraint(LevelDecision, constraint)
    draft, seen, alone = (
        LevelDecisionFactory(person=teacher, decided_on=MADE),
        LevelDecisionFactory(person=teacher, decided_on=MADE, accepted=True),
        LevelDecisionFactory(person=teacher, level=2),
    )
    import_module("inventory.migrations.0003_one_decision_a_level").set_aside(apps, None)
    states = dict(LevelDecision.objects.values_list("pk", "status"))
    assert states == {draft.pk: "rejected", seen.pk: "accepted", alone.pk: "draft"}


class TestReportedByAnAdministrator:
    @pytest.fixture
    def unit(self):
        return SchoolUnitFactory()

    @pytest.fixture
    def teacher(self, unit):
        return PersonFactory(teaches_at=unit)

    @pytest.fixture
    def administrator(self, unit):
        return PersonFactory(provider=unit.authority.provider, administrator=True)

    @pytest.fixture
    def granted(self, teacher):
        return LevelDecisionFactory(person=teacher, level=1, decided_on=MADE, appealed_on=date(2025, 12, 20), accepted=True)

    @pytest.fixture
    def send(self, client, administrator, teacher):
        client.force_login(administrator)

        def post(**said):
            address = f"/administration/registerkontroll/beslut/{teacher.pk}/"
            return client.post(address, {"level": "1", "decided_on": MADE.isoformat(), **said}, follow=True).content.decode()

        return post

    def test_what_takes_away_counts_at_once_is_on_record_and_told(self, send, granted, teacher, administrator):
        assert "Bedömningen är omräknad" in send(lapsed_on="2026-03-01", lapse_reason="decision_revoked")
        granted.refresh_from_db()
        assert (granted.lapsed_on, granted.appealed_on, granted.status) == (date(2026, 3, 1), date(2025, 12, 20), "accepted")
        entry = Entry.objects.get(action="inventory.decision.reported")
        assert (entry.actor_id, entry.subject_id) == (administrator.pk, teacher.pk)
        assert Notice.objects.get(kind="inventory.decision_reported").person_id == teacher.pk

    def test_the_same_again_changes_nothing(self, send, granted):
        for _twice in range(2):
            send(lapsed_on="2026-03-01", lapse_reason="decision_revoked")
        granted.refresh_from_db()
        assert granted.version == 2
        assert Notice.objects.filter(kind="inventory.decision_reported").count() == 1

    def test_what_gives_back_waits_for_a_reviewer(self, send, granted):
        LevelDecision.objects.update(appeal_outcome="changed", appeal_decided_on=date(2026, 2, 1))
        text = send(appealed_on="2025-12-20", appeal_outcome="upheld", appeal_decided_on="2026-02-01")
        assert "väntar på granskning" in text
        assert LevelDecision.objects.get().status == RecordStatus.SENT

    @pytest.mark.parametrize("status", ["draft", "sent", "rejected"])
    def test_one_that_is_not_accepted_is_not_there_and_nothing_is_shown(self, send, granted, status):
        LevelDecision.objects.update(status=status)
        assert "Det finns inget godkänt beslut" in send(lapsed_on="2026-03-01", lapse_reason="other")
        LevelDecision.objects.update(status="accepted")
        assert "Det finns inget godkänt beslut" in send(level="2", lapsed_on="2026-03-01", lapse_reason="other")
        assert LevelDecision.objects.get().lapsed_on is None

    def test_something_has_to_have_happened_and_a_refusal_cannot_lapse(self, send, granted):
        assert "Skriv vad som har hänt" in send()
        LevelDecision.objects.update(outcome="refused")
        assert "Bara ett beviljat beslut kan upphöra" in send(lapsed_on="2026-03-01", lapse_reason="other")
        assert not Entry.objects.filter(action="inventory.decision.reported").exists()
