from inventory.institutions import as_written, institutions, present_name, suggestions


def test_every_state_institution_and_independent_provider_is_there():
    names = {each.name for each in institutions()}
    assert len(institutions()) == 31 + 13
    assert {"Uppsala universitet", "Södertörns högskola", "Jönköping University", "Ericastiftelsen"} <= names


def test_former_names_are_offered_with_what_they_are_called_today():
    offered = {each.name: each.now for each in suggestions()}
    assert offered["Malmö högskola"] == "Malmö universitet"
    assert offered["Lärarhögskolan i Stockholm"] == "Stockholms universitet"
    assert offered["Malmö universitet"] == ""


def test_names_come_in_swedish_order():
    names = [each.name for each in suggestions()]
    assert names.index("Örebro universitet") > names.index("Växjö universitet") > names.index("Umeå universitet")


def test_a_known_name_gets_its_usual_spelling_and_any_other_only_loses_extra_spaces():
    assert as_written("  malmö   HÖGSKOLA ") == "Malmö högskola"
    assert as_written(" Universitetet i  Oslo, Norge ") == "Universitetet i Oslo, Norge"


def test_old_and_new_name_are_the_same_institution():
    assert present_name("Malmö högskola") == present_name("malmö universitet") == "Malmö universitet"
    assert present_name("Universitetet i Oslo") == "Universitetet i Oslo"
