"""What is deleted, when, by whose decision, and that nothing is left half done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from audit import seal
from audit.models import Entry
from audit.services import record
from inventory.models import Certificate, Course, Submission
from inventory.models.certificate import preview_path
from merit.models import StoredAssessment
from organisation.merging import services as merging
from organisation.models import Employment, Person
from privacy.kinds import KINDS
from privacy.models import RetentionRule, RetentionRun
from privacy.retention import carrying_out, log, orphans
from privacy.retention.carrying_out import carry_out
from privacy.retention.plan import plan_of
from privacy.tasks import carry_out_retention
from tests.factories import (
    NOW,
    TODAY,
    CertificateFactory,
    CourseFactory,
    EmploymentFactory,
    PersonFactory,
    SchoolProviderFactory,
    StoredAssessmentFactory,
)

LONG_AGO = date(2020, 6, 12)

pytestmark = pytest.mark.django_db


def stored_certificate(person, **fields):
    certificate = CertificateFactory(person=person, preview_pages=1, **fields)
    default_storage.save(preview_path(certificate, 1), ContentFile(b"png"))
    return certificate


def test_without_a_decision_nothing_is_destroyed(provider, leaver, decide):
    stored_certificate(leaver(LONG_AGO))
    decide("certificates", years=1, counts_from="left", decided_on=None, decision_reference="")
    decide("drafts", decided_on=TODAY + timedelta(days=1))
    CourseFactory(person=leaver(LONG_AGO))
    run = carry_out(provider, on=TODAY, at=NOW)
    assert (run.counts, run.files) == ({}, 0)
    assert Certificate.objects.count() == Course.objects.count() == 1


@pytest.mark.parametrize(("last", "is_left"), [(date(2018, 11, 19), False), (date(2018, 11, 20), True), (date(2018, 11, 21), True)])
def test_years_after_somebody_left_are_whole_years(provider, leaver, decide, last, is_left):
    """Eight years after 2018-11-19 is 2026-11-19: on TODAY, the 20th, it is over."""
    decide("certificates", years=8, counts_from="left")
    stored_certificate(leaver(last))
    carry_out(provider, on=TODAY, at=NOW)
    assert Certificate.objects.exists() is is_left


def test_whoever_works_or_will_work_or_belongs_elsewhere_is_left_alone(provider, unit, leaver, decide):
    decide("certificates", years=1, counts_from="left")
    stays = leaver(LONG_AGO)
    EmploymentFactory(person=stays, unit=unit, starts_on=TODAY + timedelta(days=30))
    stored_certificate(stays)
    stored_certificate(PersonFactory(provider=provider))  # never employed: has not left
    elsewhere = PersonFactory()
    EmploymentFactory(person=elsewhere, ends_on=LONG_AGO)
    stored_certificate(elsewhere)
    assert carry_out(provider, on=TODAY, at=NOW).total == 0


def test_files_go_with_their_rows_after_commit(provider, leaver, decide, django_capture_on_commit_callbacks):
    decide("certificates", years=2, counts_from="left")
    certificate = stored_certificate(leaver(LONG_AGO))
    names = [certificate.file.name, preview_path(certificate, 1)]
    with django_capture_on_commit_callbacks() as callbacks:
        run = carry_out(provider, on=TODAY, at=NOW)
    assert all(default_storage.exists(name) for name in names)
    for callback in callbacks:
        callback()
    assert not any(default_storage.exists(name) for name in names)
    assert (run.counts, run.files) == ({"certificates": 1}, 2)


def test_running_twice_the_same_night_counts_once_and_tells_once(provider, leaver, decide):
    decide("drafts")
    CourseFactory(person=leaver(LONG_AGO))
    carry_out_retention()
    carry_out_retention()
    run = RetentionRun.objects.get(provider=provider)
    assert run.counts == {"drafts": 1}
    assert run.finished_at is not None
    assert Entry.objects.filter(action="privacy.retention.carried_out", target_key=str(run.pk)).count() == 1


def test_a_night_cut_short_leaves_whole_batches_and_goes_on(provider, leaver, decide, monkeypatch):
    decide("drafts")
    person = leaver(LONG_AGO)
    CourseFactory.create_batch(3, person=person)
    monkeypatch.setattr(carrying_out, "BATCH", 2)
    count, done = carrying_out._count, list[int]()

    def killed_in_the_second(*args):
        if done:
            raise KeyboardInterrupt
        count(*args)
        done.append(1)

    monkeypatch.setattr(carrying_out, "_count", killed_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        carry_out(provider, on=TODAY, at=NOW)
    run = RetentionRun.objects.get()
    assert Course.objects.count() == 1
    assert (run.counts, run.finished_at) == ({"drafts": 2}, None)
    monkeypatch.setattr(carrying_out, "_count", count)
    assert carry_out(provider, on=TODAY, at=NOW).counts == {"drafts": 3}


def test_the_stored_assessment_follows_what_is_left(provider, leaver, decide):
    decide("drafts")
    person = leaver(LONG_AGO)
    CourseFactory(person=person)
    StoredAssessmentFactory(person=person, facts_digest="f" * 64)
    carry_out(provider, on=TODAY, at=NOW)
    assert StoredAssessment.objects.get().facts_digest != "f" * 64


def test_an_account_is_emptied_when_nothing_else_is_kept(provider, leaver, decide):
    decide("account", years=2, counts_from="left")
    decide("employments", years=2, counts_from="ended")
    decide("drafts")
    bare, holding = leaver(LONG_AGO, given_name="Bo"), leaver(LONG_AGO, given_name="Eva")
    CourseFactory(person=bare)
    CourseFactory(person=holding, accepted=True)
    run = carry_out(provider, on=TODAY, at=NOW)
    bare.refresh_from_db()
    holding.refresh_from_db()
    assert (bare.given_name, bare.email, bare.is_active, bare.has_usable_password()) == ("Gallrat", "", False, False)
    assert holding.given_name == "Eva"
    assert run.counts["account"] == 1
    assert list(Employment.objects.values_list("person", flat=True)) == [holding.pk]  # it tells when she left
    assert carry_out(provider, on=TODAY + timedelta(days=1), at=NOW).total == 0


@pytest.mark.parametrize(("last", "names"), [(LONG_AGO, {"Gallrat"}), (None, {"Bo", "Bosse", "B."})])
def test_accounts_that_were_merged_go_with_the_one_that_was_kept_and_not_before(provider, leaver, decide, last, names):
    decide("account", years=2, counts_from="left")
    decide("employments", years=2, counts_from="ended")
    kept, second = leaver(last, given_name="Bo"), leaver(LONG_AGO, given_name="Bosse")
    first, by = PersonFactory(given_name="B.", provider=provider), PersonFactory(provider=provider, administrator=True)
    for into, merged in ((second, first), (kept, second)):
        merging.merge(into, merged, reason="Samma person", by=by, at=NOW)
    carry_out(provider, on=TODAY, at=NOW)
    people = Person.objects.filter(pk__in=[kept.pk, second.pk, first.pk]).order_by()
    assert set(people.values_list("given_name", flat=True)) == names


def test_what_was_deleted_is_forgotten_elsewhere_too(provider, leaver, decide, monkeypatch):
    told = []
    monkeypatch.setattr(carrying_out, "_forgetters", [lambda model, keys: told.append((model, keys))])
    decide("drafts")
    course = CourseFactory(person=leaver(LONG_AGO))
    carry_out(provider, on=TODAY, at=NOW)
    assert told == [(Course, [course.pk])]


def test_every_rule_can_be_carried_out_at_once(provider, leaver, unit):
    """All kinds decided in every way they allow: no query falls, and who works here keeps everything."""
    here = PersonFactory(teaches_at=unit)
    CourseFactory(person=here, accepted=True)
    stored_certificate(leaver(LONG_AGO))
    for line in plan_of(provider):
        for way in line.kind.ways:
            RetentionRule.objects.filter(provider=provider).delete()
            action = "delete_after" if not line.kind.kept else "keep"
            years, counts_from = (100, way) if action != "keep" else (None, "")
            rule = RetentionRule(provider=provider, kind=line.kind.key, action=action, years=years, counts_from=counts_from)
            rule.decision_reference, rule.decided_on = "x", LONG_AGO
            rule.save()
            carry_out(provider, on=TODAY, at=NOW)
    RetentionRule.objects.filter(provider=provider).delete()
    for kind in KINDS:
        if kind.can_be_stale and not kind.kept:
            rule = RetentionRule(provider=provider, kind=kind.key, action="delete_inactual", decision_reference="x", decided_on=LONG_AGO)
            rule.save()
    carry_out(provider, on=TODAY, at=NOW)
    assert Course.objects.filter(person=here).exists()
    assert not Certificate.objects.exists()
    assert Person.objects.get(pk=here.pk).is_active
    assert not Submission.objects.exists()


def test_old_files_without_rows_are_swept_and_others_stay(monkeypatch):
    kept = stored_certificate(PersonFactory())
    for name in ("certificates/a/b", "previews/a/b-1.png", "reports/c.pdf"):
        default_storage.save(name, ContentFile(b"x"))
    assert orphans.sweep(at=datetime.now(UTC)) == 0  # younger than a day: on their way
    monkeypatch.setattr(orphans, "AT_ONCE", 1)
    assert orphans.sweep(at=datetime.now(UTC) + timedelta(days=2)) == 3
    assert default_storage.exists(kept.file.name)
    assert default_storage.exists(preview_path(kept, 1))


def test_the_log_lets_go_when_every_provider_has_decided_and_of_what_none_keeps(provider, decide):
    assert log.log_limit(on=TODAY) is None
    decide("log", years=5, counts_from="made")
    assert log.log_limit(on=TODAY) == date(2021, 11, 20)
    other = SchoolProviderFactory()
    assert log.log_limit(on=TODAY) is None
    decide("log", years=8, counts_from="made", provider=other)
    assert log.log_limit(on=TODAY) == date(2018, 11, 20)
    with transaction.atomic():
        record("privacy.retention.rule_saved", actor=None, target=other, at=datetime(2017, 1, 1, tzinfo=UTC))
    seal.seal_all(at=datetime(2017, 1, 2, tzinfo=UTC))
    assert log.let_go(on=TODAY, at=NOW) >= 1
    assert not Entry.objects.filter(at__lt=datetime(2018, 1, 1, tzinfo=UTC)).exists()
