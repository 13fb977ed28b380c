from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "inventory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from inventory import reminding, telling, troubles  # noqa: PLC0415  # models are ready only now
        from notices import kinds, reminders  # noqa: PLC0415
        from notices import troubles as all_troubles  # noqa: PLC0415

        kinds.register(*telling.KINDS)
        reminders.register(telling.REMINDER.name, reminding.still_needed)
        all_troubles.register(troubles.NOT_SCANNED)
