"""Names as they are searched are the same in the database and in Python, where what is looked for is prepared."""

import pytest

from organisation.models import Person
from organisation.spelling import ACCENTED, plain, spelled
from tests.factories import PersonFactory


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "family"), [("André", "ÅKERBLOM-Öst"), ("Søren", "Færøy"), ("Zoë", "Łuczak"), ("Nguyễn", "Șerban"), (ACCENTED, "X")]
)
def test_a_name_is_searched_as_python_spells_it(given, family):
    person = Person.objects.get(pk=PersonFactory(given_name=given, family_name=family).pk)
    assert person.search_name == spelled(f"{given} {family}")
    assert person.search_plain == plain(f"{given} {family}")


def test_swedish_letters_stay_and_other_accents_go():
    assert (spelled("André Åberg"), plain("André Åberg")) == ("andre åberg", "andre aberg")
