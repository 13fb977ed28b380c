"""The administrator's pages about the organisation and its people, under /administration/."""

from django.urls import include, path

app_name = "administration"
urlpatterns = [
    path("", include("organisation.administration.unit_urls")),
    path("", include("organisation.administration.people_urls")),
    path("", include("organisation.identity.urls")),
    path("", include("organisation.administration.merge_urls")),
]
