"""What gunicorn does beside serving: in each of its processes, deliver webhooks
and fetch articles.

In threads of the server, so that one command is enough and SQLite has one process.
"""

# Seconds to wait for running attempts; an interrupted one is sent again.
PATIENCE = 3


def post_worker_init(worker) -> None:
    from django.conf import settings

    from claims.webhooks.worker import Deliverer

    worker.deliverer = None
    if settings.WEBHOOK_THREADS:
        worker.deliverer = Deliverer(settings.WEBHOOK_THREADS)
        worker.deliverer.start()


def worker_exit(server, worker) -> None:
    if deliverer := getattr(worker, "deliverer", None):
        deliverer.stop(PATIENCE)
