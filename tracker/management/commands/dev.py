from django.conf import settings
from django.contrib.staticfiles.management.commands.runserver import (
    Command as RunserverCommand,
)
from django.core.management.base import CommandError

from claims.webhooks.worker import Deliverer

from .serve import bracketed, require_loopback


class Command(RunserverCommand):
    help = (
        "Serve the site for development, on HOST and PORT: code is reloaded when it "
        "changes, errors show their traceback, webhooks are delivered and articles "
        "fetched."
    )

    addr: str

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("Development needs DEBUG=true, which `make dev` sets.")
        address = f"{bracketed(settings.HOST)}:{settings.PORT}"
        super().handle(*args, **options | {"addrport": options["addrport"] or address})

    def run(self, **options):
        require_loopback(self.addr)
        super().run(**options)

    def inner_run(self, *args, **options):
        # In this process: SQLite has one writer. It ends with the process.
        if settings.WEBHOOK_THREADS:
            Deliverer(settings.WEBHOOK_THREADS).start()
        super().inner_run(*args, **options)
