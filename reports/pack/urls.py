from django.urls import path, register_converter

from reports.pack import views


class LevelConverter:
    """A merit level: 1 to 4, so that no other number is an address."""

    regex = "[1-4]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(LevelConverter, "level")
app_name = "packs"
urlpatterns = [
    path("<level:level>/", views.level, name="level"),
    path("paket/<uuid:pk>/", views.pack, name="pack"),
    path("paket/<uuid:pk>/lage/", views.progress, name="progress"),
    path("paket/<uuid:pk>/avbryt/", views.cancel, name="cancel"),
    path("paket/<uuid:pk>/underlag.pdf", views.file, {"what": "pdf"}, name="pdf"),
    path("paket/<uuid:pk>/paket.zip", views.file, {"what": "archive"}, name="archive"),
    path("paket/<uuid:pk>/utskrift.pdf", views.file, {"what": "print_copy"}, name="print_copy"),
]
