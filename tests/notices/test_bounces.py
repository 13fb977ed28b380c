"""What a mail server says afterwards: RFC 3464, with only our own Message-ID believed."""

import io
import mailbox
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from notices.bounces import bounce_in, message_in, record_bounces
from notices.models import DeadAddress, Mail
from tests.factories import NOW, PersonFactory

pytestmark = pytest.mark.django_db

REPORT = """From: Mail Delivery System <MAILER-DAEMON@example.net>
To: meritplan@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<borta@example.se>: host mx.example.se said: {diagnosis}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net
Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; borta@example.se
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnosis}

--b
Content-Type: {returned}

Message-ID: <{pk}@localhost>
Subject: Besked
To: borta@example.se

--b--
"""


def report(pk, *, action="failed", status="5.1.1", diagnosis="550 5.1.1 unknown user", returned="message/rfc822"):
    text = REPORT.format(pk=pk, action=action, status=status, diagnosis=diagnosis, returned=returned)
    return message_in(io.BytesIO(text.encode()))


@pytest.fixture
def mail(tell):
    person = PersonFactory(email="Borta@example.se")
    tell(person)
    Mail.objects.update(state="sent", address="Borta@example.se", ended_at=NOW)
    return Mail.objects.get()


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_came_back_is_marked_and_its_address_shut(mail, returned):
    assert record_bounces([report(mail.pk, returned=returned)], at=NOW + timedelta(hours=1)).bounced == 1
    mail.refresh_from_db()
    assert (mail.state, mail.code, mail.ended_at) == ("bounced", "550 5.1.1", NOW + timedelta(hours=1))
    dead = DeadAddress.objects.get()
    assert (dead.address, dead.person, dead.code) == ("borta@example.se", mail.person, "550 5.1.1")


def test_the_same_report_twice_changes_nothing(mail):
    assert record_bounces([report(mail.pk), report(mail.pk)], at=NOW).bounced == 1
    assert DeadAddress.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "diagnosis", "code"),
    [("5.2.2", "552 5.2.2 mailbox full", "552 5.2.2"), ("5.7.1", "550 5.7.1 not allowed", "550 5.7.1"), ("5.0.0", "x", "5.0.0")],
)
def test_a_full_box_or_a_policy_does_not_shut_the_address(mail, status, diagnosis, code):
    record_bounces([report(mail.pk, status=status, diagnosis=diagnosis)], at=NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.code, DeadAddress.objects.count()) == ("bounced", code, 0)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_a_delay_is_no_bounce(mail, action):
    assert bounce_in(report(mail.pk, action=action, status="4.4.1")) is None


def test_somebody_elses_mail_and_ordinary_mail_are_passed_over(mail):
    strangers = [report(uuid4()), report("not-ours"), message_in(io.BytesIO("Subject: Frånvaro\n\nJag är ledig.\n".encode()))]
    tally = record_bounces(strangers, at=NOW)
    assert (tally.read, tally.bounced, DeadAddress.objects.count()) == (3, 0, 0)


@pytest.mark.parametrize(
    "junk", [b"", b"\xff\xfe\x00", b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"]
)
def test_broken_messages_are_no_fault(mail, junk):
    assert record_bounces([message_in(io.BytesIO(junk))], at=NOW).bounced == 0


def test_the_command_reads_an_mbox_a_maildir_and_a_single_message(mail, tmp_path, capsys):
    box = mailbox.mbox(tmp_path / "box")
    box.add(report(mail.pk))
    box.add(report(uuid4()))
    box.close()
    call_command("record_bounces", str(tmp_path / "box"))
    folder = mailbox.Maildir(tmp_path / "folder")
    folder.add(report(mail.pk))
    call_command("record_bounces", str(tmp_path / "folder"))
    (tmp_path / "one").write_bytes(report(mail.pk).as_bytes())
    call_command("record_bounces", str(tmp_path / "one"))
    assert capsys.readouterr().out.splitlines() == [
        "2 read, 1 of our mails had come back.",
        "1 read, 0 of our mails had come back.",
        "1 read, 0 of our mails had come back.",
    ]
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("record_bounces", str(tmp_path / "none"))
