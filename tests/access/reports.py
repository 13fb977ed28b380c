from tests.access.row import Row, who

MAY_ORDER = (
    "principal",
    "deputy",
    "other_principal",
    "strategist",
    "other_strategist",
    "reader",
    "foreign_principal",
    "foreign_strategist",
)
SEES_THE_PLAN = who(302, "principal", "deputy", "other_principal", "strategist", "reader")


def of_report(world):
    return {"pk": world.things["report"].pk}


ROWS: dict[str, Row] = {
    "reports:list": Row(get=who(200, *MAY_ORDER), otherwise=403),
    "reports:order": Row(
        get=who(405),
        post={**SEES_THE_PLAN, "other_strategist": 404, "foreign_principal": 404, "foreign_strategist": 404},
        otherwise=403,
        data=lambda world: {"kind": "authority_plan", "id": world.things["plan"].pk},
    ),
    "reports:report": Row(get=who(200, "principal"), kwargs=of_report),
    "reports:progress": Row(get=who(200, "principal"), kwargs=of_report),
    "reports:file": Row(get=who(200, "principal"), kwargs=of_report),
}
