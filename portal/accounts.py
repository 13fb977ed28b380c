"""How allauth behaves here: accounts are made by an administrator, never by signing up; what it says is said in our words."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    """Reads the person together with the school provider, which the frame of every page names."""

    def get_user(self, user_id: str) -> Person | None:
        person = Person.objects.select_related("provider").filter(pk=user_id).first()
        return person if person is not None and person.is_active else None
