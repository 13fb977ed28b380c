"""The search, and what is handed over."""

from django.urls import path

from organisation import views

app_name = "organisation"
urlpatterns = [
    path("sok/", views.search, name="search"),
    path("delegeringar/", views.delegations, name="delegations"),
    path("delegeringar/ny/", views.delegate, name="delegate"),
    path("delegeringar/<int:pk>/avsluta/", views.delegation_end, name="delegation_end"),
]
