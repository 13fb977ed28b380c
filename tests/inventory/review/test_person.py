"""One person's rows, the document beside the open one, and the decisions as they are pressed."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry
from inventory.models import Certificate, Course, RecordStatus
from inventory.review import pages, services
from inventory.services.records import take_back
from tests.factories import (
    NOW,
    TODAY,
    CertificateFactory,
    CourseFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)


@pytest.fixture
def page(client, reviewer, teacher):
    client.force_login(reviewer)

    def get(**query):
        return client.get(reverse("review:person", kwargs={"pk": teacher.pk}), query)

    return get


@pytest.fixture
def press(client, reviewer):
    client.force_login(reviewer)

    def post(record, *, query="", **data):
        address = reverse("review:record", kwargs={"slug": record.slug, "pk": record.pk})
        return client.post(address + query, {"version": record.version, **data})

    return post


def text(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def said(response):
    return [str(message) for message in response.wsgi_request._messages]


class TestWhatIsShown:
    def test_the_first_waiting_row_is_open_with_its_pages_beside_it(self, page, teacher):
        certificate = CertificateFactory(person=teacher, pages=3, preview_pages=3, previews="drawn")
        CourseFactory(person=teacher, sent=True, title="Minne", certificates=[certificate])
        licence = LicenceFactory(person=teacher, sent=True, certificates=[certificate])
        response = page()
        assert response.context["review"].open.record == licence
        shown = text(response)
        assert "<h1>Två uppgifter från Sara Nyström väntar på dig</h1>" in shown
        assert shown.count("<img src=") == 3
        assert 'alt="Sida 2 av 3 i Intyg från lärosätet.pdf"' in shown
        assert reverse("certificates:file", kwargs={"pk": certificate.pk}) in shown
        assert "Inte kontrollerad mot skadlig kod" in shown

    def test_a_row_is_opened_by_its_address(self, page, teacher):
        LicenceFactory(person=teacher, sent=True)
        course = CourseFactory(person=teacher, sent=True)
        response = page(rad=f"kurser-{course.pk}")
        assert response.context["review"].open.record == course
        assert page(rad="nonsense").context["review"].open.record.kind == "licence"

    def test_all_that_was_said_is_there(self, page, teacher):
        CourseFactory(person=teacher, sent=True, title="Minne", code="PSYD21", motivation="Jag undervisar i psykologi.")
        shown = text(page())
        for words in ("Minne", "PSYD21", "Malmö universitet", "7,5 hp", "Avancerad nivå", "2022-06-05", "Jag undervisar i psykologi."):
            assert words in shown

    def test_nothing_is_read_for_somebody_who_reviews_elsewhere(self, teacher, reviewer):
        CourseFactory(person=teacher, sent=True)
        assert any(pages.read_sent(teacher, reviewer, on=TODAY).values())
        for stranger in (teacher, PersonFactory(principal_of=SchoolUnitFactory())):
            assert not any(pages.read_sent(teacher, stranger, on=TODAY).values())

    def test_drafts_and_what_the_teacher_is_correcting_are_not_shown(self, page, teacher):
        CourseFactory(person=teacher, title="Hemligt utkast")
        CourseFactory(person=teacher, returned=True, title="Tillbaka", motivation="Ny text som inte är skickad")
        response = page()
        assert "Hemligt utkast" not in text(response)
        assert "Hos läraren för rättelse" in text(response)
        opened = page(rad=response.context["review"].decided[0].rows[0].key)
        assert "Ny text som inte är skickad" not in text(opened)

    def test_what_is_decided_says_by_whom_when_and_why(self, page, teacher, principal):
        CourseFactory(person=teacher, rejected=True, reviewed_by=principal)
        shown = text(page())
        assert "Allt från Sara Nyström är granskat" in shown
        assert f"{principal.given_name} {principal.family_name}, 20 november 2026: Fel person på intyget." in shown

    def test_what_is_sent_again_shows_what_was_asked(self, page, teacher, principal):
        CourseFactory(person=teacher, sent=True, reviewed_by=principal, reviewed_at=NOW, review_reason="Ladda upp baksidan.")
        assert "Skickad igen." in text(page())
        assert "Ladda upp baksidan." in text(page())

    def test_nothing_sent_is_said_so(self, page):
        assert "Sara Nyström har inget skickat att granska" in text(page())

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ({"scan": "infected"}, "Skadlig kod hittades i filen. Ingen kan öppna den."),
            ({"scan": "waiting"}, "Filen kontrolleras mot skadlig kod."),
            ({"previews": "waiting"}, "Sidorna ritas just nu. Ladda om sidan om en stund, eller öppna filen."),
            ({"previews": "failed"}, "Sidorna gick inte att rita här. Öppna filen för att läsa den."),
            ({"previews": "drawn", "pages": 34, "preview_pages": 10}, "De första 10 av 34 sidor visas."),
        ],
    )
    def test_a_document_that_cannot_be_seen_in_full_says_why(self, page, teacher, state, words):
        certificate = CertificateFactory(person=teacher, **state)
        CourseFactory(person=teacher, sent=True, certificates=[certificate])
        shown = text(page())
        assert words in shown
        is_open = reverse("certificates:file", kwargs={"pk": certificate.pk}) in shown
        assert is_open is (certificate.scan == Certificate.Scan.NOT_CHECKED)
        assert ("<img" in shown) is (certificate.preview_pages > 0)

    def test_opening_is_on_record_once_not_for_each_page(self, page, teacher, reviewer):
        certificate = CertificateFactory(person=teacher, pages=3, preview_pages=3)
        CourseFactory(person=teacher, sent=True, certificates=[certificate])
        page()
        page()
        entry = Entry.objects.get(action="inventory.certificate.read")
        assert (entry.actor, entry.subject) == (reviewer, teacher)

    def test_the_number_of_queries_does_not_grow_with_the_rows(self, page, teacher):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def count():
            with CaptureQueriesContext(connection) as captured:
                page()
            return len(captured)

        def add(number):
            for _ in range(number):
                certificate = CertificateFactory(person=teacher)
                CourseFactory(person=teacher, sent=True, certificates=[certificate])
                CourseFactory(person=teacher, accepted=True, certificates=[certificate], reviewed_by=PersonFactory())

        add(1)
        page()
        few = count()
        add(6)
        assert count() == few


class TestWhatTheReviewerShouldKnow:
    def notes(self, response):
        return [note.text for note in response.context["review"].open.notes]

    def test_a_course_before_the_degree_is_flagged_and_explained(self, page, teacher):
        QualifyingDegreeFactory(person=teacher, accepted=True, issued_on=date(2017, 6, 9))
        course = CourseFactory(person=teacher, sent=True, completed_on=date(2016, 1, 17), certificates=[CertificateFactory(person=teacher)])
        [note] = self.notes(page(rad=f"kurser-{course.pk}"))
        assert note.startswith("Klar 2016-01-17, före examen 2017-06-09.")
        assert "6 § 3" in note

    @pytest.mark.parametrize(("done", "flagged"), [(date(2017, 12, 6), True), (date(2017, 12, 7), False), (date(2017, 6, 10), True)])
    def test_a_course_within_180_days_of_the_degree_is_to_be_checked(self, page, teacher, done, flagged):
        QualifyingDegreeFactory(person=teacher, accepted=True, issued_on=date(2017, 6, 9))
        CourseFactory(person=teacher, sent=True, completed_on=done, certificates=[CertificateFactory(person=teacher)])
        assert any("Klar inom 180 dagar" in note for note in self.notes(page())) is flagged

    def test_overlapping_employments_are_explained(self, page, teacher):
        certificate = CertificateFactory(person=teacher)
        StatedEmploymentFactory(person=teacher, accepted=True, unit_name="Komvux", starts_on=date(2015, 1, 1), ends_on=date(2016, 6, 30))
        StatedEmploymentFactory(person=teacher, sent=True, certificates=[certificate])
        StatedEmploymentFactory(person=teacher, accepted=True, unit_name="Förr", starts_on=date(2000, 1, 1), ends_on=date(2001, 1, 1))
        [note] = self.notes(page())
        assert note == "Överlappar Lärare, Komvux, 2015-01-01 till 2016-06-30. Det går bra: varje dag räknas en gång."

    def test_a_missing_certificate_and_a_harmful_one_are_pointed_out(self, page, teacher):
        LicenceFactory(person=teacher, sent=True)
        assert self.notes(page()) == ["Inget intyg är bifogat."]
        Course.objects.all().delete()
        infected = CertificateFactory(person=teacher, scan="infected")
        course = CourseFactory(person=teacher, sent=True, certificates=[infected])
        assert any("spärrat" in note for note in self.notes(page(rad=f"kurser-{course.pk}")))


class TestDeciding:
    def test_a_yes_is_one_press_and_leads_to_the_next_waiting_row(self, press, teacher):
        licence = LicenceFactory(person=teacher, sent=True)
        course = CourseFactory(person=teacher, sent=True)
        response = press(licence, decision="accept", query="?enhet=7&slag=course")
        licence.refresh_from_db()
        assert licence.status == RecordStatus.ACCEPTED
        assert said(response) == ["Lärarlegitimation är godkänd."]
        assert response["Location"] == f"/granskning/{teacher.pk}/?enhet=7&slag=course&rad=kurser-{course.pk}#rad-{course.pk}"

    def test_after_the_last_row_the_queue_is_the_next_step(self, press, client, teacher):
        course = CourseFactory(person=teacher, sent=True)
        response = press(course, decision="accept")
        assert response["Location"] == f"/granskning/{teacher.pk}/"
        assert "Allt från Sara Nyström är granskat" in text(client.get(response["Location"]))

    def test_returning_takes_a_reason_and_the_teacher_reads_it(self, press, teacher):
        course = CourseFactory(person=teacher, sent=True)
        press(course, decision="return", reason="unreadable", words="Fota i dagsljus.")
        course.refresh_from_db()
        assert (course.status, course.review_reason) == (RecordStatus.COMPLETION_ASKED, "Intyget går inte att läsa. Fota i dagsljus.")

    @pytest.mark.parametrize(
        ("data", "errors"),
        [
            ({}, {"decision": "Välj vad du har kommit fram till.", "reason": "Välj en motivering. Läraren får läsa den."}),
            ({"decision": "return", "words": "Fota om."}, {"reason": "Välj en motivering. Läraren får läsa den."}),
            ({"decision": "reject", "reason": "other", "words": " "}, {"words": "Skriv med egna ord varför."}),
            ({"decision": "change", "reason": "other_area"}, {"merit_basis": "Välj ny meriteringsgrund eller nivå"}),
            (
                {"decision": "change", "reason": "other_area", "merit_basis": "subject_didactics"},
                {"merit_basis": "Välj ny meriteringsgrund"},
            ),
            ({"decision": "approve_all", "reason": "missing"}, {"decision": "Välj ett giltigt alternativ"}),
            ({"decision": "return", "reason": "missing", "words": "x" * 1001}, {"words": "Skriv högst 1000 tecken."}),
        ],
    )
    def test_what_is_missing_is_said_at_its_place_and_nothing_is_lost(self, press, teacher, data, errors):
        course = CourseFactory(person=teacher, sent=True)
        response = press(course, **data)
        form = response.context["form"]
        assert set(form.errors) == set(errors)
        for name, words in errors.items():
            assert words in str(form.errors[name])
        assert "<title>Fel:" in text(response)
        assert data.get("words", "")[:20].strip() in text(response)
        course.refresh_from_db()
        assert course.status == RecordStatus.SENT

    def test_only_courses_can_be_set_to_another_area_or_set_aside(self, press, teacher):
        licence = LicenceFactory(person=teacher, sent=True)
        for decision in ("not_meriting", "change"):
            assert "decision" in press(licence, decision=decision, reason="other", words="x").context["form"].errors

    def test_an_unsure_course_is_accepted_with_the_area_the_reviewer_chose(self, press, page, teacher):
        course = CourseFactory(person=teacher, sent=True, merit_basis="unsure")
        assert 'value="accept"' not in text(page())
        assert said(press(course, decision="accept")) == ["Välj vilket område kursen hör till innan du godkänner den."]
        assert "merit_basis" in press(course, decision="change").context["form"].errors
        press(course, decision="change", merit_basis="leadership")
        course.refresh_from_db()
        assert (course.status, course.merit_basis) == (RecordStatus.ACCEPTED, "leadership")

    def test_a_double_click_says_what_is_decided_and_changes_nothing(self, press, teacher):
        course = CourseFactory(person=teacher, sent=True, title="Minne")
        press(course, decision="accept")
        response = press(course, decision="accept")
        assert said(response)[-1] == "Du har redan granskat Minne: godkänd. Inget mer sparades."
        course.refresh_from_db()
        assert course.version == 2

    def test_another_reviewer_was_first(self, press, teacher, principal):
        course = CourseFactory(person=teacher, sent=True, title="Minne")
        Course.objects.update(status="rejected", reviewed_by=principal, reviewed_at=NOW, version=2)
        response = press(course, decision="accept")
        name = f"{principal.given_name} {principal.family_name}"
        assert said(response)[0].replace("\xa0", " ") == (
            f"Minne är redan granskad av {name} den 20 november 2026: inte godkänd. Ditt beslut sparades inte."
        )
        course.refresh_from_db()
        assert course.status == RecordStatus.REJECTED

    def test_nothing_is_said_of_another_reviewer_whose_identity_is_protected(self, press, teacher, principal):
        course = CourseFactory(person=teacher, sent=True, title="Minne")
        type(principal).objects.filter(pk=principal.pk).update(protection="confidential")
        Course.objects.update(status="rejected", reviewed_by=principal, reviewed_at=NOW, version=2)
        told = said(press(course, decision="accept"))[0].replace("\xa0", " ")
        assert told == "Minne är redan granskad, den 20 november 2026: inte godkänd. Ditt beslut sparades inte."

    def test_a_changed_row_is_shown_again_with_the_words_kept(self, press, teacher):
        course = CourseFactory(person=teacher, sent=True)
        Course.objects.update(version=5, title="Ny rubrik")
        response = press(course, decision="return", reason="mismatch", words="Poängen stämmer inte.")
        shown = text(response)
        assert "Läraren har ändrat uppgiften sedan du öppnade den." in shown
        assert "Ny rubrik" in shown
        assert "Poängen stämmer inte." in shown
        assert response.context["form"]["version"].value() == "5"
        assert Course.objects.get().status == RecordStatus.SENT

    def test_what_the_teacher_took_back_is_told(self, press, teacher):
        course = CourseFactory(person=teacher, sent=True)
        take_back(course, by=teacher, on=TODAY, at=NOW)
        response = press(course, decision="accept")
        assert said(response) == ["Läraren har tagit tillbaka uppgiften för att ändra den. Ditt beslut sparades inte."]
        assert response["Location"] == f"/granskning/{teacher.pk}/"
        course.refresh_from_db()
        assert course.status == RecordStatus.DRAFT

    def test_a_decision_is_taken_up_again(self, press, page, teacher):
        course = CourseFactory(person=teacher, accepted=True)
        shown = text(page(rad=f"kurser-{course.pk}"))
        assert "Ta upp beslutet igen" in shown
        assert "Skriv varför" in str(press(course, reopen="1").context["form"].errors)
        press(course, reopen="1", reason="Fel rad.")
        course.refresh_from_db()
        assert course.status == RecordStatus.SENT

    def test_coming_to_a_decision_by_its_address_leads_to_the_row(self, client, reviewer, teacher):
        course = CourseFactory(person=teacher, sent=True)
        client.force_login(reviewer)
        response = client.get(reverse("review:record", kwargs={"slug": "kurser", "pk": course.pk}))
        assert response["Location"].endswith(f"?rad=kurser-{course.pk}#rad-{course.pk}")

    @pytest.mark.parametrize("version", ["", "many", None])
    def test_a_missing_version_decides_nothing(self, client, reviewer, teacher, version):
        course = CourseFactory(person=teacher, sent=True)
        client.force_login(reviewer)
        data = {"decision": "accept"} | ({} if version is None else {"version": version})
        assert client.post(reverse("review:record", kwargs={"slug": "kurser", "pk": course.pk}), data).status_code == 302
        course.refresh_from_db()
        assert course.status == RecordStatus.SENT


class TestWhatTheTeacherReads:
    def test_the_teacher_sees_what_was_changed_why_and_by_whom(self, press, client, teacher):
        course = CourseFactory(person=teacher, sent=True, merit_basis="subject")
        press(course, decision="change", reason="other_area", merit_basis="leadership")
        client.force_login(teacher)
        shown = text(client.get(reverse("inventory:records", kwargs={"slug": "kurser"})))
        assert "Meriteringsgrunden är ändrad från ämnesstudier till ledarskap. Kursen hör till ett annat område." in shown
        assert "Leila Haddad" in shown


class TestWhoMay:
    def test_other_peoples_rows_are_not_there(self, press, client, unit, reviewer):
        strangers = [
            PersonFactory(teaches_at=SchoolUnitFactory(authority__provider=unit.authority.provider)),
            PersonFactory(teaches_at=SchoolUnitFactory()),  # another school provider
        ]
        for stranger in strangers:
            course = CourseFactory(person=stranger, sent=True)
            assert press(course, decision="accept").status_code == 404
            assert client.get(reverse("review:person", kwargs={"pk": stranger.pk})).status_code == 404
            course.refresh_from_db()
            assert course.status == RecordStatus.SENT

    def test_a_principal_never_reviews_their_own(self, client, principal):
        course = CourseFactory(person=principal, sent=True)
        client.force_login(principal)
        assert client.get(reverse("review:person", kwargs={"pk": principal.pk})).status_code == 404
        address = reverse("review:record", kwargs={"slug": "kurser", "pk": course.pk})
        assert client.post(address, {"decision": "accept", "version": 1}).status_code == 404
        course.refresh_from_db()
        assert course.status == RecordStatus.SENT

    def test_a_role_that_ended_while_the_page_was_open_decides_nothing(self, press, teacher):
        from organisation.models import RoleAssignment

        course = CourseFactory(person=teacher, sent=True)
        RoleAssignment.objects.update(ends_on=date(2020, 6, 30))
        assert press(course, decision="accept").status_code == 403

    def test_a_kind_that_does_not_exist_is_not_there(self, client, reviewer, teacher):
        course = CourseFactory(person=teacher, sent=True)
        client.force_login(reviewer)
        for slug in ("nonsense", "legitimation"):
            address = reverse("review:record", kwargs={"slug": slug, "pk": course.pk})
            assert client.post(address, {"decision": "accept", "version": 1}).status_code == 404


def test_a_row_removed_in_the_very_moment_of_the_decision_is_told(press, teacher, monkeypatch):
    course = CourseFactory(person=teacher, sent=True)
    CourseFactory(person=teacher, sent=True)
    lock = services.people.lock

    def overtaken(person):
        lock(person)
        Course.objects.filter(pk=course.pk).delete()

    monkeypatch.setattr(services.people, "lock", overtaken)
    [sentence] = said(press(course, decision="accept"))
    assert sentence == "Läraren har tagit tillbaka uppgiften för att ändra den. Ditt beslut sparades inte."


def test_a_refusal_says_that_accepting_it_gives_no_level(page, teacher):
    LevelDecisionFactory(person=teacher, outcome="refused", sent=True)
    shown = text(page())
    assert "Ett avslag ger ingen nivå" in shown


def test_a_decision_that_has_ended_says_from_when_it_does_not_count(page, teacher):
    LevelDecisionFactory(person=teacher, decided_on=date(2025, 12, 4), lapsed_on=date(2026, 3, 1), lapse_reason="other", sent=True)
    assert "Läraren anger att beslutet inte gäller från och med 2026-03-01" in text(page())
