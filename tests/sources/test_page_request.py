"""Requests for pages, to a site on this machine."""

import time

import pytest

from sources import page_request
from sources.page_request import request_page
from tests.sources import files
from tracker.common.guarded_connection import RequestFailed

SOON = 1.0


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(page_request, "DEADLINE", SOON)


def test_page_is_requested_once_and_honestly(site, settings):
    settings.CONTACT = "desk@example.org"
    url = site.add("/article?page=1", files.PAGE, "text/html; charset=UTF-8")

    page = request_page(f"{url}#part")

    assert page.content.decode() == files.PAGE
    assert (page.url, page.media_type, page.charset) == (url, "text/html", "UTF-8")
    [(path, headers)] = site.requests
    assert path == "/article?page=1"
    assert headers["user-agent"].startswith("Claim-Tracker/")
    assert headers["user-agent"].endswith(" (+desk@example.org)")
    assert headers["accept-encoding"] == "identity"
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert "content-length" not in headers
    assert "cookie" not in headers


@pytest.mark.parametrize("contact", ["", "https://exämple.org/"])
def test_contact_that_no_header_takes_is_left_out(site, settings, contact):
    settings.CONTACT = contact

    request_page(site.add("/article", "A."))

    assert "(" not in site.requests[0][1]["user-agent"]


def test_five_redirects_are_followed(site):
    for number in range(5):
        status = page_request.REDIRECTS[number]
        site.add(f"/{number}", status=status, Location=f"/{number + 1}")
    site.add("/5", "Here.")

    page = request_page(site.url("/0"))

    assert (page.content, page.url) == (b"Here.", site.url("/5"))


def test_sixth_redirect_is_not_followed(site):
    url = site.add("/round", status=302, Location="/round")

    with pytest.raises(RequestFailed, match="redirects more than 5 times"):
        request_page(url)
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "gopher://example.org/", "https://a@b/", "//["]
)
def test_redirect_to_no_page_is_not_followed(site, location):
    url = site.add("/article", status=302, Location=location)

    with pytest.raises(RequestFailed, match="This is not an address of the web."):
        request_page(url)


def look_up_as(monkeypatch, site, addresses: dict[str, str]) -> list[str]:
    """Let names lead to *addresses*; return the names that are looked up."""
    asked = []

    def look_up(host, *args, **options):
        asked.append(host)
        ip = addresses.get(host, host)
        return [(2, 1, 6, "", (ip, site.port))]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    return asked


def test_redirect_to_a_private_address_is_not_followed(site, settings, monkeypatch):
    private = {"inside.example": "10.1.2.3", "news.example": "127.0.0.1"}
    look_up_as(monkeypatch, site, private)
    # Only this machine counts as public, for a site to redirect from.
    monkeypatch.setattr(
        "tracker.common.guarded_connection.is_public", lambda ip: ip.is_loopback
    )
    settings.FETCH_ALLOW_PRIVATE = False
    site.add("/article", status=302, Location="http://inside.example/secret")

    with pytest.raises(RequestFailed, match="inside.example leads to a private"):
        request_page(f"http://news.example:{site.port}/article")
    assert [path for path, _ in site.requests] == ["/article"]


def test_name_is_looked_up_once_for_each_request(site, monkeypatch):
    site.add("/article", "Here.")
    asked = look_up_as(monkeypatch, site, {"news.example": "127.0.0.1"})

    request_page(f"http://news.example:{site.port}/article")

    assert asked == ["news.example", "127.0.0.1"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_this_machine_is_not_reached(site, settings, host):
    settings.FETCH_ALLOW_PRIVATE = False

    with pytest.raises(RequestFailed, match=r"leads to a private address\."):
        request_page(f"http://{host}:{site.port}/article")
    assert site.requests == []


@pytest.mark.parametrize("address", ["10.1.2.3", "169.254.169.254", "[fd00::1]"])
def test_private_address_is_not_reached(address):
    with pytest.raises(RequestFailed, match=r"leads to a private address\."):
        request_page(f"https://{address}/")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/missing", r"The site answered 404 \(Not Found\)\."),
        ("/huge", "The page has more than 10 MB."),
        ("/nonsense", "The answer is not HTTP:"),
    ],
)
def test_site_without_a_page_is_refused(site, path, sentence, monkeypatch):
    monkeypatch.setattr(page_request, "DEADLINE", 10.0)

    with pytest.raises(RequestFailed, match=sentence):
        request_page(site.url(path))


@pytest.mark.parametrize("path", ["/silence", "/drip"])
def test_slow_site_is_cut_off(site, path):
    started = time.monotonic()

    with pytest.raises(RequestFailed, match=r"No answer within \S+ seconds\."):
        request_page(site.url(path))
    assert time.monotonic() - started < SOON + 2


def test_redirects_share_one_deadline(site, monkeypatch):
    monkeypatch.setattr(page_request, "DEADLINE", -1.0)

    with pytest.raises(RequestFailed, match="The site took more than"):
        request_page(site.url())
    assert site.requests == []


@pytest.mark.parametrize("status", [204, 299, 300, 304, 403, 429, 500, 599])
def test_any_other_status_is_no_page(site, status):
    url = site.add("/article", "Here.", status=status)

    with pytest.raises(RequestFailed, match=f"The site answered {status}"):
        request_page(url)


def test_compressed_page_is_refused(site):
    url = site.add("/article", b"\x1f\x8b", Content_Encoding="gzip")

    with pytest.raises(RequestFailed, match="compresses the page"):
        request_page(url)


def test_address_in_other_letters_is_sent_in_ascii(site, monkeypatch):
    site.add("/stra%C3%9Fe?q=%C3%A4%20b", "Here.")
    asked = look_up_as(monkeypatch, site, {"xn--exmple-cua.example": "127.0.0.1"})

    request_page(f"http://exämple.example:{site.port}/straße?q=ä b")

    assert asked[0] == "xn--exmple-cua.example"
