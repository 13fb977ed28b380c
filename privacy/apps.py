from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit.history import forget_rows  # noqa: PLC0415
        from jobs.kinds import register as register_job  # noqa: PLC0415  # models are ready only now
        from notices import troubles  # noqa: PLC0415
        from privacy.export.making import EXPORT  # noqa: PLC0415
        from privacy.extract.making import EXTRACT  # noqa: PLC0415
        from privacy.retention.carrying_out import also_forget  # noqa: PLC0415
        from privacy.telling import register_notices  # noqa: PLC0415
        from privacy.troubles import FAULTS, UNSEALED  # noqa: PLC0415

        troubles.register(FAULTS, UNSEALED)
        also_forget(forget_rows)
        register_job(EXPORT)
        register_job(EXTRACT)
        register_notices()
