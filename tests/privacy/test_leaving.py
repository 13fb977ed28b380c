"""Whoever leaves reads and takes along what is theirs for a while, changes nothing, and then the account closes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Entry
from inventory.models import Certificate
from organisation.models import Role, RoleAssignment
from plans.models import CourseChoice
from privacy import leaving
from privacy.leaving import close_accounts, months_later, reading_until
from privacy.models import ProviderPrivacy
from tests.factories import NOW, TODAY, CertificateFactory, CourseChoiceFactory, EmploymentFactory, PersonFactory

LAST = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 15), -2, date(2025, 11, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_end_where_the_month_does(day, months, then):
    assert months_later(day, months) == then


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_months_are_always_a_day_of_the_right_month(day, months):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.django_db
def test_the_last_day_of_reading_is_twelve_months_after_the_last_day_of_work(leaver, unit):
    person = leaver(LAST)
    assert reading_until(person, on=TODAY) == date(2027, 3, 31)
    assert reading_until(person, on=LAST) is None  # still at work
    ProviderPrivacy.objects.create(provider=person.provider, reading_months=6)
    assert reading_until(person, on=TODAY) == date(2026, 9, 30)
    EmploymentFactory(person=person, unit=unit, starts_on=TODAY + timedelta(days=60))
    assert reading_until(person, on=TODAY) is None  # comes back
    assert reading_until(PersonFactory(), on=TODAY) is None  # never began


@pytest.mark.django_db
def test_accounts_close_the_day_after_and_only_those(leaver, unit, provider, monkeypatch):
    monkeypatch.setattr(leaving, "BATCH", 1)
    over, also = leaver(date(2025, 11, 19)), leaver(date(2024, 1, 1))
    still = leaver(date(2025, 11, 20))
    has_role = leaver(date(2020, 1, 1))
    RoleAssignment.objects.create(person=has_role, role=Role.READER, authority=unit.authority, starts_on=date(2020, 1, 1))
    assert close_accounts(provider, on=TODAY, at=NOW) == 2
    assert close_accounts(provider, on=TODAY, at=NOW) == 0
    for person in (over, also, still, has_role):
        person.refresh_from_db()
    assert [person.is_active for person in (over, also, still, has_role)] == [False, False, True, True]
    assert over.session_epoch == 1
    assert Entry.objects.filter(action="privacy.account.closed").count() == 2


@pytest.mark.django_db
def test_a_leaver_reads_and_orders_but_changes_nothing(client, leaver):
    person = leaver(timezone.localdate() - timedelta(days=30))
    certificate = CertificateFactory(person=person)
    choice = CourseChoiceFactory(person=person)
    client.force_login(person)
    start = client.get("/").content.decode()
    assert "Du har slutat här." in start
    assert "/integritet/mina-uppgifter/" in start
    assert "Sedan stängs kontot" in client.get("/integritet/mina-uppgifter/").content.decode()
    assert b"".join(client.get(f"/intyg/{certificate.pk}/").streaming_content) == b"%PDF-1.4 prov"
    assert client.post("/integritet/mina-uppgifter/bestall/").status_code == 302
    assert client.post(f"/intyg/{certificate.pk}/ta-bort/").status_code == 403
    assert client.post(f"/min-plan/val/{choice.pk}/ta-bort/").status_code == 403
    assert client.post("/inventering/kurser/lagg-till/", {}).status_code == 403
    assert client.post("/inventering/kontrollera/", {}).status_code == 403
    assert Certificate.objects.exists()
    assert CourseChoice.objects.exists()
