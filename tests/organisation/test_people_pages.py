"""The administrator's pages about people: found, read by periods, changed on small pages, and nothing of anybody's records."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisation.models import Delegation, Employment, Leave, Person, Role, RoleAssignment
from tests.factories import CourseFactory, EmploymentFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LONG = "Å" * 200
ARABIC = "محمد"


@pytest.fixture
def unit():
    return SchoolUnitFactory(name="Strandgymnasiet")


@pytest.fixture
def administrator(unit, client):
    person = PersonFactory(provider=unit.authority.provider, administrator=True, given_name="Jelena", family_name="Petrović")
    client.force_login(person)
    return person


@pytest.fixture
def teacher(unit):
    return PersonFactory(teaches_at=unit, given_name="Sara", family_name="Nyström")


def address(name, pk=None):
    return reverse(f"administration:{name}", kwargs={"pk": pk} if pk else {})


def shown(client, name, pk=None, **query):
    return client.get(address(name, pk), query).content.decode()


@pytest.mark.usefixtures("administrator")
class TestTheList:
    @pytest.mark.parametrize("asked", ["sara", "nystrom sara", "NYSTRÖM", "ara nys", "{email}", "{username}"])
    def test_people_are_found_by_name_address_and_username(self, client, teacher, asked):
        PersonFactory(provider=teacher.provider, given_name="Bo", family_name="Ek")
        page = shown(client, "people", sok=asked.format(email=teacher.email, username=teacher.username))
        assert "Sara Nyström" in page
        assert "Bo Ek" not in page

    def test_by_unit_role_and_state(self, client, unit, teacher):
        principal = PersonFactory(principal_of=unit, given_name="Magnus", family_name="Ekberg")
        between = PersonFactory(provider=teacher.provider, given_name="Bo", family_name="Ek")
        EmploymentFactory(person=between, unit=unit, ends_on=YESTERDAY)
        gone = PersonFactory(provider=teacher.provider, is_active=False, given_name="Eva", family_name="Borta")
        everybody = {"Sara Nyström": teacher, "Magnus Ekberg": principal, "Bo Ek": between, "Eva Borta": gone, "Jelena Petrović": None}

        def found(**query):
            page = shown(client, "people", **query)
            return {name for name in everybody if name in page.partition("</thead>")[2]}

        assert found() == set(everybody) - {"Eva Borta"}
        assert found(enhet=unit.pk) == {"Sara Nyström", "Magnus Ekberg"}
        assert found(roll="principal") == {"Magnus Ekberg"}
        assert found(visa="tjanst") == {"Sara Nyström"}
        assert found(visa="mellan") == {"Bo Ek"}
        assert found(visa="slut") == {"Eva Borta"}

    def test_another_providers_people_and_units_are_not_there(self, client, teacher):
        foreign = PersonFactory(teaches_at=SchoolUnitFactory(name="Bergskolan"), family_name="Främling")
        assert "Främling" not in shown(client, "people")
        assert "Främling" not in shown(client, "people", enhet=foreign.employments.get().unit_id)
        assert "Bergskolan" not in shown(client, "people")

    def test_a_protected_person_is_in_no_list(self, client, teacher):
        Person.objects.filter(pk=teacher.pk).update(protection="confidential")
        assert "Nyström" not in shown(client, "people", sok="nyström")

    def test_a_page_costs_the_same_however_many_they_are(self, client, unit, django_assert_max_num_queries):
        for _ in range(60):
            PersonFactory(teaches_at=unit)
        with django_assert_max_num_queries(13):
            page = client.get(address("people"))
        assert len(page.context["rows"]) == 50

    def test_long_and_right_to_left_names_stand_by_themselves(self, client, teacher):
        Person.objects.filter(pk=teacher.pk).update(given_name=LONG, family_name=ARABIC)
        name = f"\N{FIRST STRONG ISOLATE}{LONG} {ARABIC}\N{POP DIRECTIONAL ISOLATE}"  # here in an element of its own, in titles not
        assert f"<bdi>{name}</bdi>" in shown(client, "people")
        assert f"<bdi>{name}</bdi>" in shown(client, "person", teacher.pk)


@pytest.mark.usefixtures("administrator")
class TestOnePerson:
    def test_is_told_by_periods(self, client, unit, teacher):
        Leave.objects.create(employment=teacher.employments.get(), kind="parental", starts_on=YESTERDAY, ends_on=TOMORROW)
        RoleAssignment.objects.create(person=teacher, role=Role.REVIEWER, unit=unit, starts_on=TOMORROW)
        RoleAssignment.objects.create(person=teacher, role=Role.DEPUTY_PRINCIPAL, unit=unit, starts_on="2019-01-01", ends_on=YESTERDAY)
        RoleAssignment.objects.create(person=teacher, role=Role.PRINCIPAL, unit=unit, starts_on=TODAY, is_temporary=True)
        page = shown(client, "person", teacher.pk)
        for text in (
            "Lärare, Strandgymnasiet. Ledig till och med",
            f"Föräldraledighet 100\N{NO-BREAK SPACE}%, {YESTERDAY} till {TOMORROW}",
            f"Börjar {TOMORROW}",
            f"2019-01-01 till {YESTERDAY}",
            "Tillförordnad rektor",
        ):
            assert text in page

    def test_nothing_of_their_records_is_there(self, client, teacher):
        CourseFactory(person=teacher, title="Hemlig kurs", sent=True)
        assert "Hemlig kurs" not in shown(client, "person", teacher.pk)

    def test_between_employments(self, client, teacher):
        teacher.employments.update(ends_on=YESTERDAY)
        assert "Utan anställning. Den senaste slutade" in shown(client, "person", teacher.pk)
        assert "Utan anställning" in shown(client, "people", sok="nyström").partition("</thead>")[2]

    def test_who_begins_later_is_said_to_begin(self, client, teacher):
        teacher.employments.update(starts_on=TOMORROW)
        assert f"Börjar {TOMORROW}" in shown(client, "people", sok="nyström").partition("</thead>")[2]
        assert "Börjar" in shown(client, "person", teacher.pk).partition("<h2")[0]

    def test_a_protected_person_is_no_more_than_that(self, client, unit, teacher):
        Person.objects.filter(pk=teacher.pk).update(protection="protected")
        page = shown(client, "person", teacher.pk)
        for hidden in ("Nyström", "Strandgymnasiet", teacher.username):
            assert hidden not in page
        assert client.get(address("person_details", teacher.pk)).status_code == 403
        assert client.get(address("employment_change", teacher.employments.get().pk)).status_code == 403
        assert "Nyström" not in shown(client, "person_end", teacher.pk)


@pytest.mark.usefixtures("administrator")
class TestChanges:
    def test_a_new_person_with_an_employment_gets_a_link_that_works_once(self, client, unit):
        new = {"given_name": "Anna", "family_name": "Öberg", "email": "anna@sjostad.se"}
        work = {"profession": "teacher", "unit": unit.pk, "extent": "62,5", "starts_on": str(TODAY)}
        made = client.post(address("person_new"), {**new, **work})
        person = Person.objects.get(username="anna@sjostad.se")
        assert made.url == address("person_invite", person.pk)
        assert str(person.employments.get().extent_percent) == "62.5"
        page = client.post(made.url)
        assert "no-store" in page["Cache-Control"]
        link = page.context["link"]
        client.logout()
        form = client.get(link.removeprefix("http://testserver"))
        chosen = {"new_password1": "kantarell under granen", "new_password2": "kantarell under granen"}
        assert client.post(form.url, chosen).status_code == 302
        assert client.get(link.removeprefix("http://testserver")).status_code == 410

    def test_half_an_employment_makes_no_account(self, client):
        before = Person.objects.count()
        page = client.post(address("person_new"), {"given_name": "Anna", "family_name": "Öberg", "profession": "teacher"})
        assert "Välj enhet." in page.content.decode()
        assert Person.objects.count() == before

    @pytest.mark.parametrize(
        ("name", "protection", "is_told"),
        [
            (("Sara", "Nyström"), "none", True),
            (("SÁRA", "nyström"), "none", True),
            (("Sara", "Nystrom"), "none", False),
            (("Sara", "Nyström"), "protected", False),
        ],
    )
    def test_a_namesake_that_one_may_see_is_told_of(self, client, teacher, name, protection, is_told):
        Person.objects.filter(pk=teacher.pk).update(protection=protection)
        page = client.post(address("person_new"), {"given_name": name[0], "family_name": name[1]}, follow=True).content.decode()
        assert "Kontot finns." in page
        assert ("Någon annan har redan samma namn." in page) == is_told

    def test_a_change_from_a_day_leaves_what_has_been(self, client, unit, teacher):
        other, work = SchoolUnitFactory(authority=unit.authority), teacher.employments.get()
        said = {"profession": "teacher", "unit": other.pk, "extent": "80", "on": str(TOMORROW)}
        assert client.post(address("employment_change", work.pk), said).url == address("person", teacher.pk)
        assert list(teacher.employments.order_by("starts_on").values_list("unit", "ends_on")) == [(unit.pk, TODAY), (other.pk, None)]

    def test_a_refusal_keeps_what_was_typed_and_says_which_role_is_in_the_way(self, client, unit, teacher):
        RoleAssignment.objects.create(person=teacher, role=Role.REVIEWER, unit=unit, starts_on=YESTERDAY)
        said = {"role": "reviewer", "place": f"enhet-{unit.pk}", "starts_on": str(TODAY), "ends_on": ""}
        page = client.post(address("role_new", teacher.pk), said).content.decode()
        assert "Personen är redan granskare, Strandgymnasiet" in page
        assert f'value="{TODAY}"' in page

    def test_a_role_is_given_and_seen_among_roles(self, client, unit, teacher):
        said = {"role": "reader", "place": "huvudmannen", "starts_on": str(TOMORROW), "ends_on": ""}
        client.post(address("role_new", teacher.pk), said)
        assert "Sara Nyström" in shown(client, "roles", visa="kommande")
        assert "Sara Nyström" not in shown(client, "roles")
        given = teacher.role_assignments.get()
        client.post(address("role_end", given.pk), {"last_day": str(TODAY)})
        assert not teacher.role_assignments.exists()

    def test_an_administrator_hands_over_for_a_principal(self, client, unit, teacher):
        principal = PersonFactory(principal_of=unit)
        said = {"unit": unit.pk, "receiver": teacher.pk, "scope": "lead", "starts_on": str(TODAY), "ends_on": str(TOMORROW)}
        assert client.post(address("delegation_new", principal.pk), said).url == address("person", principal.pk)
        assert Delegation.objects.get().receiver == teacher
        assert "Sara Nyström" in shown(client, "delegations")

    def test_an_account_is_ended_and_opened(self, client, teacher):
        client.post(address("person_end", teacher.pk))
        assert not Person.objects.get(pk=teacher.pk).is_active
        client.post(address("person_open", teacher.pk))
        assert Person.objects.get(pk=teacher.pk).is_active

    def test_ones_own_account_is_not_ended(self, client, administrator):
        assert "Du kan inte avsluta ditt eget konto." in client.post(address("person_end", administrator.pk)).content.decode()

    def test_ids_of_another_provider_are_refused_in_every_field(self, client, unit, teacher):
        foreign = SchoolUnitFactory()
        stranger = PersonFactory(teaches_at=foreign)
        principal = PersonFactory(principal_of=unit)
        days = {"starts_on": str(TODAY), "ends_on": str(TOMORROW)}
        tries = {
            ("person_new", None): {
                "given_name": "A",
                "family_name": "B",
                "profession": "teacher",
                "unit": foreign.pk,
                "extent": "50",
                **days,
            },
            ("employment_new", teacher.pk): {"profession": "principal", "unit": foreign.pk, "extent": "50", **days},
            ("employment_change", teacher.employments.get().pk): {
                "profession": "principal",
                "unit": foreign.pk,
                "extent": "50",
                "on": str(TODAY),
            },
            ("role_new", teacher.pk): {"role": "reviewer", "place": f"enhet-{foreign.pk}", **days},
            ("role_new", principal.pk): {"role": "reviewer", "place": f"forvaltning-{foreign.authority_id}", **days},
            ("delegation_new", principal.pk): {"unit": unit.pk, "receiver": stranger.pk, "scope": "review", **days},
        }

        def rows():
            return [model.objects.count() for model in (Person, Employment, RoleAssignment, Delegation)]

        before = rows()
        for (name, pk), said in tries.items():
            page = client.post(address(name, pk), said)
            assert (page.status_code, bool(page.context["form"].errors)) == (200, True), name
        said = {"unit": foreign.pk, "receiver": teacher.pk, "scope": "review", **days}
        assert client.post(address("delegation_new", principal.pk), said).context["form"].errors["unit"]
        assert rows() == before


class TestOwnDelegations:
    def test_a_principal_hands_over_sees_it_and_ends_it(self, client, unit, teacher):
        principal = PersonFactory(principal_of=unit)
        client.force_login(principal)
        said = {"unit": unit.pk, "receiver": teacher.pk, "scope": "review", "starts_on": str(TODAY), "ends_on": str(TOMORROW)}
        assert client.post(reverse("organisation:delegate"), said).url == reverse("organisation:delegations")
        assert "Sara Nyström" in client.get(reverse("organisation:delegations")).content.decode()
        handed = Delegation.objects.get()
        client.post(reverse("organisation:delegation_end", kwargs={"pk": handed.pk}), {"last_day": str(TODAY)})
        handed.refresh_from_db()
        assert handed.ends_on == TODAY

    def test_only_near_people_are_offered(self, client, unit, teacher):
        other_unit = SchoolUnitFactory(authority=unit.authority)
        leader = PersonFactory(principal_of=other_unit)
        far = PersonFactory(teaches_at=other_unit)
        principal = PersonFactory(principal_of=unit)
        client.force_login(principal)
        offered = set(client.get(reverse("organisation:delegate")).context["form"].fields["receiver"].queryset)
        assert offered == {teacher, leader}
        assert far not in offered

    def test_whoever_stands_in_hands_nothing_on(self, client, unit, teacher):
        Delegation.objects.create(
            giver=PersonFactory(principal_of=unit), receiver=teacher, unit=unit, scope="lead", starts_on=TODAY, ends_on=TOMORROW
        )
        handed = Delegation.objects.get()
        RoleAssignment.objects.create(
            person=teacher, role=Role.DEPUTY_PRINCIPAL, unit=unit, starts_on=TODAY, ends_on=TOMORROW, delegation=handed
        )
        client.force_login(teacher)
        assert client.get(reverse("organisation:delegate")).status_code == 403
        assert client.post(reverse("organisation:delegation_end", kwargs={"pk": handed.pk})).status_code == 403
