"""Under /administration/, among the other pages about a person."""

from django.urls import path

from organisation.identity import views

urlpatterns = [
    path("personer/hitta/", views.find, name="person_find"),
    path("personer/<uuid:pk>/nummer/", views.number, name="person_number"),
    path("personer/<uuid:pk>/skydd/", views.protect, name="person_protection"),
]
