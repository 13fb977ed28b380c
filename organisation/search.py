"""Finding people and units: part of a name, words in any order, å ä ö also as a a o, and what a unit was called before.

A person is found by who may see the name alone: each search begins with the people that the viewer could meet in a list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from organisation.http import Scope
from organisation.models import Person, SchoolUnit, UnitPeriod
from organisation.spelling import OWN_LETTERS, plain, plain_column, spelled, spelled_column

MOST_WORDS = 6
LONGEST = 100
SHORT = 2
"""Words up to so long are looked for where a name begins: the index knows three letters at a time, and space and hyphen begin a name."""


@dataclass(frozen=True)
class Page:
    """A page the viewer may open."""

    label: str | Promise
    url: str


_sources: list[Callable[[Scope], Sequence[Page]]] = []


def offer_pages(source: Callable[[Scope], Sequence[Page]]) -> None:
    """An app above says, once, which pages somebody with these roles may open."""
    if source not in _sources:
        _sources.append(source)


def words_of(text: str) -> list[str]:
    """What is looked for: small letters without accents, å ä ö as they are."""
    return spelled(text[:LONGEST]).split()[:MOST_WORDS]


def matching(words: Sequence[str]) -> Q:
    """People with every word somewhere in the name. Somebody who types å ä ö means them; somebody who does not may mean them too."""
    return reduce(and_, [_has(word, "search_name" if _is_swedish(word) else "search_plain") for word in words], Q())


def spelled_so(words: Sequence[str]) -> Q:
    """The better part of those: the names have just these letters."""
    return reduce(and_, [_has(word, "search_name") for word in words], Q())


def best_first(people: QuerySet[Person], text: str, *, most: int) -> list[Person]:
    """Those who match, the ones spelled just so first, each group by name. Two queries, each of which an index can answer."""
    words = words_of(text)
    if not words:
        return []
    exact = list(people.filter(spelled_so(words)).order_by("sort_name", "id")[:most])
    if len(exact) == most or all(_is_swedish(word) for word in words):
        return exact
    others = people.filter(matching(words)).exclude(spelled_so(words))
    return exact + list(others.order_by("sort_name", "id")[: most - len(exact)])


def findable_by(viewer: Person, scope: Scope, *, on: date) -> QuerySet[Person]:
    """Whom somebody may search among: administrators everybody at the provider whose name they may see; others whom they lead or review."""
    named = Person.objects.named_to(viewer, on=on).filter(merged_into=None)
    if scope.administers:
        return named
    known = (
        Person.objects.led_by(viewer, on=on).order_by().values("pk"),
        Person.objects.reviewable_by(viewer, on=on).order_by().values("pk"),
    )
    if scope.leads:
        return named.filter(Q(pk__in=known[0]) | Q(pk__in=known[1]))
    return named.filter(pk__in=known[1]) if scope.reviews else named.none()


def units_named(text: str, *, viewer: Person) -> QuerySet[SchoolUnit]:
    """The provider's units by name or code, today's, earlier or coming. Those whose name today has the words come first by name."""
    words = words_of(text)
    units = SchoolUnit.objects.filter(authority__provider=viewer.provider_id).select_related("authority").order_by("name", "pk")
    if not words:
        return units.none()
    periods = UnitPeriod.objects.filter(unit=OuterRef("pk")).annotate(spelled=spelled_column("name"), plain=plain_column("name"))
    for word in words:
        letters = Q(spelled__contains=word) if _is_swedish(word) else Q(plain__contains=plain(word))
        periods = periods.filter(letters | Q(unit_code__startswith=word))
    return units.filter(Exists(periods))


def pages_named(text: str, scope: Scope) -> list[Page]:
    """Pages of the menu by their names."""
    words = words_of(text)
    pages = [page for source in _sources for page in source(scope)]
    return [page for page in pages if words and all(plain(word) in plain(str(page.label)) for word in words)]


def _is_swedish(word: str) -> bool:
    return any(letter in OWN_LETTERS for letter in word)


def _has(word: str, column: str) -> Q:
    if len(word) > SHORT:
        return Q((f"{column}__contains", word))
    return Q((f"{column}__startswith", word)) | Q((f"{column}__contains", f" {word}")) | Q((f"{column}__contains", f"-{word}"))
