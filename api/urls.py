"""Under /api/v1/: the endpoints, their description, and a plain word about what is not there."""

from django.urls import URLPattern, path, re_path

from api import views
from api.endpoints import api

app_name = "api"
# Without ninja's own root, which would lead to pages we draw ourselves.
_endpoints = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
for _pattern in _endpoints:
    _pattern.callback.login_required = False  # type: ignore[attr-defined]  # keys let programs in, sessions do not

urlpatterns = [
    *_endpoints,
    path("openapi.json", views.document, name="document"),
    path("docs", views.documentation, name="documentation"),
    re_path("", views.not_there),
]
