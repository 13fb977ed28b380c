from django.apps import AppConfig


class MeritConfig(AppConfig):
    name = "merit"

    def ready(self) -> None:
        from inventory import changes  # noqa: PLC0415  # models are ready only now
        from merit.services import reassess  # noqa: PLC0415
        from organisation.merging import changes as merging  # noqa: PLC0415

        changes.listen(reassess)
        merging.listen(reassess)
