"""Units, and how they are grouped."""

from django.urls import path

from organisation.administration import area_views, reorganising_views, unit_views

urlpatterns = [
    path("enheter/", unit_views.unit_list, name="units"),
    path("enheter/ny/", unit_views.unit_new, name="unit_new"),
    path("enheter/<int:pk>/", unit_views.unit, name="unit"),
    path("enheter/<int:pk>/namn/", unit_views.unit_rename, name="unit_rename"),
    path("enheter/<int:pk>/kod/", unit_views.unit_code, name="unit_code"),
    path("enheter/<int:pk>/flytta/", unit_views.unit_move, name="unit_move"),
    path("enheter/<int:pk>/skolformer/", unit_views.unit_school_forms, name="unit_school_forms"),
    path("enheter/<int:pk>/planerat/<int:period>/", unit_views.unit_plan_cancel, name="unit_plan_cancel"),
    path("enheter/<int:pk>/sla-samman/", reorganising_views.unit_merge, name="unit_merge"),
    path("enheter/<int:pk>/dela/", reorganising_views.unit_split, name="unit_split"),
    path("enheter/<int:pk>/stang/", reorganising_views.unit_close, name="unit_close"),
    path("enheter/<int:pk>/placera/", reorganising_views.unit_place, name="unit_place"),
    path("enheter/<int:pk>/ta-tillbaka/", reorganising_views.unit_take_back, name="unit_take_back"),
    path("omraden/", area_views.areas, name="areas"),
    path("omraden/nytt/", area_views.area_new, name="area_new"),
    path("omraden/<int:pk>/", area_views.area_edit, name="area_edit"),
    path("forvaltningar/ny/", area_views.authority_new, name="authority_new"),
    path("forvaltningar/<int:pk>/", area_views.authority_edit, name="authority_edit"),
]
