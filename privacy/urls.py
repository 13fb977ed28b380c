"""Everything about personal data: people's own pages under /integritet/, the administrator's under /administration/."""

from django.urls import path

from privacy import log_views
from privacy.export import views as export
from privacy.extract import views as extract
from privacy.insight import views as insight
from privacy.retention import views as retention
from privacy.statements import views as statements

app_name = "privacy"
urlpatterns = [
    path("integritet/min-logg/", log_views.my_log, name="my_log"),
    path("administration/logg/", log_views.log_state, name="log_state"),
    path("integritet/mina-uppgifter/", export.my_data, name="my_data"),
    path("integritet/mina-uppgifter/bestall/", export.export_order, name="export_order"),
    path("integritet/kopia/<uuid:pk>/", export.export, name="export"),
    path("integritet/kopia/<uuid:pk>/lage/", export.export_progress, name="export_progress"),
    path("integritet/kopia/<uuid:pk>/avbryt/", export.export_cancel, name="export_cancel"),
    path("integritet/kopia/<uuid:pk>/fil/", export.export_file, name="export_file"),
    path("scheman/person-<int:version>.json", export.schema_file, name="schema"),
    path("administration/personer/<uuid:pk>/utdrag/", export.export_of_person, name="export_of_person"),
    path("administration/personer/<uuid:pk>/insyn/", insight.insight, name="insight"),
    path("administration/personer/<uuid:pk>/insyn/stang/", insight.insight_close, name="insight_close"),
    path("administration/personer/<uuid:pk>/insyn/intyg/<uuid:certificate>/", insight.insight_file, name="insight_file"),
    path("administration/dataskydd/", statements.hub, name="hub"),
    path("administration/dataskydd/kontakter/", statements.settings, name="settings"),
    path("administration/registerforteckning/", statements.processing, name="processing"),
    path("administration/anmalningar/", statements.shortcomings, name="shortcomings"),
    path("administration/anmalningar/<int:pk>/", statements.shortcoming, name="shortcoming"),
    path("tillganglighet/anmal/", statements.shortcoming_new, name="shortcoming_new"),
    path("administration/utlamnande/", extract.extracts, name="extracts"),
    path("administration/utlamnande/<uuid:pk>/", extract.extract, name="extract"),
    path("administration/utlamnande/<uuid:pk>/del/<int:part>/", extract.extract_part, name="extract_part"),
    path("administration/utlamnande/<uuid:pk>/lamna-ut/", extract.extract_let_out, name="extract_let_out"),
    path("administration/utlamnande/<uuid:pk>/avbryt/", extract.extract_cancel, name="extract_cancel"),
    path("administration/utlamnande/<uuid:pk>/fil/", extract.extract_file, name="extract_file"),
    path("administration/inlasning/", export.import_new, name="import_new"),
    path("administration/inlasning/<uuid:pk>/", export.import_taken, name="import"),
    path("administration/gallring/", retention.plan, name="retention"),
    path("administration/gallring/<slug:kind>/", retention.rule, name="retention_rule"),
]
