from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.forms import ExplainedRadios, form_layout, question, section
from organisation.models import Person

KEEP, AGAIN = "keep", "again"
SHORTEST_REASON = 10


class ReasonForm(forms.Form):
    """Why somebody needs what is another's. The person reads it."""

    reason = forms.CharField(
        label=_("Skäl"),
        help_text=_("Skriv varför, gärna med ärendenummer. Personen får läsa det du skriver."),
        min_length=SHORTEST_REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Skriv varför du behöver uppgifterna."),
            "min_length": _("Skriv skälet så att personen förstår det, med minst tio tecken."),
        },
    )

    def __init__(self, data: Any = None, *, submit: Any, cancel: str) -> None:
        super().__init__(data)
        self.submit, self.cancel = submit, cancel

    @property
    def helper(self) -> FormHelper:
        return form_layout("reason", submit=self.submit, cancel=(_("Avbryt"), self.cancel))


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Kopian, en ZIP-fil"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("Välj ZIP-filen med personens uppgifter."), "empty": _("Filen är tom. Hämta kopian på nytt.")},
    )

    @property
    def helper(self) -> FormHelper:
        return form_layout("file", submit=_("Läs igenom filen"))

    @property
    def upload(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        return file


class TakeInForm(forms.Form):
    decisions = forms.ChoiceField(
        label=_("Vad ska gälla om granskningar som gjorts hos den andra huvudmannen?"),
        choices=[(KEEP, _("De gäller även här")), (AGAIN, _("Uppgifterna ska granskas på nytt här"))],
        widget=ExplainedRadios(
            hints={
                KEEP: _("De märks med vilken huvudman som har granskat."),
                AGAIN: _("Uppgifterna läggs i kön hos rektor eller granskare. Den tidigare granskningen finns kvar som historik."),
            }
        ),
    )
    username = forms.CharField(
        label=_("Användarnamn för ett konto som redan finns"),
        help_text=_("Lämna tomt om personen inte har något konto här än."),
        required=False,
        max_length=150,
    )

    def __init__(self, data: Any = None, *, administrator: Person, cancel: str) -> None:
        super().__init__(data, initial={"decisions": AGAIN})
        self.administrator, self.cancel = administrator, cancel

    def clean_username(self) -> Person | None:
        """The account, of the administrator's own school provider."""
        username = self.cleaned_data["username"].strip()
        if not username:
            return None
        person = Person.objects.filter(provider=self.administrator.provider_id, username=username).first()
        if person is None:
            raise forms.ValidationError(_("Det finns inget konto med det användarnamnet här."))
        return person

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            question("decisions"), section(_("Kontot"), "username"), submit=_("Läs in personen"), cancel=(_("Avbryt"), self.cancel)
        )

    @property
    def into(self) -> Person | None:
        person: Person | None = self.cleaned_data["username"]
        return person

    @property
    def review_again(self) -> bool:
        return bool(self.cleaned_data["decisions"] == AGAIN)
