"""How allauth behaves here: accounts are made by an administrator, never by signing up; what it says is said in our words."""

from collections.abc import Sequence
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.names import sort_key
from organisation.mandates import lives_for_one_request
from organisation.models import Person

WRONG = _("Användarnamnet eller lösenordet stämmer inte. Kontrollera båda och försök igen.")
SAID = {"account/messages/password_changed.txt": _("Lösenordet är bytt.")}


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": _("För många försök på kort tid. Vänta fem minuter och försök sedan igen."),
        "enter_current_password": _("Det här är inte ditt nuvarande lösenord."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any) -> None:
        """Only what we have words for: the library's own messages would also write names."""
        if message_template in SAID:
            messages.add_message(request, level, SAID[message_template])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("portal:account")


class SharedAddressError(Exception):
    """Name and password fit accounts at several school providers: people is who it could be."""

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__(len(people))
        self.people = people


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in by e-mail address or username, and reads the person together with the school provider, which every page names.

    Somebody who works for two providers has two accounts with one address. The password tells them apart; where it is the same in both,
    the form asks at which provider. provider: its answer, an id.
    """

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Person | None:
        login = credentials.get("email") or credentials.get("username") or ""
        password, asked = credentials.get("password") or "", credentials.get("provider")
        named = Person.objects.filter(Q(email__iexact=login) | Q(username__iexact=login)).select_related("provider") if login else ()
        fitting = [person for person in named if self._fits(person, password) and asked in {None, person.provider_id}]
        open_ones = [person for person in fitting if person.is_active]
        if len(open_ones) > 1:
            raise SharedAddressError(sorted(open_ones, key=lambda person: sort_key(person.provider.name)))
        if not open_ones and fitting:
            self._stash_user(fitting[0])  # the form says that the account has ended
        return open_ones[0] if open_ones else None

    def _fits(self, person: Person, password: str) -> bool:
        self._did_check_password = True
        return person.check_password(password)

    def get_user(self, user_id: str) -> Person | None:
        person = Person.objects.select_related("provider").filter(pk=user_id).first()
        if person is None or not person.is_active:
            return None
        lives_for_one_request(person)
        return person
