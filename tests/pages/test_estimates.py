"""Series of estimates: the list, the chart, the table."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    QuantityFactory,
    RevisionFactory,
    SeriesFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

EARLY = datetime(2022, 1, 13, 8, tzinfo=UTC)
TEXT = "At least 12 bridges were closed, about 20, at most 9, 9 to 11, or some.\n"


@pytest.fixture
def series():
    return SeriesFactory(name="Bridges closed in 2022")


def tell(series, comparator="at_least", *, low=12, high=None, published=True, **fields):
    """A claim that tells a number of *series*."""
    at = fields.pop("at", EARLY)
    claim = ClaimFactory(at=at, **fields)
    appearance = AppearanceFactory(
        claim=claim,
        revision=RevisionFactory(text=TEXT),
        exact=TEXT.strip(),
        claimant=SourceFactory(),
        at=at,
    )
    QuantityFactory(
        appearance=appearance,
        series=series,
        comparator=comparator,
        low=low,
        high=high,
        wording="some",
        at=at,
    )
    if published:
        claim.publish(by=claim.created_by, at=at)
    return claim


def page_of(client, series, query="", expected=200) -> str:
    response = client.get(f"/estimates/{series.pk}/{query}")
    assert response.status_code == expected
    return unescape(response.content.decode())


def charts(page: str) -> dict[str, str]:
    """The shape of each estimate, by its title."""
    found = re.findall(
        r'<svg class="estimate (\w+)".*?<title>(.*?)</title>', page, re.S
    )
    return {title: comparator for comparator, title in found}


def table(page: str) -> list[tuple[str, str]]:
    return re.findall(
        r'<td class="number">(.*?)</td>\s*<td class="number">(.*?)</td>', page
    )


def test_each_kind_of_estimate_is_drawn_and_stands_in_the_table(client, series):
    tell(series, "equal", low=10, high=10)
    tell(series, "about", low=20, high=20)
    tell(series, "range", low=9, high=11)
    tell(series, "at_least", low=12)
    tell(series, "at_most", low=None, high=9)
    tell(series, "vague", low=None)
    page = page_of(client, series)
    assert charts(page) == {
        "10 bridges": "equal",
        "about 20 bridges": "about",
        "between 9 and 11 bridges": "range",
        "at least 12 bridges": "at_least",
        "at most 9 bridges": "at_most",
        "“some”": "vague",
    }
    assert sorted(table(page)) == [
        ("10", "10"),
        ("12", "–"),
        ("20", "20"),
        ("9", "11"),
        ("–", "9"),
        ("–", "–"),
    ]
    assert page.count('class="open"') == 2
    # One scale from 0 to 30: a range from 9 to 11 begins at three tenths of it.
    assert '<rect class="range" x="30.0%" width="6.67%"' in page
    assert "<title>From 0 to 30</title>" in page


def test_estimates_that_exclude_each_other_are_told(client, series):
    tell(series, "at_least", low=12)
    assert "No: only one estimate sets a limit, and" in page_of(client, series)
    tell(series, "at_least", low=8)
    assert "for each pair of estimates there is a number that fits both" in page_of(
        client, series
    )
    tell(series, "at_most", low=None, high=10)
    page = page_of(client, series)
    assert "No number fits both estimates of these pairs." in page
    [conflicts] = re.findall(r'<ul class="conflicts">.*?</ul>', page, re.S)
    assert re.findall(r">(at [^<]*)</a>", conflicts) == [
        "at least 12 bridges",
        "at most 10 bridges",
    ]


def test_words_without_a_number_have_no_scale(client, series):
    tell(series, "vague", low=None)
    page = page_of(client, series)
    assert "No: approximate and vague figures are compatible with any other." in page
    assert 'class="axis"' not in page


def test_a_series_is_told_as_of_a_day(client, series):
    tell(series, low=12)
    tell(series, low=15, at=EARLY + timedelta(days=9))
    assert len(charts(page_of(client, series))) == 2
    assert list(charts(page_of(client, series, "?as_of=2022-01-14"))) == [
        "at least 12 bridges"
    ]
    early = page_of(client, series, "?as_of=2021-01-01")
    assert "No estimates by that day." in early
    assert "Enter a day" in page_of(client, series, "?as_of=x", expected=400)


def test_a_series_of_drafts_is_seen_at_the_desk_only(client, series):
    tell(series, published=False)
    assert client.get(f"/estimates/{series.pk}/").status_code == 404
    assert series.name not in client.get("/estimates/").content.decode()
    client.force_login(UserFactory(group="Viewer"))
    assert "not published" in page_of(client, series)


def test_drafts_are_not_counted_or_drawn(client, series):
    tell(series, low=12)
    tell(series, low=99, published=False)
    assert list(charts(page_of(client, series))) == ["at least 12 bridges"]
    listed = re.sub(r"\s+", " ", client.get("/estimates/").content.decode())
    assert "1 estimate: 12 bridges" in listed


def test_the_list_tells_how_many_and_from_where_to_where(client, series):
    tell(series, "at_least", low=12)
    tell(series, "at_most", low=None, high=9)
    listed = re.sub(r"\s+", " ", client.get("/estimates/").content.decode())
    assert "2 estimates: from 9 or fewer to 12 bridges or more" in listed


def test_without_series_the_list_says_so(client):
    assert "No estimates to compare yet." in client.get("/estimates/").content.decode()
    assert client.get("/estimates/?cursor=x!").status_code == 400


@pytest.mark.parametrize("address", ["999/", "99999999999999999999999/"])
def test_an_unknown_series_is_not_found(client, address):
    assert client.get(f"/estimates/{address}").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 40])
def test_a_page_that_is_none_shows_one_that_is(client, series, page):
    tell(series)
    assert charts(page_of(client, series, f"?page={page}"))


def test_hostile_names_are_shown_as_they_are(client):
    series = SeriesFactory(name="<script>alert(1)</script>", unit="bridges")
    tell(series, text="<script>alert(2)</script> stands.")
    for address in ("/estimates/", f"/estimates/{series.pk}/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_many_estimates_take_as_many_queries_as_one(client, series):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    tell(series)
    listed, shown = queries("/estimates/"), queries(f"/estimates/{series.pk}/")
    for low in range(7):
        tell(series, low=low)
        tell(SeriesFactory(name=f"Another {low}"))
    assert queries("/estimates/") == listed <= 2
    assert queries(f"/estimates/{series.pk}/") == shown <= 5


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([("at_least", 12, None)], "1 estimate: 12 bridges or more"),
        ([("at_most", None, 9)], "1 estimate: 9 bridges or fewer"),
        ([("about", 20, 20)], "1 estimate: about 20 bridges"),
        ([("range", 9, 11)], "1 estimate: from 9 to 11 bridges"),
        (
            [("at_least", 12, None), ("at_most", None, 9)],
            "2 estimates: from 9 or fewer to 12 bridges or more",
        ),
        ([("vague", None, None)], "1 estimate: “some”"),
    ],
)
def test_the_list_tells_a_bound_as_a_bound(client, series, told, words):
    for comparator, low, high in told:
        tell(series, comparator, low=low, high=high)
    page = unescape(client.get("/estimates/").content.decode())
    assert words in page
