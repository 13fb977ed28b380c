"""The task list: words, order, what opens when, and who is asked about what."""

from datetime import timedelta

import pytest

from inventory.models import Course, RecordStatus
from inventory.services import answers, sending
from inventory.standing import read_standing
from inventory.tasklist import Reason, State, task_list
from tests.factories import NOW, TODAY, CourseFactory, DegreeFactory, LevelDecisionFactory, StatedEmploymentFactory
from tests.inventory.conftest import EVERY_REQUIRED_KIND, page


def tasks_of(person, *, with_merit=True):
    return task_list(read_standing(person, on=TODAY, with_merit=with_merit))


def states(person, **options):
    found = tasks_of(person, **options)
    return {each.part.slug: each.state for each in found.parts} | {"check": found.check}


def test_nothing_is_begun_and_sending_waits_for_every_part_but_the_voluntary_one(teacher, campaign):
    assert set(states(teacher).values()) == {State.NOT_STARTED, State.LOCKED}
    assert tasks_of(teacher).waits_for == (1, 2, 3, 4, 5)


def test_a_part_is_begun_done_and_sent(teacher, ready, certificate):
    course = CourseFactory(person=teacher)
    assert states(teacher)["kurser"] == State.STARTED
    course.certificates.set([certificate])
    assert states(teacher)["kurser"] == State.DONE
    assert states(teacher)["check"] == State.NOT_STARTED
    sending.send(teacher, ready, with_merit=True, on=TODAY, at=NOW)
    found = states(teacher)
    assert found.pop("senare-examina") == State.SENT
    assert set(found.values()) == {State.SENT}


def test_one_of_two_questions_is_only_a_beginning(teacher, campaign):
    answers.say_nothing(campaign, teacher, kinds=["licence"], at=NOW)
    assert states(teacher)["legitimation"] == State.STARTED


def test_a_new_row_after_sending_is_not_called_sent(teacher, ready, certificate):
    sending.send(teacher, ready, with_merit=True, on=TODAY, at=NOW)
    CourseFactory(person=teacher, certificates=[certificate])
    found = states(teacher)
    assert found["kurser"] == State.DONE
    assert found["legitimation"] == State.SENT
    assert found["check"] == State.NOT_STARTED


def test_a_returned_row_opens_its_part_again_until_it_is_corrected(teacher, ready, certificate):
    course = CourseFactory(person=teacher, certificates=[certificate])
    sending.send(teacher, ready, with_merit=True, on=TODAY, at=NOW)
    Course.objects.update(status=RecordStatus.COMPLETION_ASKED, reviewed_at=NOW, changed_at=NOW)
    assert states(teacher)["kurser"] == State.STARTED
    assert [each.reason for each in tasks_of(teacher).missing] == [Reason.NOT_CORRECTED]
    Course.objects.filter(pk=course.pk).update(changed_at=NOW + timedelta(minutes=1))
    assert states(teacher)["kurser"] == State.DONE


def test_the_voluntary_part_waits_only_for_what_is_begun_in_it(teacher, ready):
    assert states(teacher)["check"] == State.NOT_STARTED
    DegreeFactory(person=teacher)
    assert tasks_of(teacher).waits_for == (6,)


def test_principals_are_not_asked_about_years_or_decisions_unless_they_have_registered_some(principal, campaign):
    assert "anstallningar" not in states(principal, with_merit=False)
    assert tasks_of(principal, with_merit=False).waits_for == (1, 3)
    StatedEmploymentFactory(person=principal)
    LevelDecisionFactory(person=principal)
    assert "anstallningar" in states(principal, with_merit=False)


# The page


def test_the_page_says_that_nothing_is_sent_and_never_calls_it_anything_else(signed_in, campaign):
    text = signed_in.get(page("tasks")).content.decode()
    assert "Inget är skickat än." in text
    assert "Öppnas när del 1, 2, 3, 4 och 5 är klara" in text
    assert "Fem delar återstår innan du kan skicka. Skicka senast torsdag 31 december 2099." in text
    assert 'href="/inventering/kontrollera/"' not in text
    assert "Fortsätt med del 1" in text


def test_when_all_is_there_the_next_thing_is_to_check_and_send(signed_in, ready):
    text = signed_in.get(page("tasks")).content.decode()
    assert "Nu kan du skicka" in text
    assert 'class="btn btn-primary btn-lg" href="/inventering/kontrollera/"' in text


