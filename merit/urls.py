from django.urls import path

from merit import views

app_name = "merit"
urlpatterns = [
    path("", views.assessment, name="assessment"),
    path("dela/", views.share, name="share"),
    path("<uuid:person>/", views.shared_assessment, name="shared"),
]
