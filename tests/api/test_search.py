"""Searching over REST: what fits best comes first, page by page."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from claims.models import Claim
from claims.reading.relevance import Relevance
from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    reword,
)

pytestmark = pytest.mark.django_db


def ids(page):
    return [claim["id"] for claim in page["results"]]


def record(text, context="", **facts):
    return ClaimFactory(text=text, context=context, published=True, **facts)


@pytest.fixture
def dams():
    """Ten claims about dams, in the order in which they are to be answered."""
    in_context = [record(f"{n} wells dried.", "A dam broke.") for n in range(3)]
    both = [record(f"Dam {n} broke.", "Dam.") for n in range(3)]
    in_text = [record(f"Dam {n} is broken.", "It broke.") for n in range(4)]
    record("Nothing else.")
    return [*both[::-1], *in_text[::-1], *in_context[::-1]]


def test_what_stands_in_the_text_comes_before_the_context_and_then_the_newest(
    get_claims, dams
):
    assert ids(get_claims(q="dam broke")) == [claim.pk for claim in dams]


def test_a_quote_comes_before_a_name_and_a_name_before_the_context(get_claims):
    revision = RevisionFactory(text="The dam broke.")
    claims = [
        record("One.", "Dam."),
        AppearanceFactory(claimant=SourceFactory(name="Dam Office")).claim,
        AppearanceFactory(revision=revision, exact="dam broke").claim,
    ]
    for claim in claims[1:]:
        claim.publish(by=claim.created_by)

    assert ids(get_claims(q="dam")) == [claim.pk for claim in claims[::-1]]


@pytest.fixture(params=[1000, 4, 3, 1])
def batch(request, monkeypatch):
    """As if a batch were so small."""
    monkeypatch.setattr(Relevance, "BATCH", request.param)
    return request.param


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_following_next_shows_all_once_and_previous_leads_back(
    get_claims, dams, batch, size
):
    pages, address = [], f"/api/v1/claims/?q=dam+broke&page_size={size}"
    while address:
        pages.append(get_claims(address))
        address = pages[-1]["next"]

    shown = [pk for one in pages for pk in ids(one)]
    assert sorted(shown) == sorted(claim.pk for claim in dams)
    assert all(ids(one) for one in pages)
    assert pages[0]["previous"] is None
    back = [pages[-1]]
    while back[-1]["previous"]:
        back.append(get_claims(back[-1]["previous"]))
    assert sorted(pk for one in back for pk in ids(one)) == sorted(shown)
    if batch == 1000:
        assert [ids(one) for one in back] == [ids(one) for one in pages[::-1]]
        assert shown == [claim.pk for claim in dams]


def test_each_batch_is_in_order_and_the_newer_batch_first(
    get_claims, dams, monkeypatch
):
    monkeypatch.setattr(Relevance, "BATCH", 4)
    newest = sorted((claim.pk for claim in dams), reverse=True)

    first = get_claims(q="dam broke", page_size=50)
    second = get_claims(first["next"])

    assert set(ids(first)) == set(newest[:4])
    assert set(ids(second)) == set(newest[4:8])
    ranked = [claim.pk for claim in dams]
    assert ids(second) == sorted(ids(second), key=ranked.index)


def test_nothing_is_skipped_or_repeated_while_claims_come_and_go(
    get_claims, dams, batch, ruth
):
    first = get_claims(q="dam broke", page_size=3)
    shown = ids(first)
    dams[0].unpublish(reason="It was wrong.", by=ruth)
    dams[4].unpublish(reason="It was wrong.", by=ruth)
    record("The dam broke.")
    while first["next"]:
        first = get_claims(first["next"])
        shown += ids(first)

    stay = {claim.pk for claim in dams} - {dams[0].pk, dams[4].pk}
    assert len(set(shown)) == len(shown)
    assert stay <= set(shown) <= {claim.pk for claim in dams}


def test_where_the_rest_of_a_batch_is_gone_the_next_one_follows(
    get_claims, dams, monkeypatch, ruth
):
    monkeypatch.setattr(Relevance, "BATCH", 4)
    first = get_claims(q="dam broke", page_size=2)
    newest = sorted(dams, key=lambda claim: -claim.pk)[:4]
    for claim in newest:
        if claim.pk not in ids(first):
            claim.unpublish(reason="It was wrong.", by=ruth)

    second = get_claims(first["next"])

    assert set(ids(second)) <= {claim.pk for claim in dams} - {one.pk for one in newest}
    assert len(ids(second)) == 2


def test_filters_combine_with_a_search_on_every_page(get_claims, dams):
    for claim in dams[::2]:
        claim.assess("not_checkable", rationale="Open.", by=claim.created_by)
    query = {"q": "dam broke", "evidence_status": "not_checkable", "page_size": 2}

    first = get_claims(**query)
    rest = get_claims(first["next"])

    found = [claim.pk for claim in dams[::2]]
    assert ids(first) + ids(rest) == found[:4]


def test_only_those_of_the_desk_find_what_is_not_published(get_claims, viewer):
    hidden = ClaimFactory(text="A dam broke.")

    assert ids(get_claims(q="dam")) == []
    assert ids(viewer.get("/api/v1/claims/?q=dam").json()) == [hidden.pk]


@pytest.mark.parametrize(
    "cursor",
    ["p=1-2", "p=1-2-3", "p=1-2-3-4-5", "p=x", "p=-1", "p=1-2-999-4", "p=1 2 3 4"],
)
def test_a_place_that_was_made_up_is_refused(anonymous, cursor):
    encoded = quote(b64encode(cursor.encode()).decode())

    answer = anonymous.get(f"/api/v1/claims/?q=dam&cursor={encoded}")

    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_cursor"


@pytest.mark.parametrize(
    "place", ["p=0-999999999999999999-0-0", "p=9-1-99-0", "p=9-1-99-0&r=1", "p=0"]
)
def test_a_place_that_never_was_is_no_error(get_claims, dams, place):
    encoded = b64encode(place.encode()).decode()

    shown = ids(get_claims(q="dam", cursor=encoded))

    assert set(shown) <= {claim.pk for claim in dams}


def test_the_head_of_a_page_is_told_by_the_same_cursor(get_claims, anonymous, dams):
    address = get_claims(q="dam", page_size=1)["next"]

    assert anonymous.head(address).status_code == 200


def test_a_cursor_of_a_search_is_none_of_the_whole_list(get_claims, anonymous, dams):
    address = urlsplit(get_claims(q="dam", page_size=1)["next"])
    cursor = parse_qs(address.query)["cursor"][0]

    answer = anonymous.get(f"/api/v1/claims/?{urlencode({'cursor': cursor})}")

    assert answer.json()["code"] == "bad_cursor"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a b c d e f g h i", "invalid"),
        ('"a b" c d e f g h "i j" k', "invalid"),
        ("a\x07b", "invalid"),
        ("a" * 201, "max_length"),
        (" ", "blank"),
    ],
)
def test_too_much_and_nothing_are_refused(refuse_claims, words, code):
    assert refuse_claims(q=words) == [("q", code)]


@pytest.mark.parametrize(
    "words", ["a b c d e f g h", '"a b c d e f g h i j" k', "a" * 200, '" "', "“”"]
)
def test_eight_terms_of_any_number_of_words_are_not_too_much(get_claims, words):
    assert get_claims(q=words)["results"] == []


@given(st.text(max_size=210))
def test_whatever_is_typed_is_answered_or_refused(words):
    query = urlencode({"q": words, "snippets": "true"}, errors="replace")

    answer = APIClient(raise_request_exception=False).get(f"/api/v1/claims/?{query}")

    assert answer.status_code in (200, 400)
    assert answer.status_code == 200 or answer.json()["status"] == 400


@pytest.mark.parametrize("count", [1, 8])
def test_a_search_takes_as_many_queries_for_eight_claims_as_for_one(
    get_claims, django_assert_num_queries, count
):
    for number in range(count):
        record(f"Dam {number} broke.")

    get_claims(q="dam")  # From now on the answers are kept.

    # How far the feed is; ids of the newest matches; how they fit; whether there are
    # older ones; the answers; for snippets, texts, quotes and names.
    with django_assert_num_queries(8):
        assert len(get_claims(q="dam", snippets="true")["results"]) == count


def test_as_of_finds_what_then_stood_as_it_is_typed_and_oldest_first(get_claims, ruth):
    first = record("Dam 1 broke.", at=AT, by=ruth)
    second = record("The old dam.", at=AT, by=ruth)
    claim = Claim.objects.get(pk=first.pk)
    reword(claim, "Nothing.", by=ruth, at=AT + timedelta(days=2))
    moment = (AT + timedelta(days=1)).isoformat().replace("+00:00", "Z")

    assert ids(get_claims(q="DAM", as_of=moment)) == [first.pk, second.pk]
    assert ids(get_claims(q='"dam 1" brok*', as_of=moment)) == [first.pk]
    assert ids(get_claims(q="?", as_of=moment)) == []
    assert ids(get_claims(q="dam")) == [second.pk]
