import contextlib

from launch import services


class FakeCluster:
    def __init__(self, *names):
        self.names = list(names)

    def databases(self):
        return list(self.names)

    def drop_database(self, name):
        self.names.remove(name)


def test_runs_at_the_same_time_get_different_slots_and_the_next_run_the_lowest_again(place):
    with services._slot(place) as first, services._slot(place) as second:
        assert (first, second) == (0, 1)
    with services._slot(place) as again:
        assert again == 0


def test_a_test_database_is_kept_while_the_migrations_are_the_same(place):
    cluster = FakeCluster("meritplan", "test_meritplan_0_new", "test_meritplan_0_new_gw1", "test_meritplan_0_old", "test_meritplan_1_old")
    with services._clean_slot(place, cluster, 0, "0_new"):
        pass
    assert cluster.names == ["meritplan", "test_meritplan_0_new", "test_meritplan_0_new_gw1", "test_meritplan_1_old"]


def test_an_interrupted_run_leaves_no_rows_to_the_next(place):
    cluster = FakeCluster("test_meritplan_0_new", "test_meritplan_1_new")
    interrupted = contextlib.ExitStack()
    interrupted.enter_context(services._clean_slot(place, cluster, 0, "0_new"))
    interrupted.pop_all()  # killed: nothing is tidied
    with services._clean_slot(place, cluster, 0, "0_new"):
        pass
    assert cluster.names == ["test_meritplan_1_new"]


def test_the_name_of_the_test_database_follows_the_migrations(tmp_path):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").touch()
    (tmp_path / "inventory" / "migrations").mkdir(parents=True)
    before = services.migrations_hash(tmp_path)
    (tmp_path / "inventory" / "migrations" / "0001_initial.py").write_text("operations = []")
    assert services.migrations_hash(tmp_path) != before
