"""Whatever is sent to any address is written in one transaction, so that a kill at any moment leaves all of it or none.

test_all_or_nothing kills processes and sessions to prove what a transaction is worth; here every address is looked at, by its statements,
so that one added tomorrow is looked at tomorrow. That somebody has read something is a deed of its own, and may be written by itself.
"""

import re
from collections import defaultdict
from contextlib import suppress

import pytest
from django.db import connection, transaction

from organisation.models import Person
from tests.access import TABLE
from tests.access.sending import forms_sent
from tests.access.walk import plain_refusals, quietly
from tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quickly")]
WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
BESIDE = {"audit_entry", "django_session", "portal_opensession"}  # what was read, and the session: no part of a change
WRITES_NOTHING = {
    *("account_logout", "portal:session", "portal:resume", "portal:demo_sign_in"),  # the session alone, or not there
    *("portal:set_theme", "administration:person_find"),  # a cookie; an entry
    "api:assessments",  # takes a key, and stores nothing: tests/api
}
TRIED_ELSEWHERE = {
    *("account_login", "account_change_password", "portal:welcome"),  # take a password: tests/portal
    *("inventory:check", "certificates:remove"),  # take a whole inventory, and a file: test_all_or_nothing, tests/inventory/certificates
    *("privacy:import_new", "privacy:import"),  # take an archive: tests/processes/privacy
    *("privacy:export_cancel", "privacy:extract_cancel", "packs:cancel"),  # take a job that waits: tests/privacy, tests/reports
    *("register:check_cancel", "register:answer_cancel"),  # the same: tests/inventory/register
    "register:decision_events",  # takes a decision by its level and its day: tests/inventory
    "register:new_answer",  # takes a file: tests/inventory/register
    "portal:end_session",  # takes a session begun elsewhere: tests/portal
    "administration:unit_take_back",  # takes a change that is planned: test_all_or_nothing
}
WHO = ("teacher", "principal", "reviewer", "strategist", "administrator")


class Watch:
    """Groups the writes by the transaction they would be in: the outermost savepoint, since a test is a transaction of its own."""

    def __enter__(self):
        self.depth, self.groups = 0, []
        self.wrapper = connection.execute_wrapper(self)
        self.wrapper.__enter__()

    def __exit__(self, *error):
        self.wrapper.__exit__(*error)

    def __call__(self, execute, sql, *rest):
        if sql.startswith("SAVEPOINT"):
            self.groups += [] if self.depth else [set()]
            self.depth += 1
        elif sql.startswith("ROLLBACK TO") and self.depth == 1:
            self.groups[-1].clear()
        elif sql.startswith("RELEASE"):  # also after it was rolled back
            self.depth -= 1
        elif (found := WRITE.match(sql)) and found[1] not in BESIDE:
            if not self.depth:
                self.groups.append(set())
            self.groups[-1].add(found[1])
        return execute(sql, *rest)

    @property
    def transactions(self):
        return [group for group in self.groups if group]


@pytest.fixture(scope="module")
def sent(world, clients, django_db_blocker):
    """By address: what each sending wrote, transaction by transaction."""
    found, watch = defaultdict(list), Watch()
    with django_db_blocker.unblock(), quietly(), pytest.MonkeyPatch.context() as patch:
        plain_refusals(patch)
        for who in WHO:
            for name, response, _text in forms_sent(clients[who], who, world, watch):
                assert response.status_code < 500, name
                found[name].append(watch.transactions)
    return found


def test_whatever_is_sent_is_written_in_one_transaction(sent):
    assert {name: several for name, tries in sent.items() if (several := next((each for each in tries if len(each) > 1), None))} == {}


def test_every_address_has_been_sent_something_that_it_takes(sent):
    """Or else nothing is known of it: teach tests/access/sending.py what it asks for, or say why not."""
    silent = {name for name, row in TABLE.items() if row.post is not None and not any(sent[name])}
    assert silent == WRITES_NOTHING | TRIED_ELSEWHERE


def test_the_watch_sees_two_transactions_and_what_is_outside_of_any():
    watch = Watch()
    with watch:
        for _time in range(2):
            with transaction.atomic():
                PersonFactory()
        with suppress(ZeroDivisionError), transaction.atomic():
            PersonFactory(administrator=bool(1 / 0))
        Person.objects.update(is_active=True)
        Person.objects.update(is_active=True)
    assert len(watch.transactions) == 4
