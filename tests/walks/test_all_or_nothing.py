"""Killed between any two statements, a service leaves either all of it or none.

The process is a real one and kills itself with SIGKILL right before a write, or before the commit, one after the other until the service
comes to its end; and the database's own session is ended in its midst in the same way. After each the tables are as they were.
"""

import os
import signal
from datetime import date, timedelta

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection, transaction

from inventory.models import Course, RecordStatus, Submission
from inventory.review import services as review
from inventory.review.reasons import Decision, Ruling
from inventory.services import answers, sending
from notices import services as notices
from notices.models import Notice
from organisation.merging import services as merging
from organisation.models import Authority, Delegation, Person, Profession, Role, RoleAssignment, SchoolUnit, UnitSuccession
from organisation.services import delegations, reorganising, roles, taking_back, units
from plans.choices import answers as choices
from plans.models import CourseChoice
from portal.sessions import services as sessions
from tests.access.abroad import state
from tests.factories import (
    NOW,
    TODAY,
    AuthorityPlanFactory,
    CampaignFactory,
    CertificateFactory,
    CourseChoiceFactory,
    CourseFactory,
    EmploymentFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
FINISHED, STOPPED, FAILED = 0, 3, 4
MOST = 300  # writes; no service of ours comes near
WRITES = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE", "ROLLBACK")  # between two of them nothing changes, whatever is read


def principal_of(unit):
    return PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit)


def administrator_of(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


def a_decision():
    unit = SchoolUnitFactory()
    by, record = principal_of(unit), CourseFactory(person=PersonFactory(teaches_at=unit), sent=True)
    done = Course.objects.filter(pk=record.pk, status=RecordStatus.ACCEPTED)
    return lambda: review.decide(record, Ruling(Decision.ACCEPT), version=1, by=by, on=TODAY, at=NOW), done.exists


def a_submission():
    unit = SchoolUnitFactory()
    teacher = PersonFactory(teaches_at=unit)
    campaign = CampaignFactory(provider=unit.authority.provider, authorities=[unit.authority])
    proof = [CertificateFactory(person=teacher)]
    answers.confirm_about(campaign, teacher, interest="yes", at=NOW)
    answers.say_nothing(campaign, teacher, kinds=["course", "research"], at=NOW)
    for factory in (LicenceFactory, QualifyingDegreeFactory, StatedEmploymentFactory):
        factory(person=teacher, certificates=proof)
    return lambda: sending.send(teacher, campaign, with_merit=True, on=TODAY, at=NOW), Submission.objects.exists


def a_merge_of_people():
    unit = SchoolUnitFactory()
    kept, merged = PersonFactory(teaches_at=unit), PersonFactory(teaches_at=unit)
    by = administrator_of(unit)
    for person in (kept, merged):
        LicenceFactory(person=person, certificates=[CertificateFactory(person=person)])
    CourseFactory(person=merged, certificates=[CertificateFactory(person=merged)])
    done = Person.objects.filter(pk=merged.pk, merged_into=kept)
    return lambda: merging.merge(kept, merged, reason="x", by=by, at=NOW), done.exists


def an_undone_merge():
    merge, _done = a_merge_of_people()
    done = merge()
    return lambda: merging.undo(done, by=done.merged_by, at=NOW), Person.objects.filter(pk=done.merged_id, is_active=True).exists


def a_merge_of_units():
    authority = SchoolUnitFactory().authority
    by = PersonFactory(provider=authority.provider, administrator=True)
    old = []
    for name in ("Strandskolan", "Bergskolan"):
        place = units.NewUnit(name, "school", Authority.objects.get(pk=authority.pk), school_forms=("compulsory",))
        old.append(units.open_unit(place, on=date(2020, 7, 1), by=by, at=NOW).unit)
    EmploymentFactory(person=PersonFactory(provider=authority.provider), unit=old[0])
    RoleAssignment.objects.create(person=by, role=Role.REVIEWER, unit=old[1], starts_on=date(2021, 1, 1))
    into = units.NewUnit("Kustskolan", "school", Authority.objects.get(pk=authority.pk))
    keys = [unit.pk for unit in SchoolUnit.objects.filter(pk__in=[unit.pk for unit in old]).order_by("pk")]
    return lambda: reorganising.merge(keys, into, on=TODAY + timedelta(days=30), by=by, at=NOW), UnitSuccession.objects.exists


def a_merge_of_units_taken_back():
    merge, _done = a_merge_of_units()
    made = merge().unit
    by = RoleAssignment.objects.get(role=Role.ADMINISTRATOR).person
    return lambda: taking_back.take_back(made.pk, by=by, at=NOW), lambda: not SchoolUnit.objects.filter(pk=made.pk).exists()


def a_role():
    unit = SchoolUnitFactory()
    by, person = administrator_of(unit), PersonFactory(provider=unit.authority.provider)
    place = roles.Place(authority=unit.authority)
    given = RoleAssignment.objects.filter(person=person)
    return lambda: roles.give_role(person, Role.REVIEWER, place, starts_on=TODAY, by=by, at=NOW), given.exists


def a_delegation():
    unit = SchoolUnitFactory()
    giver, receiver = principal_of(unit), PersonFactory(teaches_at=unit)
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=14)}
    return lambda: delegations.delegate(giver, receiver, unit, Delegation.Scope.LEAD, by=giver, at=NOW, **days), Delegation.objects.exists


