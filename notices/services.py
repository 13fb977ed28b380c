"""tell(): the one way to tell somebody something, in the transaction of the change it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction

from audit.services import record
from notices.kinds import ByMail, Kind, Values, all_kinds, kind_of, stored
from notices.models import DeadAddress, Mail, Notice, Preference

if TYPE_CHECKING:
    from organisation.models import Person

AT_ONCE = 1000  # rows of one statement


def tell(
    kind: str, person: Person, *, about: models.Model, at: datetime, url: str, values: Values | None = None, occasion: str = ""
) -> bool:
    """Tell one person one thing; False if it has been told already. See tell_all."""
    return tell_all(kind, [person], about=about, at=at, url=url, values=values, occasion=occasion) == 1


def tell_all(
    kind: str,
    people: Iterable[Person],
    *,
    about: models.Model,
    at: datetime,
    url: str,
    values: Values | None = None,
    occasion: str = "",
) -> int:
    """Tell each of them the same thing, in the caller's transaction: a notice each, and a mail each that leaves after commit.

    about: the row it is about. occasion: what tells this time from the next about the same row; the moment where empty. The same kind,
    row and occasion twice makes one. url: a path of ours. Returns how many were told now. Raises RuntimeError outside a transaction,
    UnknownKindError, NotAValueError.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("notices.tell must run in the transaction of the change it tells of")
    told = kind_of(kind)
    kept, key = stored(values or {}), _key(kind, about, occasion or at.isoformat())
    asked = {person.pk: person for person in people}
    known = set(Notice.objects.filter(person__in=asked, key=key).order_by().values_list("person", flat=True))
    new = [person for pk, person in asked.items() if pk not in known]
    mails = _mails(told, new, at=at)
    Notice.objects.bulk_create(
        [
            Notice(
                person=person,
                kind=kind,
                about_model=about._meta.label_lower,
                about_key=str(about.pk),
                key=key,
                values=kept,
                url=url,
                told_at=at,
                mail_id=mails.get(person.pk),
            )
            for person in new
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,  # somebody tells the same at this moment: theirs counts, and a mail with nothing in it never leaves
    )
    if mails:
        transaction.on_commit(_wake, robust=True)
    return len(new)


def read_one(notice: Notice, *, at: datetime) -> None:
    Notice.objects.filter(pk=notice.pk).unread().update(read_at=at)


def read_all(person: Person, *, at: datetime) -> int:
    return Notice.objects.filter(person=person).unread().update(read_at=at)


def read_about(person: Person, thing: models.Model, *, at: datetime) -> int:
    """The person has come to the page that their notices about the thing lead to: there is nothing more to tell."""
    about = Notice.objects.filter(person=person, about_model=thing._meta.label_lower, about_key=str(thing.pk))
    return about.unread().update(read_at=at)


def read_kinds(person: Person, kinds: Iterable[str], *, at: datetime) -> int:
    """The same for a page that all notices of these kinds lead to."""
    return Notice.objects.filter(person=person, kind__in=list(kinds)).unread().update(read_at=at)


@transaction.atomic
def choose(person: Person, *, by_mail: Collection[str], shown: Collection[str], language: str, at: datetime) -> Preference:
    """Keep which of the shown kinds come by mail, and in which language. Kinds that were not shown stay as they were."""
    preference, _created = Preference.objects.select_for_update().get_or_create(person=person, defaults={"language": language})
    optional = {kind.name for kind in all_kinds() if kind.by_mail is ByMail.BY_CHOICE}
    preference.off = sorted((set(preference.off) - set(shown)) | ((set(shown) & optional) - set(by_mail)))
    preference.language = language
    preference.save()
    record("notices.preference.chosen", actor=person, subject=person, target=preference, at=at, details={"off": ",".join(preference.off)})
    return preference


def remember_language(person: Person, language: str) -> None:
    """The language somebody has chosen on the page is the language of their mail too. An unknown one changes nothing."""
    if language in dict(settings.LANGUAGES):
        Preference.objects.update_or_create(person=person, defaults={"language": language})


@transaction.atomic
def try_again(dead: DeadAddress, *, by: Person, at: datetime) -> None:
    """Somebody says that the address works: mail goes there again."""
    record("notices.address.tried_again", actor=by, subject=dead.person, target=dead, at=at, details={"code": dead.code})
    dead.delete()


def _key(kind: str, about: models.Model, occasion: str) -> str:
    return sha256(f"{kind}\0{about._meta.label_lower}\0{about.pk}\0{occasion}".encode()).hexdigest()


def _mails(kind: Kind, people: Sequence[Person], *, at: datetime) -> Mapping[UUID, UUID]:
    """The mail for each person who gets one: one that still gathers, or a new one."""
    if kind.by_mail is ByMail.NEVER or not people:
        return {}
    preferences = {each.person_id: each for each in Preference.objects.filter(person__in=people).order_by()}
    optional = kind.by_mail is ByMail.BY_CHOICE
    wanted = [person for person in people if not (optional and person.pk in preferences and kind.name in preferences[person.pk].off)]
    found: dict[UUID, UUID] = {}
    if kind.gather:
        gathering = Mail.objects.gathering(kind.name, wanted, at=at).select_for_update(skip_locked=True, of=("self",))
        found = {mail.person_id: mail.pk for mail in gathering.order_by("pk")}
    made = [
        Mail(
            person=person,
            kind=kind.name,
            language=preferences[person.pk].language if person.pk in preferences else settings.LANGUAGE_CODE,
            created_at=at,
            next_attempt_at=at + kind.gather,
        )
        for person in wanted
        if person.pk not in found
    ]
    Mail.objects.bulk_create(made, batch_size=AT_ONCE)
    return found | {mail.person_id: mail.pk for mail in made}


def _wake() -> None:
    from notices.tasks import deliver  # noqa: PLC0415  # the task sends, and so knows all that telling need not

    deliver.delay()
