"""Who is let in: a key that works, and nothing else; so often as is allowed, and not oftener."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from api import keys
from api.models import ClientKey, ClientUse
from tests.api.conftest import ASSESSMENTS, Caller
from tests.api.test_refusals import told
from tests.factories import MachineClientFactory, PersonFactory
from tests.merit.records import record

pytestmark = pytest.mark.django_db


def refused(response):
    told(response, 401, "unauthorized")
    assert response["WWW-Authenticate"].startswith('Bearer realm="Meritplan"')


def test_without_a_key_nobody_is_let_in(client):
    response = client.post(ASSESSMENTS, "{}", content_type="application/json")
    refused(response)
    assert "error=" not in response["WWW-Authenticate"]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic {key}",
        "{key}",
        "Bearer {key}x",
        "Bearer x{key}",
        "Bearer {key} {key}",
        "Bearer {key}, Bearer {key}",
        "Token {key}",
        "Bearer mp_aaaaaaaa_" + "A" * 43,
        "Bearer mp_åäö",
        "Bearer " + "x" * 7000,
        "Bearer \x00",
    ],
)
def test_what_is_not_the_key_lets_nobody_in(program, client, said):
    header = said.format(key=program.key_text)
    refused(client.post(ASSESSMENTS, "{}", content_type="application/json", headers={"Authorization": header}))


def test_the_visible_part_with_another_secret_lets_nobody_in(program):
    other = keys.make().text
    mixed = program.key_text[: len("mp_12345678_")] + other[len("mp_12345678_") :]
    refused(Caller(mixed).assess(record()))


def test_the_word_bearer_is_written_as_one_likes(program, client):
    headers = {"Authorization": f"bEARER {program.key_text}"}
    assert client.get("/api/v1/rule-sets", headers=headers).status_code == 200


def test_expired_paused_revoked_and_unknown_are_told_in_the_same_words(program, call):
    answers = [Caller(keys.make().text).assess(record())]
    for change in ({"is_active": False}, {"is_active": True, "revoked_at": timezone.now()}):
        type(program).objects.filter(pk=program.pk).update(**change)
        answers.append(call.assess(record()))
    type(program).objects.filter(pk=program.pk).update(revoked_at=None)
    assert call.assess(record()).status_code == 200
    program.keys.update(expires_at=timezone.now() - timedelta(seconds=1))
    answers.append(call.assess(record()))
    for answer in answers:
        refused(answer)
        assert 'error="invalid_token"' in answer["WWW-Authenticate"]
    assert len({answer.content for answer in answers}) == 1


def test_a_session_lets_nobody_in_and_is_not_kept_alive(client):
    client.force_login(PersonFactory(administrator=True))
    before = dict(client.session)
    refused(client.get("/api/v1/rule-sets"))
    assert dict(client.session) == before


def test_the_key_is_kept_as_a_digest_under_our_own_key(program, settings):
    key = program.keys.get()
    assert program.key_text not in str(list(ClientKey.objects.filter(pk=key.pk).values()))
    assert keys.matches(program.key_text, key.digest)
    settings.SECRET_KEY = "another" * 10
    assert not keys.matches(program.key_text, key.digest)


def test_a_key_is_compared_in_constant_time_also_where_there_is_none(program):
    with patch("api.keys.constant_time_compare", return_value=False) as compared:
        for text in (program.key_text, keys.make().text, "x"):
            refused(Caller(text).assess(record()))
    assert compared.call_count == 3


def test_a_limit_is_met_told_and_over_with_the_minute(program, call):
    program.calls_per_minute = 2
    program.save()
    at = timezone.now().replace(second=20, microsecond=0)
    with patch("api.bearer.timezone.now", lambda: at):
        assert [call.assess(record()).status_code for _time in range(5)] == [200, 200, 429, 429, 429]
        response = call.rule_sets()
    told(response, 429, "too_many_calls")
    assert response["Retry-After"] == "40"
    with patch("api.bearer.timezone.now", lambda: at + timedelta(seconds=40)):
        assert call.assess(record()).status_code == 200
    assert sum(ClientUse.objects.values_list("limited", flat=True)) == 1


def test_one_program_at_its_limit_leaves_the_others_alone(program, call):
    program.calls_per_minute = 1
    program.save()
    assert [call.rule_sets().status_code for _time in range(2)] == [200, 429]
    assert Caller(MachineClientFactory(provider=program.provider).key_text).rule_sets().status_code == 200


def test_an_address_that_sends_keys_that_do_not_work_is_slowed_down_and_a_key_that_works_is_not(settings, call):
    settings.API_REFUSALS_PER_MINUTE = 2
    stranger = Caller("nothing")
    at = timezone.now().replace(second=59)
    with patch("api.bearer.timezone.now", lambda: at):
        assert [stranger.rule_sets().status_code for _time in range(4)] == [401, 401, 429, 429]
        response = stranger.rule_sets()
        assert response["Retry-After"] == "1"
        told(response, 429, "too_many_calls")
        assert call.rule_sets().status_code == 200
        assert stranger.rule_sets(REMOTE_ADDR="192.0.2.7").status_code == 401


def test_asking_for_a_session_costs_no_query(call, django_assert_num_queries):
    """The key, and the count in a savepoint; when it was last used is noted once a minute."""
    call.rule_sets()
    with django_assert_num_queries(5):
        call.rule_sets()


def test_those_whose_address_nobody_tells_are_counted_together(settings, program):
    settings.API_REFUSALS_PER_MINUTE = 1
    with patch("allauth.account.adapter.DefaultAccountAdapter.get_client_ip", side_effect=PermissionDenied):
        assert [Caller("nothing").rule_sets().status_code for _time in range(2)] == [401, 429]
        assert Caller(program.key_text).rule_sets().status_code == 200
