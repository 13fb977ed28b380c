from tests.access.row import Row, who

STAFF = who(200, "teacher", "colleague", "principal", "deputy", "foreign_teacher")

ROWS: dict[str, Row] = {
    "merit:assessment": Row(get=STAFF, otherwise=403),
    "merit:share": Row(
        get=who(405),
        post=who(302, "teacher", "colleague", "foreign_teacher"),
        otherwise=403,
        data=lambda world: {"shared": "no"},
    ),
    "merit:shared": Row(
        get=who(200, "principal", "deputy"), otherwise=404, kwargs=lambda world: {"person": world.things["shared_assessment"].person_id}
    ),
}
