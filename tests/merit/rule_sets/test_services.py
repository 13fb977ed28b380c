"""Drafting, rehearsing and publishing another reading: each way it may go wrong has its sentence."""

from datetime import timedelta

import pytest

from audit.models import Entry
from jobs.models import Job
from jobs.tasks import work
from merit.models import EarlierAssessment, Reassessment, StoredAssessment
from merit.rule_sets import rule_set_for, services
from merit.rule_sets.content import Content, RuleSetError
from merit.rule_sets.models import DryRun, PublishedRuleSet, RuleSetDraft
from merit.rules.readings import CONTRACT
from tests.factories import NOW, TODAY, DryRunFactory, PublishedRuleSetFactory, RuleSetDraftFactory, SchoolUnitFactory
from tests.factories.rule_sets import GROUNDS, HALF_TIME
from tests.merit.rule_sets.conftest import half_timer_at

pytestmark = pytest.mark.django_db
NAME = "Sjöstad 2027"


def content(**changes):
    values = {"name": NAME, "valid_from": TODAY, "readings": HALF_TIME, "grounds": {"years": GROUNDS}, **changes}
    return Content(**values)


def save(administrator, draft=None, seen=0, **changes):
    return services.save_draft(draft, content(**changes), seen=seen, by=administrator, on=TODAY, at=NOW)


