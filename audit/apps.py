from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from celery import signals  # noqa: PLC0415

        from audit.context import task_begins, task_ends  # noqa: PLC0415

        signals.task_prerun.connect(task_begins, dispatch_uid="audit.context")
        signals.task_postrun.connect(task_ends, dispatch_uid="audit.context")
