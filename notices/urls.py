from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("besked/", views.notice_list, name="list"),
    path("besked/lasta/", views.read_all, name="read_all"),
    path("besked/<uuid:pk>/", views.open_notice, name="open"),
    path("konto/besked/", views.preferences, name="preferences"),
    path("administration/driftlage/", views.troubles_page, name="troubles"),
    path("administration/driftlage/adress/<int:pk>/", views.try_again, name="try_again"),
]
