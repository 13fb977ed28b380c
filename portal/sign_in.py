"""Signing in and out. In the demo also by one click, as one of the made-up people."""

from collections.abc import Sequence
from typing import Any, cast

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView, LogoutView
from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.forms import form_layout
from organisation.models import Person
from portal.accounts import SharedAddressError
from portal.addresses import safe_next
from portal.keep import forget, is_kept_for, remember
from portal.personas import DOMAIN, PERSONAS, may_exist

ASKED_AND_SENT = ("get", "head", "post")  # the methods of a page with a form; the library's classes would take more


class SignInForm(LoginForm):  # type: ignore[misc]
    """Username or e-mail, and password; the same answer whichever of them is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label = gettext_lazy("Användarnamn eller e-postadress")
        name.error_messages["required"] = gettext_lazy("Skriv ditt användarnamn eller din e-postadress.")
        name.widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        password.label = gettext_lazy("Lösenord")
        password.help_text = ""
        password.error_messages["required"] = gettext_lazy("Skriv ditt lösenord.")
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)

    def user_credentials(self) -> dict[str, Any]:
        asked = self.data.get("provider", "")
        return {**super().user_credentials(), "provider": int(asked) if asked.isdecimal() and len(asked) < 10 else None}

    def clean(self) -> Any:
        try:
            cleaned = super().clean()
        except SharedAddressError as error:
            self._ask_where(error.people)
            raise ValidationError(_("Du har konto hos flera huvudmän. Välj var, och skriv lösenordet igen."), code="shared") from None
        if self.user is not None and not self.user.is_active:
            raise ValidationError(_("Kontot är avslutat. Hör av dig till systemförvaltaren om du ska ha kvar det."), code="inactive")
        return cleaned

    @property
    def helper(self) -> FormHelper:
        return form_layout("login", *(("provider",) if "provider" in self.fields else ()), "password", submit=_("Logga in"), note=False)

    def _ask_where(self, people: Sequence[Person]) -> None:
        """Only whoever knows the password is asked, so that nobody learns where others have accounts."""
        choices = [(str(person.provider_id), person.provider.name) for person in people]
        self.fields["provider"] = forms.ChoiceField(label=_("Var vill du logga in?"), choices=choices, widget=forms.RadioSelect)


class SignIn(LoginView):  # type: ignore[misc]
    form_class = SignInForm
    template_name = "account/login.html"
    http_method_names = ASKED_AND_SENT

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return _welcomed(self.request, response) if self.request.user.is_authenticated else response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        came_from = safe_next(self.request, otherwise="/")
        return {
            **context,
            "personas": PERSONAS if is_demo() else (),
            "next": came_from,
            "is_sent_here": came_from != "/",
        }


class SignOut(LogoutView):  # type: ignore[misc]
    """Asks with GET, signs out with POST."""

    template_name = "account/logout.html"
    http_method_names = ASKED_AND_SENT

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        forget(response)
        response["Clear-Site-Data"] = '"cache"'  # so that Back shows the way in, not the page
        return response


def is_demo() -> bool:
    return bool(settings.DEMO) and may_exist()


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the made-up people. The address does not exist outside the demo."""
    if not is_demo():
        raise Http404
    asked = request.POST.get("persona", "")
    if asked not in {persona.username for persona in PERSONAS}:
        raise Http404
    person = get_object_or_404(Person, username=asked, email__endswith=f"@{DOMAIN}")
    login(request, person)
    return _welcomed(request, redirect(safe_next(request)))


def _welcomed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """To where one was going; by way of what was typed when the last session ended, if anything was."""
    person = cast(Person, request.user)
    if is_kept_for(request, person):
        response = redirect("portal:resume")
    remember(response, person, secure=settings.SESSION_COOKIE_SECURE)
    return response
