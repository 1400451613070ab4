"""Requests that a client may send again without harm: ``Idempotency-Key``.

As draft-ietf-httpapi-idempotency-key-header has it, except that another request under
a key that was used is 409. See docs/decisions/0015-idempotency-keys.md.
"""

import hashlib
import json
import re
from functools import partial

from django.http import HttpResponse
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.views import APIView

from ...accounts.models import IdempotencyKey
from ..transactions import serialized_write
from .patterns import IDEMPOTENCY_KEY

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"


class KeyReused(APIException):
    status_code = 409
    default_code = "idempotency_key_reused"
    default_detail = "This Idempotency-Key was sent with another request before."


class Idempotent(APIView):
    """A view that carries a writing request out once for each key.

    Sent again, it gets the first answer again. What was refused left no trace, and so
    can be sent again in earnest.
    """

    def initial(self, request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        method = request.method.lower()
        given = request.headers.get(HEADER)
        if given is None or request.method in SAFE_METHODS or not hasattr(self, method):
            return
        if not re.fullmatch(IDEMPOTENCY_KEY, given):
            raise ValidationError(
                f"{HEADER} takes 1 to 100 visible ASCII characters, in double quotes "
                "or without.",
                "bad_idempotency_key",
            )
        carry_out = getattr(self, method)
        setattr(self, method, partial(self._once, given.strip('"'), carry_out))

    def _once(self, key: str, carry_out, request, *args, **kwargs) -> HttpResponse:
        digest = _digest(request)
        with serialized_write():
            # A second one waits here until the first is done or has failed.
            row, is_new = IdempotencyKey.objects.get_or_create(
                user=request.user, key=key, defaults={"request_digest": digest}
            )
            if row.request_digest != digest:
                raise KeyReused
            if is_new:
                response = carry_out(request, *args, **kwargs)
                row.answer_with(self._rendered(response))
        answer = row.answer()
        if not is_new:
            answer[REPLAYED] = "true"
        return answer

    def _rendered(self, response) -> HttpResponse:
        """*response* with its body, and no headers but its own."""
        response.accepted_renderer = self.request.accepted_renderer
        response.accepted_media_type = self.request.accepted_media_type
        response.renderer_context = self.get_renderer_context()
        return response.render()


def _digest(request) -> str:
    said = [request.method, request.get_full_path(), request.data]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
