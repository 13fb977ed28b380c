"""The form of a record: what it takes, what it says about what it does not take, and that nothing typed is lost."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from inventory.models import Certificate, Course
from tests.factories import (
    CertificateFactory,
    CourseFactory,
    PersonFactory,
    QualifyingDegreeFactory,
)
from tests.inventory.conftest import NEW, course_data, page, pdf, post, shown_error

pytestmark = pytest.mark.usefixtures("each_file_is_looked_into_once")

LIST = "/inventering/kurser/"


def edit(course):
    return page("record_edit", slug="kurser", pk=course.pk)


# What it takes


def test_a_course_is_saved_with_its_certificate_and_said_not_to_be_sent(signed_in, teacher):
    response = post(signed_in, course_data(uploads=pdf("Kursbevis ÅÄÖ.pdf")), follow=True)
    course = Course.objects.get()
    assert (course.person, course.title, course.credits, course.cycle, course.passed) == (
        teacher,
        "Minne och lärande",
        Decimal("7.5"),
        "second",
        True,
    )
    assert [each.original_name for each in course.certificates.all()] == ["Kursbevis ÅÄÖ.pdf"]
    assert "Kursen är sparad. Uppgiften är inte skickad än." in response.content.decode()


@pytest.mark.parametrize("written", ["7,5", "7.5", " 7,5 hp", "7,50"])
def test_credits_are_taken_with_comma_or_dot(signed_in, written):
    assert post(signed_in, course_data(credits=written)).status_code == 302
    assert Course.objects.get().credits == Decimal("7.5")


@pytest.mark.parametrize(
    ("field", "chosen", "stored"),
    [("cycle", "unknown", ""), ("passed", "unknown", None), ("passed", "no", False), ("merit_basis", "unsure", "unsure")],
)
def test_not_knowing_is_an_answer_that_comes_back_chosen(signed_in, field, chosen, stored):
    assert post(signed_in, course_data(**{field: chosen})).status_code == 302
    course = Course.objects.get()
    assert getattr(course, field) == stored
    assert f'value="{chosen}" checked' in signed_in.get(edit(course)).content.decode()


def test_nothing_is_chosen_in_a_new_form_that_nobody_has_said(signed_in):
    text = signed_in.get(NEW).content.decode()
    assert text.count(" checked") == 1
    assert 'value="regular" checked' in text


def test_save_and_add_another_comes_back_empty(signed_in):
    response = post(signed_in, course_data(again="1"))
    assert response.url == NEW


def test_the_institution_may_be_old_foreign_or_in_any_case(signed_in):
    for name, stored in [("malmö högskola", "Malmö högskola"), ("Universitetet i Oslo, Norge", "Universitetet i Oslo, Norge")]:
        assert post(signed_in, course_data(institution=name)).status_code == 302
        assert Course.objects.filter(institution=stored).exists()
    assert '<option value="Malmö högskola">Malmö universitet</option>' in signed_in.get(NEW).content.decode()


def test_an_unusual_course_code_is_told_of_and_kept(signed_in):
    response = post(signed_in, course_data(code=" psy-d/21 x "), follow=True)
    assert Course.objects.get().code == "PSY-D/21X"
    assert "Kurskoden ser ovanlig ut." in response.content.decode()
    assert "ovanlig" not in post(signed_in, course_data(code="2eh399"), follow=True).content.decode()


def test_a_course_before_the_degree_is_saved_and_explained_now_and_later(signed_in, teacher):
    QualifyingDegreeFactory(person=teacher, issued_on=date(2017, 6, 9))
    response = post(signed_in, course_data(completed_on="2015-06-02"), follow=True)
    sentence = "Räknas inte: kursen blev klar 2015-06-02, och bara det som blir klart efter din examen 2017-06-09 räknas"
    assert Course.objects.count() == 1
    assert response.content.decode().count(sentence) == 2  # as a message, and in the row
    assert sentence in signed_in.get(LIST).content.decode()
    assert sentence in signed_in.get(page("check")).content.decode()


def test_a_course_near_the_degree_is_flagged(signed_in, teacher):
    QualifyingDegreeFactory(person=teacher, issued_on=date(2024, 1, 19))
    assert "inom 180 dagar från din examen 2024-01-19" in post(signed_in, course_data(), follow=True).content.decode()


def test_a_suspected_duplicate_is_warned_of_and_both_are_kept(signed_in):
    post(signed_in, course_data())
    text = post(signed_in, course_data(code=" psyd21"), follow=True).content.decode()
    assert "Ser ut att vara samma kurs som en annan på listan." in text
    assert Course.objects.count() == 2


def test_help_for_old_credits_vak_and_each_area_stands_where_the_choice_is_made(signed_in):
    text = signed_in.get(NEW).content.decode()
    assert "en poäng är 1,5 högskolepoäng" in text
    assert "USP är inte VAK" in text
    assert text.count("(SFS 2025:280, 5 §)") >= 6


# What it does not take


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Skriv kursens namn."),
        ({"title": "x" * 201}, "Skriv högst 200 tecken. Nu är det 201."),
        ({"title": "Minne\x00"}, "Texten innehåller ett tecken som inte går att spara."),
        ({"institution": ""}, "Skriv vilket lärosäte det gäller."),
        ({"institution": "Lund\x00"}, "Texten innehåller ett tecken som inte går att spara."),
        ({"code": "A" * 21}, "Skriv högst 20 tecken. Nu är det 21."),
        ({"credits": ""}, "Skriv antalet högskolepoäng"),
        ({"credits": "-7,5"}, "Poängen kan inte vara mindre än noll."),
        ({"credits": "0"}, "Poängen måste vara mer än noll."),
        ({"credits": "7,55"}, "Skriv poängen med högst en decimal"),
        ({"credits": "sju"}, "Skriv poängen som ett tal"),
        ({"credits": "75"}, "75 hp är mer än ett års heltidsstudier. Menade du 7,5?"),
        ({"credits": "301"}, "301 hp är mer än ett års heltidsstudier."),
        ({"credits": "9" * 400}, "mer än ett års heltidsstudier"),
        ({"credits": "NaN"}, "Skriv poängen som ett tal"),
        ({"credits": "7,5\x00"}, "Skriv poängen som ett tal"),
        ({"cycle": ""}, "Välj kursens nivå, eller Vet inte."),
        ({"cycle": "fourth"}, "Välj ett av alternativen."),
        ({"completed_on": ""}, "Skriv vilken dag kursen blev klar."),
        ({"completed_on": "2024-02-30"}, "Den dagen finns inte."),
        ({"completed_on": "i våras"}, "Skriv dagen som år-månad-dag"),
        ({"completed_on": "0001-01-01"}, "År 1 kan inte stämma."),
        ({"completed_on": "2024-06-02\x00"}, "Skriv dagen som år-månad-dag"),
        ({"completed_on": "2099-06-02"}, "Kursen är inte klar än. Lägg till den när du har fått slutresultatet"),
        ({"passed": ""}, "Svara om du är godkänd på hela kursen, eller Vet inte."),
        ({"merit_basis": ""}, "Välj meriteringsgrund, eller Jag är osäker."),
        ({"merit_basis": "cooking"}, "Välj ett av alternativen."),
        ({"course_kind": ""}, "Välj vilket slag av kurs det är."),
        ({"motivation": "x" * 1001}, "Skriv högst 1000 tecken. Nu är det 1001."),
        ({"certificates": ["finns-inte"]}, "Ett av intygen finns inte längre."),
    ],
)
def test_bad_input_is_refused_at_its_place_and_nothing_typed_is_lost(signed_in, teacher, changes, sentence):
    CertificateFactory(person=teacher)
    data = course_data(motivation="Om minnet") | changes
    text = shown_error(post(signed_in, data), sentence)
    assert not Course.objects.exists()
    kept = {"title": "Minne och lärande", "institution": "Lunds universitet", "motivation": "Om minnet"}
    for field, value in kept.items():
        if field not in changes:
            assert value in text
    assert data["id"] in text


def test_everything_wrong_is_said_at_once_with_links_to_the_fields(signed_in):
    text = post(signed_in, course_data(title="", credits="75", completed_on="")).content.decode()
    assert "Tre uppgifter behöver rättas" in text
    assert ">Skriv vilken dag kursen blev klar.</a>" in text
    for target in ("id_title", "id_credits", "id_completed_on"):
        assert f'<a href="#{target}">' in text


def test_today_is_not_ahead_but_tomorrow_is(signed_in):
    today = timezone.localdate()
    assert post(signed_in, course_data(completed_on=today.isoformat())).status_code == 302
    assert post(signed_in, course_data(completed_on=(today + timedelta(1)).isoformat())).status_code == 200


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_hidden_field_that_has_been_tampered_with_never_breaks_the_page(signed_in, version):
    assert post(signed_in, course_data(version=version, id="inte-ett-id")).status_code in {200, 302}


# Certificates


def test_files_are_kept_and_ticked_when_another_field_is_wrong(signed_in, teacher):
    text = shown_error(post(signed_in, course_data(title="", uploads=[pdf("Ett.pdf"), pdf("Två.pdf", text="2")])), "Skriv kursens namn.")
    assert {each.original_name for each in teacher.certificates.all()} == {"Ett.pdf", "Två.pdf"}
    for each in teacher.certificates.all():
        assert f'value="{each.pk}" checked' in text
    data = course_data(certificates=[str(each.pk) for each in teacher.certificates.all()])
    post(signed_in, data)
    assert Course.objects.get().certificates.count() == 2


def test_a_refused_file_says_why_and_the_good_ones_and_the_text_stay(signed_in, teacher):
    word = SimpleUploadedFile("kursbevis.docx", b"PK\x03\x04 inte en pdf")
    text = shown_error(post(signed_in, course_data(uploads=[word, pdf("Bra.pdf")])), "kursbevis.docx")
    assert 'href="#id_uploads"' in text
    assert [each.original_name for each in teacher.certificates.all()] == ["Bra.pdf"]
    assert f'value="{teacher.certificates.get().pk}" checked' in text
    assert "Minne och lärande" in text
    assert not Course.objects.exists()


def test_more_than_ten_files_at_once_are_refused(signed_in, teacher):
    shown_error(post(signed_in, course_data(uploads=[pdf(f"{n}.pdf", text=str(n)) for n in range(11)])), "Välj högst 10 filer åt gången.")
    assert not teacher.certificates.exists()


def test_one_certificate_can_prove_several_rows(signed_in, teacher, certificate):
    for _ in range(2):
        post(signed_in, course_data(certificates=[str(certificate.pk)]))
    assert [list(course.certificates.all()) for course in Course.objects.all()] == [[certificate], [certificate]]


def test_the_same_file_twice_is_one_certificate(signed_in, teacher):
    for _ in range(2):
        post(signed_in, course_data(uploads=pdf()))
    assert Course.objects.count() == 2
    assert Certificate.objects.count() == 1


def test_another_persons_certificate_cannot_be_chosen(signed_in, teacher, certificate):
    theirs = CertificateFactory(person=PersonFactory(provider=teacher.provider))
    shown_error(post(signed_in, course_data(certificates=[str(theirs.pk)])), "Ett av intygen finns inte längre.")


def test_a_certificate_can_be_unticked(signed_in, teacher, certificate):
    course = CourseFactory(person=teacher, certificates=[certificate])
    assert f'value="{certificate.pk}" checked' in signed_in.get(edit(course)).content.decode()
    post(signed_in, course_data(version="1"), edit(course))
    assert not course.certificates.exists()


# Twice, two tabs, too late


def test_a_double_click_makes_one_course(signed_in):
    data = course_data()
    assert post(signed_in, data).url == post(signed_in, data).url == LIST
    assert Course.objects.count() == 1


def test_each_new_form_carries_an_id_of_its_own(signed_in):
    ids = {signed_in.get(NEW).context["form"]["id"].value() for _ in range(2)}
    assert len(ids) == 2


def test_the_back_button_and_another_text_shows_both_instead_of_overwriting(signed_in):
    data = course_data(title="Först")
    post(signed_in, data)
    text = post(signed_in, data | {"title": "Sedan"}).content.decode()
    assert Course.objects.get().title == "Först"
    assert "Sparat i det andra fönstret: Först" in text
    assert 'value="Sedan"' in text


def test_a_second_tab_overwrites_nothing_until_the_person_says_so(signed_in, teacher):
    course = CourseFactory(person=teacher, title="Gammalt", code="")
    mine = course_data(version="1", id=str(course.pk), title="Från flik två", credits="15")
    post(signed_in, course_data(version="1", title="Från flik ett", credits="15"), edit(course))
    text = post(signed_in, mine, edit(course)).content.decode()
    assert Course.objects.get().title == "Från flik ett"
    assert "Raden har ändrats i ett annat fönster medan du skrev." in text
    assert "Sparat i det andra fönstret: Från flik ett" in text
    assert "Sparat i det andra fönstret: 15" not in text  # the credits are the same in both
    assert 'value="Från flik två"' in text
    assert 'name="version" value="2"' in text
    assert "Spara min version ändå" in text
    post(signed_in, mine | {"version": "2"}, edit(course))
    assert Course.objects.get().title == "Från flik två"


def test_a_course_sent_in_another_tab_keeps_the_text_on_the_page(signed_in, teacher):
    course = CourseFactory(person=teacher, sent=True, title="Skickad")
    response = post(signed_in, course_data(version="1", title="För sent"), edit(course))
    assert response.status_code == 403
    assert "Raden är redan skickad, så ändringen är inte sparad." in response.content.decode()
    assert 'value="För sent"' in response.content.decode()
    assert Course.objects.get().title == "Skickad"


def test_a_course_removed_in_another_tab_can_be_saved_again(signed_in, teacher):
    course = CourseFactory(person=teacher)
    signed_in.post(page("record_remove", slug="kurser", pk=course.pk))
    data = course_data(version="1", title="Finns kvar hos mig", id=str(course.pk))
    text = post(signed_in, data, edit(course)).content.decode()
    assert "Raden har tagits bort i ett annat fönster." in text
    assert 'value="Finns kvar hos mig"' in text
    assert post(signed_in, data | {"version": "0"}, edit(course)).status_code == 302
    assert Course.objects.get().pk == course.pk


# Not theirs


def test_a_sent_course_is_shown_with_why_it_is_locked_and_the_way_to_take_it_back(signed_in, teacher):
    course = CourseFactory(person=teacher, sent=True)
    response = signed_in.get(edit(course))
    assert response.status_code == 403
    assert page("record_take_back", slug="kurser", pk=course.pk) in response.content.decode()
    Course.objects.update(status="accepted")
    text = signed_in.get(edit(course)).content.decode()
    assert "Den är granskad." in text
    assert page("record_take_back", slug="kurser", pk=course.pk) not in text


def test_a_principal_may_read_what_was_sent_elsewhere_but_not_change_it_here(client, principal, teacher, campaign):
    client.force_login(principal)
    assert client.get(edit(CourseFactory(person=teacher, sent=True))).status_code == 403
    assert client.get(edit(CourseFactory(person=teacher))).status_code == 404


def test_another_persons_id_is_not_there_in_any_way(signed_in, teacher):
    theirs = CourseFactory(person=PersonFactory(provider=teacher.provider), title="Deras")
    assert signed_in.get(edit(theirs)).status_code == 404
    assert post(signed_in, course_data(version="1"), edit(theirs)).status_code == 404
    assert post(signed_in, course_data(id=str(theirs.pk))).status_code == 404
    assert signed_in.post(page("record_remove", slug="kurser", pk=theirs.pk)).status_code == 404
    assert signed_in.post(page("record_take_back", slug="kurser", pk=theirs.pk)).status_code == 404
    assert Course.objects.get().title == "Deras"


def test_an_unknown_kind_or_id_is_not_there(signed_in):
    assert signed_in.get("/inventering/nagot-annat/").status_code == 404
    assert signed_in.get(page("record_edit", slug="kurser", pk=uuid.uuid4())).status_code == 404
    assert signed_in.post(page("record_remove", slug="kurser", pk=uuid.uuid4())).status_code == 404
