from pathlib import Path

import pytest

from launch import places


def test_sockets_are_only_put_where_every_client_can_name_them():
    assert places.is_plain_and_short(Path("/home/eva/meritplan/var/demo/run"))
    assert not places.is_plain_and_short(Path("/home/eva") / ("long-" * 16) / "run")
    assert not places.is_plain_and_short(Path("/home/åsa/meritplan/var/demo/run"))
    assert not places.is_plain_and_short(Path("/home/eva/my projects/run"))
    assert not places.is_plain_and_short(Path("/home/eva/a,b/run"))


def test_the_longest_accepted_folder_still_fits_in_a_socket_address():
    longest = max(length for length in range(1, 110) if places.is_plain_and_short(Path("/" + "a" * length)))
    assert len(f"/{'a' * longest}/.s.PGSQL.5432.lock") <= places.LONGEST_SOCKET


def test_two_checkouts_never_share_a_folder():
    one, other = Path("/home/eva/meritplan"), Path("/home/eva/meritplan2")
    for checkout in (one, other):
        assert places.short_name(checkout) == places.short_name(checkout)
    assert places.short_name(one) != places.short_name(other)


def test_each_purpose_has_its_own_short_folder():
    own, checkout = Path("/srv/x/var/demo"), Path("/srv/x")
    folders = {places.socket_candidates(own, purpose, checkout, is_root=True, uid=0)[-1] for purpose in ("demo", "test")}
    assert len(folders) == 2


def test_an_ordinary_user_never_gets_a_folder_only_root_may_make():
    candidates = places.data_candidates(Path("/srv/x/var/demo"), "demo", Path("/srv/x"), is_root=False, home=Path("/home/eva"))
    assert all(not str(folder).startswith("/var/lib") for folder in candidates)


def test_folders_are_private_to_the_user_of_the_services(place):
    for folder in (place.data, place.sockets):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.stat().st_uid == place.user.uid


def test_a_folder_behind_a_closed_door_is_not_used(checkout):
    user = places.service_user()
    if not user.is_other:
        pytest.skip("only root prepares folders for somebody else")
    closed = checkout / "closed"
    closed.mkdir(mode=0o700)
    assert not places._make_private(closed / "data", user)


def test_a_symbolic_link_is_not_taken_for_a_private_folder(checkout):
    (checkout / "elsewhere").mkdir()
    (checkout / "link").symlink_to(checkout / "elsewhere")
    assert not places._make_private(checkout / "link", places.service_user())


def test_data_once_made_stays_where_it_is(checkout, monkeypatch):
    outside = checkout / "outside"
    (outside / "postgres").mkdir(parents=True)
    (outside / "postgres" / "PG_VERSION").write_text("15\n")
    monkeypatch.setattr(places, "data_candidates", lambda own, purpose, root, **_: [own / "data", outside])
    assert places.prepare("demo", checkout=checkout).data == outside
