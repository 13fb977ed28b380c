from django.urls import path

from inventory.certificates import control_views, views

app_name = "certificates"
urlpatterns = [
    path("<uuid:pk>/", views.file, name="file"),
    path("<uuid:pk>/sida/<int:page>/", views.page, name="page"),
    path("<uuid:pk>/kontrollkod/", control_views.control, name="control"),
    path("<uuid:pk>/ta-bort/", views.remove, name="remove"),
]
