"""One change, one small page: what it is about, its form, and where one comes afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from core.periods import PeriodError
from organisation.http import SignedInRequest
from organisation.models import ENDS_BEFORE_START, Person
from organisation.services.people_errors import PeopleError


@dataclass(frozen=True)
class SmallPage:
    """person: whom it is about, shown under the title as this viewer may see them. lines: what will happen. back: address and words."""

    title: str
    form: forms.Form
    do: Callable[[], Any]
    done: str
    back: tuple[str, str]
    person: Person | None = None
    lines: tuple[str, ...] = ()


def posted(request: SignedInRequest) -> QueryDict | None:
    """What was sent, also when it is nothing."""
    return request.POST if request.method == "POST" else None


def show(request: SignedInRequest, page: SmallPage) -> HttpResponse:
    """The page; or, sent and done, the way back. A refusal stands in the form, with everything typed."""
    form = page.form
    if request.method == "POST" and form.is_valid():
        try:
            page.do()
        except PeriodError:
            form.add_error("ends_on", str(ENDS_BEFORE_START))
        except PeopleError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, page.done)
            return redirect(page.back[0])
    return render(request, "administration/person_change.html", {"page": page, "form": form})
