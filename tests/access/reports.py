from tests.access.row import Row, who

MAY_ORDER = ("principal", "deputy", "strategist", "reader")
SEES_THE_PLAN = who(302, *MAY_ORDER)
NOT_THE_PLAN = who(404, "other_strategist", "other_reader", "foreign_principal", "foreign_strategist", "foreign_reader")


def of_report(world):
    return {"pk": world.things["report"].pk}


ROWS: dict[str, Row] = {
    "reports:list": Row(get=who(200, *MAY_ORDER), otherwise=403),
    "reports:order": Row(
        post={**SEES_THE_PLAN, **NOT_THE_PLAN},
        otherwise=403,
        data=lambda world: {"kind": "authority_plan", "id": world.things["plan"].pk},
    ),
    "reports:report": Row(get=who(200, "principal"), kwargs=of_report),
    "reports:progress": Row(get=who(200, "principal"), kwargs=of_report),
    "reports:cancel": Row(post={"principal": 302}, kwargs=of_report),
    "reports:file": Row(get=who(200, "principal"), kwargs=of_report),
}
