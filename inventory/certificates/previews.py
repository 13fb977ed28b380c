"""Pictures of a certificate's first pages, drawn by the worker in a process of its own, for whoever reviews it."""

import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from inventory.certificates import sandbox
from inventory.models import Certificate
from inventory.models.certificate import preview_path


def draw(certificate: Certificate) -> None:
    """Draw and store the pages, and say on the row how many. Drawing again gives the same files."""
    try:
        with tempfile.TemporaryDirectory(prefix="previews-") as folder:
            with certificate.file.open("rb") as file:
                drawn = sandbox.draw(file.read(), Path(folder))
            for page in range(1, drawn + 1):
                _store(preview_path(certificate, page), (Path(folder) / f"{page}.png").read_bytes())
    except sandbox.TooHeavyError:
        _set(certificate, Certificate.Previews.FAILED, 0)
        return
    if not _set(certificate, Certificate.Previews.DRAWN, drawn):
        for page in range(1, drawn + 1):  # the certificate was removed while its pages were drawn
            default_storage.delete(preview_path(certificate, page))


def _store(name: str, data: bytes) -> None:
    default_storage.delete(name)
    stored = default_storage.save(name, ContentFile(data))
    if stored != name:  # another worker drew the same page at the same moment
        default_storage.delete(stored)


def _set(certificate: Certificate, state: Certificate.Previews, pages: int) -> bool:
    return bool(Certificate.objects.filter(pk=certificate.pk).update(previews=state, preview_pages=pages))
