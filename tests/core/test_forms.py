"""One look for every form: what is wrong stands first, and each field says its hint and its error before itself."""

import re
from xml.etree import ElementTree as ET

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from core.forms import (
    Button,
    CreditsField,
    DayField,
    ExplainedCheckboxes,
    ExplainedRadios,
    FilesField,
    Segment,
    StoredFile,
    beside,
    filter_layout,
    form_layout,
    question,
    section,
)

CHOICES = [("a", "Ämnesstudier"), ("b", "Ledarskap")]


class CourseForm(forms.Form):
    title = forms.CharField(label="Kursens namn", help_text="Som det står på <intyget>.")
    code = forms.CharField(label="Kurskod", required=False)
    credits = CreditsField(label="Högskolepoäng")
    completed_on = DayField(label="Klar den")
    basis = forms.ChoiceField(
        label="Meriteringsgrund", choices=CHOICES, widget=ExplainedRadios(hints={"a": "Ett ämne."}, more={"b": "Räknas så här."})
    )
    cycle = forms.ChoiceField(label="VAK-nivå", choices=CHOICES, widget=Segment)
    forms_of_school = forms.MultipleChoiceField(label="Skolformer", choices=CHOICES, widget=ExplainedCheckboxes, required=False)
    passed = forms.BooleanField(label="Jag är godkänd", required=False)
    certificate = FilesField(label="Intyg", required=False)
    secret = forms.CharField(widget=forms.HiddenInput)

    helper = form_layout(
        section("Kursen", "title", "code", hint="Läs på intyget."),
        section("Omfattning", beside("credits", "completed_on"), "cycle", "forms_of_school", "passed"),
        question("basis"),
        "certificate",
        "secret",
        submit="Spara kursen",
        also=[Button("Spara och lägg till en till", name="again")],
        cancel=("Avbryt", "/inventering/"),
    )


def drawn(form, helper="form.helper"):
    template = engines["django"].from_string("{% load crispy_forms_tags %}{% crispy form helper %}")
    html = template.render({"form": form, "helper": form.helper if helper == "form.helper" else helper})
    return ET.fromstring(
        re.sub(
            r"(<(?:input|br)[^>]*?)/?>",
            r"\1/>",
            re.sub(r"\s(required|checked|novalidate|multiple|formnovalidate|selected)(?=[\s>])", r' \1="1"', html),
        )
    )


def by_id(root, name):
    found = [each for each in root.iter() if each.get("id") == name]
    assert len(found) == 1, name
    return found[0]


def text_of(element):
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def failed():
    return drawn(CourseForm({"title": "", "credits": "75", "completed_on": "2024-02-30", "secret": ""}))


def test_the_summary_counts_the_faults_and_links_to_each_field(failed):
    summary = by_id(failed, "fel")
    assert summary.get("role") == "alert"
    assert summary.get("tabindex") == "-1"
    assert text_of(by_id(failed, "fel-rubrik")) == "Sex uppgifter behöver rättas"
    links = {each.get("href"): text_of(each) for each in summary.iter("a")}
    assert links == {
        "#id_title": "Fyll i kursens namn.",
        "#id_credits": "Skriv poängen som 7,5 i stället för 75",
        "#id_completed_on": "Klar den: Den dagen finns inte. Kontrollera månad och dag, och skriv till exempel 2024-06-02.",
        "#id_basis_0": "Välj meriteringsgrund.",
        "#id_cycle_0": "Välj VAK-nivå.",
    }
    for target in links:
        assert by_id(failed, target[1:]).tag == "input"


def test_the_summary_follows_the_page_and_not_the_order_of_the_code(failed):
    links = [each.get("href") for each in by_id(failed, "fel").iter("a")]
    assert links == ["#id_title", "#id_credits", "#id_completed_on", "#id_cycle_0", "#id_basis_0"]


def test_a_question_left_open_is_asked_to_be_answered():
    class Asking(forms.Form):
        way = forms.ChoiceField(label="Vad blir det?", choices=CHOICES, widget=ExplainedRadios)
        helper = form_layout()

    assert "Svara på frågan ”Vad blir det?”." in text_of(by_id(drawn(Asking({})), "fel"))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (forms.IntegerField(label="År", min_value=0), "-1", "År: Skriv 0 eller mer."),
        (forms.IntegerField(label="År", max_value=9), "10", "År: Skriv högst 9."),
        (forms.IntegerField(label="År"), "snart", "År: Skriv ett tal med siffror, utan decimaler."),
        (forms.CharField(label="Namn", max_length=3), "Anna", "Namn: Skriv högst 3 tecken. Nu är det 4."),
        (forms.ChoiceField(label="Grund", choices=CHOICES), "c", "Grund: Valet finns inte längre. Välj på nytt."),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_django_says_by_itself_becomes_what_to_do(field, typed, said, language):
    form = type("Asking", (forms.Form,), {"asked": field, "helper": form_layout()})({"asked": typed})
    with translation.override(language):
        text = text_of(by_id(drawn(form), "fel"))
    assert (said in text) == (language == "sv")
    assert "Kontrollera att" not in text
    assert "Ensure this" not in text


