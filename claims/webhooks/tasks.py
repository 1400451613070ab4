from django_tasks import task

from .models import Delivery

QUEUE = "webhooks"


@task(queue_name=QUEUE)
def attempt(delivery: int) -> None:
    """Attempt a delivery, unless it has been deleted with its webhook."""
    found = Delivery.objects.select_related("webhook").filter(pk=delivery)
    for one in found:
        one.attempt()
