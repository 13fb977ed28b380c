"""The pack for an application: what is in its three files, in which order, and that the originals are what was uploaded."""

import hashlib
import io
import zipfile
from contextlib import contextmanager

import pikepdf
import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone, translation

from inventory.models import Certificate
from jobs import tasks
from notices.models import Notice
from organisation.identity import services as identity
from reports.models import ApplicationPack
from reports.pack import making, services
from reports.pack.basis import read_basis
from reports.pack.checklist import checklist_of
from tests.factories import NOW, TODAY, ApplicationPackFactory
from tests.reports.papers import LONG_NAME, teacher_ready_for_level_1
from tests.reports.test_documents import tags_of

NUMBER = "19511013-3815"  # a published test number


@contextmanager
def undone():
    atomic = transaction.atomic()
    atomic.__enter__()
    try:
        yield
    finally:
        connection.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """One pack for level 1, made once for all tests, and the bytes of its files."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("packs"))
    with django_db_blocker.unblock(), media, undone():
        person = teacher_ready_for_level_1()
        identity.set_number(person, NUMBER, by=None, at=NOW)
        pack = services.order(person, level=1, applies_on=TODAY, with_number=False, at=NOW)
        with pytest.MonkeyPatch.context() as patch, translation.override("en"):  # the documents are Swedish wherever they are made
            patch.setattr(timezone, "now", lambda: NOW)
            tasks.work(job_id=str(pack.job.pk))
        yield Made(ApplicationPack.objects.select_related("job").get(pk=pack.pk))


class Made:
    def __init__(self, pack):
        self.pack, self.state = pack, pack.job.state
        self.pdf, self.archive, self.print_copy = (self._read(name) for name in ("pdf", "archive", "print_copy"))
        self.uploads = {row.original_name: row.sha256 for row in Certificate.objects.filter(person=pack.person)}
        self.told = list(Notice.objects.values_list("person", "kind"))

    def _read(self, name):
        with getattr(self.pack, name).open("rb") as file:
            return file.read()

    def zipped(self):
        return zipfile.ZipFile(io.BytesIO(self.archive))


def texts_of(content):
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [" ".join(text.replace("\u00ad", "").replace("\ufffe", "-").split()) for text in pages]


ENTRIES = [
    "00-underlag-meriteringsniva-1.pdf",
    "01-legitimation-lararlegitimation.pdf",
    "02-examensbevis-amneslararexamen.jpg",
    "03-tjanstgoringsintyg-larare-strandgymnasiet.pdf",
    "04-kursintyg-intyg.pdf",
    "INNEHALL.txt",
]


def test_the_archive_has_the_summary_first_then_the_originals_in_the_order_of_the_checklist(made):
    assert made.state == "finished"
    assert made.zipped().namelist() == ENTRIES
    assert made.zipped().testzip() is None


def test_every_original_is_what_was_uploaded(made):
    archive = made.zipped()
    packed = [hashlib.sha256(archive.read(name)).hexdigest() for name in ENTRIES[1:-1]]
    names = [LONG_NAME, "Examen.jpg", "Tjänstgöring å ä ö.pdf", "Intyg.pdf"]
    assert packed == [made.uploads[name] for name in names]
    assert archive.read(ENTRIES[0]) == made.pdf


def test_no_name_in_the_archive_leaves_its_folder_whatever_the_file_was_called(made):
    assert all(name.isascii() and "/" not in name and "\\" not in name and ".." not in name for name in made.zipped().namelist())


def test_the_list_says_what_each_file_proves_and_what_it_was_called(made):
    text = made.zipped().read("INNEHALL.txt").decode("utf-8-sig")
    assert "Styrker: Språk i alla ämnen, Bedömning" in text
    assert "Originalets namn: Tjänstgöring å ä ö.pdf" in text
    assert made.uploads["Intyg.pdf"] in text


def test_every_page_says_that_it_is_preliminary_and_which_it_is(made):
    pages = texts_of(made.pdf)
    assert made.pack.pages == len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert "Preliminär bedömning – Skolverket beslutar. Nivå 1, Ragnhild Öberg" in text
        assert f"Sida {number} av {len(pages)}" in text


def test_no_name_however_long_pushes_a_column_off_the_paper(made):
    document = pypdfium2.PdfDocument(made.pdf)
    try:
        for page in document:
            text, width = page.get_textpage(), page.get_width()
            assert all(text.get_charbox(index)[2] <= width for index in range(text.count_chars()))
    finally:
        document.close()


def test_the_summary_has_the_conditions_the_rows_the_checklist_and_the_fee(made):
    text = " ".join(texts_of(made.pdf))
    for words in (
        "Ragnhild Öberg",
        "Villkoren för meriteringsnivå 1 är uppfyllda.",
        "SFS 2025:280, 6 § 3 och övergångsbestämmelse 2",
        "Ledarskap 2023-01-16 Väntar på granskning",
        "Ladda upp intyget på raden.",
        "990 kronor, avgiftsklass 2",
        "avgiftsförordningen (1992:191), 10 §",
        "8XK2M4PQ7R gäller till och med 5 december 2026",
    ):
        assert words in text
    assert "19511013-••••" in text
    assert "3815" not in text


def test_the_summary_is_tagged_for_screen_readers(made):
    counts, _alternatives = tags_of(made.pdf)
    assert counts["/H1"] == 1
    assert counts["/H2"] == 5
    assert counts["/Table"] >= 8
    assert counts["/TH"] > 30


def test_the_print_copy_says_first_what_is_lost_and_lists_what_is_locked(made):
    pages = texts_of(made.print_copy)
    assert "Digitala stämplar, underskrifter och taggar för skärmläsare har gått förlorade" in pages[0]
    assert "Originalen finns orörda i ZIP-filen." in pages[0]
    assert "3. Tjänstgöring å ä ö.pdf: gick inte att lägga ut som sidor." in pages[0]
    assert len(pages) == made.pack.print_pages == 1 + made.pack.pages + 1 + 1 + 2


def test_the_print_copy_has_each_certificate_as_pages_and_claims_no_tags(made):
    pages = texts_of(made.print_copy)[1 + made.pack.pages :]
    assert pages[0].startswith("Bilaga 1, sida 1 av 1.")
    assert "Legitimation 1" in pages[0]
    assert pages[1].startswith("Bilaga 2, sida 1 av 1.")
    assert "Resultatintyg 2" in pages[3]
    assert all("Preliminär bedömning – Skolverket beslutar" in text for text in pages)
    with pikepdf.open(io.BytesIO(made.print_copy)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        assert "/Metadata" not in pdf.Root
        assert str(pdf.docinfo["/Title"]).startswith("Utskriftskopia")


def test_the_teacher_is_told_once_and_the_files_have_a_last_day(made):
    assert made.told == [(made.pack.person_id, "reports.pack_done")]
    assert made.pack.expires_at == NOW + making.LASTS
    assert made.pack.originals == 4


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_file_that_is_not_what_was_uploaded_is_named_and_left_out(damage):
    person = teacher_ready_for_level_1()
    broken = Certificate.objects.get(person=person, original_name="Examen.jpg")
    default_storage.delete(str(broken.file.name))
    if damage == "changed":
        broken.file.storage.save(str(broken.file.name), io.BytesIO(b"something else"))
    found = making.originals.find_broken(Certificate.objects.filter(person=person).order_by("pk"), on_file=lambda: None)
    assert found == {broken.pk}
    checklist = checklist_of(read_basis(person, 1, on=TODAY), applies_on=TODAY, broken=found)
    assert [file.number for file in checklist.originals] == [1, 2, 3]
    assert [file.why for file in checklist.left_out] == ["Filen gick inte att läsa här. Ladda upp intyget igen."]


@pytest.mark.django_db
def test_a_pack_that_has_had_its_time_loses_its_files_and_keeps_its_row(django_capture_on_commit_callbacks):
    over, lasting = ApplicationPackFactory(finished=True), ApplicationPackFactory(finished=True)
    ApplicationPack.objects.filter(pk=lasting.pk).update(expires_at=NOW + 2 * making.LASTS)
    with django_capture_on_commit_callbacks(execute=True):
        assert making.remove_what_is_over(at=NOW + making.LASTS) == 1
    assert not any(default_storage.exists(name) for name in over.file_names)
    assert all(default_storage.exists(name) for name in lasting.file_names)
    over.refresh_from_db()
    assert not over.can_be_fetched(NOW)
