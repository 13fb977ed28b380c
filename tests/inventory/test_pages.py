"""Lists, removal, checking, receipt, and how many queries they take."""

from datetime import date, timedelta

import pytest

from inventory.models import Course, InventoryAnswer, RecordStatus, Submission
from tests.factories import NOW, CourseFactory, PersonFactory, PracticeResearchFactory
from tests.inventory.conftest import page

LIST = "/inventering/kurser/"


def test_an_empty_part_offers_to_add_or_to_say_that_there_is_nothing(signed_in, campaign):
    text = signed_in.get(LIST).content.decode()
    assert "Jag har inga kurser att registrera" in text
    response = signed_in.post(page("records_none", slug="kurser"), follow=True)
    assert InventoryAnswer.objects.get().nothing_to_add == ["course"]
    assert "Du har svarat att du inte har några kurser att registrera. Inget är skickat än." in response.content.decode()
    assert "Ångra svaret" in signed_in.get(LIST).content.decode()
    signed_in.post(page("records_none", slug="kurser"), {"undo": "1"})
    assert InventoryAnswer.objects.get().nothing_to_add == []


def test_nobody_can_say_nothing_while_something_is_there(signed_in, teacher, campaign):
    CourseFactory(person=teacher)
    assert "Jag har inga kurser att registrera" not in signed_in.get(LIST).content.decode()
    text = signed_in.post(page("records_none", slug="kurser"), follow=True).content.decode()
    assert "Du har redan registrerat något här." in text


def test_the_list_sums_and_says_where_each_row_stands(signed_in, teacher, certificate):
    CourseFactory(person=teacher, certificates=[certificate], accepted=True)
    CourseFactory(person=teacher, certificates=[certificate], sent=True)
    CourseFactory(person=teacher)
    CourseFactory(person=teacher, rejected=True, title="Fel bilaga")
    text = signed_in.get(LIST).content.decode()
    for word in ("Godkänd", "Väntar på granskning", "Sparad, inte skickad", "Inte godkänd", "Intyg saknas", "Fel person på intyget."):
        assert word in text
    assert "<h1>Tre kurser, sammanlagt 22,5\xa0hp</h1>" in text
    assert "Inte medräknat: 7,5\xa0hp i en kurs som granskaren inte godkände." in text
    assert f"/intyg/{certificate.pk}/" in text


def test_where_nothing_is_counted_the_heading_is_the_name_of_the_part(signed_in, teacher):
    CourseFactory.create_batch(2, person=teacher, passed=False)
    text = signed_in.get(LIST).content.decode()
    assert "<h1>Kurser efter examen</h1>" in text
    assert "Inte medräknat: 15\xa0hp i två kurser som inte är helt godkända." in text


def test_what_was_returned_comes_first_in_its_list(signed_in, teacher):
    CourseFactory(person=teacher, title="Äldre kurs")
    CourseFactory(person=teacher, title="Tillbaka", returned=True, completed_on="2025-01-01")
    text = signed_in.get(LIST).content.decode()
    assert text.index("Tillbaka") < text.index("Äldre kurs")


def test_removing_asks_first_and_says_the_same_the_second_time(signed_in, teacher):
    course = CourseFactory(person=teacher, title="Bort med den")
    address = page("record_remove", slug="kurser", pk=course.pk)
    assert "Ta bort Bort med den?" in signed_in.get(address).content.decode()
    assert Course.objects.exists()
    for _ in range(2):
        assert "Kursen är borttagen." in signed_in.post(address, follow=True).content.decode()
    assert not Course.objects.exists()


def test_a_sent_row_is_taken_back_and_opened(signed_in, teacher):
    course = CourseFactory(person=teacher, sent=True)
    response = signed_in.post(page("record_take_back", slug="kurser", pk=course.pk))
    assert response.url == page("record_edit", slug="kurser", pk=course.pk)
    assert signed_in.get(response.url).status_code == 200


def test_checking_shows_all_answers_also_what_was_skipped(signed_in, teacher, ready):
    PracticeResearchFactory(person=teacher, title="Läsförståelse på yrkesprogram")
    text = signed_in.get(page("check")).content.decode()
    assert "Du har svarat att du inte har några kurser att registrera." in text
    assert text.count("Inget registrerat.") == 2  # later degrees and decisions
    assert "Inte angivet" in text
    assert "Ja, jag vill meritera mig" in text
    assert "Återkallelsen fick laga kraft" in text


