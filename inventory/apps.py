from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "inventory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from inventory import reminding, telling, troubles  # noqa: PLC0415  # models are ready only now
        from inventory.register.listing import LIST  # noqa: PLC0415
        from inventory.register.taking_in import CHECK, TAKE  # noqa: PLC0415
        from jobs.kinds import register as register_job  # noqa: PLC0415
        from notices import kinds, reminders  # noqa: PLC0415
        from notices import troubles as all_troubles  # noqa: PLC0415

        kinds.register(*telling.KINDS)
        for kind in (LIST, CHECK, TAKE):
            register_job(kind)
        reminders.register(telling.REMINDER.name, reminding.still_needed)
        all_troubles.register(troubles.NOT_SCANNED)
