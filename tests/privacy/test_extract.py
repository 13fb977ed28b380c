"""Public records leave item by item: flagged, decided by a person, and masked where that was decided."""

import io

import pikepdf
import pypdfium2
import pytest

from audit.models import Entry
from organisation.models import Leave, Person
from privacy.extract import making, services
from privacy.extract.services import Verdict
from privacy.models import ExtractItem, PublicExtract
from tests.factories import NOW, TODAY, CourseFactory, PersonFactory

pytestmark = pytest.mark.django_db
Hint = ExtractItem.Hint


@pytest.fixture
def teacher(unit):
    person = PersonFactory(teaches_at=unit, given_name="Ofelia", family_name="Zetterqvist", username="ofelia", email="ofelia@example.se")
    CourseFactory(person=person, title="Skickad kurs", accepted=True, review_reason="Hon var sjuk, 19900101-0017", motivation="Eget behov")
    CourseFactory(person=person, title="Hemligt utkast")
    Leave.objects.create(employment=person.employments.get(), kind="sick", starts_on=TODAY)
    return person


@pytest.fixture
def extract(teacher, administrator):
    return services.take_out([teacher], "Begäran dnr 2026/9", by=administrator.look(on=TODAY), at=NOW)


def hints(extract):
    return {item.text: item.hint for item in extract.items.order_by("order")}


def test_what_the_act_protects_is_flagged_and_what_is_no_record_is_left_out(extract):
    found = hints(extract)
    assert "Hemligt utkast" not in " ".join(found)
    assert found["ofelia@example.se"] == Hint.CONTACT
    assert found["Eget behov"] == Hint.FREE_TEXT
    assert next(hint for text, hint in found.items() if "Sjukfrånvaro" in text) == Hint.HEALTH
    numbers = [text for text, hint in found.items() if hint == Hint.NUMBER]
    assert numbers == ["Hon var sjuk, ••••••••-••••"]
    assert found["Skickad kurs"] == Hint.NONE


def test_a_protected_identity_is_not_even_shown_to_the_one_who_checks(teacher, administrator):
    Person.objects.filter(pk=teacher.pk).update(protection="protected")
    teacher.refresh_from_db()
    made = services.take_out([teacher], "Begäran dnr 2026/9", by=administrator.look(on=TODAY), at=NOW)
    said = " ".join(f"{item.heading} {item.text}" for item in made.items.order_by("order"))
    for hidden in ("Ofelia", "Zetterqvist", "ofelia", teacher.employments.get().unit.name):
        assert hidden not in said
    assert Hint.IDENTITY in hints(made).values()


def test_nothing_leaves_until_every_item_is_decided(extract, administrator):
    first, *rest = extract.items.order_by("order")
    services.decide(extract, {item.pk: Verdict("release", "") for item in rest}, by=administrator, at=NOW)
    with pytest.raises(services.UndecidedError):
        services.let_out(extract, by=administrator, at=NOW)
    services.decide(extract, {first.pk: Verdict("mask", "21 kap. 3 §")}, by=administrator, at=NOW)
    services.let_out(extract, by=administrator, at=NOW)
    with pytest.raises(services.DecidedError):
        services.decide(extract, {first.pk: Verdict("release", "")}, by=administrator, at=NOW)


def test_an_item_of_another_extract_is_not_touched(extract, administrator, teacher):
    other = services.take_out([teacher], "Begäran dnr 2026/10", by=administrator, at=NOW)
    services.decide(extract, {other.items.earliest("order").pk: Verdict("release", "")}, by=administrator, at=NOW)
    assert not other.items.exclude(decision="").exists()


def test_on_the_pages_from_request_to_document(client, administrator, teacher, django_capture_on_commit_callbacks):
    client.force_login(administrator)
    address = "/administration/utlamnande/"
    assert "finns inget konto här" in client.post(address, {"request": "Begäran dnr 2026/9", "people": "okänd"}).content.decode()
    page = client.post(address, {"request": "Begäran dnr 2026/9", "people": "ofelia\n\nofelia"}).url
    extract = PublicExtract.objects.get()
    parts = sorted(set(extract.items.values_list("part", flat=True)))
    item = extract.items.filter(part=parts[0]).earliest("order")
    refused = client.post(f"{page}del/{parts[0]}/", {f"d{item.pk}": "mask", f"g{item.pk}": ""})
    assert "Skriv på vilken grund" in refused.content.decode()
    for part in parts:
        assert client.get(f"{page}del/{part}/").status_code == 200
        client.post(f"{page}del/{part}/", {"suggested": "1"})
    assert "Allt är bestämt" in client.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page}lamna-ut/")
    data = b"".join(client.get(f"{page}fil/").streaming_content)
    text = "".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(data))
    assert "Skickad kurs" in text
    for masked in ("ofelia@example.se", "Eget behov", "Sjukfrånvaro", "19900101"):
        assert masked not in text
    assert "Maskat." in text
    masked = extract.items.filter(decision="mask").count()
    said = " ".join(text.replace("\u00ad", "").split())
    assert f"{extract.items.count() - masked} uppgifter lämnas ut. {masked} uppgifter är maskade." in said
    assert said.count("Person 1") == 1
    assert pikepdf.open(io.BytesIO(data)).Root.MarkInfo.Marked
    assert Entry.objects.filter(subject=teacher, action__in=["privacy.extract.read", "privacy.extract.decided"]).count() == 2


def test_a_heading_of_a_row_with_something_masked_is_not_told(extract, administrator):
    verdicts = {item.pk: Verdict("mask", "21 kap. 1 §") for item in extract.items.order_by("order")}
    services.decide(extract, verdicts, by=administrator, at=NOW)
    rows = [row for chapter in making.chapters_of(extract) for row in chapter.rows]
    assert not any(row.heading for row in rows)
    assert not any(line.text for row in rows for line in row.lines)
