"""Whoever leads a unit reminds those who have not sent; those who have are never reminded."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from inventory.models import Submission
from notices.models import Notice, Reminder, ReminderSent
from notices.tasks import remind
from organisation.models import Role, RoleAssignment
from tests.factories import NOW, AuthorityFactory, CampaignFactory, EmploymentFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(school):
    authority = school.unit.authority
    return CampaignFactory(provider=authority.provider, authorities=[authority], opens_on=date(2020, 1, 1), closes_on=date(2099, 12, 31))


@pytest.fixture
def press(client, school):
    def press(by=school.principal):
        client.force_login(by)
        return client.post(reverse("plans:unit_remind", kwargs={"pk": school.unit.pk}), follow=True).content.decode()

    return press


def send(person, campaign, unit):
    Submission.objects.create(campaign=campaign, person=person, unit=unit, number=1, sent_at=NOW, content={}, digest="0" * 64)


def reminded():
    return set(Notice.objects.filter(kind="inventory.reminder").order_by().values_list("person", flat=True))


def test_those_who_have_not_sent_and_nobody_else(press, school, campaign):
    EmploymentFactory(person=school.principal, unit=school.unit)  # who asks is not reminded
    sent, gone = PersonFactory(teaches_at=school.unit), PersonFactory(teaches_at=school.unit)
    send(sent, campaign, school.unit)
    gone.employments.update(ends_on=timezone.localdate() - timedelta(days=1))
    expected = {*school.unit.employments.values_list("person", flat=True)} - {school.principal.pk, sent.pk, gone.pk}
    page = press()
    assert "påmind" in page
    assert "Senaste påminnelsen gick" in page
    assert reminded() == expected
    assert Notice.objects.first().values == {"closes_on": "2099-12-31"}
    assert Entry.objects.get(action="inventory.reminder.ordered").details["told"] == len(expected)


def test_a_second_press_tells_nobody_and_says_so(press, school, campaign):
    press()
    count = Notice.objects.count()
    assert "Ingen att påminna just nu." in press()
    assert Notice.objects.count() == count


def test_it_repeats_by_itself_and_stops_when_the_inventory_is_sent(press, school, campaign):
    press()
    send(school.teacher, campaign, school.unit)
    Reminder.objects.update(next_on=timezone.localdate())
    ReminderSent.objects.update(sent_at=NOW - timedelta(days=700))
    before = Notice.objects.filter(person=school.teacher).count()
    remind()
    assert Notice.objects.filter(person=school.teacher).count() == before
    assert Reminder.objects.get(person=school.teacher).end == "not_needed"


def test_without_a_campaign_there_is_nobody_to_remind(press, school):
    assert "Ingen inventering pågår." in press()
    assert not Reminder.objects.exists()


def test_the_button_is_there_only_while_somebody_has_not_sent(client, school, campaign):
    address = reverse("plans:unit", kwargs={"pk": school.unit.pk})
    client.force_login(school.principal)
    assert "Påminn dem som inte har skickat" in client.get(address).content.decode()
    for person in school.unit.employments.values_list("person", flat=True).distinct():
        send(PersonFactory._meta.model.objects.get(pk=person), campaign, school.unit)
    assert "Påminn dem som inte har skickat" not in client.get(address).content.decode()


class TestByTheStrategist:
    @pytest.fixture(params=["authority", "everywhere"])
    def strategist(self, school, request):
        if request.param == "authority":
            return PersonFactory(strategist_of=school.unit.authority)
        person = PersonFactory(provider=school.unit.authority.provider)
        RoleAssignment.objects.create(person=person, role=Role.STRATEGIST, starts_on=date(2020, 1, 1))
        return person

    def test_reminds_the_same_people_and_learns_neither_who_nor_how_many(self, press, school, campaign, strategist):
        page = press(strategist)
        assert reminded() == {school.teacher.pk, school.principal.pk}
        assert "De som inte har skickat är påminda." in page
        assert "Senaste påminnelsen gick" in page
        assert "person" not in page.partition('id="paminn"')[2].partition("</section>")[0]
        assert Entry.objects.get(action="inventory.reminder.ordered").actor == strategist

    def test_the_page_says_the_same_when_everybody_has_sent(self, client, press, school, campaign, strategist):
        for person in (school.teacher, school.principal):
            send(person, campaign, school.unit)
        assert "De som inte har skickat är påminda." in press(strategist)
        assert not Notice.objects.exists()
        assert "Påminn dem som inte har skickat" in client.get(reverse("plans:unit", kwargs={"pk": school.unit.pk})).content.decode()

    def test_only_in_an_authority_of_theirs(self, client, school, campaign):
        """Somebody who reads here, and plans for another authority."""
        person = PersonFactory(reader_of=school.unit.authority)
        other = AuthorityFactory(provider=person.provider)
        RoleAssignment.objects.create(person=person, role=Role.STRATEGIST, authority=other, starts_on=date(2020, 1, 1))
        client.force_login(person)
        assert "paminn" not in client.get(reverse("plans:unit", kwargs={"pk": school.unit.pk})).content.decode()
        assert client.post(reverse("plans:unit_remind", kwargs={"pk": school.unit.pk})).status_code == 403
        assert not Notice.objects.exists()
