"""The digest: to the administrators of each provider, in the morning, and only where something is wrong."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from audit.models import Verification
from inventory.models import Certificate
from notices.models import Mail, Notice, Preference
from portal.tasks import tell_of_troubles
from tests.factories import CertificateFactory, JobFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return PersonFactory(administrator=True)


@pytest.fixture
def morning(django_capture_on_commit_callbacks):
    def run():
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            tell_of_troubles()
        return [(message.to[0], message.body) for message in mail.outbox]

    return run


def test_a_quiet_night_is_not_told_of(administrator, morning):
    JobFactory(owner=administrator, state="finished", finished_at=timezone.now())
    assert morning() == []


def test_what_failed_is_told_once_a_day_in_words(administrator, morning):
    teacher = PersonFactory(provider=administrator.provider)
    hour_ago = timezone.now() - timedelta(hours=3)
    JobFactory(owner=teacher, state="failed", finished_at=hour_ago)
    CertificateFactory(person=teacher, scan=Certificate.Scan.WAITING, uploaded_at=hour_ago)
    Mail.objects.create(person=teacher, kind="x", created_at=hour_ago, next_attempt_at=hour_ago, state="bounced", ended_at=hour_ago)
    Verification.objects.create(checked_at=hour_ago, entries=9, seals=1, waiting=0, faults=2)
    ((to, body),) = morning()
    assert to == administrator.email
    for said in (
        "Ett beställt arbete misslyckades.",
        "Ett intyg har väntat på viruskontroll i mer än en timme.",
        "Ett mejl kom inte fram.",
        "Kontrollen av loggen hittade två fel.",
        "/besked/",
    ):
        assert said in body
    assert morning() == []
    assert Notice.objects.get().url == "/administration/driftlage/"


def test_each_provider_hears_of_its_own(administrator, morning):
    other = PersonFactory(administrator=True)
    JobFactory(owner=other, state="failed", finished_at=timezone.now())
    assert [to for to, _ in morning()] == [other.email]


def test_the_chain_concerns_every_provider(administrator, morning):
    other = PersonFactory(administrator=True)
    Verification.objects.create(checked_at=timezone.now(), entries=9, seals=1, waiting=0, faults=1)
    assert {to for to, _ in morning()} == {administrator.email, other.email}


def test_yesterdays_troubles_are_not_told_for_ever(administrator, morning):
    JobFactory(owner=administrator, state="failed", finished_at=timezone.now() - timedelta(days=2))
    Verification.objects.create(checked_at=timezone.now() - timedelta(days=2), entries=9, seals=1, waiting=0, faults=2)
    Verification.objects.create(checked_at=timezone.now() - timedelta(days=1), entries=9, seals=1, waiting=0, faults=0)
    assert morning() == []


def test_mail_that_nobody_sends_is_a_trouble_and_mail_that_gathers_is_none(administrator, morning):
    now = timezone.now()
    Preference.objects.create(person=administrator, off=["portal.digest"])
    fields = {"person": administrator, "kind": "x", "created_at": now - timedelta(hours=3)}
    Mail.objects.create(**fields, next_attempt_at=now + timedelta(hours=1))
    morning()
    assert not Notice.objects.exists()
    Mail.objects.create(**fields, next_attempt_at=now - timedelta(hours=3))
    Mail.objects.create(**fields, next_attempt_at=now + timedelta(hours=1), attempts=4)
    morning()
    assert Notice.objects.get().values == {"mail_waiting": 2}


def test_without_an_administrator_nobody_is_told(morning):
    JobFactory(state="failed", finished_at=timezone.now())
    assert morning() == []