def test_a_fault_in_what_is_hidden_is_said_without_a_link(failed):
    assert "måste fyllas i" in " ".join(text_of(each) for each in by_id(failed, "fel").iter("span"))


def test_the_summary_comes_first_and_not_before_anything_was_sent(failed):
    assert next(each.get("id") for each in failed.iter() if each.get("id")) == "fel"
    assert not any(each.get("role") == "alert" for each in drawn(CourseForm()).iter())


def test_hint_and_error_stand_before_the_field_and_the_error_is_read_first(failed):
    group = by_id(failed, "div_id_title")
    assert "mp-group--invalid" in group.get("class")
    order = [each.get("id") for each in group.iter() if each.get("id")]
    assert order == ["div_id_title", "id_title_hint", "id_title_error", "id_title"]
    field = by_id(failed, "id_title")
    assert field.get("aria-describedby") == "id_title_error id_title_hint"
    assert field.get("aria-invalid") == "true"
    assert "is-invalid" in field.get("class").split()
    assert text_of(by_id(failed, "id_title_hint")) == "Som det står på <intyget>."


def test_a_group_of_choices_is_described_as_a_whole(failed):
    group = by_id(failed, "div_id_basis")
    assert group.tag == "fieldset"
    assert group.get("aria-describedby") == "id_basis_error"
    assert text_of(group.find("legend")) == "Meriteringsgrund"
    assert group.find("legend").get("class") == "mp-legend"
    assert by_id(failed, "id_basis_0").get("aria-describedby") == "id_basis_0_hint"
    assert text_of(by_id(failed, "id_basis_0_hint")) == "Ett ämne."
    assert text_of(group.find(".//details")).startswith("Vad räknas hit? Ledarskap")


def test_what_was_written_is_kept(failed):
    assert by_id(failed, "id_credits").get("value") == "75"
    assert by_id(failed, "id_completed_on").get("value") == "2024-02-30"


def test_only_what_is_voluntary_is_marked(failed):
    marked = [text_of(each) for each in failed.iter() if each.tag in {"label", "legend"} and "(frivilligt)" in text_of(each)]
    assert marked == ["Kurskod (frivilligt)", "Skolformer (frivilligt)", "Intyg (frivilligt)"]
    assert "Alla uppgifter behövs" in text_of(failed)


def test_every_label_names_a_field_and_every_id_is_its_own(failed):
    ids = [each.get("id") for each in failed.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {each.get("for") for each in failed.iter("label")} <= set(ids)
    described = " ".join(each.get("aria-describedby") for each in failed.iter() if each.get("aria-describedby"))
    assert set(described.split()) <= set(ids)


def test_credits_stand_beside_their_unit(failed):
    box = next(each for each in failed.iter() if "mp-inline" in each.get("class", ""))
    assert text_of(box) == "hp"
    assert by_id(failed, "id_credits").get("inputmode") == "decimal"


def test_one_primary_button_and_the_others_beside_it(failed):
    buttons = [(text_of(each), each.get("class")) for each in failed.iter("button")]
    assert buttons == [("Spara kursen", "btn btn-primary btn-lg"), ("Spara och lägg till en till", "btn btn-secondary btn-lg")]
    assert failed.get("method") == "post"
    assert failed.get("enctype") == "multipart/form-data"
    assert failed.find(".//p/a").get("href") == "/inventering/"


def test_files_that_are_there_can_be_taken_away():
    form = CourseForm()
    form.fields["certificate"].widget.stored = [StoredFile("intyg.pdf", "1,8 MB", "/intyg/1/", "met", "Kontrollerad", "1")]
    group = by_id(drawn(form), "div_id_certificate")
    assert group.find(".//a").get("href") == "/intyg/1/"
    button = group.find(".//button")
    assert (button.get("name"), button.get("value"), button.get("formnovalidate")) == ("remove", "1", "1")
    assert text_of(button) == "Ta bort intyg.pdf"


def test_a_form_may_leave_its_parts_in_their_own_order():
    class Small(forms.Form):
        one = forms.CharField(label="Ett")
        two = forms.CharField(label="Två")

    root = drawn(Small(), form_layout(submit="Ta bort", submit_kind="danger"))
    assert [each.get("name") for each in root.iter("input") if each.get("type") != "hidden"] == ["one", "two"]
    assert root.find(".//button").get("class") == "btn btn-danger btn-lg"
    assert "Alla uppgifter behövs" not in text_of(root)


def test_a_filter_is_sent_with_get_and_asks_for_nothing():
    class Filter(forms.Form):
        state = forms.ChoiceField(label="Läge", choices=CHOICES, required=False)

    root = drawn(Filter(), filter_layout("state"))
    assert root.get("method") == "get"
    assert not [each for each in root.iter("input") if each.get("name") == "csrfmiddlewaretoken"]
    assert "frivilligt" not in text_of(root)


def test_a_question_keeps_its_own_mark_in_the_summary():
    class Form(forms.Form):
        purpose = forms.CharField(label="Vad ska kursen leda till?", error_messages={"required": "Skriv vad kursen ska leda till."})
        helper = form_layout("purpose", submit="Spara")

    links = [text_of(each) for each in by_id(drawn(Form(data={})), "fel").iter("a")]
    assert links == ["Vad ska kursen leda till? Skriv vad kursen ska leda till."]
