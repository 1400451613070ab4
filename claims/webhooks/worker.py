"""The threads that deliver webhooks and fetch articles: in the server itself, or in a
process of their own."""

import logging
import threading
import time
from collections.abc import Callable
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from sources import fetching

from . import queueing
from .queueing import QUEUES

# Seconds between looks at the feed and at the queue, and between those for the dead.
INTERVAL = 1.0
TIDY_EVERY = 30

logger = logging.getLogger(__name__)


class Deliverer:
    """One thread that fills the queue, and several that process it.

    Any number of them, in any number of processes, may run at the same time.
    """

    def __init__(self, threads: int) -> None:
        self.stopping = threading.Event()
        self.rounds = 0
        jobs = [self._fill_queue, *[self._work] * threads]
        self.threads = [
            threading.Thread(
                target=self._repeat, args=[job], name="webhooks", daemon=True
            )
            for job in jobs
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self, timeout: float) -> None:
        """Wait for running attempts, for *timeout* seconds at most."""
        self.stopping.set()
        ends_at = time.monotonic() + timeout
        for thread in self.threads:
            thread.join(max(0, ends_at - time.monotonic()))

    def _repeat(self, job: Callable[[], None]) -> None:
        try:
            while not self.stopping.is_set():
                try:
                    close_old_connections()
                    job()
                except DatabaseError as error:
                    logger.warning("Webhooks wait for the database: %s", error)
                except Exception:
                    # An error in one delivery does not stop the others.
                    logger.exception("Webhooks go on after an error.")
                self.stopping.wait(INTERVAL)
        finally:
            connections.close_all()

    def _fill_queue(self) -> None:
        fill_queue(with_tidying=self.rounds % TIDY_EVERY == 0)
        self.rounds += 1

    def _work(self) -> None:
        work(self.stopping)


def fill_queue(*, with_tidying: bool = True) -> None:
    """Read the change log and fill the queue, once."""
    if with_tidying:
        queueing.tidy()
        fetching.tidy()
    while queueing.derive():
        pass
    queueing.enqueue()


def work(stopping: threading.Event | None = None) -> None:
    """Run the tasks in the queue, until it is empty or *stopping* is set."""
    # Checked first: a worker takes the write lock even if the queue is empty.
    while DBTaskResult.objects.ready().filter(queue_name__in=QUEUES).exists():
        if stopping and stopping.is_set():
            return
        Worker(
            queue_names=QUEUES,
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=uuid4().hex,
        ).run()
