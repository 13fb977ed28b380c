from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from organisation.identity.notices import register_notices  # noqa: PLC0415  # models are there only now
        from organisation.telling import register_notices as register_account_notices  # noqa: PLC0415

        register_notices()
        register_account_notices()
