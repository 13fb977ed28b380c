"""The administrator's pages about units: what will happen is shown first and only done when it is confirmed, and nothing of others is reached."""

import re
from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry
from organisation.models import Area, Authority, Role, RoleAssignment, SchoolUnit, UnitPeriod
from organisation.services import reorganising, units
from tests.factories import NOW, AuthorityFactory, EmploymentFactory, PersonFactory, SchoolProviderFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority():
    return AuthorityFactory(name="Grundskola")


@pytest.fixture
def shore(authority):
    return SchoolUnitFactory(authority=authority, name="Strandskolan", unit_code="12345678")


@pytest.fixture
def hill(authority):
    return SchoolUnitFactory(authority=authority, name="Bergskolan")


@pytest.fixture
def by(authority):
    return PersonFactory(provider=authority.provider, administrator=True)


@pytest.fixture
def page(client, by):
    client.force_login(by)

    def asked(name, data=None, *, query=None, **kwargs):
        address = reverse(f"administration:{name}", kwargs=kwargs)
        response = client.get(address, query) if data is None else client.post(address, data, follow=True)
        assert response.status_code == 200
        return response

    return asked


def text_of(response):
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\N{NO-BREAK SPACE}", " ").split())


def confirmed(response):
    """The second step: what the preview brings along, and yes."""
    return {**dict(response.context["kept"]), "confirm": "1"}


MERGE = {"result": "new", "name": "Strandbergsskolan", "unit_code": "", "on": "2027-07-01"}


def test_a_merge_is_shown_and_then_done(page, shore, hill, authority):
    EmploymentFactory.create_batch(2, unit=shore)
    PersonFactory(principal_of=hill)
    asked = {**MERGE, "unit_1": hill.pk, "place": f"a{authority.pk}"}
    shown = page("unit_merge", asked, pk=shore.pk)
    text = text_of(shown)
    assert "Strandskolan och Bergskolan blir Strandbergsskolan 1 juli 2027." in text
    assert "Två anställningar flyttas." in text
    assert "Ett rektorsuppdrag avslutas." in text
    assert SchoolUnit.objects.count() == 2
    assert not Entry.objects.exists()
    assert "Sammanslagningen är sparad." in text_of(page("unit_merge", confirmed(shown), pk=shore.pk))
    assert SchoolUnit.objects.get(name="Strandbergsskolan").origins.count() == 2


def test_what_was_shown_is_what_is_done_or_nothing(page, shore, hill, authority, by):
    shown = page("unit_merge", {**MERGE, "unit_1": hill.pk, "place": f"a{authority.pk}"}, pk=shore.pk)
    units.rename(hill.pk, "Höjdskolan", on=date(2026, 1, 1), by=by, at=NOW)
    text = text_of(page("unit_merge", confirmed(shown), pk=shore.pk))
    assert "Enheten har ändrats av någon annan sedan du öppnade sidan. Inget är sparat." in text
    assert not SchoolUnit.objects.filter(name="Strandbergsskolan").exists()


def test_a_second_click_does_nothing_more(page, shore):
    asked = {"name": "Kustskolan", "on": "2026-01-01"}
    shown = page("unit_rename", asked, pk=shore.pk)
    page("unit_rename", confirmed(shown), pk=shore.pk)
    page("unit_rename", confirmed(shown), pk=shore.pk)
    assert shore.periods.count() == 2


def test_a_confirmation_without_a_preview_is_refused(page, shore):
    page("unit_rename", {"name": "Kustskolan", "on": "2026-01-01", "confirm": "1"}, pk=shore.pk)
    assert shore.periods.count() == 1


def test_going_back_keeps_what_was_typed(page, shore):
    shown = page("unit_rename", {"name": "Kustskolan", "on": "2026-01-01"}, pk=shore.pk)
    again = page("unit_rename", {**dict(shown.context["kept"]), "edit": "1"}, pk=shore.pk)
    assert again.context["preview"] is None
    assert 'value="Kustskolan"' in again.content.decode()


