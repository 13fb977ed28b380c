import pytest
from pathlib import Path
from tests.reports.papers import teacher_ready_for_level_1
from reports.pack import services, making
from reports.models import ApplicationPack
from jobs import tasks
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("level", [1, 2])
def test_try(client, level):
    p = teacher_ready_for_level_1()
    pack = services.order(p, level=level, applies_on=TODAY, with_number=False, language="sv", at=NOW)
    import time

    t = time.time()
    making.make(pack.job)
    print("made in", time.time() - t)
    pack.refresh_from_db()
    out = Path("/tmp/pack")
    out.mkdir(exist_ok=True)
    for n in ("pdf", "archive", "print_copy"):
        (out / f"{level}-{n}").write_bytes(getattr(pack, n).open().read())
    client.force_login(p)
    r = client.get(f"/meritering/ansokan/{level}/")
    assert r.status_code == 200
    (out / f"{level}.html").write_bytes(r.content)
    r = client.get(f"/meritering/ansokan/paket/{pack.pk}/")
    assert r.status_code == 200
