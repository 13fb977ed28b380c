from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from api.troubles import ENDING  # noqa: PLC0415  # models are ready only now
        from notices import troubles  # noqa: PLC0415

        troubles.register(ENDING)
