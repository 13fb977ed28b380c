"""Pages that need every app, and those that need none."""

from django.urls import path

from portal import account, administration, components_page, health, keep, language, open_pages, passwords, sign_in, theme
from portal.overview import views as overview
from portal.sessions import views as sessions
from portal.start import views as start
from privacy import open_pages as statements

app_name = "portal"
urlpatterns = [
    path("", start.start, name="start"),
    path("konto/", account.account, name="account"),
    path("konto/utseende/", theme.set_theme, name="set_theme"),
    path("konto/session/", sessions.session, name="session"),
    path("konto/inloggningar/<slug:ref>/avsluta/", sessions.end_session, name="end_session"),
    path("konto/logga-ut-overallt/", sessions.sign_out_everywhere, name="sign_out_everywhere"),
    path("konto/valkommen/<uidb64>/<token>/", passwords.Welcome.as_view(), name="welcome"),
    path("fortsatt/", keep.resume, name="resume"),
    path("demo/logga-in/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("oversikt/", overview.overview, name="overview"),
    path("oversikt/<int:pk>/", overview.authority_overview, name="authority_overview"),
    path("administration/", administration.administration, name="administration"),
    path("administration/komponenter/", components_page.components, name="components"),
    path("hjalp/", open_pages.help_page, name="help"),
    path("integritet/", statements.privacy, name="privacy"),
    path("tillganglighet/", statements.accessibility, name="accessibility"),
    path("sprak/", language.set_language, name="set_language"),
    path("halsa/", health.health, name="health"),
]