@pytest.mark.parametrize(
    ("name", "asked", "told"),
    [
        ("unit_rename", {"name": "Kustskolan", "on": "2027-07-01"}, "Strandskolan heter Kustskolan från och med 1 juli 2027."),
        ("unit_code", {"unit_code": "22222222", "on": "2026-08-01"}, "har koden 22222222 från och med 1 augusti 2026."),
        (
            "unit_move",
            {"place": "area", "on": "2026-08-01"},
            "Strandskolan hör till Grundskola, Norra området från och med 1 augusti 2026.",
        ),
        ("unit_school_forms", {"school_forms": ["adult"], "on": "2026-08-01"}, "erbjuder kommunal vuxenutbildning från och med"),
        ("unit_close", {"last_day": "2027-06-30", "staff": "leave"}, "Strandskolan stänger. Sista dagen är 30 juni 2027."),
        (
            "unit_split",
            {"stays": "no", "name_1": "Norra", "name_2": "Södra", "on": "2027-07-01"},
            "Strandskolan delas i Norra och Södra 1 juli 2027.",
        ),
        ("unit_split", {"stays": "yes", "name_1": "Norra", "on": "2027-07-01"}, "Norra bryts ut ur Strandskolan 1 juli 2027."),
    ],
)
def test_each_change_is_told_and_done(page, shore, name, asked, told):
    area = Area.objects.create(authority=shore.authority, name="Norra området")
    asked = {key: f"o{area.pk}" if value == "area" else value for key, value in asked.items()}
    shown = page(name, asked, pk=shore.pk)
    assert told in text_of(shown)
    assert not Entry.objects.exists()
    again = {**{key: value for key, value in confirmed(shown).items() if key != "school_forms"}, **asked}
    page(name, again, pk=shore.pk)
    assert Entry.objects.count() == 1


def test_a_refusal_stands_at_its_field(page, shore, hill):
    shown = page("unit_rename", {"name": "Bergskolan", "on": "2027-07-01"}, pk=shore.pk)
    assert "name" in shown.context["form"].errors
    forms = page("unit_school_forms", {"school_forms": ["preschool_class", "compulsory"], "on": "2026-07-01"}, pk=shore.pk)
    assert "lag 2025:729" in text_of(forms)


def test_a_unit_is_opened(page, authority):
    asked = {"kind": "preschool", "name": "Måsen", "unit_code": "", "on": "2026-08-01", "place": f"a{authority.pk}"}
    page("unit_new", confirmed(page("unit_new", asked)))
    assert SchoolUnit.objects.get().school_forms == ["preschool"]


def test_people_left_are_placed_one_by_one(page, client, shore, hill, by):
    works = EmploymentFactory.create_batch(2, unit=shore, person__provider=by.provider)
    reorganising.close(shore.pk, last_day=date(2026, 6, 30), by=by, at=NOW)
    assert "2 anställningar står kvar att placera." in text_of(page("unit", pk=shore.pk))
    assert "Strandskolan" in client.get(reverse("portal:administration")).content.decode()
    nobody = {f"work_{work.pk}": "0" for work in works}
    assert "Välj en enhet för minst en person." in text_of(page("unit_place", nobody, pk=shore.pk))
    asked = {**nobody, f"work_{works[0].pk}": hill.pk}
    page("unit_place", confirmed(page("unit_place", asked, pk=shore.pk)), pk=shore.pk)
    assert list(reorganising.to_place(SchoolUnit.objects.get(pk=shore.pk))) == [works[1]]


def test_who_leads_is_named_with_the_way_to_their_page(page, shore, by):
    leading = PersonFactory(provider=by.provider, principal_of=shore)
    coming = PersonFactory(provider=by.provider)
    RoleAssignment.objects.create(person=coming, role=Role.DEPUTY_PRINCIPAL, unit=shore, starts_on=date(2090, 7, 1))
    html = page("unit", pk=shore.pk).content.decode()
    for person in (leading, coming):
        assert reverse("administration:person", kwargs={"pk": person.pk}) in html
    assert "Biträdande rektor från 2090-07-01" in html
    assert "Ingen har uppdraget som rektor" not in html


def test_a_protected_leader_has_no_way_to_their_page(page, shore, by):
    leading = PersonFactory(provider=by.provider, principal_of=shore, protection="protected")
    assert str(leading.pk) not in page("unit", pk=shore.pk).content.decode()


def test_a_unit_that_nobody_leads_says_so(page, shore, by):
    coming = PersonFactory(provider=by.provider)
    RoleAssignment.objects.create(person=coming, role=Role.PRINCIPAL, unit=shore, starts_on=date(2090, 7, 1))
    assert "Ingen har uppdraget som rektor här i dag" in text_of(page("unit", pk=shore.pk))


