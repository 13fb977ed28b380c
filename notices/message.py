"""A mail as it leaves: plain text and HTML, in the person's language, and nothing in it but what the kind says in general words."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notices.kinds import ByMail, Said, kind_of, read
from notices.models import Mail, Notice

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # no out-of-office answers, please (RFC 3834)


def said_of(notice: Notice, *, count: int = 1) -> Said:
    """In the active language. count: of how many of the same kind it tells. Raises UnknownKindError."""
    return kind_of(notice.kind).say(read(notice.values), count)


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The message to the person's address of today. A mail that has gathered several leads to the list of them."""
    notices = list(mail.notices.all())
    with translation.override(mail.language):
        said = said_of(notices[0], count=len(notices))
        path = reverse("notices:open", kwargs={"pk": notices[0].pk}) if len(notices) == 1 else reverse("notices:list")
        context = {
            "said": said,
            "language": mail.language,
            "url": settings.PUBLIC_URL + path,
            "preferences": settings.PUBLIC_URL + reverse("notices:preferences"),
            "by_choice": kind_of(mail.kind).by_mail is ByMail.BY_CHOICE,
            "provider": mail.person.provider.name,
        }
        message = EmailMultiAlternatives(
            subject=said.title.rstrip("."),
            body=render_to_string("notices/mail.txt", context),
            from_email=_sender(),
            to=[mail.person.email],
            headers={**HEADERS, "Message-ID": message_id(mail), "Content-Language": mail.language},
        )
        message.attach_alternative(render_to_string("notices/mail.html", context), "text/html")
    return message


def message_id(mail: Mail) -> str:
    """The same however often the mail is sent, so that whoever gets it twice can drop the second."""
    return f"<{mail.pk}@{_domain()}>"


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _sender() -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or _("Meritplan"), address))
