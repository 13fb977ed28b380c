"""The list to Skolverket: who is on it, what the file holds, and what each of them can read of it."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from audit.models import Entry
from inventory.models import RegisterCheck
from inventory.register import listing
from inventory.register.choosing import Choice, count, people_of
from inventory.tasks import forget_register_numbers
from jobs.models import Job
from jobs.tasks import work
from organisation.identity.services import set_number
from organisation.models import Profession
from tests.factories import NOW, TODAY, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
PAGE = "/administration/registerkontroll/lista/"


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def administrator(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


@pytest.fixture
def staff(unit):
    """By what is particular about them."""
    people = {
        "older": PersonFactory(teaches_at=unit),
        "younger": PersonFactory(teaches_at=unit, profession=Profession.PRESCHOOL_TEACHER),
        "coordination": PersonFactory(teaches_at=unit),
        "none": PersonFactory(teaches_at=unit),
        "principal": PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL),
        "protected": PersonFactory(teaches_at=unit, protection="protected"),
        "elsewhere": PersonFactory(teaches_at=SchoolUnitFactory()),
    }
    numbers = {
        "older": "19400101-9816",
        "younger": "19811218-9876",
        "coordination": "19700161-2393",
        "principal": "19511013-3815",
        "protected": "19900101-2394",
        "elsewhere": "19640823-3234",
    }
    for name, number in numbers.items():
        set_number(people[name], checked(number), by=None, at=NOW)
    return people


def checked(number):
    """With the check digit it should have, so that the table above is easy to read."""
    digits = number.replace("-", "")[2:11]
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(digits))
    return number[:-1] + str(-total % 10)


def listed(check):
    check.refresh_from_db()
    data = listing.fetch(check, by=check.ordered_by, at=check.expires_at - timedelta(hours=1))
    return [tuple(cell.value for cell in row) for row in load_workbook(io.BytesIO(data)).active.rows]


def ordered(by, choice=Choice()):  # noqa: B008  # frozen
    check = listing.order(choice, reason="Årlig kontroll", by=by, at=NOW)
    work(job_id=str(check.job_id))
    check.refresh_from_db()
    assert check.job.state == Job.State.FINISHED, check.job.message
    return check


def test_the_file_is_one_number_a_row_as_text_and_nothing_else(administrator, staff):
    check = ordered(administrator)
    assert listed(check) == [(checked("19400101-9816"),), (checked("19811218-9876"),)]
    assert (check.count, check.lacking) == (2, 2)
    assert b"19400101" not in bytes(check.content)
    data = listing.fetch(check, by=administrator, at=check.ordered_at)
    cell = load_workbook(io.BytesIO(data)).active["A1"]
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_everybody_on_it_can_read_so_in_their_log_and_nobody_else(administrator, staff):
    check = ordered(administrator)
    entries = Entry.objects.filter(action="inventory.register_check.listed", target_key=str(check.pk))
    assert {entry.subject_id for entry in entries} == {staff["older"].pk, staff["younger"].pk}
    assert {entry.actor_id for entry in entries} == {administrator.pk}


def test_made_twice_it_is_made_once(administrator, staff):
    check = ordered(administrator)
    work(job_id=str(check.job_id))
    assert Entry.objects.filter(action="inventory.register_check.listed").count() == 2


def test_the_page_says_how_many_lack_a_personal_number(administrator, staff):
    counted = count(Choice(), provider=administrator.provider_id, on=TODAY)
    assert (counted.people, counted.personal, counted.other, counted.none, counted.protected) == (4, 2, 1, 1, 1)


@pytest.mark.parametrize("narrow", ["unit", "authority", "staff"])
def test_a_narrow_choice_neither_takes_nor_counts_the_protected(administrator, staff, unit, narrow):
    choice = Choice(**{"unit": {"unit": unit.pk}, "authority": {"authority": unit.authority_id}, "staff": {"staff": "teacher"}}[narrow])
    asked = Choice(choice.authority, choice.unit, choice.staff, with_protected=True)
    assert staff["protected"] not in people_of(asked, provider=administrator.provider_id, on=TODAY)
    assert count(choice, provider=administrator.provider_id, on=TODAY).protected is None


def test_the_protected_are_on_the_whole_providers_list_when_somebody_chooses_it(administrator, staff):
    check = ordered(administrator, Choice(with_protected=True))
    assert (checked("19900101-2394"),) in listed(check)
    assert Entry.objects.get(action="inventory.register_check.ordered").details == {"with_protected": True}


def test_choices_of_staff(administrator, staff, unit):
    def chosen(**choice):
        return {
            name for name, person in staff.items() if person in people_of(Choice(**choice), provider=administrator.provider_id, on=TODAY)
        }

    assert chosen(staff="alla") == {"older", "younger", "coordination", "none", "principal"}
    assert chosen(staff="preschool_teacher") == {"younger"}
    assert chosen(unit=unit.pk) == {"older", "younger", "coordination", "none"}
    assert chosen(unit=0) == set()


def test_its_time_over_the_numbers_are_gone(administrator, staff):
    check = ordered(administrator)
    assert listing.fetch(check, by=administrator, at=check.expires_at) is None
    RegisterCheck.objects.update(expires_at=NOW.replace(year=2020))
    forget_register_numbers()
    check.refresh_from_db()
    assert check.content is None


def test_ordered_and_fetched_on_the_page(client, administrator, staff, django_capture_on_commit_callbacks):
    client.force_login(administrator)
    assert "2 personnummer kommer med" in client.get(PAGE).content.decode()
    assert "Skriv varför kontrollen behövs." in client.post(PAGE, {"reason": ""}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(PAGE, {"reason": "Årlig kontroll, dnr 2026/7"})
    check = RegisterCheck.objects.get()
    work(job_id=str(check.job_id))
    assert "Listan är klar" in client.get(response["Location"]).content.decode()
    file = client.get(f"{response['Location']}fil/")
    assert (file.status_code, file["Cache-Control"]) == (200, "private, no-store")
    assert Entry.objects.filter(action="inventory.register_check.fetched").count() == 1
    RegisterCheck.objects.update(expires_at=NOW.replace(year=2020))
    assert client.get(f"{response['Location']}fil/").status_code == 404