def rehearse(draft, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        run = services.order_dry_run(draft, by=administrator, on=TODAY, at=NOW)
    work(job_id=str(run.job_id))
    return DryRun.objects.get(pk=run.pk)


def publish(draft, run, administrator, on=TODAY):
    return services.publish(draft, run=run.pk, seen=draft.revision, by=administrator, on=on, at=NOW)


class TestDrafting:
    def test_a_draft_is_kept_and_audited_with_the_grounds_that_are_needed(self, administrator):
        draft = save(administrator, grounds={"years": GROUNDS, "half_time": GROUNDS})
        assert (draft.base, draft.readings, draft.grounds) == ("SFS 2025:280", HALF_TIME.as_values(), {"years": GROUNDS})
        assert Entry.objects.get().action == "merit.rule_set.drafted"

    @pytest.mark.parametrize(
        ("changes", "field", "said"),
        [
            ({"valid_from": TODAY - timedelta(days=1)}, "valid_from", "har redan varit"),
            ({"valid_from": TODAY + timedelta(days=3000)}, "valid_from", "fem år framåt"),
            ({"name": "sfs 2025:280"}, "name", "har redan det namnet"),
            ({"name": "upptaget"}, "name", "har redan det namnet"),
            ({"readings": CONTRACT}, None, "läses redan så"),
        ],
    )
    def test_what_cannot_be_is_refused_where_it_stands(self, administrator, changes, field, said):
        PublishedRuleSetFactory(name="Upptaget")
        with pytest.raises(RuleSetError, match=said) as refused:
            save(administrator, **changes)
        assert refused.value.field == field
        assert not RuleSetDraft.objects.exists()

    def test_two_who_change_the_same_draft_do_not_overwrite_each_other(self, administrator):
        draft = save(administrator)
        save(administrator, draft, seen=1)
        with pytest.raises(RuleSetError, match="Någon annan"):
            save(administrator, draft, seen=1, name="Ett annat namn")
        with pytest.raises(RuleSetError, match="Någon annan"):
            services.save_grounds(draft, {}, seen=1, by=administrator, at=NOW)

    def test_two_who_write_grounds_do_not_overwrite_each_other(self, administrator):
        draft = save(administrator)
        services.save_grounds(draft, {"years": {**GROUNDS, "why": "Den enas skäl"}}, seen=1, by=administrator, at=NOW)
        with pytest.raises(RuleSetError, match="Någon annan"):
            services.save_grounds(draft, {"years": {**GROUNDS, "why": "Den andras skäl"}}, seen=1, by=administrator, at=NOW)
        with pytest.raises(RuleSetError, match="Någon annan"):
            save(administrator, draft, seen=1)
        draft.refresh_from_db()
        assert (draft.grounds["years"]["why"], draft.version, draft.revision) == ("Den enas skäl", 1, 2)

    def test_a_draft_is_thrown_away_with_what_was_tried(self, administrator):
        run = DryRunFactory(draft=RuleSetDraftFactory(changed_by=administrator))
        services.remove_draft(run.draft, by=administrator, at=NOW)
        assert not RuleSetDraft.objects.exists()
        assert Job.objects.get().state == Job.State.CANCELLED


class TestDryRun:
    def test_it_counts_who_would_have_another_outcome_and_where(self, administrator, half_timer, unit, django_capture_on_commit_callbacks):
        run = rehearse(save(administrator), administrator, django_capture_on_commit_callbacks)
        assert run.result == {
            "people": 1,
            "changed": 1,
            "touched": 1,
            "levels": [[1, "met", "not_met", 1]],
            "conditions": [[1, "years_of_service", "met", "not_met", 1]],
            "units": [[unit.pk, 1]],
        }
        assert StoredAssessment.objects.get(person=half_timer).level_1 == "met"

    def test_somebody_else_s_people_are_left_out(self, administrator, django_capture_on_commit_callbacks):
        half_timer_at(SchoolUnitFactory())
        run = rehearse(save(administrator), administrator, django_capture_on_commit_callbacks)
        assert run.result["people"] == 0

    def test_a_second_click_gives_the_same_one(self, administrator):
        draft = save(administrator)
        assert len({services.order_dry_run(draft, by=administrator, on=TODAY, at=NOW).pk for _ in range(2)}) == 1

    def test_it_holds_for_that_version_that_day_and_beside_the_same_rules(self, administrator):
        draft = save(administrator)
        run = DryRunFactory(draft=draft, finished=True)
        assert services.is_current(run, draft, on=TODAY)
        assert not services.is_current(run, draft, on=TODAY + timedelta(days=1))
        PublishedRuleSetFactory(published_by=administrator)
        assert not services.is_current(run, draft, on=TODAY)
        draft.version += 1
        assert not services.is_current(run, draft, on=TODAY)


class TestPublishing:
    def test_it_is_in_force_audited_once_and_everybody_is_assessed_again(
        self, administrator, half_timer, django_capture_on_commit_callbacks
    ):
        draft = save(administrator)
        run = rehearse(draft, administrator, django_capture_on_commit_callbacks)
        with django_capture_on_commit_callbacks():
            row = publish(draft, run, administrator)
        assert rule_set_for(administrator.provider_id, on=TODAY).id == row.name == NAME
        assert Entry.objects.filter(action="merit.rule_set.published").count() == 1
        assert Reassessment.objects.get().rule_set == NAME

    def test_the_new_outcome_is_stored_and_the_earlier_stays(self, administrator, half_timer, django_capture_on_commit_callbacks):
        draft = save(administrator)
        run = rehearse(draft, administrator, django_capture_on_commit_callbacks)
        publish(draft, run, administrator)
        from merit.reassessments import work_on_one_chunk

        while work_on_one_chunk(Reassessment.objects.get(), on=TODAY, at=NOW):
            pass
        stored, earlier = StoredAssessment.objects.get(person=half_timer), EarlierAssessment.objects.get(person=half_timer)
        assert (stored.level_1, stored.rule_set) == ("not_met", NAME)
        assert (earlier.level_1, earlier.rule_set) == ("met", "SFS 2025:280")

    def test_one_that_lies_ahead_waits_for_its_night(self, administrator):
        draft = save(administrator, valid_from=TODAY + timedelta(days=30))
        publish(draft, DryRunFactory(draft=draft, finished=True), administrator)
        assert rule_set_for(administrator.provider_id, on=TODAY).id == "SFS 2025:280"
        assert not Reassessment.objects.exists()

    def test_taking_back_is_publishing_the_law_s_own_answers(self, administrator):
        PublishedRuleSetFactory(published_by=administrator)
        draft = save(administrator, readings=CONTRACT, grounds={})
        run = DryRunFactory(draft=draft, finished=True, baseline=rule_set_for(administrator.provider_id, on=TODAY).id)
        publish(draft, run, administrator)
        assert rule_set_for(administrator.provider_id, on=TODAY).readings == CONTRACT

    def test_without_grounds_it_is_refused(self, administrator):
        draft = save(administrator, grounds={})
        with pytest.raises(RuleSetError, match="varför"):
            publish(draft, DryRunFactory(draft=draft, finished=True), administrator)

    def test_without_a_dry_run_that_holds_it_is_refused(self, administrator):
        draft = save(administrator)
        runs = [
            DryRunFactory(draft=draft),
            DryRunFactory(draft=draft, finished=True, draft_version=7),
            DryRunFactory(draft=draft, finished=True, on=TODAY - timedelta(days=1)),
            DryRunFactory(finished=True),
        ]
        for run in runs:
            with pytest.raises(RuleSetError, match="Provkörningen gäller inte"):
                publish(draft, run, administrator)
        assert not PublishedRuleSet.objects.exists()

    def test_what_was_changed_since_it_was_read_is_not_published(self, administrator):
        draft = RuleSetDraftFactory(changed_by=administrator)
        run = DryRunFactory(draft=draft, finished=True)
        services.save_grounds(draft, {"years": {**GROUNDS, "why": "Något helt annat"}}, seen=1, by=administrator, at=NOW)
        with pytest.raises(RuleSetError, match="Någon annan"):
            publish(draft, run, administrator)
        draft.refresh_from_db()
        assert publish(draft, run, administrator).grounds["years"]["why"] == "Något helt annat"

    def test_of_two_the_second_is_told(self, administrator):
        first, second = save(administrator), save(administrator, name="Ett annat namn")
        runs = [DryRunFactory(draft=draft, finished=True) for draft in (first, second)]
        publish(first, runs[0], administrator)
        with pytest.raises(RuleSetError, match="redan publicerat"):
            publish(first, runs[0], administrator)
        with pytest.raises(RuleSetError, match="läses redan så"):
            publish(second, runs[1], administrator)

    def test_a_name_that_another_provider_took_meanwhile_is_refused(self, administrator):
        draft = save(administrator)
        run = DryRunFactory(draft=draft, finished=True)
        PublishedRuleSetFactory(name=NAME)
        with pytest.raises(RuleSetError, match="har redan det namnet"):
            publish(draft, run, administrator)

    def test_a_day_that_passed_meanwhile_is_refused(self, administrator):
        draft = save(administrator)
        with pytest.raises(RuleSetError, match="har redan varit"):
            publish(draft, DryRunFactory(draft=draft, finished=True), administrator, on=TODAY + timedelta(days=1))
