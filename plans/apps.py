from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from notices.kinds import register  # noqa: PLC0415  # models are ready only now
        from plans.telling import KINDS  # noqa: PLC0415

        register(*KINDS)
