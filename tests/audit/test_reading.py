"""That somebody reads another person's data is put on record, once for a while."""

import pytest

from audit.models import Entry
from audit.services import ONE_READING, record_reading
from tests.factories import NOW, PersonFactory


@pytest.mark.django_db
def test_going_to_and_fro_is_one_reading():
    reader, other, teacher, colleague = PersonFactory.create_batch(4)
    for _time in range(3):
        record_reading("x.y.read", by=reader, of=[teacher], at=NOW)
    assert record_reading("x.y.read", by=reader, of=[teacher, colleague, reader], at=NOW) == 1
    assert record_reading("x.z.read", by=reader, of=[teacher], at=NOW) == 1
    assert record_reading("x.y.read", by=other, of=[teacher], at=NOW) == 1
    assert record_reading("x.y.read", by=reader, of=[teacher], at=NOW + ONE_READING) == 1
    assert Entry.objects.filter(actor=reader, subject=teacher, action="x.y.read").count() == 2


@pytest.mark.django_db
def test_ones_own_data_leaves_no_trace():
    person = PersonFactory()
    assert record_reading("x.y.read", by=person, of=[person], at=NOW) == 0
