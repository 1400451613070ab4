"""The pure parts of the exchange formats."""

import json
from html.parser import HTMLParser

import hypothesis
import pytest
from django.template import Context, Template
from hypothesis import strategies

from claims.exchange.fact_check_tools import words_of
from claims.exchange.json_ld import compact, for_script, streamed_list, streamed_object
from claims.exchange.review import reviews
from claims.exchange.site import Site
from claims.models import Claim
from tests.factories import ClaimFactory

TEXT = strategies.text()


class Scripts(HTMLParser):
    """The contents of the script elements of a page."""

    def __init__(self, html):
        super().__init__()
        self.scripts, self.tags = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.scripts.append(data)


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]>",
    "&lt;/script&gt;",
    "line\u2028end\u2029",
    "quote\" and ' and \\",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_script_it_stands_in(text):
    page = Template("<script type='application/ld+json'>{{ data }}</script>").render(
        Context({"data": for_script({"text": text})})
    )

    read = Scripts(page)
    assert read.tags == ["script"]
    assert json.loads("".join(read.scripts)) == {"text": text}
    assert not {"\u2028", "\u2029"} & set(page)


@hypothesis.given(strategies.dictionaries(TEXT, TEXT))
def test_any_text_is_the_same_when_it_is_read(data):
    written = for_script(data)

    assert json.loads(written) == data
    assert not set("<>&\u2028\u2029") & set(written)


@pytest.mark.parametrize("items", [[], [1], [{"a": "é"}, {"b": None}]])
def test_a_stream_is_the_json_of_the_whole(items):
    assert json.loads("".join(streamed_list(items))) == items
    assert json.loads("".join(streamed_object({"a": 1}, "items", iter(items)))) == {
        "a": 1,
        "items": items,
    }


def test_a_stream_takes_one_item_at_a_time():
    taken = []

    def items():
        for number in range(3):
            taken.append(number)
            yield number

    pieces = streamed_object({"a": 1}, "items", items())

    assert taken == []
    next(pieces), next(pieces)
    assert taken == [0]


def test_what_has_no_value_is_left_out_and_one_of_several_is_that_one():
    given = {"a": None, "b": "", "c": [], "d": 0, "e": [1], "f": [1, 2], "g": {}}

    assert compact(given) == {"d": 0, "e": 1, "f": [1, 2], "g": {}}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.example.org", "example.org"),
        ("http://EXAMPLE.org:8000", "example.org"),
        ("http://[::1]:8000", "::1"),
    ],
)
def test_a_site_is_known_by_its_host(address, host):
    site = Site(address)

    assert (site.host, site.publisher, site.homepage) == (host, host, f"{address}/")
    assert Site(address, "Desk", "https://desk.example").publisher == "Desk"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Is the earth flat?", "Is the earth flat"),
        ("“12,000” people — 12,000!", "12,000 people"),
        (" ?! ", ""),
        ("a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh", None),
        ("a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh i", None),
        (
            "a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh iiiiiiiii",
            "bb ccc dddd eeeee ffffff ggggggg hhhhhhhh iiiiiiiii",
        ),
    ],
)
def test_a_query_is_searched_by_its_longest_words(query, words):
    longest = "a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh"

    assert words_of(query) == (longest if words is None else words)


@pytest.mark.django_db
def test_a_claim_reopened_since_it_was_read_has_no_review():
    claim = ClaimFactory(evidence_status="supported")
    read = Claim.objects.get(pk=claim.pk)
    assert [one.conclusion.to_status for one in reviews([read])] == ["supported"]
    claim.assess("unassessed", rationale="Anew.", by=claim.created_by)

    read = Claim.objects.get(pk=claim.pk)
    read.evidence_status = "supported"

    assert reviews([read]) == []
