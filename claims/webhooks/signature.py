"""How deliveries are signed: Standard Webhooks 1.0.0, symmetric signatures.

https://github.com/standard-webhooks/standard-webhooks
"""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
OCTETS = 32


def new_secret() -> str:
    """A secret as its receiver is given it: random octets in Base64 after a prefix."""
    return PREFIX + base64.b64encode(secrets.token_bytes(OCTETS)).decode()


def sign(secret: str, message: str, timestamp: int, body: bytes) -> str:
    """The value of the header ``Webhook-Signature``.

    *message* is the value of ``Webhook-Id``, *timestamp* that of
    ``Webhook-Timestamp``, in seconds since 1970.
    """
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message}.{timestamp}.".encode() + body
    made = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"
