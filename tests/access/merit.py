from tests.access.row import Row, who

STAFF = who(200, "teacher", "colleague", "principal", "deputy")

ROWS: dict[str, Row] = {
    "merit:assessment": Row(get=STAFF, otherwise=403),
    "merit:law": Row(get=who(200)),
    "merit:share": Row(
        post=who(302, "teacher", "colleague"),
        otherwise=403,
        data=lambda world: {"shared": "no"},
    ),
    "merit:earlier_list": Row(get=STAFF, otherwise=403),
    "merit:earlier": Row(get=who(200, "teacher"), otherwise=404, kwargs=lambda world: {"pk": world.things["earlier_assessment"].pk}),
    "merit:shared": Row(
        get=who(200, "principal", "deputy"), otherwise=404, kwargs=lambda world: {"person": world.things["shared_assessment"].person_id}
    ),
}
