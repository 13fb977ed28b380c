from django.urls import URLPattern, path

from plans.authority import views as authority
from plans.choices import answer_views, way_views
from plans.choices import views as choices
from plans.units import plan_views
from plans.units import views as units
from plans.whatif import views as whatif

app_name = "plans"
urlpatterns: list[URLPattern] = [
    path("huvudmannaplan/", authority.authority_plans, name="authority_plans"),
    path("huvudmannaplan/<int:pk>/", authority.authority_plan, name="authority_plan"),
    path("huvudmannaplan/<int:pk>/forankring/ny/", authority.anchoring_new, name="anchoring_new"),
    path("huvudmannaplan/<int:pk>/larosaten/nytt/", authority.dialogue_new, name="dialogue_new"),
    path("huvudmannaplan/<int:pk>/larosaten/<int:dialogue>/", authority.dialogue_edit, name="dialogue_edit"),
    path("huvudmannaplan/<int:pk>/tidplan/<int:item>/", authority.timeline_edit, name="timeline_edit"),
    path("huvudmannaplan/<int:pk>/budget/ny/", authority.budget_line_new, name="budget_line_new"),
    path("min-plan/", choices.my_plan, name="my_plan"),
    path("meritering/tank-om/", whatif.what_if, name="what_if"),
    path("meritering/tank-om/spara/", whatif.scenario_save, name="scenario_save"),
    path("meritering/tank-om/<uuid:pk>/ta-bort/", whatif.scenario_remove, name="scenario_remove"),
    path("min-plan/narmaste-vag/", way_views.shortest, name="shortest"),
    path("min-plan/valj/", choices.choose, name="choose"),
    path("min-plan/individuell/ny/", choices.individual_new, name="individual_new"),
    path("min-plan/skicka/", choices.choices_send, name="choices_send"),
    path("min-plan/val/<uuid:pk>/ta-bort/", choices.choice_remove, name="choice_remove"),
    path("enheter/", units.units, name="units"),
    path("enheter/<int:pk>/", units.unit, name="unit"),
    path("enheter/<int:pk>/paminn/", units.remind, name="unit_remind"),
    path("enheter/<int:pk>/plan/", plan_views.unit_plan, name="unit_plan"),
    path("enheter/<int:pk>/plan/analys/", plan_views.unit_analysis, name="unit_analysis"),
    path("enheter/<int:pk>/plan/kurser/ny/", plan_views.unit_course_new, name="unit_course_new"),
    path("enheter/<int:pk>/plan/kurser/<int:course>/ta-bort/", plan_views.unit_course_remove, name="unit_course_remove"),
    path("enheter/<int:pk>/plan/besluta/", plan_views.unit_plan_decide, name="unit_plan_decide"),
    path("enheter/<int:pk>/plan/oppna/", plan_views.unit_plan_reopen, name="unit_plan_reopen"),
    path("enheter/<int:unit>/val/", answer_views.unit_choices, name="unit_choices"),
    path("enheter/<int:unit>/val/<uuid:pk>/", answer_views.choice_answer, name="choice_answer"),
    path("enheter/<int:unit>/val/<uuid:pk>/oppna/", answer_views.choice_reopen, name="choice_reopen"),
    path("enheter/<int:unit>/person/<uuid:person>/", answer_views.person_choices, name="person_choices"),
    path("enheter/<int:unit>/person/<uuid:person>/kom-overens/", answer_views.choices_agree, name="choices_agree"),
]
