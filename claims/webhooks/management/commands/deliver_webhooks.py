import signal
import threading

from django.core.management.base import BaseCommand, CommandError

from ... import worker

# Seconds to wait for running attempts when stopping.
PATIENCE = 15


class Command(BaseCommand):
    help = (
        "Deliver webhooks and fetch articles until stopped. So does `manage.py serve`: "
        "to use this process instead, start the server with WEBHOOK_THREADS=0."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--threads", type=int, default=4, help="Number of parallel tasks."
        )
        parser.add_argument(
            "--once", action="store_true", help="Do what is due now, then stop."
        )

    def handle(self, *, threads: int, once: bool, **options) -> None:
        if threads < 1:
            raise CommandError("--threads must be at least 1.")
        if once:
            worker.fill_queue()
            worker.work()
            return
        stopped = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stopped.set())
        deliverer = worker.Deliverer(threads)
        deliverer.start()
        self.stdout.write("Delivering webhooks, fetching articles. Stop with Ctrl-C.")
        stopped.wait()
        deliverer.stop(PATIENCE)
