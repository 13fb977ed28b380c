from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from notices import kinds, troubles  # noqa: PLC0415
        from organisation import search  # noqa: PLC0415
        from organisation.merging import relations, words  # noqa: PLC0415
        from portal import checks  # noqa: F401, PLC0415  # registers them
        from portal.context import menu_pages, pages_beside_the_menu  # noqa: PLC0415
        from portal.merging_words import STAYS, WORDS  # noqa: PLC0415
        from portal.sessions import listeners  # noqa: F401, PLC0415
        from portal.troubles import DIGEST, TROUBLES  # noqa: PLC0415

        search.offer_pages(menu_pages)
        search.offer_pages(pages_beside_the_menu)
        words.call(WORDS)
        relations.let_stay(*STAYS)
        kinds.register(DIGEST)
        troubles.register(*TROUBLES)
