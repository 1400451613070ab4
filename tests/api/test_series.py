from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    QuantityFactory,
    RevisionFactory,
    SeriesFactory,
    SourceFactory,
    decision_on,
    reword,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def series():
    return SeriesFactory(name="Bridges closed", description="All of the city.")


def estimate(series, wording="at least 12", published=True, at=AT, **bounds):
    claim = ClaimFactory(at=at, claim_date=bounds.pop("claim_date", None))
    document = DocumentFactory(published_on=bounds.pop("published_on", None))
    text = f"It said that {wording} bridges were closed."
    appearance = AppearanceFactory(
        claim=claim,
        revision=RevisionFactory(document=document, text=text),
        claimant=SourceFactory(name=bounds.pop("claimant", wording)),
        exact=text,
        at=at,
    )
    facts = {"appearance": appearance, "wording": wording, "series": series, "at": at}
    QuantityFactory(**facts | bounds)
    if published:
        claim.publish(by=claim.created_by, at=at)
    return claim


def read(client, series, **query):
    answer = client.get(f"/api/v1/series/{series.pk}/", query)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_a_series_shows_its_estimates_by_date(anonymous, series):
    later = estimate(series, claim_date=date(2022, 1, 14), claimant="Mayor")
    document = later.appearances.get().revision.document
    vague = {"comparator": "vague", "low": None}
    estimate(series, "many", published_on=date(2022, 1, 13), **vague)
    estimate(series, "some", **vague)

    shown = read(anonymous, series)

    estimates = shown.pop("estimates")
    assert shown == {
        "id": series.pk,
        "url": f"http://testserver/api/v1/series/{series.pk}/",
        "name": "Bridges closed",
        "unit": "bridges",
        "description": "All of the city.",
        "conflicts": [],
    }
    assert [(one["date"], one["dated_by"]) for one in estimates] == [
        ("2022-01-13", "published_on"),
        ("2022-01-14", "claim_date"),
        ("2022-01-20", "created_at"),
    ]
    source = later.claimants()[0]
    assert estimates[1] == {
        "date": "2022-01-14",
        "dated_by": "claim_date",
        "comparator": "at_least",
        "low": "12",
        "high": None,
        "unit": "bridges",
        "wording": "at least 12",
        "claim": {
            "id": later.pk,
            "url": f"http://testserver/api/v1/claims/{later.pk}/",
            "text": later.text,
            "evidence_status": "unassessed",
        },
        "claimants": [
            {
                "id": source.pk,
                "url": f"http://testserver/api/v1/sources/{source.pk}/",
                "name": "Mayor",
                "kind": "organization",
            }
        ],
        "document": {
            "id": document.pk,
            "url": f"http://testserver/api/v1/documents/{document.pk}/",
            "title": document.title,
        },
    }


def test_estimates_that_cannot_both_be_true_are_told(anonymous, series):
    many = estimate(series, "at least 12,000", low=12_000)
    few = estimate(series, "10,000", comparator="equal", low=10_000)
    estimate(series, "about 12,500", comparator="about", low=12_500)

    assert read(anonymous, series)["conflicts"] == [
        {
            "claims": [many.pk, few.pk],
            "explanation": "at least 12,000 bridges; 10,000 bridges",
        }
    ]


def test_what_is_not_published_is_not_told(anonymous, viewer, series):
    estimate(series, "at least 12,000", low=12_000)
    hidden = estimate(series, "10", published=False, comparator="equal", low=10)

    shown = read(anonymous, series)

    assert [one["wording"] for one in shown["estimates"]] == ["at least 12,000"]
    assert shown["conflicts"] == []
    seen = read(viewer, series)
    assert [one["claim"]["id"] for one in seen["estimates"]][1] == hidden.pk
    assert len(seen["conflicts"]) == 1


def test_a_series_is_public_with_its_first_published_claim(anonymous, viewer, series):
    claim = estimate(series, published=False)

    assert anonymous.get("/api/v1/series/").json()["results"] == []
    assert anonymous.get(f"/api/v1/series/{series.pk}/").status_code == 404
    assert len(viewer.get("/api/v1/series/").json()["results"]) == 1

    claim.publish(by=claim.created_by)
    (listed,) = anonymous.get("/api/v1/series/").json()["results"]
    assert (listed["id"], listed["name"]) == (series.pk, "Bridges closed")


def test_a_number_that_was_replaced_is_no_estimate(anonymous, series):
    estimate(series)
    claim = estimate(series, "twelve", comparator="equal")
    appearance = claim.appearances.get()
    decision = decision_on(claim, restates=True)
    QuantityFactory(
        appearance=appearance, wording="twelve", decision=decision, at=AT + HOUR
    )

    assert len(read(anonymous, series)["estimates"]) == 1
    then = read(anonymous, series, as_of=AT.isoformat())
    assert len(then["estimates"]) == 2


def test_as_of_a_moment_claims_read_as_they_did(anonymous, series):
    claim = estimate(series)
    was = claim.text
    reword(claim, "It reads otherwise now.", by=claim.created_by, at=AT + HOUR)

    def texts(moment):
        shown = read(anonymous, series, as_of=moment.isoformat())["estimates"]
        return [one["claim"]["text"] for one in shown]

    assert texts(AT - HOUR) == []
    assert texts(AT) == [was]
    assert texts(AT + HOUR) == ["It reads otherwise now."]


def test_a_claim_names_the_series_of_its_number(anonymous, series):
    claim = estimate(series)

    shown = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()["quantity"]

    assert shown["series"] == {
        "id": series.pk,
        "url": f"http://testserver/api/v1/series/{series.pk}/",
        "name": "Bridges closed",
    }


def test_a_series_that_does_not_exist_is_404(anonymous):
    answer = anonymous.get("/api/v1/series/999999/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Series 999999 was not found."


def test_a_series_takes_as_many_queries_for_fifty_estimates_as_for_one(
    anonymous, series
):
    # The feed; the series; its numbers with documents; who tells them; the claims.
    estimate(series)
    with CaptureQueriesContext(connection) as for_one:
        read(anonymous, series)
    for number in range(49):
        estimate(series, f"{number} of the", comparator="vague", low=None)

    with CaptureQueriesContext(connection) as for_fifty:
        shown = read(anonymous, series)

    assert len(shown["estimates"]) == 50
    assert len(for_fifty) == len(for_one) == 5
