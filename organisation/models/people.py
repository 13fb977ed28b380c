"""People: accounts, the numbers that identify them, and what became of two accounts of one person."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from organisation.models.structure import SchoolProvider
from organisation.querysets import PersonManager, PersonQuerySet
from organisation.sight import NOT_PROTECTED, Looks
from organisation.spelling import plain_column, spelled_column


class Protection(models.TextChoices):
    """SS 12000's securityMarking. Both protect name and unit alike here."""

    NONE = "none", _("Ingen")
    CONFIDENTIAL = "confidential", _("Sekretessmarkering")
    PROTECTED = "protected", _("Skyddad folkbokföring")


class Person(Looks, AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. Names reach readers through core.names.display_name only, numbers through PersonIdentifier only.

    session_epoch: raised by one to end every session the person has. merged_into: the account that took over this one's rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="people")
    username = models.CharField(_("användarnamn"), max_length=150, unique=True)
    email = models.EmailField(_("e-post"), blank=True)
    given_name = models.CharField(_("förnamn"), max_length=200)
    family_name = models.CharField(_("efternamn"), max_length=200)
    search_name = models.GeneratedField(  # as it is searched: "förnamn efternamn" in small letters, é as e
        expression=spelled_column(F("given_name"), Value(" "), F("family_name")),
        output_field=models.CharField(max_length=401),
        db_persist=True,
    )
    search_plain = models.GeneratedField(  # the same, with å ä ö as a a o
        expression=plain_column(F("given_name"), Value(" "), F("family_name")),
        output_field=models.CharField(max_length=401),
        db_persist=True,
    )
    sort_name = models.GeneratedField(  # as lists are sorted for people of every kind: a hidden name gives nothing away by its place
        expression=Case(
            When(protection="none", then=Concat(F("family_name"), Value(" "), F("given_name"))), default=Value("Skyddad identitet")
        ),
        output_field=models.CharField(max_length=401),
        db_persist=True,
    )
    protection = models.CharField(_("skyddad identitet"), max_length=12, choices=Protection, default=Protection.NONE)
    is_active = models.BooleanField(_("aktivt konto"), default=True)
    is_staff = models.BooleanField(default=False)
    session_epoch = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name", "family_name"]

    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        ordering = ["family_name", "given_name", "id"]
        verbose_name = _("person")
        indexes: ClassVar = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="person_search_name"),
            GinIndex(OpClass(F("search_plain"), name="gin_trgm_ops"), name="person_search_plain"),
            models.Index(fields=["provider", "sort_name", "id"], name="person_in_order"),
            models.Index(fields=["provider", "id"], name="person_of_provider"),
            models.Index(fields=["provider", "id"], condition=~NOT_PROTECTED, name="person_protected"),  # few, and asked for everywhere
        ]

    def __str__(self) -> str:
        return f"Person {str(self.pk)[:8]}"

    @property
    def is_protected(self) -> bool:
        return self.protection != Protection.NONE

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """As Django's, and with the epoch: a session begun in another one is over, whether or not there is a password to change."""
        key_salt = "organisation.models.Person.get_session_auth_hash"
        return salted_hmac(key_salt, f"{self.session_epoch}:{self.password}", secret=secret, algorithm="sha256").hexdigest()


class PersonIdentifier(models.Model):
    """A personal, coordination or interim number. Encrypted: nobody reads it in the database. Keyed digest: equal numbers can be matched.

    A person who moves from a coordination number to a personal number has both, the former with ended_at.
    """

    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Personnummer")
        COORDINATION = "coordination", _("Samordningsnummer")
        INTERIM = "interim", _("Tillfälligt nummer")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("slag"), max_length=12, choices=Kind)
    ciphertext = models.BinaryField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-added_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "digest"], name="identifier_once_per_provider")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class PersonMerge(models.Model):
    """Two accounts of one person made one by somebody, with what is needed to undo it for thirty days.

    moved: [{"model": "app.model", "field": "person", "keys": [...]}], the rows that changed owner. undone_at: the rows are back.
    """

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges_kept")
    merged = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges_given_up")
    merged_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField()
    reason = models.CharField(_("skäl"), max_length=500)
    moved = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-merged_at", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(kept=F("merged")), name="merge_of_two_people")]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"


class NotTheSamePerson(models.Model):
    """Somebody has looked at two accounts and said that they are two people, so that they are not suggested again."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="not_the_same_said_once"),
            models.CheckConstraint(condition=models.Q(first__lt=F("second")), name="not_the_same_smaller_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
