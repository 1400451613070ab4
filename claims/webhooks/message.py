"""What a delivery says, as its subscriber may see it at that moment."""

import json
import time
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from tracker.common.canonical import moment

from ..models import Claim
from ..reading import cached_json
from .signature import sign


class Delivery(Protocol):
    """What is read of a delivery."""

    events: Any
    position: int
    at: datetime
    claim_id: int
    version: int | None
    message: UUID
    webhook: Any


def body(delivery: Delivery, user) -> bytes:
    """The JSON that is sent.

    The claim is in its current state, not in that of the change: a receiver that gets
    deliveries late, twice or out of order ends up with the current state. It is null
    if *user* may no longer see it.
    """
    about = {
        "events": delivery.events,
        "position": delivery.position,
        "at": moment(delivery.at),
        "claim_id": delivery.claim_id,
        "version": delivery.version,
    }
    found = Claim.objects.visible_to(user).filter(pk=delivery.claim_id)
    shown = cached_json.bodies_of(found, user).get(delivery.claim_id, "null")
    claim = cached_json.at_site(shown, delivery.webhook.site)
    return f'{json.dumps(about)[:-1]}, "claim": {claim}}}'.encode()


def headers(delivery: Delivery, content: bytes) -> dict[str, str]:
    """The headers that Standard Webhooks has."""
    name, timestamp = f"msg_{delivery.message.hex}", int(time.time())
    return {
        "Webhook-Id": name,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": sign(delivery.webhook.secret, name, timestamp, content),
    }
