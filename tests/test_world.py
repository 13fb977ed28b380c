import pytest

from tests.world import PEOPLE, build_world


@pytest.mark.django_db
def test_the_world_has_every_kind_of_person():
    assert {*build_world().people, "nobody"} == set(PEOPLE)
