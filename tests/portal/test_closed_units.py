"""A unit that has closed is no longer among those of today, and is still there for whoever reads what was."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    there = SchoolUnitFactory(name="Strandskolan")
    yesterday = timezone.localdate() - timedelta(days=1)
    return there, SchoolUnitFactory(authority=there.authority, name="Bergskolan", closed_on=yesterday)


@pytest.mark.parametrize("page", ["overview", "units"])
def test_overviews_show_units_of_today(client, units, page):
    there, closed = units
    client.force_login(PersonFactory(strategist_of=there.authority))
    address = {"overview": reverse("portal:authority_overview", kwargs={"pk": there.authority_id}), "units": reverse("plans:units")}[page]
    text = client.get(address).content.decode()
    assert "Strandskolan" in text
    assert "Bergskolan" not in text
    assert client.get(reverse("plans:unit", kwargs={"pk": closed.pk})).status_code == 200


def test_a_reviewer_filters_by_units_of_today(client, units):
    there, _closed = units
    SchoolUnitFactory(authority=there.authority, name="Kustskolan")
    client.force_login(PersonFactory(reviewer_of=there.authority))
    text = client.get(reverse("review:queue") + "?enhet=1").content.decode()
    assert "Bergskolan" not in text


def test_the_administrator_is_told_how_many_units_there_are_today(client, units):
    client.force_login(PersonFactory(provider=units[0].authority.provider, administrator=True))
    assert "En enhet" in client.get(reverse("portal:start")).content.decode()
