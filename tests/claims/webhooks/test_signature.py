"""The signature, verified by the lines that the documentation gives to receivers."""

import re
from pathlib import Path

import pytest

from claims.webhooks.models import Delivery
from claims.webhooks.signature import sign
from tests.factories import ClaimFactory

DOCS = Path(__file__).parents[3] / "docs" / "webhooks.md"


def verify(body, headers, secret):
    (lines,) = re.findall("```python\n(.*?)```", DOCS.read_text(), re.S)
    names = {"body": body, "headers": headers, "secret": secret}
    exec(lines, names)
    return names["genuine"], names["recent"]


@pytest.fixture
def sent(webhook, receiver, deliver):
    """Body and headers of a delivery, as they came."""
    ClaimFactory(published=True)
    deliver()
    (request,) = receiver.requests
    return request.body, {
        name.title(): value for name, value in request.headers.items()
    }


@pytest.mark.django_db
def test_a_receiver_can_verify_it(sent, webhook):
    assert verify(*sent, webhook.secret) == (True, True)
    _, headers = sent
    assert headers["Webhook-Id"] == f"msg_{Delivery.objects.get().message.hex}"


@pytest.mark.django_db
def test_nothing_of_it_can_be_changed(sent, webhook):
    body, headers = sent
    other = "whsec_" + "A" * 43 + "="

    assert verify(body + b" ", headers, webhook.secret)[0] is False
    assert verify(body, headers, other)[0] is False
    for name in ("Webhook-Id", "Webhook-Timestamp"):
        changed = headers | {name: headers[name] + "0"}
        assert verify(body, changed, webhook.secret)[0] is False
    old = headers | {"Webhook-Timestamp": "1674087231"}
    assert verify(body, old, webhook.secret) == (False, False)


def test_it_is_that_of_the_example_of_the_standard():
    """https://github.com/standard-webhooks/standard-webhooks, its test vector."""
    signature = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )

    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
