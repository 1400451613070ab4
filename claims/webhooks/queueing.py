"""Creates deliveries from the change log, and queue tasks from deliveries.

Deliveries are derived from committed entries of the change log. The position of the
webhook is saved in the same transaction: nothing is sent for a change that was rolled
back, and a killed worker loses nothing. A task has only the id of a delivery; a lost
task is created again.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sources import fetching
from tracker.accounts.models import Token

from ..models import ChangeLogEntry
from ..reading.change_log import events_of, latest
from .models import Delivery, Webhook
from .models.delivery import LEASE, TOKEN_GONE, State
from .tasks import QUEUE, attempt

# All that a worker runs.
QUEUES = [QUEUE, fetching.QUEUE]

# Entries of the change log that are read at a time, for one webhook.
CHUNK = 200
# Tasks that are put into the queue at a time.
BATCH = 50
# How long finished deliveries stay in the log, and finished tasks in the queue.
LOG_RETENTION = timedelta(days=30)
TASK_RETENTION = timedelta(days=1)
PRUNED = 1000


def derive() -> bool:
    """Read the next chunk of the change log for each webhook that is behind; return
    whether one still is."""
    position, _ = latest()
    behind = Webhook.objects.behind(position)
    usable = Token.objects.usable()
    for webhook in behind.select_related("token__user").order_by("pk"):
        if usable.filter(pk=webhook.token_id).exists():
            _derive_for(webhook, position)
        else:
            webhook.disable(TOKEN_GONE)
    return behind.exists()


def _derive_for(webhook: Webhook, position: int) -> None:
    """Make deliveries for the next entries that the webhook's account may see."""
    entries = list(
        ChangeLogEntry.objects.visible_to(webhook.token.user)
        .filter(position__gt=webhook.position, position__lte=position)
        .order_by("position")[:CHUNK]
    )
    events = events_of(entries)
    deliveries = [
        Delivery(
            webhook=webhook,
            position=entry.position,
            events=events[entry.position],
            claim_id=entry.claim_id or 0,
            version=entry.version,
            at=entry.at,
        )
        for entry in entries
        if webhook.wants(events[entry.position])
    ]
    read = entries[-1].position if len(entries) == CHUNK else position
    with transaction.atomic():
        still = Webhook.objects.filter(pk=webhook.pk, position=webhook.position)
        if still.update(position=read):  # Otherwise another worker has.
            Delivery.objects.bulk_create(deliveries)


def enqueue() -> int:
    """Put tasks for deliveries that are due into the queue; return how many.

    The oldest first, and a few at a time, so that later ones for other receivers do not
    wait behind all of them.
    """
    due = Delivery.objects.due().filter(task__isnull=True).order_by("pk")
    if not due.exists():
        return 0
    with transaction.atomic():
        chosen = due.select_for_update(skip_locked=True)[:BATCH]
        ids = list(chosen.values_list("pk", flat=True))
        for pk in ids:
            task = attempt.enqueue(pk)
            Delivery.objects.filter(pk=pk).update(task=task.id)
    return len(ids)


def tidy() -> None:
    """Release the tasks of dead workers, and delete old tasks and deliveries."""
    now = timezone.now()
    tasks = DBTaskResult.objects.filter(queue_name__in=QUEUES)
    dead = tasks.running().filter(started_at__lt=now - LEASE)
    dead.update(
        status=TaskResultStatus.FAILED,
        finished_at=now,
        traceback="The worker that ran it has died.",
    )
    unfinished = tasks.filter(
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    lost = (
        Delivery.objects.due(now)
        .filter(task__isnull=False)
        .filter(~Exists(unfinished.filter(pk=OuterRef("task"))))
    )
    lost.update(task=None)
    ended = Q(status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
    _prune(tasks.filter(ended, finished_at__lt=now - TASK_RETENTION))
    old = Delivery.objects.filter(attempted_at__lt=now - LOG_RETENTION)
    _prune(old.exclude(state=State.WAITING))


def _prune(rows: QuerySet) -> None:
    """Delete some of *rows*, which are many after a quiet time."""
    rows.model._default_manager.filter(
        pk__in=list(rows.order_by().values_list("pk", flat=True)[:PRUNED])
    ).delete()
