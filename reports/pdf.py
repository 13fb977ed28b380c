"""HTML of our own into a tagged PDF. Nothing is fetched but our own static files."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}  # asked for twice: once for the layout, once for the file
BASE = "https://static.invalid/"  # stands for our static files; never looked up


class NotOurFileError(ValueError):
    """A document asked for something that is not one of our static files."""


@dataclass(frozen=True)
class RenderedPdf:
    content: bytes
    pages: int


def render_pdf(template: str, context: dict[str, Any], *, on_layout: Callable[[], None] = lambda: None) -> RenderedPdf:
    """Render a template as PDF/UA-1. on_layout is called when the text is written and the slow part, the pages, begins."""
    from weasyprint import HTML  # noqa: PLC0415  # heavy: a quarter of a second that only a worker should pay

    html = HTML(string=render_to_string(template, context), base_url=BASE, url_fetcher=_fetcher())
    on_layout()
    document = html.render(**OPTIONS)
    return RenderedPdf(document.write_pdf(**OPTIONS), len(document.pages))


def static_path(url: str) -> Path:
    """The file of ours that an address in a document means. Raises NotOurFileError."""
    parts = urlsplit(url)
    found = finders.find(unquote(parts.path.lstrip("/"))) if url.startswith(BASE) else None
    if not isinstance(found, str) or not Path(found).is_file():
        raise NotOurFileError(url)
    return Path(found)


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class StaticFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            path = static_path(url)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return StaticFetcher()
