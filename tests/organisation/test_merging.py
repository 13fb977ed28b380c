"""Two accounts of one person made one: what moves, what stays, and that undoing brings everything back."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from audit.models import Entry
from audit.services import record
from core.names import display_name
from inventory.models import Certificate, Course, Licence
from merit.models import StoredAssessment
from organisation.identity import services as identity
from organisation.identity.protection import set_protection
from organisation.merging import preview, relations, services, words
from organisation.models import Employment, NotTheSamePerson, Person, PersonMerge, Protection, Role, RoleAssignment
from tests.factories import (
    NOW,
    TODAY,
    CertificateFactory,
    CourseFactory,
    EmploymentFactory,
    LicenceFactory,
    PersonFactory,
    SchoolUnitFactory,
    StoredAssessmentFactory,
)

pytestmark = pytest.mark.django_db
WHY = "Personen har själv sagt det."
NUMBERS = ("189001019802", "189001029819")  # published test numbers


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def kept(unit):
    return PersonFactory(username="sara", teaches_at=unit)


@pytest.fixture
def merged(unit):
    return PersonFactory(username="sara2", provider=unit.authority.provider)


@pytest.fixture
def admin(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


def merge(kept, merged, admin, **more):
    return services.merge(kept, merged, reason=WHY, by=admin, at=NOW, **more)


def table_of_everything():
    """Every row of every table of ours but the log, its seals and the merges."""
    kept_out = {"audit", "sessions", "contenttypes", "auth", "account"}
    models = [
        m
        for m in apps.get_models(include_auto_created=True)
        if m._meta.app_label not in kept_out and m is not PersonMerge and m._meta.managed
    ]
    generated = {"session_epoch"}
    return {
        m._meta.label: {
            row["_pk"]: {k: v for k, v in row.items() if k not in generated}
            for row in ({**row, "_pk": row[m._meta.pk.attname]} for row in m._base_manager.values())
        }
        for m in models
        if not any(field.name.startswith("pgh_") for field in m._meta.fields)
    }


def test_what_is_theirs_moves_and_the_account_is_closed(kept, merged, admin, client):
    course = CourseFactory(person=merged, certificates=[CertificateFactory(person=merged)])
    work = EmploymentFactory(person=merged, unit=SchoolUnitFactory(authority=kept.employments.get().unit.authority))
    client.force_login(merged)
    done = merge(kept, merged, admin)
    for row in (course, work, course.certificates.get()):
        row.refresh_from_db()
        assert row.person == kept
    merged.refresh_from_db()
    assert (merged.merged_into, merged.is_active, done.reason) == (kept, False, WHY)
    assert client.get("/konto/").status_code == 302
    assert {(entry.action, entry.subject_id) for entry in Entry.objects.filter(target_model="organisation.personmerge")} == {
        ("organisation.person.merged", kept.pk),
        ("organisation.person.merged", merged.pk),
    }


def test_who_did_what_never_moves(kept, merged, admin):
    reviewed = CourseFactory(accepted=True, reviewed_by=merged)
    with transaction.atomic():
        entry = record("inventory.course.saved", actor=merged, subject=merged, target=reviewed, at=NOW)
    merge(kept, merged, admin)
    reviewed.refresh_from_db()
    assert reviewed.reviewed_by == merged
    assert Entry.objects.filter(pk=entry.pk, actor=merged, subject=merged).exists()


def test_what_nobody_can_have_twice_stays_and_what_it_proves_with_it(kept, merged, admin):
    LicenceFactory(person=kept)
    proof = CertificateFactory(person=merged)
    theirs = LicenceFactory(person=merged, certificates=[proof])
    merge(kept, merged, admin)
    assert Licence.objects.get(pk=theirs.pk).person == merged
    assert Certificate.objects.get(pk=proof.pk).person == merged


def test_a_certificate_both_have_is_kept_once_and_the_moved_course_points_at_it(kept, merged, admin):
    ours, theirs = (CertificateFactory(person=person, sha256="a" * 64) for person in (kept, merged))
    course = CourseFactory(person=merged, certificates=[theirs])
    done = merge(kept, merged, admin)
    assert list(course.certificates.all()) == [ours]
    services.undo(done, by=admin, at=NOW)
    assert list(course.certificates.all()) == [theirs]


def test_the_same_employment_and_role_stay_and_end_so_that_nobody_is_counted_twice(kept, merged, admin, unit):
    same = EmploymentFactory(person=merged, unit=unit)
    for person in (kept, merged):
        RoleAssignment.objects.create(person=person, role=Role.REVIEWER, authority=unit.authority, starts_on=TODAY - timedelta(days=9))
    merge(kept, merged, admin)
    same.refresh_from_db()
    assert (same.person, same.ends_on) == (merged, TODAY - timedelta(days=1))
    assert not Employment.objects.active(TODAY).filter(person=merged).exists()
    assert not RoleAssignment.objects.active(TODAY).filter(person=merged).exists()
    assert Person.objects.filter(employments__in=Employment.objects.active(TODAY).filter(unit=unit)).get() == kept


def test_the_assessment_follows_the_rows(kept, merged, admin):
    StoredAssessmentFactory(person=kept)
    CourseFactory(person=merged, accepted=True)
    before = StoredAssessment.objects.get(person=kept).facts_digest
    merge(kept, merged, admin)
    assert StoredAssessment.objects.get(person=kept).facts_digest != before


def test_the_preview_says_what_will_happen_and_changes_nothing(kept, merged, admin):
    LicenceFactory(person=kept)
    LicenceFactory(person=merged)
    CourseFactory.create_batch(3, person=merged)
    before = table_of_everything()
    seen = preview.of_merge(kept=kept, merged=merged, on=TODAY)
    assert table_of_everything() == before
    assert (seen.moved, seen.stayed) == ({"inventory.course": 3}, {"inventory.licence": 1})
    assert merge(kept, merged, admin).moved[1:] == seen.entries


def test_undone_everything_is_as_it_was(kept, merged, admin, unit):
    for person in (kept, merged):
        LicenceFactory(person=person, certificates=[CertificateFactory(person=person)])
        StoredAssessmentFactory(person=person)
    EmploymentFactory(person=merged, unit=unit)
    CourseFactory(person=merged, certificates=[CertificateFactory(person=merged)])
    with transaction.atomic():
        identity.set_number(merged, NUMBERS[0], by=admin, at=NOW)
    before = table_of_everything()
    done = merge(kept, merged, admin)
    assert table_of_everything() != before
    seen = preview.of_undo(done.moved, kept=kept, merged=merged)
    assert seen.moved == services.undo(done, by=admin, at=NOW + timedelta(days=29)).moved
    after = table_of_everything()
    changed = {label for label in before if before[label] != after[label]}
    assert changed <= {"merit.StoredAssessment"}  # computed again from the same rows
    assert Entry.objects.filter(action="organisation.person.merge_undone").count() == 2


def test_what_came_after_or_has_moved_on_is_left(kept, merged, admin):
    course, given_away = CourseFactory.create_batch(2, person=merged)
    done = merge(kept, merged, admin)
    later = CourseFactory(person=kept)
    somebody = PersonFactory(provider=kept.provider)
    Course.objects.filter(pk=given_away.pk).update(person=somebody)
    services.undo(done, by=admin, at=NOW)
    owners = dict(Course.objects.order_by("pk").values_list("pk", "person"))
    assert owners == {course.pk: merged.pk, given_away.pk: somebody.pk, later.pk: kept.pk}


def test_after_thirty_days_and_a_second_time_it_is_refused(kept, merged, admin):
    done = merge(kept, merged, admin)
    with pytest.raises(services.TooLateError):
        services.undo(done, by=admin, at=NOW + services.UNDO_WITHIN)
    services.undo(done, by=admin, at=NOW)
    with pytest.raises(services.UndoneError):
        services.undo(done, by=admin, at=NOW)


def test_a_chain_is_undone_from_its_end(kept, merged, admin):
    third = PersonFactory(provider=kept.provider)
    first, second = merge(kept, merged, admin), merge(third, kept, admin)
    with pytest.raises(services.AlreadyMergedError):
        services.undo(first, by=admin, at=NOW)
    services.undo(second, by=admin, at=NOW)
    services.undo(first, by=admin, at=NOW)
    assert not Person.objects.exclude(merged_into=None).exists()


def test_nobody_merges_themselves_nor_people_of_two_providers_nor_twice(kept, merged, admin):
    for pair in ((kept, admin), (admin, kept)):
        with pytest.raises(services.OwnAccountError):
            merge(*pair, admin)
    with pytest.raises(services.DifferentProvidersError):
        merge(kept, PersonFactory(), admin)
    done = merge(kept, merged, admin)
    with pytest.raises(services.AlreadyMergedError):
        merge(kept, merged, admin)
    with pytest.raises(services.OwnAccountError):
        services.undo(done, by=kept, at=NOW)


def test_different_numbers_are_never_taken_for_one_person_unasked(kept, merged, admin):
    for person, number in zip((kept, merged), NUMBERS, strict=True):
        identity.set_number(person, number, by=admin, at=NOW)
    with pytest.raises(services.NumbersDifferError):
        merge(kept, merged, admin)
    assert not PersonMerge.objects.exists()
    merge(kept, merged, admin, numbers_checked=True)
    assert kept.identifiers.count() == merged.identifiers.count() == 1


def test_two_people_are_remembered_once(kept, merged, admin):
    services.say_two_people(kept, merged, by=admin, at=NOW)
    services.say_two_people(merged, kept, by=admin, at=NOW)
    assert NotTheSamePerson.objects.count() == 1
    assert Entry.objects.filter(action="organisation.person.not_the_same").count() == 1


@pytest.mark.parametrize("marked", ["kept", "merged"])
def test_the_protection_of_one_holds_for_both_and_is_not_lifted_by_undoing(kept, merged, admin, marked):
    Person.objects.filter(pk={"kept": kept, "merged": merged}[marked].pk).update(protection=Protection.PROTECTED)
    done = merge(kept, merged, admin)
    assert protections(kept, merged) == {"protected"}
    assert Entry.objects.filter(action="organisation.protection.set", subject=kept).count() == (marked == "merged")
    services.undo(done, by=admin, at=NOW)
    assert protections(kept, merged) == {"protected"}


def test_whoever_is_protected_later_is_so_in_what_merged_accounts_once_did(kept, merged, admin):
    first = PersonFactory(provider=kept.provider)
    merge(merged, first, admin)
    merge(kept, merged, admin)
    reviewed = CourseFactory(accepted=True, reviewed_by=first)
    set_protection(kept, Protection.CONFIDENTIAL, reason="decision", by=admin, at=NOW)
    assert display_name(Course.objects.get(pk=reviewed.pk).reviewed_by, admin.look(on=TODAY)) == "Skyddad identitet"
    assert protections(kept, merged, first) == {"confidential"}
    set_protection(kept, Protection.NONE, reason="ended", by=admin, at=NOW)
    assert protections(kept, merged, first) == {"none"}


def protections(*people):
    return set(Person.objects.filter(pk__in=[person.pk for person in people]).order_by().values_list("protection", flat=True))


def test_every_kind_of_row_that_moves_has_a_name():
    assert [each.label for each in relations.own() if not words.has_name(each.label)] == []


def test_the_log_is_nobodys_own():
    assert not {each.model._meta.app_label for each in relations.own()} & relations.APPS_THAT_STAY
    assert all(field not in {"given_by", "reviewed_by", "decided_by"} for field in (each.field for each in relations.own()))


def test_a_fault_half_way_leaves_nothing_moved(kept, merged, admin, monkeypatch):
    course = CourseFactory(person=merged)
    monkeypatch.setattr(services, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merge(kept, merged, admin)
    course.refresh_from_db()
    assert course.person == merged
    assert connection.in_atomic_block
    assert timezone.localdate(NOW) == TODAY
