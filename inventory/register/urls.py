"""Skolverket's register check, under /administration/registerkontroll/."""

from django.urls import path

from inventory.register import answer_views as answers
from inventory.register import follow_up_views, views

app_name = "register"
urlpatterns = [
    path("", views.register, name="register"),
    path("lista/", views.new_check, name="new_check"),
    path("lista/<uuid:pk>/", views.check, name="check"),
    path("lista/<uuid:pk>/fil/", views.check_file, name="check_file"),
    path("lista/<uuid:pk>/avbryt/", views.check_cancel, name="check_cancel"),
    path("lista/<uuid:pk>/ta-bort/", views.check_remove, name="check_remove"),
    path("svar/", answers.new_answer, name="new_answer"),
    path("svar/<uuid:pk>/", answers.answer, name="answer"),
    path("svar/<uuid:pk>/kolumner/", answers.columns, name="columns"),
    path("svar/<uuid:pk>/betydelser/", answers.words, name="words"),
    path("svar/<uuid:pk>/ta-in/", answers.take, name="take"),
    path("svar/<uuid:pk>/avbryt/", answers.cancel, name="answer_cancel"),
    path("svar/<uuid:pk>/rader/", answers.rows_file, name="rows_file"),
    path("svar/<uuid:pk>/ta-bort/", answers.remove, name="remove"),
    path("beslut/<uuid:pk>/", follow_up_views.decision_events, name="decision_events"),
    path("kolumnval/<int:pk>/ta-bort/", answers.mapping_remove, name="mapping_remove"),
]
