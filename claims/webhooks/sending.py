"""One request to a receiver, which can neither be redirected nor prolonged."""

import time
from dataclasses import dataclass

from django.conf import settings

from tracker.common.guarded_connection import RequestFailed, answer_to

# Seconds for the whole request, without the lookup of the host name.
DEADLINE = 10.0


@dataclass(frozen=True)
class Outcome:
    """The outcome of a request: the status of the response, or why there is none."""

    status: int | None
    error: str
    duration_ms: int

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def post(url: str, headers: dict[str, str], body: bytes) -> Outcome:
    """Send *body* to *url* and wait for the status of the answer.

    No redirect is followed and nothing of the answer's body is read.
    """
    started = time.monotonic()
    status, error = None, ""
    try:
        with answer_to(
            "POST",
            url,
            {"Content-Type": "application/json"} | headers,
            body,
            seconds=DEADLINE,
            allow_private=settings.WEBHOOK_ALLOW_PRIVATE,
        ) as answer:
            status = answer.status
    except RequestFailed as failure:
        error = str(failure)
    if status is not None:
        error = _error_of(status)
    return Outcome(status, error[:500], round((time.monotonic() - started) * 1000))


def _error_of(status: int) -> str:
    if 300 <= status < 400:
        return "Redirects are not followed."
    if not 200 <= status < 300:
        return "The receiver answered with an error."
    return ""
