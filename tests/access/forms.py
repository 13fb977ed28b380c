"""The forms of a page, as a browser would send them: read out of the HTML, so that no form can be forgotten."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

LIKELY = {"date": "2026-12-01", "number": "1", "email": "nagon@example.se", "file": ""}


@dataclass
class Control:
    """values: what it can send, empty text left out. chosen: what it sends as it stands."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


@dataclass
class Form:
    method: str
    action: str
    controls: dict[str, Control] = field(default_factory=dict)

    def filled(self) -> dict[str, Any]:
        """Something in every field: what stands there, else the first choice, else a likely text."""
        sent: dict[str, Any] = {}
        for control in self.controls.values():
            if control.kind in {"submit", "file"}:
                continue
            if control.chosen:
                sent[control.name] = control.chosen
            elif control.values:
                sent[control.name] = control.values[:1]
            else:
                sent[control.name] = [LIKELY.get(control.kind, "Prov")]
        return sent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.select: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("method", "get").lower(), given.get("action", "")))
        if not self.forms:
            return
        if tag == "select":
            self.select = self._control(given, "select")
        elif tag == "option" and self.select is not None:
            self._value(self.select, given.get("value", ""), is_chosen="selected" in given)
        elif tag in {"input", "button", "textarea"} and given.get("name"):
            kind = given.get("type", "submit" if tag == "button" else "text")
            control = self._control(given, kind)
            if kind in {"radio", "checkbox"}:
                self._value(control, given.get("value", "on"), is_chosen="checked" in given)
            elif tag != "textarea":
                self._value(control, given.get("value", ""), is_chosen=kind != "submit")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None

    def _control(self, given: dict[str, str], kind: str) -> Control:
        return self.forms[-1].controls.setdefault(given.get("name", ""), Control(given.get("name", ""), kind))

    @staticmethod
    def _value(control: Control, value: str, *, is_chosen: bool) -> None:
        if value:
            control.values.append(value)
            if is_chosen:
                control.chosen.append(value)


def forms_in(html: str) -> list[Form]:
    reader = _Reader()
    reader.feed(html)
    return reader.forms
