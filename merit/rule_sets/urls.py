"""The administrator's pages of how the law is read, under /administration/regler/."""

from django.urls import path

from merit.rule_sets import views

app_name = "rule_sets"
urlpatterns = [
    path("", views.rule_sets, name="list"),
    path("ny/", views.draft_new, name="new"),
    path("<int:pk>/", views.rule_set, name="rule_set"),
    path("<int:pk>/lage/", views.reassessment, name="reassessment"),
    path("utkast/<int:pk>/", views.draft, name="draft"),
    path("utkast/<int:pk>/svar/", views.draft_edit, name="edit"),
    path("utkast/<int:pk>/skal/", views.grounds, name="grounds"),
    path("utkast/<int:pk>/provkorning/", views.rehearse, name="rehearse"),
    path("utkast/<int:pk>/provkorning/lage/", views.progress, name="progress"),
    path("utkast/<int:pk>/provkorning/avbryt/", views.cancel, name="cancel"),
    path("utkast/<int:pk>/publicera/", views.publish, name="publish"),
    path("utkast/<int:pk>/ta-bort/", views.remove, name="remove"),
]
