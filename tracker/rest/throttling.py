"""Rate limits: per token, and per address for clients without a token.

Each answer says how many requests are left, in the header fields of
draft-ietf-httpapi-ratelimit-headers-10.
"""

import math
import threading

from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

# Concurrent requests would be counted as one; those of several processes still may.
COUNTING = threading.Lock()


class Counted(AnonRateThrottle):
    """A rate that is shown in the headers of the answer."""

    num_requests: int
    duration: int

    def allow_request(self, request, view) -> bool:
        with COUNTING:
            allowed = super().allow_request(request, view)
        if self.rate is not None and getattr(self, "key", None) is not None:
            left = self.num_requests - len(self.history) if allowed else 0
            oldest = self.history[-1] if self.history else self.now
            wait = math.ceil(self.duration - (self.now - oldest))
            request.rate_limit = {
                "RateLimit-Policy": (
                    f'"{self.scope}";q={self.num_requests};w={self.duration}'
                ),
                "RateLimit": f'"{self.scope}";r={left};t={wait}',
            }
        return allowed


class AddressRate(Counted):
    """Per address, of clients without a token."""

    scope = "address"


class StrangerRate(AddressRate):
    """The same for clients whose token is not valid."""

    def get_cache_key(self, request, view) -> str:
        ident = self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": ident}


class TokenRate(Counted, UserRateThrottle):
    """Per token, however many its account has."""

    scope = "token"

    def get_cache_key(self, request, view) -> str | None:
        if request.auth is None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.auth.pk}
