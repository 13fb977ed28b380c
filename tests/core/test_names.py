"""A name is for those of the same school provider, signed in. Everybody else gets the start of an id."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines

from core.names import display_initials, display_name, sort_key


@dataclass
class Somebody:
    pk: str
    provider_id: int | None
    given_name: str = "Åsa"
    family_name: str = "Öberg"
    is_authenticated: bool = True
    is_protected: bool = False
    sees: frozenset = frozenset()

    def sees_name_of(self, pk):
        return pk in self.sees


SJOSTAD, GRANSTAD = 1, 2
ASA = Somebody("7f3c2a10-aaaa-bbbb-cccc-000000000000", SJOSTAD)


def test_a_colleague_at_the_same_provider_sees_the_name():
    assert display_name(ASA, Somebody("x", SJOSTAD)) == "Åsa Öberg"
    assert display_initials(ASA, Somebody("x", SJOSTAD)) == "ÅÖ"


@pytest.mark.parametrize(
    "viewer",
    [None, AnonymousUser(), Somebody("x", GRANSTAD), Somebody("x", None), Somebody("x", SJOSTAD, is_authenticated=False)],
    ids=["nobody", "anonymous", "another provider", "no provider", "not signed in"],
)
def test_everybody_else_sees_no_name(viewer):
    assert display_name(ASA, viewer) == "Person 7f3c2a10"
    assert display_initials(ASA, viewer) == "·"


def test_a_person_without_provider_is_known_to_nobody():
    assert display_name(Somebody("12345678-9", None), Somebody("x", None)) == "Person 12345678"


HIDDEN = Somebody("7f3c2a10-aaaa-bbbb-cccc-000000000000", SJOSTAD, is_protected=True)


def test_a_protected_name_is_for_those_who_must_see_it():
    leader = Somebody("x", SJOSTAD, sees=frozenset({HIDDEN.pk}))
    assert (display_name(HIDDEN, leader), display_initials(HIDDEN, leader)) == ("Åsa Öberg", "ÅÖ")
    assert (display_name(HIDDEN, HIDDEN), display_initials(HIDDEN, HIDDEN)) == ("Åsa Öberg", "ÅÖ")
    colleague = Somebody("x", SJOSTAD)
    assert (display_name(HIDDEN, colleague), display_initials(HIDDEN, colleague)) == ("Skyddad identitet", "·")


def test_sight_never_reaches_another_provider():
    assert display_name(HIDDEN, Somebody("x", GRANSTAD, sees=frozenset({HIDDEN.pk}))) == "Person 7f3c2a10"


def test_a_viewer_who_cannot_say_whom_it_sees_sees_no_protected_name():
    class Plain:
        pk, provider_id, is_authenticated = "x", SJOSTAD, True

    assert display_name(HIDDEN, Plain()) == "Skyddad identitet"


def test_the_template_filter_is_the_same_way():
    template = engines["django"].from_string("{% load meritplan %}{{ person|name_for:user }}|{{ person|initials:user }}")
    assert template.render({"person": ASA, "user": Somebody("x", SJOSTAD)}) == "Åsa Öberg|ÅÖ"
    assert template.render({"person": ASA, "user": AnonymousUser()}) == "Person 7f3c2a10|·"


@pytest.mark.parametrize("given", ["מרים", "مريم", "Anna \N{RIGHT-TO-LEFT OVERRIDE}"])
def test_a_name_from_right_to_left_turns_no_words_around_it(given):
    person = Somebody("x", SJOSTAD, given_name=given)
    assert display_name(person, person) == f"\N{FIRST STRONG ISOLATE}{given} Öberg\N{POP DIRECTIONAL ISOLATE}"


def test_swedish_order():
    names = ["Östlund", "Åberg", "Zetterberg", "Andersson", "Ärlig", "édouard", "eva", "Wallin", "Viberg"]
    assert sorted(names, key=sort_key) == ["Andersson", "édouard", "eva", "Viberg", "Wallin", "Zetterberg", "Åberg", "Ärlig", "Östlund"]
