"""What is said when two accounts are made one. Which accounts they are is in the address, where this form can lead."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import beside, form_layout
from organisation.models import Person


class CompareForm(forms.Form):
    """Two accounts that nothing suggests: a name that was changed, a unit that was left. people: those the viewer may see by name."""

    ett = forms.CharField(
        label=_("Det ena kontot"),
        help_text=_("Användarnamn eller e-postadress."),
        max_length=320,
        error_messages={"required": _("Skriv användarnamnet eller e-postadressen för det ena kontot.")},
    )
    annat = forms.CharField(
        label=_("Det andra kontot"),
        help_text=_("Användarnamn eller e-postadress."),
        max_length=320,
        error_messages={"required": _("Skriv användarnamnet eller e-postadressen för det andra kontot.")},
    )

    def __init__(self, asked: QueryDict, *, people: QuerySet[Person]) -> None:
        """Somebody who comes from a person's page brings the one account along and has said nothing of the other."""
        super().__init__(asked if "annat" in asked else None, initial={"ett": asked.get("ett", "")})
        self.people = people
        for field in self.fields.values():
            field.widget.attrs.update(autocomplete="off", autocapitalize="none", spellcheck="false")

    def clean_ett(self) -> Person:
        return self._account("ett")

    def clean_annat(self) -> Person:
        return self._account("annat")

    def _account(self, name: str) -> Person:
        """A username is somebody's alone and comes before an address, which two accounts may share."""
        text = self.cleaned_data[name]
        found = list(self.people.filter(username__iexact=text)[:2]) or list(self.people.filter(email__iexact=text).order_by("pk")[:2])
        if len(found) > 1:
            raise forms.ValidationError(_("Flera konton har den adressen. Skriv användarnamnet, som står på personens sida."))
        if not found:
            raise forms.ValidationError(_("Inget konto som du kan se har det användarnamnet eller den e-postadressen."))
        return found[0]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("ett") is not None and said.get("ett") == said.get("annat"):
            self.add_error("annat", _("Det är samma konto. Skriv ett annat."))
        return said

    @property
    def helper(self) -> FormHelper:
        helper = form_layout(beside("ett", "annat"), submit=_("Jämför kontona"), submit_kind="secondary", note=False)
        helper.form_method, helper.disable_csrf = "get", True
        return helper


class MergeForm(forms.Form):
    reason = forms.CharField(
        label=_("Hur vet du att det är samma person?"),
        help_text=_("Det står i loggen. Personen kan läsa det."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Skriv hur du vet det, till exempel att personen själv har sagt det.")},
    )
    numbers_checked = forms.BooleanField(
        label=_("Jag har kontrollerat med personen att det är samma person, fast numren är olika"),
        error_messages={"required": _("Numren är olika. Kontrollera med personen innan du slår samman kontona.")},
    )

    def __init__(self, data: Any = None, *, numbers_differ: bool, cancel: str) -> None:
        super().__init__(data)
        self.cancel = cancel
        if not numbers_differ:
            del self.fields["numbers_checked"]

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Slå samman kontona"), cancel=(_("Avbryt"), self.cancel), note=False)
