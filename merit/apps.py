from django.apps import AppConfig


class MeritConfig(AppConfig):
    name = "merit"

    def ready(self) -> None:
        from inventory import changes  # noqa: PLC0415  # models are ready only now
        from merit.services import reassess  # noqa: PLC0415

        changes.listen(reassess)
