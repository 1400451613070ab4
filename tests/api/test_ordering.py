"""The orders of the list of claims."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import AttributionStep, Claim
from tests.api.conftest import AT
from tests.factories import ClaimFactory, RevisionFactory, SourceFactory

pytestmark = pytest.mark.django_db

WORDS = ("first", "second", "third", "fourth")


@pytest.fixture
def article():
    return RevisionFactory(text=" ".join(WORDS) + " and no more.")


def claim_at(article, word: str, priority: int = 0, at=AT) -> Claim:
    """A published claim that *article* makes with *word*."""
    claim = ClaimFactory(text=f"The {word} bridge is closed.", priority=priority, at=at)
    steps = [AttributionStep((SourceFactory(),))]
    more = {"mode": "own_voice", "steps": steps, "by": claim.created_by, "at": at}
    claim.add_appearance(article, exact=word, **more)
    claim.publish(by=claim.created_by, at=at)
    return claim


def pages(client, **query) -> list[int]:
    """The ids on all pages, of which the last leads back to the first."""
    answer, ids, size = client.get("/api/v1/claims/", query), [], []
    while True:
        assert answer.status_code == 200, answer.json()
        body = answer.json()
        ids += [one["id"] for one in body["results"]]
        size.append(len(body["results"]))
        if body["next"] is None:
            break
        answer = client.get(body["next"])
    for _ in size[1:]:
        answer = client.get(answer.json()["previous"])
    assert [one["id"] for one in answer.json()["results"]] == ids[: size[0]]
    return ids


@pytest.mark.parametrize("size", [1, 2, 50])
def test_highest_priority_is_first_and_then_the_newest(anonymous, article, size):
    made = [
        claim_at(article, word, n) for word, n in zip(WORDS, (0, 2, 0, 2), strict=True)
    ]

    ids = pages(anonymous, ordering="priority", page_size=size)

    assert ids == [made[index].pk for index in (3, 1, 2, 0)]


@pytest.mark.parametrize("size", [1, 3, 50])
def test_claims_of_an_article_are_in_the_order_of_its_text(anonymous, article, size):
    made = [claim_at(article, word, n) for n, word in enumerate(reversed(WORDS))]
    claim_at(RevisionFactory(text="a first one"), "first")

    query = {"document": article.document_id, "ordering": "article", "page_size": size}

    assert pages(anonymous, **query) == [one.pk for one in reversed(made)]


def test_first_active_appearance_decides_the_place(anonymous, article):
    early, late = claim_at(article, "second"), claim_at(article, "third")
    steps = [AttributionStep((SourceFactory(),))]
    more = {"mode": "own_voice", "steps": steps, "by": late.created_by}
    late.add_appearance(article, exact="first", **more)
    query = {"document": article.document_id, "ordering": "article"}

    assert pages(anonymous, **query) == [late.pk, early.pk]
    then = {**query, "as_of": AT.isoformat().replace("+00:00", "Z")}
    assert pages(anonymous, **then) == [early.pk, late.pk]


def test_priority_of_a_past_moment_orders_its_list(anonymous, article):
    first, second = claim_at(article, "first", 1), claim_at(article, "second")
    second.edit(priority=3, by=second.created_by, at=AT + timedelta(days=1))

    then = AT.isoformat().replace("+00:00", "Z")
    assert pages(anonymous, ordering="priority") == [second.pk, first.pk]
    assert pages(anonymous, ordering="priority", as_of=then) == [first.pk, second.pk]


def test_ordering_of_a_search_replaces_the_best_match(anonymous, article):
    made = [
        claim_at(article, word, n) for word, n in zip(WORDS, (1, 3, 2, 0), strict=True)
    ]

    ids = pages(anonymous, q="bridge", ordering="priority", page_size=2)

    assert ids == [made[index].pk for index in (1, 2, 0, 3)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"ordering": "-id"}, "invalid_choice"),
        ({"ordering": "text"}, "invalid_choice"),
        ({"ordering": ""}, "blank"),
        ({"ordering": "article"}, "required"),
        ({"ordering": "article", "q": "bridge"}, "required"),
    ],
)
def test_order_that_does_not_exist_is_refused(anonymous, query, code):
    for ask in (anonymous.get, anonymous.head):
        assert ask("/api/v1/claims/", query).status_code == 400

    (error,) = anonymous.get("/api/v1/claims/", query).json()["errors"]
    assert (error["field"], error["code"]) == ("ordering", code)


@pytest.mark.parametrize("ordering", ["priority", "article"])
def test_queries_do_not_grow_with_the_list(anonymous, article, ordering):
    query = {"ordering": ordering, "document": article.document_id}

    def count() -> int:
        anonymous.get("/api/v1/claims/", query)  # Fills the cache.
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert anonymous.get("/api/v1/claims/", query).status_code == 200
        return len(queries)

    claim_at(article, "first")
    before = count()
    for word in WORDS[1:]:
        claim_at(article, word, 1)

    assert count() == before


def test_a_client_sets_the_priority(editor, article):
    claim = claim_at(article, "first")

    answer = editor.patch(
        f"/api/v1/claims/{claim.pk}/", {"priority": 2, "version": claim.version}, "json"
    )

    assert (answer.status_code, answer.json()["priority"]) == (200, 2)
    assert Claim.objects.get().priority == 2


@pytest.mark.parametrize("priority", [4, -1, "high", None, 1.5])
def test_priority_that_does_not_exist_is_refused(editor, article, priority):
    claim = claim_at(article, "first")
    body = {"priority": priority, "version": claim.version}

    answer = editor.patch(f"/api/v1/claims/{claim.pk}/", body, "json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "priority"
