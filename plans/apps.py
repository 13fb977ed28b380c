from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from merit import remedy_links  # noqa: PLC0415  # models are ready only now
        from notices.kinds import register  # noqa: PLC0415
        from plans.models import AuthorityPlan  # noqa: PLC0415
        from plans.telling import KINDS  # noqa: PLC0415

        register(*KINDS)
        remedy_links.ask_about_courses(lambda person, on: AuthorityPlan.objects.main_for(person, on=on).exists())
