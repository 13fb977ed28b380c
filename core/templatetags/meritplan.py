"""Tags and filters of the look. Each draws one part; what it says is decided by the view."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import formats, wording
from core.figures.bars import Bar, Measure, Part, bar_of, measure_of, stack_of
from core.figures.drawing import Figure, KeyItem
from core.names import Named, Viewer, display_initials, display_name, protected_text

register = template.Library()

STATUS_ICONS = {"met": "met", "no": "no", "maybe": "maybe", "wait": "wait", "now": "part", "off": "todo", "quiet": "no"}
ALERTS = {
    "success": ("success", "met"),
    "warning": ("warning", "wait"),
    "danger": ("danger", "no"),
    "error": ("danger", "no"),
    "info": ("info", "info"),
    "debug": ("info", "info"),
}

register.filter("decimal_comma", formats.decimal_comma)
register.filter("thousands", formats.thousands)
register.filter("hp", formats.hp)
register.filter("percent", formats.percent)
register.filter("iso", formats.iso)
register.filter("long_date", formats.long_date)
register.filter("short_date", formats.short_date)
register.filter("term", formats.term)
register.filter("file_size", formats.file_size)
register.filter("in_words", formats.in_words)
register.filter("first_upper", formats.first_upper)
register.filter("unbroken", formats.unbroken)


@register.filter
def name_for(person: Named, viewer: Viewer | None) -> str:
    """The person's name as this viewer may see it: {{ person|name_for:user }}."""
    return display_name(person, viewer)


@register.simple_tag
def either(with_committees: str, without: str) -> str:
    """{% either _("nämnden") _("ledningen") %}: whichever fits those the page or document is for."""
    return wording.either(with_committees, without)


@register.simple_tag
def protected_mark(person: Named) -> SafeString:
    """Beside a protected name, for those who see it: that it is not to be passed on."""
    return status("quiet", protected_text(), icon="lock") if person.is_protected else SafeString("")


@register.filter
def initials(person: Named, viewer: Viewer | None) -> str:
    """{{ person|initials:user }}"""
    return display_initials(person, viewer)


@cache
def _drawn(path: str) -> SafeString:
    return render_to_string(path).strip()  # type: ignore[return-value]


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the icons in templates/components/icons; always beside a word."""
    return SafeString(_drawn(f"components/icons/{name}.svg"))


@register.simple_tag
def mark(size: int = 32) -> SafeString:
    """The cairn, so many pixels wide."""
    return SafeString(render_to_string("components/mark.svg", {"size": str(size)}).strip())


@register.simple_tag
def status(kind: str, word: object, note: object = "", icon: str = "", size: str = "") -> SafeString:
    """Shape, word and colour. kind: met, no, maybe, wait, now, off or quiet; icon overrides its shape; size "lg" is larger."""
    shape = _drawn(f"components/icons/{icon or STATUS_ICONS[kind]}.svg")
    below = format_html('<span class="mp-status__note">{}</span>', note) if note else ""
    large = " mp-status--lg" if size == "lg" else ""
    return format_html('<span class="mp-status mp-status--{}{}">{}<span>{}{}</span></span>', kind, large, SafeString(shape), word, below)


@register.simple_block_tag
def alert(content: SafeString, kind: str = "info", role: str = "") -> SafeString:
    """{% alert "warning" %}<p>…</p>{% endalert %}: the outcome of what was just done, or what must be known now."""
    colour, shape = ALERTS[kind]
    attribute = format_html(' role="{}"', role) if role else ""
    return format_html('<div class="alert alert-{}"{}>{}{}</div>', colour, attribute, icon(shape), content)


@register.inclusion_tag("components/messages.html")
def message_list(messages: Iterable[Any]) -> dict[str, Any]:
    """Django's messages as alerts; errors are announced at once, the rest politely."""
    shown = []
    for message in messages:
        colour, shape = ALERTS.get(message.level_tag, ALERTS["info"])
        shown.append({"text": message.message, "colour": colour, "icon": shape, "role": "alert" if colour == "danger" else "status"})
    return {"shown": shown}


@register.inclusion_tag("components/empty.html")
def empty(title: object, text: object = "", url: str = "", action: object = "", level: int = 3) -> dict[str, Any]:
    """Nothing yet: mark, one sentence, at most one action."""
    return {"title": title, "text": text, "url": url, "action": action, "level": level}


@register.inclusion_tag("components/measure.svg")
def measure(
    sure: formats.Number, possible: formats.Number, required: formats.Number, label: str = "", unit: str = "hp"
) -> dict[str, Measure]:
    """What is sure (solid), what it may become (stripes) and what is required (line). possible includes sure."""
    return {"measure": measure_of(sure, possible, required, label=label, unit=unit)}


@register.inclusion_tag("components/bar.svg")
def bar(value: formats.Number | None, top: formats.Number, mark: formats.Number | None = None, paint: str = "accent") -> dict[str, Bar]:
    """A bar of a table; the number stands beside it. mark: a line, for instance the goal."""
    return {"bar": bar_of(value or 0, top, mark=mark, fill=paint)}


@register.inclusion_tag("components/bar.svg")
def stack(parts: Sequence[Part], top: formats.Number) -> dict[str, Bar]:
    """A bar in parts, each (value, paint) with paint t1, t2, t3, accent or muted."""
    return {"bar": stack_of(parts, top)}


@register.inclusion_tag("figures/figure.html")
def figure(drawn: Figure, medium: str = "screen") -> dict[str, Any]:
    """A figure with its caption and key: {% figure levels %}; {% figure levels "print" %} in documents."""
    return {"figure": drawn, "drawings": drawn.drawings_for(medium), "is_print": medium == "print"}


@register.inclusion_tag("figures/key.html")
def key(*pairs: str) -> dict[str, Any]:
    """What shapes and colours mean, beside a table of bars: {% key "t1" "avancerad nivå" "t3" "grundnivå" %}."""
    return {"key": [KeyItem(swatch, label) for swatch, label in zip(pairs[::2], pairs[1::2], strict=True)]}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], label: object = "", parameter: str = "page") -> dict[str, Any]:
    """Links to the pages of a list, keeping the other choices in the address. Draws nothing for a single page."""
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "is_needed": page.has_other_pages(),
        "label": label or _("Sidor"),
        "links": [
            {"text": str(number), "url": address(number) if isinstance(number, int) else "", "is_current": number == page.number}
            for number in numbers
        ],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """ "Fel: " before the title of a page whose form has errors: the variable has_errors, or the form called form."""
    form = context.get("form")
    failed = bool(context.get("has_errors")) or (isinstance(form, BaseForm) and form.is_bound and bool(form.errors))
    return _("Fel:") + " " if failed else ""
