"""Every kind of record through its form: saved, shown, changed and listed, and absurd answers refused."""

import uuid
from datetime import date

import pytest

from inventory.models import Degree, LevelDecision, Licence, PracticeResearch, QualifyingDegree, StatedEmployment
from tests.factories import (
    EmploymentFactory,
    LicenceFactory,
    QualifyingDegreeFactory,
)
from tests.inventory.conftest import page, pdf, shown_error

pytestmark = pytest.mark.usefixtures("each_file_is_looked_into_once")

OTHERS = {
    "legitimation": (Licence, {"licence_kind": "teacher", "issued_on": "2017-06-21", "revocation_final_on": ""}),
    "examen": (QualifyingDegree, {"title": "Ämneslärarexamen", "institution": "Malmö högskola", "issued_on": "9 juni 2017"}),
    "anstallningar": (
        StatedEmployment,
        {
            "profession": "teacher",
            "employer": "Sjöstad kommun",
            "unit_name": "Strandgymnasiet",
            "in_school_system": "yes",
            "extent_percent": "62,5 %",
            "starts_on": "2017-08-14",
            "ends_on": "",
        },
    ),
    "forskning": (
        PracticeResearch,
        {
            "title": "Läsförståelse",
            "institution": "Malmö universitet",
            "research_leader": "",
            "own_role": "",
            "starts_on": "2024-08-15",
            "ends_on": "2025-06-10",
        },
    ),
    "senare-examina": (
        Degree,
        {
            "title": "Magisterexamen",
            "institution": "Lunds universitet",
            "cycle": "second",
            "credits": "60",
            "merit_credits": "30",
            "awarded_on": "2020-06-05",
            "is_qualifying": "on",
        },
    ),
    "beslut": (LevelDecision, {"level": "1", "outcome": "granted", "decided_on": "2025-12-04", "case_number": "2025:41877"}),
}


def other(client, slug, **changes):
    data = {"id": str(uuid.uuid4()), "version": "0"} | OTHERS[slug][1] | changes
    return client.post(page("record_new", slug=slug), data)


@pytest.mark.parametrize("slug", OTHERS)
def test_every_kind_is_saved_shown_changed_and_listed(signed_in, teacher, slug):
    assert other(signed_in, slug, uploads=pdf()).status_code == 302
    record = OTHERS[slug][0].objects.get()
    assert record.certificates.count() == 1
    assert record.heading in signed_in.get(page("records", slug=slug)).content.decode()
    form = signed_in.get(page("record_edit", slug=slug, pk=record.pk)).context["form"]
    again = {name: form[name].value() for name in form.fields if name != "uploads"}
    again = {name: "" if value is None else value for name, value in again.items()}
    response = signed_in.post(page("record_edit", slug=slug, pk=record.pk), again)
    assert response.status_code == 302, response.context["form"].errors
    assert OTHERS[slug][0].objects.get().version == 1  # nothing was changed


