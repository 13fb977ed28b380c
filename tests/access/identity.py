"""Numbers and protection: for administrators, of people at their own school provider."""

from tests.access.row import Row, who

ADMINISTRATORS = who(200, "administrator", foreign_administrator=404)


def teacher(world):
    return {"pk": world.people["teacher"].pk}


ROWS: dict[str, Row] = {
    "administration:person_find": Row(
        get=who(200, "administrator", "foreign_administrator"),
        post=who(200, "administrator", "foreign_administrator"),
        otherwise=403,
    ),
    "administration:person_number": Row(get=ADMINISTRATORS, post=ADMINISTRATORS, otherwise=403, kwargs=teacher),
    "administration:person_protection": Row(
        get=ADMINISTRATORS,
        post=who(302, "administrator", foreign_administrator=404),
        otherwise=403,
        kwargs=teacher,
        data=lambda world: {"protection": "confidential", "reason": "decision"},
    ),
}
