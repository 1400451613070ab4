"""Safe repetition of writing requests: ``Idempotency-Key``.

As draft-ietf-httpapi-idempotency-key-header has it, except that another request under
a key that was used is 409. See docs/decisions/0015-idempotency-keys.md.
"""

import hashlib
import json
import re
from collections.abc import Callable

from django.http import HttpResponse
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.views import APIView

from ..accounts.models import IdempotencyKey
from ..common.patterns import IDEMPOTENCY_KEY
from ..common.transactions import serialized_write

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"


class KeyReused(APIException):
    status_code = 409
    default_code = "idempotency_key_reused"
    default_detail = "This Idempotency-Key was used for another request."


class IdempotentMixin(APIView):
    """Carries a writing request out once for each key; later ones get its answer.

    A request that was refused left no trace, and its key can be used again.
    """

    def once_per_key(self, carry_out: Callable[..., HttpResponse], request):
        """The answer of *carry_out*, or the one under the key of *request*.

        Raises:
            ValidationError: the key is malformed.
            KeyReused: it came with another request before.
        """
        given = request.headers.get(HEADER)
        is_offered = carry_out != self.http_method_not_allowed
        if given is None or request.method in SAFE_METHODS or not is_offered:
            return carry_out(request, *self.args, **self.kwargs)
        if not re.fullmatch(IDEMPOTENCY_KEY, given):
            raise ValidationError(
                f"{HEADER} takes 1 to 100 visible ASCII characters, in double quotes "
                "or without.",
                "bad_idempotency_key",
            )
        return self._once(given.strip('"'), carry_out, request)

    def _once(self, key: str, carry_out, request) -> HttpResponse:
        digest = _digest(request)
        with serialized_write():
            # A second one waits here until the first is done or has failed.
            row, is_new = IdempotencyKey.objects.get_or_create(
                user=request.user, key=key, defaults={"request_digest": digest}
            )
            if row.request_digest != digest:
                raise KeyReused
            if is_new:
                response = carry_out(request, *self.args, **self.kwargs)
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
    parts = [request.method, request.get_full_path(), request.data]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
