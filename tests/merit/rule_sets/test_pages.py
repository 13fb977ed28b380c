"""What the pages say, also where somebody asks for what is not there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from merit.rule_sets.models import PublishedRuleSet, RuleSetDraft
from organisation.models import SchoolProvider
from tests.factories import DryRunFactory, PersonFactory, PublishedRuleSetFactory, RuleSetDraftFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def draft(administrator):
    return RuleSetDraftFactory(changed_by=administrator, valid_from=timezone.localdate())


def text_of(client, name, **kwargs):
    return client.get(reverse(name, kwargs=kwargs)).content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Så läser vi lagen"),
        ("?dag=x", "Dagen i adressen går inte att läsa"),
        ("?dag=2025-08-31", "Inga regler för meritering gäller"),
        ("?dag=2027-01-01", "Så läses lagen 1 januari 2027"),
    ],
)
def test_the_law_is_shown_for_any_day(client, day, said):
    client.force_login(PersonFactory())
    response = client.get(reverse("merit:law") + day)
    assert response.status_code == 200
    assert said in response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_law_page_says_who_has_chosen_what_and_why(signed_in, administrator):
    row = PublishedRuleSetFactory(published_by=administrator, valid_from=timezone.localdate())
    text = text_of(signed_in, "merit:law")
    for words in (row.name, "Eget svar", "Så läser vi det.", "Beslut dnr 2026/12", "Skolchefen 12 november 2026"):
        assert words in text


def test_a_private_provider_reads_of_no_committee(client):
    person = PersonFactory(provider__kind=SchoolProvider.Kind.PRIVATE, administrator=True)
    client.force_login(person)
    for name in ("merit:law", "rule_sets:list", "rule_sets:new"):
        text = text_of(client, name).lower()
        assert "nämnd" not in text.replace("nämnda", "")
        assert "förvaltning" not in text.replace("systemförvaltare", "")


def test_a_small_group_is_not_counted_and_a_large_one_is(signed_in, draft):
    run = DryRunFactory(draft=draft, finished=True, on=timezone.localdate())
    assert "Sju personer får ett annat utfall" in text_of(signed_in, "rule_sets:draft", pk=draft.pk)
    run.result |= {"changed": 2, "levels": [[1, "met", "not_met", 2]], "conditions": [[1, "years_of_service", "met", "not_met", 2]]}
    run.save()
    text = text_of(signed_in, "rule_sets:draft", pk=draft.pk)
    assert "Färre än fem personer får ett annat utfall" in text
    assert "färre än 5" in text


def test_a_dry_run_says_when_it_does_not_hold_any_more(signed_in, draft):
    DryRunFactory(draft=draft, finished=True, on=timezone.localdate() - timedelta(days=1))
    assert "gjord en annan dag" in text_of(signed_in, "rule_sets:draft", pk=draft.pk)
    response = signed_in.post(reverse("rule_sets:publish", kwargs={"pk": draft.pk}), {"run": "1"})
    assert response.url == reverse("rule_sets:draft", kwargs={"pk": draft.pk})
    assert not PublishedRuleSet.objects.exists()


def test_publishing_takes_the_dry_run_that_was_read(signed_in, draft):
    run = DryRunFactory(draft=draft, finished=True, on=timezone.localdate())
    address = reverse("rule_sets:publish", kwargs={"pk": draft.pk})
    signed_in.post(address, {"run": "9" * 30, "seen": draft.revision})
    signed_in.post(address, {"run": run.pk, "seen": "9" * 30})
    assert not PublishedRuleSet.objects.exists()
    signed_in.post(address, {"run": run.pk, "seen": draft.revision})
    row = PublishedRuleSet.objects.get()
    assert signed_in.get(address).url == reverse("rule_sets:rule_set", kwargs={"pk": row.pk})


def test_an_answer_that_is_not_asked_for_and_a_name_that_is_missing_come_back_to_the_form(signed_in):
    response = signed_in.post(reverse("rule_sets:new"), {"name": "", "valid_from": "i går", "answer_years": "never"})
    assert response.status_code == 200
    assert {"name", "valid_from", "answer_years", "answer_half_time"} <= set(response.context["form"].errors)
    assert not RuleSetDraft.objects.exists()


def test_an_answer_that_is_changed_loses_the_reason_of_the_former(signed_in, draft):
    address = reverse("rule_sets:edit", kwargs={"pk": draft.pk})
    sent = {name: field.value() for name, field in ((field.name, field) for field in signed_in.get(address).context["form"])}
    assert sent["answer_years"] == "half_time"
    response = signed_in.post(address, {**sent, "answer_half_time": "one_post"})
    assert response.url == reverse("rule_sets:grounds", kwargs={"pk": draft.pk})
    draft.refresh_from_db()
    assert set(draft.grounds) == {"years"}
    signed_in.post(address, {**sent, "answer_years": "full_time", "seen": draft.revision})
    draft.refresh_from_db()
    assert draft.grounds == {}


def test_what_lacks_among_the_grounds_says_of_which_question(signed_in, draft):
    text = signed_in.post(reverse("rule_sets:grounds", kwargs={"pk": draft.pk}), {"seen": 1}).content.decode()
    assert "Vilka dagar räknas som arbetade år? Skriv varför." in text
    assert "Vilka dagar räknas som arbetade år? Välj hur säkert det är." in text