def an_agreement():
    unit = SchoolUnitFactory()
    by, teacher = principal_of(unit), PersonFactory(teaches_at=unit)
    plan = AuthorityPlanFactory(authority=unit.authority)
    CourseChoiceFactory.create_batch(3, person=teacher, plan=plan, status="proposed")
    return lambda: choices.agree_all(teacher, by=by, on=TODAY, at=NOW), CourseChoice.objects.filter(status="agreed").exists


def a_notice():
    unit = SchoolUnitFactory()
    people = PersonFactory.create_batch(3, teaches_at=unit)

    def tell():
        with transaction.atomic():
            notices.tell_all("inventory.reminder", people, about=unit, at=NOW, url="/", values={"closes_on": TODAY})

    return tell, Notice.objects.exists


def a_sign_out():
    person = PersonFactory()
    return lambda: sessions.end_every_session(person, by=person, at=NOW), Person.objects.filter(session_epoch=1).exists


SERVICES = (
    *(a_decision, a_submission, a_merge_of_people, an_undone_merge, a_merge_of_units, a_merge_of_units_taken_back),
    *(a_role, a_delegation, an_agreement, a_notice, a_sign_out),
)


def killed_process():
    os.kill(os.getpid(), signal.SIGKILL)


def ended_session():
    """From beside, as an operator would: a session whose transaction has failed could not do it itself."""
    told = {
        key: value for key, value in connection.get_connection_params().items() if key in {"dbname", "user", "password", "host", "port"}
    }
    with psycopg.connect(**told) as other:
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [connection.connection.info.backend_pid])


def stopped_before(number, verb, how):
    """Run the verb in a process of its own that comes to grief before the write of that number; how it ended."""
    connection.close()
    child = os.fork()
    if child == 0:
        _run(number, verb, how)  # never comes back
    _pid, status = os.waitpid(child, 0)
    return status


def _run(number, verb, how):
    passed = 0

    def pass_on():
        nonlocal passed
        passed += 1
        if passed == number:
            how()

    def before(execute, sql, *rest):
        if sql.startswith(WRITES):
            pass_on()
        return execute(sql, *rest)

    def commit(commit=connection.commit):
        pass_on()
        commit()

    code = FAILED
    try:
        connection.run_and_clear_commit_hooks = lambda: None  # what comes after the commit is no part of it
        connection.commit = commit
        with connection.execute_wrapper(before):
            verb()
        code = FINISHED
    except (OperationalError, InterfaceError, psycopg.OperationalError):
        code = STOPPED
    finally:
        os._exit(code)


@pytest.mark.parametrize("how", [killed_process, ended_session])
@pytest.mark.parametrize("service", SERVICES)
def test_all_of_it_or_none(service, how):
    verb, is_done = service()
    assert not is_done()
    was = state()
    for number in range(1, MOST):
        status = stopped_before(number, verb, how)
        ended = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        if ended == FINISHED:
            break
        assert ended == (-signal.SIGKILL if how is killed_process else STOPPED)
        assert state() == was, number
    assert number > 2
    assert is_done()