@pytest.mark.parametrize(
    ("slug", "changes", "sentence"),
    [
        ("legitimation", {"issued_on": "2099-01-01"}, "Dagen ligger framåt i tiden."),
        ("legitimation", {"revocation_final_on": "2016-01-01"}, "Legitimationen kan inte ha återkallats innan den utfärdades."),
        ("legitimation", {"licence_kind": ""}, "Välj vilken legitimation du har."),
        ("examen", {"issued_on": ""}, "Skriv vilken dag examen utfärdades."),
        ("examen", {"issued_on": "2017-06"}, "Skriv även vilken dag i månaden"),
        ("anstallningar", {"starts_on": "2020-01-01", "ends_on": "2019-12-31"}, "Sista dagen kan inte vara före första dagen."),
        ("anstallningar", {"starts_on": "2099-01-01"}, "Anställningen har inte börjat än."),
        ("anstallningar", {"extent_percent": "150"}, "150 procent är mer än heltid."),
        ("anstallningar", {"extent_percent": "-10"}, "Tjänstgöringsgraden kan inte vara mindre än noll."),
        ("anstallningar", {"extent_percent": ""}, "Skriv hur många procent du arbetar"),
        ("anstallningar", {"in_school_system": ""}, "Svara om skolan hör till skolväsendet, eller Vet inte."),
        ("anstallningar", {"profession": "king"}, "Välj ett av alternativen."),
        ("anstallningar", {"unit_name": "\x00"}, "Texten innehåller ett tecken som inte går att spara."),
        ("forskning", {"starts_on": "2025-06-11"}, "Sista dagen kan inte vara före första dagen."),
        ("forskning", {"own_role": "x" * 1001}, "Skriv högst 1000 tecken."),
        ("senare-examina", {"credits": "401"}, "401 hp är mer än 400 hp"),
        ("senare-examina", {"merit_credits": "60,5"}, "Den meriterande delen kan inte vara större än hela examen."),
        ("senare-examina", {"merit_credits": "-1"}, "Poängen kan inte vara mindre än noll."),
        ("beslut", {"decided_on": "2025-08-31"}, "Meriteringsnivåerna infördes den 1 september 2025."),
        ("beslut", {"decided_on": "2099-01-01"}, "Dagen ligger framåt i tiden."),
        ("beslut", {"level": "5"}, "Välj ett av alternativen."),
        ("beslut", {"outcome": ""}, "Välj om ansökan beviljades eller avslogs."),
        ("beslut", {"appealed_on": "2025-12-03"}, "Beslutet kan inte ha överklagats innan det fattades."),
        ("beslut", {"appealed_on": "2099-01-01"}, "Dagen ligger framåt i tiden."),
        ("beslut", {"appeal_outcome": "upheld", "appeal_decided_on": "2026-01-02"}, "Skriv vilken dag beslutet överklagades."),
        ("beslut", {"appealed_on": "2025-12-10", "appeal_outcome": "upheld"}, "Skriv vilken dag överklagandet avgjordes."),
        ("beslut", {"appealed_on": "2025-12-10", "appeal_decided_on": "2025-12-20"}, "Välj vad överklagandet ledde till."),
        (
            "beslut",
            {"appealed_on": "2025-12-10", "appeal_outcome": "upheld", "appeal_decided_on": "2025-12-09"},
            "Överklagandet kan inte ha avgjorts innan det gjordes.",
        ),
        ("beslut", {"lapsed_on": "2026-01-01"}, "Välj varför beslutet upphörde."),
        ("beslut", {"lapse_reason": "other"}, "Skriv från vilken dag beslutet inte gäller."),
        ("beslut", {"lapsed_on": "2025-12-03", "lapse_reason": "other"}, "Beslutet kan inte ha upphört innan det fattades."),
        ("beslut", {"outcome": "refused", "lapsed_on": "2026-01-01", "lapse_reason": "other"}, "Ett avslag kan inte upphöra att gälla."),
    ],
)
def test_absurd_answers_are_refused_in_every_kind(signed_in, slug, changes, sentence):
    shown_error(other(signed_in, slug, **changes), sentence)
    assert not OTHERS[slug][0].objects.exists()


def test_an_employment_is_fetched_from_the_employers_own_record(signed_in, teacher, unit):
    work = teacher.employments.get()
    text = signed_in.get(page("record_new", slug="anstallningar")).content.decode()
    address = f"{page('record_new', slug='anstallningar')}?fran={work.pk}"
    assert address in text
    form = signed_in.get(address).context["form"]
    assert form["employer"].value() == unit.authority.provider.name
    assert form["unit_name"].value() == "Strandgymnasiet"
    assert form["in_school_system"].value() == "yes"
    assert form["starts_on"].value() == work.starts_on


@pytest.mark.parametrize("wanted", ["", "x", "999999999", "\x00"])
def test_only_ones_own_employment_can_be_fetched(signed_in, unit, wanted):
    theirs = EmploymentFactory(unit=unit)
    for chosen in (wanted, str(theirs.pk)):
        form = signed_in.get(page("record_new", slug="anstallningar"), {"fran": chosen}).context["form"]
        assert form["employer"].value() in {None, ""}


def test_overlapping_employments_are_accepted_and_explained(signed_in, teacher):
    QualifyingDegreeFactory(person=teacher, issued_on=date(2012, 6, 8))
    for days in (("2015-01-01", "2016-12-31"), ("2016-01-01", "2017-12-31")):
        assert other(signed_in, "anstallningar", starts_on=days[0], ends_on=days[1]).status_code == 302
    text = signed_in.get(page("records", slug="anstallningar")).content.decode()
    assert "3 år som lärare" in text
    assert "Det är tillåtet, och varje dag räknas en gång." in text


def test_there_is_one_licence_and_a_second_form_says_so(signed_in, teacher):
    LicenceFactory(person=teacher)
    assert signed_in.get(page("record_new", slug="legitimation")).status_code == 302
    shown_error(other(signed_in, "legitimation"), "Du har redan registrerat din legitimation.")
    assert "Lägg till din legitimation" not in signed_in.get(page("records", slug="legitimation")).content.decode()
