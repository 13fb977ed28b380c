"""The outbox against a mail server that talks SMTP: each answer means something for that mail, and no mail is lost or sent again in vain."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from notices import outbox, sending
from notices.models import DeadAddress, Mail, Notice, Preference
from tests.factories import NOW, PersonFactory

pytestmark = pytest.mark.django_db


def deliver(at=NOW, **how):
    return sending.deliver(clock=lambda: at, **how)


def states():
    return dict(Mail.objects.values_list("person__username", "state"))


def test_what_is_told_arrives_as_text_and_as_html_over_one_connection(tell, server):
    sink = server()
    people = [PersonFactory() for _ in range(3)]
    for person in people:
        tell(person, number=7)
    deliver()
    assert sink.connections == 1
    assert sorted(each.to for each in sink.received) == sorted(person.email for person in people)
    message = message_from_bytes(sink.received[0].content, policy=policy.default)
    mail = Mail.objects.get(person__email=sink.received[0].to)
    assert message["Subject"] == "Något hände 1 gånger"
    assert message["Auto-Submitted"] == "auto-generated"
    assert str(mail.pk) in message["Message-ID"]
    text, html = (message.get_body([kind]).get_content() for kind in ("plain", "html"))
    for body in (text, html):
        assert "Tal 7" in body
        assert f"/besked/{mail.notices.get().pk}/" in body
        assert "/konto/besked/" in body
    assert '<html lang="sv">' in html
    assert (mail.state, mail.attempts, mail.address) == ("sent", 1, sink.received[0].to)


def test_what_has_gathered_is_told_of_as_one(kind, tell, server):
    sink = server()
    kind("prov.samlas", gather=timedelta(minutes=30))
    person = PersonFactory()
    for minute in range(3):
        tell(person, name="prov.samlas", at=NOW + timedelta(minutes=minute))
    deliver()
    assert sink.received == []
    deliver(NOW + timedelta(minutes=30))
    message = message_from_bytes(sink.received[0].content, policy=policy.default)
    assert message["Subject"] == "Något hände 3 gånger"
    assert "http://localhost/besked/" in message.get_body(["plain"]).get_content().splitlines()


@pytest.mark.parametrize(
    ("said", "state", "is_dead"),
    [
        ("550 5.1.1 no such user", "bounced", True),
        ("550 no such user", "bounced", True),
        ("553 5.1.3 bad address", "bounced", True),
        ("550 5.2.1 mailbox disabled", "bounced", True),
        ("552 5.2.2 mailbox full", "bounced", False),
        ("554 5.7.1 relay access denied", "waiting", False),  # our fault, and mended by us: not the address's
        ("530 5.7.0 authentication required", "waiting", False),
        ("450 4.2.0 greylisted", "waiting", False),
        ("451 try later", "waiting", False),
    ],
)
def test_what_the_server_says_of_an_address(tell, server, said, state, is_dead):
    sink = server(answer=lambda command, to: said if command == "RCPT" and to.startswith("a@") else None)
    tell(PersonFactory(email="a@example.se"))
    tell(PersonFactory(email="b@example.se"))
    deliver()
    assert [each.to for each in sink.received] == ["b@example.se"]  # the next one is not held up
    mail = Mail.objects.get(person__email="a@example.se")
    assert (mail.state, mail.attempts, DeadAddress.objects.exists()) == (state, 1, is_dead)
    assert mail.code == said[:9].strip() if said[4].isdigit() else said[:3]
    assert "example" not in mail.code


def test_a_message_that_is_refused_says_nothing_of_the_address(tell, server):
    server(answer=lambda command, to: "554 5.6.0 not like this" if command == "DATA" else None)
    tell()
    deliver()
    assert (Mail.objects.get().state, DeadAddress.objects.count()) == ("bounced", 0)


def test_nothing_more_goes_to_a_dead_address_until_somebody_says_it_works(tell, server):
    sink = server(answer=lambda command, to: "550 5.1.1 no" if command == "RCPT" and not sink_is_mended else None)
    sink_is_mended = []
    person = PersonFactory(email="Borta@example.se")
    tell(person)
    deliver()
    sink_is_mended.append(True)
    tell(person, occasion="2")
    deliver()
    assert sink.received == []
    assert set(Mail.objects.values_list("state", "code")) == {("bounced", "550 5.1.1"), ("dropped", "dead address")}
    DeadAddress.objects.get().delete()
    tell(person, occasion="3")
    deliver()
    assert len(sink.received) == 1


def test_a_fault_that_may_pass_is_tried_again_ever_more_seldom_and_given_up_after_three_days(tell, server):
    sink = server(answer=lambda command, to: "451 4.3.0 later" if command == "RCPT" else None)
    tell()
    moments, at = [], NOW
    while Mail.objects.get().state == "waiting":
        at = Mail.objects.get().next_attempt_at
        moments.append(at - NOW)
        deliver(at)
    minutes = [moment.total_seconds() / 60 for moment in moments]
    assert minutes[:5] == [0, 1, 3, 7, 15]
    assert minutes[-1] - minutes[-2] == outbox.LONGEST_WAIT.total_seconds() / 60
    assert minutes[-1] >= 3 * 24 * 60 > minutes[-2]
    mail = Mail.objects.get()
    assert (mail.state, mail.code, mail.ended_at) == ("failed", "451 4.3.0", at)
    assert sink.received == []


def test_the_same_mail_has_the_same_id_each_time(tell, server):
    seen = []
    sink = server(answer=lambda command, to: seen.append(1) or ("451 later" if len(seen) == 1 else None) if command == "DATA" else None)
    tell()
    deliver()
    deliver(NOW + timedelta(minutes=1))
    assert len(seen) == 2
    assert f"Message-ID: <{Mail.objects.get().pk}@".encode() in sink.received[0].content


def test_a_server_that_is_down_costs_one_mail_an_attempt_and_the_others_nothing(tell, server, settings):
    for _ in range(3):
        tell()
    server()
    settings.EMAIL_PORT = 1  # nobody listens there
    assert deliver() is False
    assert sorted(Mail.objects.values_list("state", "attempts", "code")) == [
        ("waiting", 0, ""),
        ("waiting", 0, ""),
        ("waiting", 1, "ConnectionRefusedError"),
    ]


def test_a_text_that_cannot_be_written_does_not_stop_the_others(kind, tell, server):
    sink = server()

    def broken(values, count):
        raise KeyError("missing")

    from notices import kinds

    kinds.register(kinds.Kind("prov.trasig", "Trasig", broken))
    tell(PersonFactory(username="trasig"), name="prov.trasig")
    tell(PersonFactory(username="hel"))
    deliver()
    assert len(sink.received) == 1
    assert states() == {"trasig": "waiting", "hel": "sent"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda person: Notice.objects.update(read_at=NOW), "read"),
        (lambda person: Preference.objects.create(person=person, off=["prov.hant"]), "turned off"),
        (lambda person: type(person).objects.filter(pk=person.pk).update(email=""), "no address"),
        (lambda person: type(person).objects.filter(pk=person.pk).update(is_active=False), "no address"),
        (lambda person: Mail.objects.update(kind="prov.borta"), "unknown kind"),
    ],
)
def test_what_is_not_needed_any_more_does_not_leave(tell, server, change, why):
    sink = server()
    person = PersonFactory()
    tell(person)
    change(person)
    deliver()
    assert sink.received == []
    assert Mail.objects.values_list("state", "code", "attempts").get() == ("dropped", why, 0)


def test_a_mail_whose_notice_somebody_else_told_first_is_empty_and_stays(tell, server):
    sink = server()
    tell()
    Notice.objects.all().delete()
    deliver()
    assert sink.received == []


def test_no_address_and_no_name_in_the_log(tell, server, caplog):
    server(answer=lambda command, to: f"550 5.1.1 <{to}> unknown" if command == "RCPT" else None)
    tell(PersonFactory(given_name="Hemlig", email="hemlig@example.se"))
    deliver()
    assert "notices.mail.not_sent" in caplog.text
    assert "hemlig" not in caplog.text.lower()


def test_help_is_called_where_there_is_more_than_one_batch(tell, server, monkeypatch):
    server()
    monkeypatch.setattr(outbox.claim.__wrapped__, "__kwdefaults__", {"size": 2})
    called = []
    for _ in range(3):
        tell()
    deliver(call_help=lambda: called.append(1))
    assert called == [1]
    assert set(states().values()) == {"sent"}
    tell(at=timezone.now())
    deliver(timezone.now(), call_help=lambda: called.append(1))
    assert called == [1]
