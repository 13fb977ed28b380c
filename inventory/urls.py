"""The teacher's e-service, under /inventering/. The short names before the slugs: no kind of record is called any of them."""

from django.urls import path

from inventory.views import decisions, record_form, records, sending, tasks

app_name = "inventory"
urlpatterns = [
    path("", tasks.tasks, name="tasks"),
    path("om-mig/", tasks.about, name="about"),
    path("inget-att-registrera/", tasks.nothing, name="nothing"),
    path("kontrollera/", sending.check, name="check"),
    path("kvitto/<uuid:pk>/", sending.receipt, name="receipt"),
    path("beslut/<uuid:pk>/vad-har-hant/", decisions.decision_events, name="decision_events"),
    path("<slug:slug>/", records.record_list, name="records"),
    path("<slug:slug>/lagg-till/", record_form.record_new, name="record_new"),
    path("<slug:slug>/inga/", records.records_none, name="records_none"),
    path("<slug:slug>/<uuid:pk>/", record_form.record_edit, name="record_edit"),
    path("<slug:slug>/<uuid:pk>/ta-bort/", records.record_remove, name="record_remove"),
    path("<slug:slug>/<uuid:pk>/ta-tillbaka/", records.record_take_back, name="record_take_back"),
]
