"""Pages drawn for the reviewer."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from inventory import tasks
from inventory.certificates import previews, sandbox, services
from inventory.models import Certificate
from inventory.models.certificate import preview_path
from tests.factories import NOW, CertificateFactory, PersonFactory
from tests.inventory.certificates import documents

pytestmark = pytest.mark.django_db


def drawn(data):
    certificate = services.receive(documents.upload(data), person=PersonFactory(), at=NOW)
    tasks.draw_previews(str(certificate.pk))
    certificate.refresh_from_db()
    return certificate


def picture(certificate, page=1):
    with default_storage.open(preview_path(certificate, page)) as file:
        image = Image.open(file)
        image.load()
        return image.convert("RGB")


def test_the_first_ten_pages_are_drawn_so_that_they_can_be_read():
    certificate = drawn(documents.pdf(12))
    assert (certificate.pages, certificate.preview_pages, certificate.previews) == (12, 10, "drawn")
    assert picture(certificate, 10).size == (910, 1287)
    assert picture(certificate).convert("L").getextrema()[0] < 60, "there is ink on the page"
    assert not default_storage.exists(preview_path(certificate, 11))


def test_a_huge_photo_is_scaled_down():
    photo = drawn(documents.image(size=(5000, 2500)))
    assert picture(photo).size == (1600, 800)


def test_a_photo_is_turned_the_way_it_was_held():
    assert picture(drawn(documents.photo_on_its_side())).size == (40, 60)


@pytest.mark.parametrize(
    ("mode", "colour"), [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("P", 0), ("1", 1), ("I;16", 65535), ("CMYK", (0, 0, 0, 0))]
)
def test_every_sort_of_image_is_drawn_on_white(mode, colour):
    stream = io.BytesIO()
    image = Image.new(mode, (30, 20), colour)
    if mode == "P":
        image.putpalette([255, 255, 255])
    image.save(stream, "JPEG" if mode == "CMYK" else "PNG")
    assert min(picture(drawn(stream.getvalue())).getpixel((5, 5))) > 240


def test_drawing_twice_draws_once(monkeypatch):
    certificate = drawn(documents.pdf())
    monkeypatch.setattr(sandbox, "draw", lambda *args: pytest.fail("drew again"))
    tasks.draw_previews(str(certificate.pk))


def test_drawing_over_leaves_the_same_files():
    certificate = drawn(documents.pdf())
    previews.draw(certificate)
    folder = preview_path(certificate, 1).rsplit("/", 1)[0]
    assert default_storage.listdir(folder)[1] == [f"{certificate.pk}-1.png"]


def test_a_file_that_brings_the_drawing_down_is_given_up_and_not_tried_again():
    certificate = CertificateFactory(file__data=b"%PDF-1.4 no document at all")
    tasks.draw_previews(str(certificate.pk))
    certificate.refresh_from_db()
    assert certificate.previews == Certificate.Previews.FAILED
    assert certificate.preview_pages == 0


def test_what_is_blocked_is_not_drawn():
    certificate = CertificateFactory(file__data=documents.pdf(), scan=Certificate.Scan.INFECTED)
    tasks.draw_previews(str(certificate.pk))
    certificate.refresh_from_db()
    assert certificate.preview_pages == 0


def test_pictures_of_a_certificate_removed_meanwhile_are_removed_too():
    certificate = CertificateFactory(file__data=documents.pdf())
    Certificate.objects.filter(pk=certificate.pk).delete()
    previews.draw(certificate)
    assert not default_storage.exists(preview_path(certificate, 1))


def test_the_sweep_takes_up_what_was_left_and_leaves_what_is_on_its_way():
    left = CertificateFactory(file__data=documents.pdf(), uploaded_at=timezone.now() - timedelta(hours=1))
    fresh = CertificateFactory(file__data=documents.pdf(), uploaded_at=timezone.now())
    gone = CertificateFactory(uploaded_at=timezone.now() - timedelta(hours=1))
    default_storage.delete(gone.file.name)
    tasks.sweep_certificates()
    assert Certificate.objects.get(pk=left.pk).preview_pages == 1
    assert Certificate.objects.get(pk=fresh.pk).preview_pages == 0
    assert Certificate.objects.get(pk=gone.pk).previews == Certificate.Previews.WAITING


def test_another_picture_under_the_same_name_is_replaced():
    certificate = CertificateFactory(file__data=documents.pdf())
    default_storage.save(preview_path(certificate, 1), ContentFile(b"old"))
    previews.draw(certificate)
    assert picture(certificate).size == (910, 1287)
