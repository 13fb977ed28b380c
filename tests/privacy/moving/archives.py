"""Somebody to move, and their archive: as it is written, and with another document in it."""

import io
import json
import zipfile

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.services import record
from inventory.certificates.services import Control, receive, say_control
from inventory.models import InventoryAnswer
from merit.services import reassess
from notices.models import Notice
from organisation.identity.services import set_number
from organisation.models import Delegation, Leave
from privacy.export import archive
from privacy.export.document import document_of
from tests.factories import (
    NOW,
    TODAY,
    CampaignFactory,
    CourseChoiceFactory,
    CourseFactory,
    DegreeFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PersonFactory,
    PracticeResearchFactory,
    QualifyingDegreeFactory,
    ScenarioFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)
from tests.inventory.certificates.documents import pdf
from tests.world import _submission

NUMBER = "199001010017"  # among the published test numbers


def build_teacher():
    """Somebody with something of every kind: in every section of the document, and in every kind of record."""
    unit = SchoolUnitFactory()
    principal = PersonFactory(principal_of=unit, given_name="Rut", family_name="Rektor")
    person = PersonFactory(teaches_at=unit, given_name="Tove", family_name="Åkerlund", username="tove")
    set_number(person, NUMBER, by=None, at=NOW)
    certificate = receive(SimpleUploadedFile("Kursbevis.pdf", pdf(1)), person=person, at=NOW)
    say_control(certificate, Control("8XK2M4PQ7R", "https://student.ladok.se/verifiera", TODAY), by=person, at=NOW)
    common = {"person": person, "accepted": True, "reviewed_by": principal, "certificates": [certificate]}
    CourseFactory(**{**common, "review_reason": "Stämmer med intyget."})
    for factory in (LicenceFactory, QualifyingDegreeFactory, StatedEmploymentFactory, DegreeFactory, LevelDecisionFactory):
        factory(**common)
    PracticeResearchFactory(person=person)  # a draft
    campaign = CampaignFactory(provider=unit.authority.provider, authorities=[unit.authority])
    InventoryAnswer.objects.create(campaign=campaign, person=person, interest="yes", nothing_to_add=["research"], changed_at=NOW)
    _submission(campaign, person, unit)
    CourseChoiceFactory(person=person, status="agreed", answered_by=principal, answered_at=NOW, answer="Bra val.")
    ScenarioFactory(person=person)
    Leave.objects.create(employment=person.employments.get(), kind="parental", starts_on=TODAY, ends_on=TODAY)
    Delegation.objects.create(giver=principal, receiver=person, unit=unit, scope="review", starts_on=TODAY, ends_on=TODAY)
    reassess(person, TODAY, NOW)
    record("inventory.certificate.read", actor=principal, subject=person, target=certificate, at=NOW)
    Notice.objects.create(person=person, kind="privacy.exported", about_model="x", about_key="1", key="k", url="/", told_at=NOW)
    return person


def told(person, **more):
    return document_of(person, viewer=person.look(on=TODAY), at=NOW, with_numbers=True, **more)


def packed(person, document=None):
    out = io.BytesIO()
    archive.write(document or told(person), person, out)
    out.seek(0)
    return out


def altered(whole, change):
    """The archive with another document in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(out, "w") as archive_:
        for name in before.namelist():
            data = before.read(name)
            if name == "person.json":
                document = json.loads(data)
                data = json.dumps(change(document) or document).encode()
            archive_.writestr(name, data)
    out.seek(0)
    return out


def stored_files():
    return [name for folder in default_storage.listdir("certificates")[0] for name in default_storage.listdir(f"certificates/{folder}")[1]]
