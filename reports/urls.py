from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("bestall/", views.order, name="order"),
    path("<uuid:pk>/", views.report, name="report"),
    path("<uuid:pk>/lage/", views.progress, name="progress"),
    path("<uuid:pk>/avbryt/", views.cancel, name="cancel"),
    path("<uuid:pk>/fil/", views.file, name="file"),
]
