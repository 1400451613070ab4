import time

import pytest
from django.core.exceptions import ValidationError

from claims.webhooks import sending
from claims.webhooks.addresses import validate_url

SOON = 1.0


@pytest.fixture
def send(receiver, monkeypatch):
    monkeypatch.setattr(sending, "DEADLINE", SOON)

    def send(path):
        started = time.monotonic()
        outcome = sending.post(receiver.url(path), {"Webhook-Id": "msg_1"}, b'{"a":1}')
        assert time.monotonic() - started < SOON + 2
        return outcome

    return send


def test_the_body_arrives_as_it_was_signed(send, receiver):
    outcome = send("/hook")

    assert (outcome.status, outcome.error, outcome.succeeded) == (200, "", True)
    assert 0 <= outcome.duration_ms < 1000 * SOON
    (request,) = receiver.requests
    assert request.body == b'{"a":1}'
    assert request.headers["webhook-id"] == "msg_1"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"].startswith("Claim-Tracker/")
    assert request.headers["host"] == f"127.0.0.1:{receiver.port}"


def test_an_error_of_the_receiver_is_told(send, receiver):
    receiver.statuses = [500]

    outcome = send("/hook")

    assert (outcome.status, outcome.succeeded) == (500, False)
    assert outcome.error == "The receiver answered with an error."


def test_no_redirect_is_followed(send, receiver):
    outcome = send("/redirect")

    assert (outcome.status, outcome.succeeded) == (307, False)
    assert outcome.error == "Redirects are not followed."
    assert [request.path for request in receiver.requests] == ["/redirect"]


@pytest.mark.parametrize("path", ["/silence", "/drip"])
def test_whoever_does_not_answer_is_cut_off(send, path):
    outcome = send(path)

    assert (outcome.status, outcome.succeeded) == (None, False)
    assert outcome.error == "No answer within 1 seconds."


def test_a_body_without_end_is_not_read(send, receiver):
    assert send("/huge").succeeded

    # What fits into the buffers of two sockets, and no more.
    assert receiver.octets_sent < 20 * 1024 * 1024


def test_headers_without_end_are_not_taken_in(send, receiver):
    outcome = send("/headers_without_end")

    assert not outcome.succeeded
    assert outcome.error.startswith("The answer is not HTTP: ")
    assert receiver.octets_sent < 20 * 1024 * 1024


@pytest.mark.parametrize("path", ["/nonsense", "/hangs_up"])
def test_what_is_no_http_is_no_success(send, path):
    outcome = send(path)

    assert (outcome.status, outcome.succeeded) == (None, False)
    assert outcome.error


def test_a_port_where_nobody_listens_is_told(send, receiver):
    outcome = sending.post("http://127.0.0.1:9/", {}, b"{}")

    assert outcome.status is None
    assert "refused" in outcome.error


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        # Other ways to write it, which the system understands.
        "2130706433",
        "0x7f.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ],
)
def test_this_machine_is_not_reached(receiver, settings, host):
    settings.WEBHOOK_ALLOW_PRIVATE = False

    outcome = sending.post(f"http://{host}:{receiver.port}/hook", {}, b"{}")

    assert outcome.status is None
    assert outcome.error.endswith("leads to a private address.")
    assert receiver.requests == []


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "fe80::1",
        "fd00::1",
        "fec0::1",
        "ff02::1",
        "2002:a00:1::",
        "64:ff9b::a00:1",
        "::ffff:10.0.0.1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_no_private_address_is_taken(settings, address):
    settings.WEBHOOK_ALLOW_PRIVATE = False
    host = f"[{address}]" if ":" in address else address

    with pytest.raises(ValidationError, match="Nothing is sent to private addresses."):
        validate_url(f"https://{host}/")
    assert "private" in sending.post(f"https://{host}/", {}, b"{}").error


def test_one_look_up_decides_and_is_what_is_connected_to(receiver, monkeypatch):
    """A name server that answers otherwise the second time is not asked again."""
    asked = []
    place = (2, 1, 6, "", ("127.0.0.1", receiver.port))

    def look_up(host, *args, **options):
        asked.append(host)
        if host == "rebinds.example" and asked.count(host) > 1:
            raise AssertionError("asked twice")
        return [place]

    monkeypatch.setattr("socket.getaddrinfo", look_up)

    outcome = sending.post(f"http://rebinds.example:{receiver.port}/hook", {}, b"{}")

    assert outcome.succeeded
    assert asked == ["rebinds.example", "127.0.0.1"]
    (request,) = receiver.requests
    assert request.headers["host"] == f"rebinds.example:{receiver.port}"


def test_one_private_address_among_others_is_enough_to_refuse(settings, monkeypatch):
    settings.WEBHOOK_ALLOW_PRIVATE = False
    places = [(2, 1, 6, "", (ip, 443)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **options: places)

    outcome = sending.post("https://mixed.example/", {}, b"{}")

    assert outcome.error == "mixed.example leads to a private address."


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https:///hook",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://user:secret@example.org/",
        "https://example.org/#part",
        "https://example.org\\@10.0.0.1/",
        "https://exämple.org/",
        "https://example.org/a b",
        "https://example.org/\n",
        "https://[::1",
        "https://example.org/" + "a" * 500,
    ],
)
def test_what_is_no_address_to_send_to_is_refused(url, settings):
    settings.WEBHOOK_ALLOW_PRIVATE = True

    with pytest.raises(ValidationError):
        validate_url(url)


def test_without_encryption_nothing_leaves(settings):
    with pytest.raises(ValidationError, match="The address begins with https://."):
        validate_url("http://example.org/hook")

    settings.WEBHOOK_ALLOW_PRIVATE = True
    validate_url("http://example.org/hook")
