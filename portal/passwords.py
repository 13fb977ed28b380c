"""Choosing a password: the first one from a one-time link, and a new one when signed in."""

from typing import Any, cast

from allauth.account.forms import ChangePasswordForm
from allauth.account.views import PasswordChangeView
from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import form_layout
from organisation.models import Person
from portal import services
from portal.sign_in import ASKED_AND_SENT

RULES = gettext_lazy("Minst tolv tecken. Undvik namn och vanliga lösenord; flera ord efter varandra är lätta att minnas.")
REQUIRED = gettext_lazy("Skriv det nya lösenordet.")
AGAIN = gettext_lazy("Skriv det nya lösenordet en gång till.")
DIFFERENT = gettext_lazy("De två lösenorden är inte lika. Skriv samma i båda fälten.")


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": (_("Nuvarande lösenord"), "", _("Skriv ditt nuvarande lösenord.")),
            "password1": (_("Nytt lösenord"), RULES, REQUIRED),
            "password2": (_("Nytt lösenord igen"), "", AGAIN),
        }
        for name, (label, hint, required) in labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = required
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> Any:
        data = forms.Form.clean(self) or {}  # past the library's own sentence for two that differ
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", DIFFERENT)
        return data

    def save(self) -> None:
        services.change_password(self.user, self.cleaned_data["password1"], at=timezone.now())

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            "oldpassword", "password1", "password2", submit=_("Byt lösenord"), cancel=(_("Avbryt"), reverse("portal:account")), note=False
        )


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    form_class = NewPasswordForm
    template_name = "account/password_change.html"
    http_method_names = ASKED_AND_SENT

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever signs in some other way has no password to change."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return HttpResponseRedirect(reverse("portal:account"))
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class FirstPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    error_messages = {"password_mismatch": DIFFERENT}

    def __init__(self, user: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        first, again = self.fields["new_password1"], self.fields["new_password2"]
        first.label, first.help_text = _("Lösenord"), RULES
        again.label, again.help_text = _("Lösenord igen"), ""
        first.error_messages["required"], again.error_messages["required"] = REQUIRED, AGAIN

    @property
    def helper(self) -> FormHelper:
        return form_layout("new_password1", "new_password2", submit=_("Spara lösenordet"), note=False)


class Welcome(PasswordResetConfirmView):
    """Where a one-time link leads: choose a password and be signed in. A used or old link answers 410 and says what to do."""

    form_class = FirstPasswordForm
    template_name = "account/welcome.html"
    reset_url_token = "nytt-losenord"  # noqa: S105
    http_method_names = ASKED_AND_SENT

    def form_valid(self, form: Any) -> HttpResponse:
        person = cast(Person, self.user)
        services.change_password(person, form.cleaned_data["new_password1"], at=timezone.now())
        login(self.request, person)
        messages.success(self.request, _("Lösenordet är sparat och du är inloggad."))
        return HttpResponseRedirect(reverse("portal:start"))

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        if not self.validlink:
            response_kwargs.setdefault("status", 410)
        return super().render_to_response(context, **response_kwargs)
