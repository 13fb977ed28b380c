"""What the rules are made of cannot be changed behind anybody's back, and takes no more memory than its fields."""

from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

from merit import rules
from merit.rules import assess
from merit.rules.fees import application_fee
from merit.rules.levels import _Case

from .build import later_degree, person

FEW = 5  # fields that may be given by place
MODULES = [import_module(f"merit.rules.{found.name}") for found in iter_modules(rules.__path__)]
SHAPES = sorted({kind for module in MODULES for kind in vars(module).values() if is_dataclass(kind) and isinstance(kind, type)}, key=str)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_is_frozen_and_has_slots(shape):
    assert shape.__dataclass_params__.frozen or shape is _Case  # it gathers findings while one person is assessed
    assert "__slots__" in vars(shape)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_many_fields_are_given_by_name(shape):
    assert len(fields(shape)) <= FEW or all(field.kw_only for field in fields(shape))


def test_a_later_degree_qualifies_nobody_unless_it_says_so():
    assert later_degree().is_qualifying is False


def test_there_is_no_level_but_those_asked_about():
    for number in (0, 5):
        with pytest.raises(KeyError):
            assess(person()).level(number)


def test_the_fee_is_that_of_class_2():
    """SFS 2025:280, 12 §; avgiftsförordningen (1992:191), 10 §."""
    assert (application_fee().amount, application_fee().fee_class) == (990, 2)
