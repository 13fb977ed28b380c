from tests.access.row import Row, who
from tests.world import World

EMPLOYED = ("teacher", "colleague", "principal", "deputy")
LEADS = ("principal", "deputy")
ONLY_READS = {"teacher": 403, "colleague": 403, "strategist": 403, "reader": 403}  # the unit is in sight, its people are not
NOT_THEIRS = {**ONLY_READS, "delegate_lead": 403}  # the plan is its principals' own, and is never handed over


def unit(world: World) -> dict[str, object]:
    return {"pk": world.unit.pk}


def choice(world: World) -> dict[str, object]:
    return {"unit": world.unit.pk, "pk": world.things["choice"].pk}


def person(world: World) -> dict[str, object]:
    return {"unit": world.unit.pk, "person": world.people["teacher"].pk}


OWN_PLAN: dict[str, Row] = {
    "plans:my_plan": Row(get=who(200, *EMPLOYED), otherwise=403),
    "plans:shortest": Row(get=who(200, *EMPLOYED), otherwise=403),
    "plans:what_if": Row(get=who(200, *EMPLOYED), otherwise=403),
    "plans:scenario_save": Row(
        get=who(302, "teacher", "colleague"),  # nothing is asked: to where one asks
        post=who(302, "teacher", "colleague"),
        otherwise=403,
        data=lambda world: {"fraga": "omfattning=40", "name": "Mindre arbete"},
    ),
    "plans:scenario_remove": Row(
        get=who(200, "teacher"), post=who(302, "teacher"), otherwise=404, kwargs=lambda world: {"pk": world.things["scenario"].pk}
    ),
    "plans:choose": Row(get=who(200, *EMPLOYED), post=who(200, *EMPLOYED), otherwise=403),
    "plans:individual_new": Row(get=who(200, *EMPLOYED), post=who(200, *EMPLOYED), otherwise=403),
    "plans:choices_send": Row(post=who(302, *EMPLOYED), otherwise=403),
    "plans:choice_remove": Row(
        get=who(200, "teacher", principal=403, deputy=403),
        post=who(302, "teacher", principal=403, deputy=403),
        kwargs=lambda world: {"pk": world.things["choice"].pk},
    ),
}
ANSWERS: dict[str, Row] = {
    "plans:unit_choices": Row(get=who(200, *LEADS, **ONLY_READS), kwargs=lambda world: {"unit": world.unit.pk}),
    "plans:person_choices": Row(get=who(200, *LEADS, **ONLY_READS), kwargs=person),
    "plans:choices_agree": Row(post=who(302, *LEADS, **ONLY_READS), kwargs=person),
    "plans:choice_answer": Row(
        get=who(200, *LEADS, **ONLY_READS), post=who(302, *LEADS, **ONLY_READS), kwargs=choice, data=lambda world: {"answer": "agree"}
    ),
    "plans:choice_reopen": Row(
        get=who(200, *LEADS, **ONLY_READS),
        post=who(302, *LEADS, **ONLY_READS),
        kwargs=choice,
        data=lambda world: {"reason": "Kursen är flyttad."},
    ),
}
UNITS: dict[str, Row] = {
    "plans:units": Row(
        get=who(200, *LEADS, "strategist", "reader"),
        otherwise=403,
    ),
    "plans:unit": Row(get=who(200, *LEADS, strategist=200, reader=200, teacher=403, colleague=403), kwargs=unit),
    "plans:unit_plan": Row(get=who(200, *LEADS, "strategist"), kwargs=unit),  # a draft: out of the teachers' and the reader's sight
    "plans:unit_remind": Row(post=who(302, *LEADS, **{**ONLY_READS, "strategist": 302}), kwargs=unit),
    "plans:unit_analysis": Row(get=who(200, *LEADS, **NOT_THEIRS), post=who(200, *LEADS, **NOT_THEIRS), kwargs=unit),
    "plans:unit_course_new": Row(get=who(302, *LEADS, **NOT_THEIRS), post=who(302, *LEADS, **NOT_THEIRS), kwargs=unit),
    "plans:unit_course_remove": Row(
        post=who(302, *LEADS, **NOT_THEIRS),
        kwargs=lambda world: {"pk": world.unit.pk, "course": world.things["unit_course"].pk},
    ),
    "plans:unit_plan_decide": Row(post=who(302, *LEADS, **NOT_THEIRS), kwargs=unit),
    "plans:unit_plan_reopen": Row(post=who(302, *LEADS, **NOT_THEIRS), kwargs=unit),
}
IN_THE_AUTHORITY = ("teacher", "colleague", *LEADS, "other_teacher", "other_principal", "reviewer", "strategist", "reader")
UPDATES = {**who(403, *IN_THE_AUTHORITY), "strategist": 200}  # the plan is in sight, it is the strategist's to keep up to date


def plan(world: World) -> dict[str, object]:
    return {"pk": world.things["plan"].pk}


AUTHORITY: dict[str, Row] = {
    "plans:authority_plans": Row(get=who(200)),  # whoever has none to read is told so
    "plans:authority_plan": Row(get=who(200, *IN_THE_AUTHORITY), kwargs=plan),
    "plans:anchoring_new": Row(get=UPDATES, post=UPDATES, kwargs=plan),
    "plans:dialogue_new": Row(get=UPDATES, post=UPDATES, kwargs=plan),
    "plans:dialogue_edit": Row(get=UPDATES, post=UPDATES, kwargs=lambda world: {**plan(world), "dialogue": world.things["dialogue"].pk}),
    "plans:timeline_edit": Row(get=UPDATES, post=UPDATES, kwargs=lambda world: {**plan(world), "item": world.things["timeline_item"].pk}),
    "plans:budget_line_new": Row(get=UPDATES, post=UPDATES, kwargs=plan),
}
ROWS: dict[str, Row] = {**OWN_PLAN, **ANSWERS, **UNITS, **AUTHORITY}
