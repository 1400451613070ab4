from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, get_authorization_header

from ..accounts.models import Token
from .throttling import StrangerRate


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer …`` with a token's secret (RFC 6750)."""

    keyword = "Bearer"

    def authenticate(self, request):
        scheme, _, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != self.keyword.lower().encode():
            return None
        # A header may hold any byte; a secret holds only ASCII.
        token = Token.objects.for_secret(secret.strip().decode("latin-1"))
        if token is None:
            rate = StrangerRate()
            if not rate.allow_request(request, None):
                raise exceptions.Throttled(rate.wait())
            raise exceptions.AuthenticationFailed(
                "The token is unknown, revoked or expired.", "bad_token"
            )
        token.note_use()
        return token.user, token

    def authenticate_header(self, request) -> str:
        return f'{self.keyword} realm="api"'
