from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jobs.kinds import register as register_job  # noqa: PLC0415  # models are ready only now
        from notices.kinds import register as register_notices  # noqa: PLC0415
        from reports import making, telling  # noqa: PLC0415
        from reports.pack import making as pack_making  # noqa: PLC0415

        register_job(making.PDF)
        register_job(pack_making.PACK)
        register_notices(telling.DONE, telling.PACK_DONE)