def test_what_is_there_is_summed_in_each_row(signed_in, teacher, ready, certificate):
    CourseFactory(person=teacher, certificates=[certificate])
    CourseFactory(person=teacher, certificates=[certificate], credits=15)
    text = signed_in.get(page("tasks")).content.decode()
    assert "Två kurser, sammanlagt 22,5\xa0hp" in text
    assert "Lärarlegitimation 2013-06-20, Ämneslärarexamen 2012-06-08" in text
    assert "En anställning, 13 år" in text
    CourseFactory(person=teacher, certificates=[certificate], rejected=True)
    left_out = "Två kurser, sammanlagt 22,5\xa0hp. Inte medräknat: 7,5\xa0hp i en kurs som granskaren inte godkände."
    assert left_out in signed_in.get(page("tasks")).content.decode()


def test_what_came_back_stands_first_with_reason_and_reviewer(signed_in, teacher, principal, certificate, campaign):
    CourseFactory(person=teacher, certificates=[certificate], returned=True, reviewed_by=principal, title="Handledning")
    text = signed_in.get(page("tasks")).content.decode()
    assert "Intyget går inte att läsa." in text
    assert "Åsa Öberg" in text
    assert text.index("Granskaren har skickat tillbaka") < text.index("Om mig")


def test_after_sending_the_page_says_so_and_links_to_the_receipt(signed_in, teacher, ready):
    receipt = sending.send(teacher, ready, with_merit=True, on=TODAY, at=NOW).submission
    text = signed_in.get(page("tasks")).content.decode()
    assert "Allt är skickat." in text
    assert "Inget är skickat än." not in text
    assert page("receipt", pk=receipt.pk) in text


def test_a_change_after_sending_is_said_to_be_unsent(signed_in, teacher, ready, certificate):
    sending.send(teacher, ready, with_merit=True, on=TODAY, at=NOW)
    CourseFactory(person=teacher, certificates=[certificate])
    assert "Du har ändringar som inte är skickade." in signed_in.get(page("tasks")).content.decode()


@pytest.mark.parametrize("opens", [None, 30])
def test_without_a_campaign_the_page_says_so_and_when_the_next_one_opens(signed_in, teacher, campaign, opens):
    from django.utils import timezone

    today = timezone.localdate()
    campaign.opens_on = today + timedelta(30) if opens else today - timedelta(60)
    campaign.closes_on = campaign.opens_on + timedelta(10)
    campaign.save()
    CourseFactory(person=teacher)
    text = signed_in.get(page("tasks")).content.decode()
    assert "Ingen inventering pågår just nu" in text
    assert ("Nästa inventering är Inventering hösten" in text) == bool(opens)
    assert "Inget är skickat än." not in text
    assert signed_in.get(page("records", slug="kurser")).status_code == 200
    assert signed_in.get(page("record_new", slug="kurser")).status_code == 200
    assert signed_in.get(page("check")).status_code == 302


def test_a_principal_gets_the_service_without_the_merit_parts(client, principal, campaign):
    client.force_login(principal)
    text = client.get(page("tasks")).content.decode()
    assert "Rektorer ingår i kompetensutvecklingen men inte i meriteringssystemet." in text
    assert "Anställningar" not in text
    form = client.get(page("record_new", slug="kurser")).content.decode()
    assert "Meriteringsgrund" not in form
    assert "nivå 2 och 4" not in form
    assert "Vill du meritera dig?" not in client.get(page("about")).content.decode()


def test_the_short_way_is_three_presses(signed_in, teacher, campaign):
    first = signed_in.get(page("tasks")).content.decode()
    assert f'href="{page("nothing")}"' in first  # press one
    second = signed_in.post(page("nothing"), {"interest": "no"})  # press two
    assert second.url == page("check")
    third = signed_in.post(page("check"))  # press three
    assert third.url.startswith("/inventering/kvitto/")
    content = teacher.submissions.get().content
    assert content["nothing_to_add"] == sorted(EVERY_REQUIRED_KIND)
    assert content["about"]["interest"] == "no"


def test_about_me_is_confirmed_with_or_without_an_answer_about_merit(signed_in, teacher, campaign):
    shown = signed_in.get(page("about")).content.decode()
    assert "Lärare, Strandgymnasiet" in shown
    assert "Be din rektor eller personalavdelningen" in shown
    assert signed_in.post(page("about"), {}).status_code == 302
    assert teacher.inventory_answers.get().interest == ""
    signed_in.post(page("about"), {"interest": "yes"})
    assert teacher.inventory_answers.get().interest == "yes"
    assert 'value="yes" checked' in signed_in.get(page("about")).content.decode()


def test_an_odd_answer_about_merit_is_refused_at_its_place(signed_in, teacher, campaign):
    text = signed_in.post(page("about"), {"interest": "maybe\x00"}).content.decode()
    assert "Välj ett av alternativen." in text
    assert not teacher.inventory_answers.exists()