def test_the_history_can_be_read(page, shore, by):
    units.rename(shore.pk, "Kustskolan", on=date(2024, 7, 1), by=by, at=NOW)
    units.give_code(shore.pk, "22222222", on=date(2090, 7, 1), by=by, at=NOW)
    text = text_of(page("unit", pk=shore.pk))
    assert "2000-01-01–2024-06-30 hette Strandskolan, kod 12345678" in text
    assert "2024-07-01–2090-06-30 heter Kustskolan, kod 12345678" in text
    planned = shore.periods.latest("starts_on")
    assert "Ändringen 1 juli 2090 tas bort" in text_of(page("unit_plan_cancel", pk=shore.pk, period=planned.pk))
    assert shore.periods.count() == 3
    shown = page("unit_plan_cancel", pk=shore.pk, period=planned.pk)
    page("unit_plan_cancel", confirmed(shown), pk=shore.pk, period=planned.pk)
    assert shore.periods.count() == 2


def test_units_are_found_by_what_they_were_called(page, shore, hill, by):
    units.rename(shore.pk, "Kustskolan", on=date(2024, 7, 1), by=by, at=NOW)
    reorganising.close(hill.pk, last_day=date(2026, 6, 30), by=by, at=NOW)
    SchoolUnitFactory(authority=AuthorityFactory(provider=by.provider), name="Ekskolan", kind="preschool")

    def names(**query):
        return [row.unit.name for row in page("units", query=query).context["rows"]]

    assert names() == ["Ekskolan", "Kustskolan"]
    assert names(q="strandsk") == names(q="1234") == ["Kustskolan"]
    assert names(visa="stangda") == ["Bergskolan"]
    assert names(slag="preschool") == ["Ekskolan"]
    assert names(plats=str(shore.authority_id), visa="alla") == ["Bergskolan", "Kustskolan"]
    assert names(plats="999", slag="x", visa="x") == ["Ekskolan", "Kustskolan"]


def test_a_long_list_costs_as_many_queries_as_a_short_one(page, authority, django_assert_max_num_queries):
    SchoolUnitFactory.create_batch(30, authority=authority)
    with django_assert_max_num_queries(14):
        assert "30 enheter" in text_of(page("units"))


def test_nothing_of_another_provider_is_chosen(page, shore):
    foreign = SchoolUnitFactory()
    area = Area.objects.create(authority=foreign.authority, name="Främmande")
    for name, asked in {
        "unit_merge": {**MERGE, "unit_1": foreign.pk, "result": "keep"},
        "unit_move": {"place": f"o{area.pk}", "on": "2026-08-01"},
        "unit_close": {"last_day": "2026-06-30", "staff": "move", "to": foreign.pk},
    }.items():
        shown = page(name, asked, pk=shore.pk)
        assert shown.context["preview"] is None
        assert shown.context["form"].errors
    assert UnitPeriod.objects.count() == 2


def test_areas_and_authorities_are_added_and_renamed(page, authority):
    page("area_new", {"name": "Norra området"})
    area = Area.objects.get(authority=authority)
    page("area_edit", {"name": "Norr"}, pk=area.pk)
    page("authority_edit", {"name": "Grundskolan", "committee": "Skolnämnden"}, pk=authority.pk)
    assert "Det finns redan en förvaltning med det namnet." in text_of(page("authority_new", {"name": "GRUNDSKOLAN", "committee": ""}))
    page("authority_new", {"name": "Förskola", "committee": ""})
    text = text_of(page("areas"))
    assert "Norr" in text
    assert "Skolnämnden" in text
    assert Authority.objects.count() == 2


def test_a_provider_without_authorities_opens_its_first_unit(client):
    provider = SchoolProviderFactory(kind="private")
    client.force_login(PersonFactory(provider=provider, administrator=True))
    address = reverse("administration:unit_new")
    asked = {"kind": "school", "name": "Friskolan", "school_forms": ["compulsory"], "on": "2026-08-01", "place": "whole"}
    shown = client.post(address, asked)
    assert not Authority.objects.exists()
    client.post(address, {**confirmed(shown), "school_forms": ["compulsory"]})
    assert SchoolUnit.objects.get().authority.is_whole_provider
