"""A change in two steps: what will happen is shown first, by doing it and undoing it; the second time it is done.

The preview is therefore never another opinion than the change itself. The page brings along the version of every unit the preview rested
on, so that nothing else is done than what was shown.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from organisation.http import SignedInRequest
from organisation.services.unit_errors import UnitChangeError
from organisation.services.unit_rows import Versions
from organisation.services.units import Outcome

VERSION = re.compile(r"(\d{1,18}):(\d{1,9})")


@dataclass(frozen=True)
class Preview:
    """What will happen: the whole in a sentence, then its parts. warning: what is easily overlooked."""

    heading: str
    lines: Sequence[str] = ()
    warning: str = ""


@dataclass(frozen=True)
class Change:
    """One thing that can be done. do is called with the versions seen, or None to see what would happen."""

    title: str
    lead: str
    back: tuple[str, str]
    form: forms.Form
    do: Callable[[Versions | None], Outcome]
    preview: Callable[[Outcome], Preview]
    done: str
    goes_to: Callable[[Outcome], str]
    confirm: str
    extra: dict[str, Any] = field(default_factory=dict)


def carry_out(request: SignedInRequest, change: Change) -> HttpResponse:
    """The form, then what will happen, then the page of what has changed. A refusal goes back to the form with everything typed.

    Where there is nothing to fill in, what will happen comes first.
    """
    form, preview, versions = change.form, None, ""
    is_sent = request.method == "POST" and "edit" not in request.POST and form.is_valid()
    if is_sent or not form.fields:
        try:
            if is_sent and "confirm" in request.POST:
                outcome = change.do(read_versions(request.POST.get("versions", "")))
                messages.success(request, change.done)
                return redirect(change.goes_to(outcome))
            with rehearsal():
                outcome = change.do(None)
                preview, versions = change.preview(outcome), written_versions(outcome.versions)
        except UnitChangeError as error:
            if form.is_bound and form.fields:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            else:
                messages.error(request, str(error))
                return redirect(change.back[1])
    context = {
        "change": change,
        "form": form,
        "preview": preview,
        "kept": [*_kept(form), ("versions", versions)] if preview is not None else [],
    }
    return render(request, "administration/unit_change.html", {**context, **change.extra})


@contextmanager
def rehearsal() -> Iterator[None]:
    """Everything inside is done, can be read, and is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _kept(form: forms.Form) -> list[tuple[str, str]]:
    """What was typed, for the second step. Only the form's own fields."""
    data = form.data
    if not isinstance(data, QueryDict):
        return []
    return [(name, str(value)) for name in form.fields for value in data.getlist(name)]


def written_versions(versions: Versions) -> str:
    return ",".join(f"{pk}:{version}" for pk, version in versions.items())


def read_versions(text: str) -> dict[int, int]:
    """What is no version is left out, and then the change finds it missing."""
    return {int(pk): int(version) for pk, version in VERSION.findall(text)}
