"""Where every page is. Each app owns its addresses; Swedish words, as product.md lists them."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.urls")),
    path("", include("portal.account_urls")),
    path("inventering/", include("inventory.urls")),
    path("intyg/", include("inventory.certificate_urls")),
    path("granskning/", include("inventory.review_urls")),
    path("meritering/ansokan/", include("reports.pack.urls")),
    path("meritering/", include("merit.urls")),
    path("", include("plans.urls")),
    path("rapporter/", include("reports.urls")),
    path("administration/maskinklienter/", include("api.administration.urls")),
    path("administration/registerkontroll/", include("inventory.register.urls")),
    path("administration/regler/", include("merit.rule_sets.urls")),
    path("administration/", include("organisation.administration.urls")),
    path("", include("organisation.urls")),
    path("", include("privacy.urls")),
    path("", include("notices.urls")),
    path("api/v1/", include("api.urls")),
]
handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"