def test_what_is_missing_is_listed_with_links_and_is_an_error_only_once_sent(signed_in, teacher, ready):
    course = CourseFactory(person=teacher, title="Språk")
    link = f'href="{page("record_edit", slug="kurser", pk=course.pk)}#id_uploads"'
    before = signed_in.get(page("check")).content.decode()
    assert "Lägg till ett intyg på Språk" in before
    assert link in before
    assert 'role="alert"' not in before
    after = signed_in.post(page("check")).content.decode()
    assert 'role="alert"' in after
    assert "<title>Fel: " in after
    assert link in after
    assert not Submission.objects.exists()


def test_sending_leads_to_a_receipt_of_what_was_sent_then(signed_in, teacher, ready, certificate):
    certificate.control_code, certificate.control_until = "A1B2C3D4E5", date(2027, 1, 31)
    certificate.save()
    course = CourseFactory(person=teacher, certificates=[certificate], title="Som den hette då")
    response = signed_in.post(page("check"))
    Course.objects.filter(pk=course.pk).update(title="Som den heter nu", status=RecordStatus.ACCEPTED)
    certificate.original_name, certificate.control_code, certificate.control_until = "Nytt namn.pdf", "", None
    certificate.save()
    text = signed_in.get(response.url).content.decode()
    assert "Som den hette då" in text
    assert "Intyg från lärosätet.pdf" in text
    assert "Kontrollkod A1B2C3D4E5, kan kontrolleras till och med 2027-01-31" in text
    assert "Som den heter nu" not in text
    assert Submission.objects.get().digest in text
    assert "Din rektor eller en granskare jämför varje rad med intyget." in text


def test_a_receipt_from_before_codes_were_frozen_is_still_readable(signed_in, teacher, ready, certificate):
    CourseFactory(person=teacher, certificates=[certificate])
    receipt = signed_in.post(page("check")).url
    submission = Submission.objects.get()
    for rows in submission.content["records"].values():
        for each in (one for row in rows for one in row["certificates"]):
            del each["control"]
    Submission.objects.update(content=submission.content)
    assert "Intyg från lärosätet.pdf" in signed_in.get(receipt).content.decode()


def test_a_double_click_on_send_gives_one_submission_and_the_same_receipt(signed_in, ready):
    first, second = signed_in.post(page("check")), signed_in.post(page("check"))
    assert first.url == second.url
    assert Submission.objects.count() == 1
    assert "Allt är skickat" in signed_in.get(page("check")).content.decode()


def test_a_receipt_is_its_senders_alone(client, signed_in, teacher, principal, ready):
    receipt = signed_in.post(page("check")).url
    for person in (principal, PersonFactory(teaches_at=None)):
        client.force_login(person)
        assert client.get(receipt).status_code == 404


def test_a_receipt_stays_readable_when_the_employment_has_ended(signed_in, teacher, ready):
    receipt = signed_in.post(page("check")).url
    teacher.employments.update(ends_on=NOW.date() - timedelta(365 * 5))
    assert signed_in.get(receipt).status_code == 200
    assert signed_in.get(page("tasks")).status_code == 403


PAGES = [
    page("tasks"),
    LIST,
    page("record_new", slug="kurser"),
    page("check"),
]


@pytest.mark.parametrize("address", PAGES)
def test_the_number_of_queries_does_not_grow_with_the_courses(  # noqa: PLR0917
    signed_in, teacher, ready, certificate, django_assert_max_num_queries, address
):
    def courses(number):
        rows = [CourseFactory.build(person=teacher, certificates=None) for _ in range(number)]
        Course.objects.bulk_create(rows)
        through = Course.certificates.through
        through.objects.bulk_create([through(course_id=row.pk, certificate_id=certificate.pk) for row in rows])

    courses(1)
    signed_in.get(address)
    with django_assert_max_num_queries(35) as few:
        assert signed_in.get(address).status_code == 200
    courses(120)
    with django_assert_max_num_queries(len(few)):
        assert signed_in.get(address).status_code == 200


def test_a_long_list_is_shown_in_pages_with_the_sum_of_all(signed_in, teacher):
    Course.objects.bulk_create([CourseFactory.build(person=teacher, certificates=None) for _ in range(60)])
    text = signed_in.get(LIST).content.decode()
    assert text.count('<li id="rad-') == 50
    assert "60 kurser, sammanlagt 450\xa0hp" in text
    assert signed_in.get(f"{LIST}?page=2").content.decode().count('<li id="rad-') == 10
    assert signed_in.get(f"{LIST}?page=\x00").status_code == 200
