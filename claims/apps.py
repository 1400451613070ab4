from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        # Not earlier, because receivers import models.
        from . import receivers as receivers
