"""Duplicate accounts, under /administration/."""

from django.urls import path

from organisation.administration import merge_views as views

urlpatterns = [
    path("dubbletter/", views.duplicates, name="duplicates"),
    path("dubbletter/<uuid:first>/<uuid:second>/", views.pair, name="duplicate"),
    path("dubbletter/<uuid:first>/<uuid:second>/olika/", views.two_people, name="duplicate_two_people"),
    path("dubbletter/angra/<int:pk>/", views.undo, name="merge_undo"),
]
