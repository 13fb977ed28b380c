"""Telling: in the transaction of the change, once, in the person's language, and nothing in it that could be somebody's name."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import transaction

from notices import services
from notices.kinds import ByMail, NotAValueError, UnknownKindError
from notices.models import Mail, Notice, Preference
from tests.factories import NOW, PersonFactory

pytestmark = pytest.mark.django_db


def test_a_notice_and_a_mail_that_leaves_after_commit(tell, django_capture_on_commit_callbacks):
    person = PersonFactory()
    with django_capture_on_commit_callbacks(execute=True):
        assert tell(person, number=3, day=date(2026, 12, 18))
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [[person.email]]
    notice = Notice.objects.get()
    assert (notice.values, notice.url, notice.mail.state) == ({"number": 3, "day": "2026-12-18"}, "/konto/", "sent")


def test_telling_twice_makes_one(tell):
    person = PersonFactory()
    assert [tell(person), tell(person), tell(person, at=NOW + timedelta(hours=1))] == [True, False, True]
    assert [tell(person, occasion="klar"), tell(person, occasion="klar", at=NOW + timedelta(days=1))] == [True, False]
    assert Notice.objects.count() == Mail.objects.count() == 3


def test_somebody_who_tells_the_same_at_the_same_moment_makes_no_second(tell, monkeypatch):
    person = PersonFactory()
    tell(person)
    monkeypatch.setattr(services, "set", lambda rows: set(), raising=False)  # the other one's row is not there yet when this one looks
    tell(person)
    assert Notice.objects.count() == 1


def test_what_is_rolled_back_was_never_told(tell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Mail.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize("value", ["Åsa Öberg", 7.5, True, None, ["x"], NOW])
def test_only_whole_numbers_and_days_can_be_told(tell, value):
    with pytest.raises(NotAValueError, match=r"^secret$"):
        tell(secret=value)


@pytest.mark.parametrize("url", ["https://example.se/", "//example.se/", "konto/"])
def test_a_notice_leads_to_our_own_pages_alone(tell, url):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        tell(url=url)


def test_a_kind_nobody_has_registered_is_a_fault(tell):
    with pytest.raises(UnknownKindError):
        tell(name="prov.okand")


def test_outside_a_transaction_nothing_is_told(kind, monkeypatch):
    monkeypatch.setattr(services, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError):
        services.tell(kind(), PersonFactory.build(), about=PersonFactory.build(), at=NOW, url="/")


def test_what_is_turned_off_is_on_the_page_alone(tell):
    person = PersonFactory()
    Preference.objects.create(person=person, off=["prov.hant"])
    tell(person)
    assert Notice.objects.get().mail is None


def test_what_must_reach_somebody_cannot_be_turned_off_and_what_is_for_the_page_is_never_mailed(kind, tell):
    kind("prov.alltid", by_mail=ByMail.ALWAYS)
    kind("prov.sidan", by_mail=ByMail.NEVER)
    person = PersonFactory()
    Preference.objects.create(person=person, off=["prov.alltid"])
    tell(person, name="prov.alltid")
    tell(person, name="prov.sidan")
    assert dict(Notice.objects.values_list("kind", "mail__state")) == {"prov.alltid": "waiting", "prov.sidan": None}


def test_several_of_a_kind_gather_in_one_mail_until_it_leaves(kind, tell):
    kind("prov.samlas", gather=timedelta(minutes=30))
    person = PersonFactory()
    for minutes in (0, 5, 29):
        tell(person, name="prov.samlas", at=NOW + timedelta(minutes=minutes))
    tell(name="prov.samlas")
    tell(person, name="prov.samlas", at=NOW + timedelta(minutes=31))
    assert sorted(each.notices.count() for each in Mail.objects.order_by("pk")) == [1, 1, 3]


def test_the_language_of_the_mail_is_the_persons(tell):
    person = PersonFactory()
    services.remember_language(person, "en")
    services.remember_language(person, "xx")
    tell(person)
    assert Mail.objects.get().language == "en"


def test_a_thousand_are_told_in_as_many_queries_as_one(kind, django_assert_num_queries):
    name = kind(gather=timedelta(minutes=5))
    people = PersonFactory.create_batch(30)
    with django_assert_num_queries(5):
        services.tell_all(name, people, about=people[0], at=NOW, url="/")


def test_the_page_one_was_led_to_is_the_end_of_it(tell):
    person = PersonFactory()
    tell(person)
    services.read_about(person, person.provider, at=NOW)
    assert Notice.objects.get().read_at == NOW
