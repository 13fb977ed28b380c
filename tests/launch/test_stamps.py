from launch import stamps


def hash_of(folder, *names, also=""):
    return stamps.content_hash([folder / name for name in names], base=folder, also=also)


def test_the_hash_follows_content_names_and_context(tmp_path):
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    first = hash_of(tmp_path, "a", "b")
    assert hash_of(tmp_path, "b", "a") == first
    assert hash_of(tmp_path, "a") != first
    assert hash_of(tmp_path, "a", "b", also="another database") != first
    (tmp_path / "b").rename(tmp_path / "c")
    assert hash_of(tmp_path, "a", "c") != first


def test_moving_text_from_one_file_to_the_next_changes_the_hash(tmp_path):
    (tmp_path / "a").write_text("xy")
    (tmp_path / "b").write_text("z")
    first = hash_of(tmp_path, "a", "b")
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").write_text("yz")
    assert hash_of(tmp_path, "a", "b") != first


def test_a_step_is_done_once_and_again_after_a_change(tmp_path):
    stamp = tmp_path / "deep" / "stamp"
    assert not stamps.is_current(stamp, "one")
    stamps.write(stamp, "one")
    assert stamps.is_current(stamp, "one")
    assert not stamps.is_current(stamp, "two")
