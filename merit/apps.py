from django.apps import AppConfig


class MeritConfig(AppConfig):
    name = "merit"

    def ready(self) -> None:
        from inventory import changes  # noqa: PLC0415  # models are ready only now
        from jobs import kinds as jobs  # noqa: PLC0415
        from merit import tasks, telling  # noqa: PLC0415
        from merit.rule_sets import rehearsing  # noqa: PLC0415
        from merit.services import reassess, reassess_changed  # noqa: PLC0415
        from notices import kinds as notices  # noqa: PLC0415
        from organisation.merging import changes as merging  # noqa: PLC0415
        from organisation.merging import relations  # noqa: PLC0415

        jobs.register(tasks.WORK)
        jobs.register(rehearsing.KIND)
        notices.register(*telling.KINDS)
        relations.let_stay("merit.publishedruleset", "merit.rulesetdraft")  # who published and who drafted
        changes.listen(reassess_changed)
        merging.listen(reassess)
