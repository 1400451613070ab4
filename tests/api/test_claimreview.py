"""Conclusions as schema.org ClaimReview, one and all."""

import json
from datetime import UTC, date, datetime

import pytest

from claims.choices import EvidenceStatus, Mode
from claims.models import AttributionStep
from sources.choices import SourceKind
from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tests.standards import schemaorg

pytestmark = pytest.mark.django_db

FEED = "/api/v1/claims/claimreviews/"
JUDGED = ["supported", "refuted", "not_enough_evidence", "conflicting_evidence"]
# https://developers.google.com/search/docs/appearance/structured-data/factcheck
GOOGLE_REQUIRES = ["claimReviewed", "reviewRating", "url"]
GOOGLE_RECOMMENDS = ["author", "itemReviewed"]


def address_of(claim):
    return f"/api/v1/claims/{claim.pk}/claimreview/"


def review_of(client, claim):
    answer = client.get(address_of(claim))
    assert answer.status_code == 200, answer.json()
    return answer.json()


def feed(client, query=""):
    answer = client.get(FEED + query)
    assert answer.status_code == 200
    return json.loads(b"".join(answer.streaming_content))


@pytest.fixture
def corrected(settings):
    """A claim of two speakers and one unnamed, in two documents, judged twice."""
    settings.PUBLISHER_NAME = "Fact desk"
    settings.PUBLISHER_URL = "https://factdesk.example/"
    by = UserFactory()
    claim = ClaimFactory(
        text="The city closed 12 bridges.", claim_date=date(2022, 1, 13), by=by, at=AT
    )
    daily = SourceFactory(name="Daily", kind=SourceKind.NEWS_OUTLET)
    mayor = SourceFactory(
        name="Ann Mayor", kind=SourceKind.PERSON, wikidata_id="Q40464"
    )
    city = SourceFactory(name="City", kind=SourceKind.GOVERNMENT_BODY)
    unnamed = SourceFactory(name="an official", kind=SourceKind.UNNAMED)
    later, first = (
        DocumentFactory(
            title=title, url=url, publisher=daily, published_on=day, published_at=at
        )
        for title, url, day, at in [
            ("Again", "https://daily.example/again", date(2022, 1, 15), None),
            ("Bridges", "https://daily.example/bridges", date(2022, 1, 14), AT),
        ]
    )
    for document in (later, first):
        AppearanceFactory(
            claim=claim,
            revision=RevisionFactory(document=document, by=by, at=AT),
            steps=[AttributionStep((mayor, city, unnamed)), AttributionStep((daily,))],
            mode=Mode.PARAPHRASE,
            by=by,
            at=AT,
        )
    AssessmentFactory(claim=claim, rationale="Nobody counted.", by=by, at=AT)
    claim.publish(by=by, at=datetime(2022, 1, 21, tzinfo=UTC))
    AssessmentFactory(
        claim=claim,
        to_status=EvidenceStatus.SUPPORTED,
        rationale="The road office lists 12.",
        correction_type="new_evidence",
        correction_note="The road office has published its list.",
        by=by,
        at=datetime(2022, 1, 22, tzinfo=UTC),
    )
    return claim


def test_a_review_tells_all_that_schema_org_has_words_for(anonymous, corrected):
    assert review_of(anonymous, corrected) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"http://testserver/claims/{corrected.pk}/",
        "claimReviewed": "The city closed 12 bridges.",
        "author": {
            "@type": "Organization",
            "name": "Fact desk",
            "url": "https://factdesk.example/",
        },
        "datePublished": "2022-01-21T00:00:00Z",
        "dateModified": "2022-01-22T00:00:00Z",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Supported",
            "ratingExplanation": "The road office lists 12.",
            "ratingValue": 5,
            "worstRating": 1,
            "bestRating": 5,
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "The city closed 12 bridges.",
            "inLanguage": "en",
            "author": [
                {
                    "@type": "Person",
                    "name": "Ann Mayor",
                    "sameAs": "https://www.wikidata.org/entity/Q40464",
                },
                {"@type": "Organization", "name": "City"},
            ],
            "datePublished": "2022-01-13",
            "firstAppearance": {
                "@type": "CreativeWork",
                "name": "Bridges",
                "url": "https://daily.example/bridges",
                "inLanguage": "en",
                "datePublished": "2022-01-20T09:30:00Z",
                "publisher": {"@type": "Organization", "name": "Daily"},
            },
            "appearance": {
                "@type": "CreativeWork",
                "name": "Again",
                "url": "https://daily.example/again",
                "inLanguage": "en",
                "datePublished": "2022-01-15",
                "publisher": {"@type": "Organization", "name": "Daily"},
            },
        },
        "correction": {
            "@type": "CorrectionComment",
            "name": "New evidence",
            "text": "The road office has published its list.",
            "datePublished": "2022-01-22T00:00:00Z",
        },
    }


@pytest.mark.parametrize("status", JUDGED)
def test_every_review_keeps_to_the_vocabulary_and_to_what_google_reads(
    anonymous, corrected, status
):
    plain = ClaimFactory(published=True, evidence_status=status)

    for claim in (plain, corrected):
        review = review_of(anonymous, claim)

        assert list(schemaorg.faults(review)) == []
        assert review["@context"] == "https://schema.org"
        assert set(review) >= {*GOOGLE_REQUIRES, *GOOGLE_RECOMMENDS}
        assert review["reviewRating"]["alternateName"]


def test_the_check_of_the_vocabulary_finds_what_is_wrong(anonymous, corrected):
    review = review_of(anonymous, corrected)
    for broken, fault in [
        ({"@type": "FactCheck"}, "no type FactCheck"),
        ({"verdict": "false"}, "no such property"),
        ({"ratingValue": 1}, "not a property of ClaimReview"),
        ({"url": "claims/1"}, "is none of ['URL']"),
        ({"datePublished": "yesterday"}, "is none of"),
        ({"author": {"@type": "Rating"}}, "is none of ['Organization', 'Person']"),
        ({"itemReviewed": {"@type": "Claim", "rating": 1}}, "no such property"),
    ]:
        assert fault in "\n".join(schemaorg.faults(review | broken))


def test_only_the_ends_of_the_scale_have_a_number(anonymous):
    values = {}
    for status in JUDGED:
        claim = ClaimFactory(published=True, evidence_status=status)
        rating = review_of(anonymous, claim)["reviewRating"]
        values[rating["alternateName"]] = rating.get("ratingValue")

    assert values == {
        "Supported": 5,
        "Refuted": 1,
        "Not enough evidence": None,
        "Conflicting evidence": None,
    }


def test_of_documents_without_a_day_none_is_the_first(anonymous, assessed_claim):
    AppearanceFactory(claim=assessed_claim)

    reviewed = review_of(anonymous, assessed_claim)["itemReviewed"]

    assert len(reviewed["appearance"]) == 2
    assert "firstAppearance" not in reviewed


def test_two_quotes_of_one_document_are_one_appearance(anonymous, assessed_claim):
    revision = assessed_claim.appearances.get().revision
    AppearanceFactory(claim=assessed_claim, revision=revision, exact="12 bridges")

    reviewed = review_of(anonymous, assessed_claim)["itemReviewed"]

    assert reviewed["firstAppearance"]["name"] == revision.document.title
    assert "appearance" not in reviewed


def test_the_publisher_is_the_site_where_nobody_says_otherwise(
    anonymous, assessed_claim
):
    assert review_of(anonymous, assessed_claim)["author"] == {
        "@type": "Organization",
        "name": "testserver",
        "url": "http://testserver/",
    }


@pytest.mark.parametrize("status", ["unassessed", "pending_outcome"])
def test_without_a_conclusion_there_is_no_review(anonymous, status):
    claim = ClaimFactory(published=True, evidence_status=status)

    answer = anonymous.get(address_of(claim))

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "no_conclusion"
    assert answer.json()["detail"].endswith(f"its evidence status is {status}.")


def test_a_claim_that_was_reopened_has_no_review(anonymous, corrected):
    corrected.assess(
        "unassessed",
        rationale="Anew.",
        correction_type="retraction",
        correction_note="It is looked at again.",
        by=corrected.created_by,
    )

    assert anonymous.get(address_of(corrected)).status_code == 404
    assert feed(anonymous)["dataFeedElement"] == []


def test_a_proposal_that_waits_is_no_review(anonymous, claim, settings):
    settings.FOUR_EYES = True
    AssessmentFactory(claim=claim)

    assert anonymous.get(address_of(claim)).status_code == 404


def test_what_is_not_published_is_reviewed_for_the_desk_only(anonymous, viewer):
    hidden = ClaimFactory(evidence_status=EvidenceStatus.REFUTED)

    assert anonymous.get(address_of(hidden)).status_code == 404
    assert review_of(viewer, hidden)["reviewRating"]["alternateName"] == "Refuted"
    assert feed(viewer)["dataFeedElement"] == []


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/ld+json"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/json"),
    ],
)
def test_it_is_json_ld_and_for_other_readers_json(
    anonymous, assessed_claim, accept, content_type
):
    for address in (address_of(assessed_claim), FEED):
        answer = anonymous.get(address, headers={"Accept": accept})

        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == content_type


def test_the_feed_has_every_published_review_as_it_shows_itself(anonymous, corrected):
    refuted = ClaimFactory(published=True, evidence_status=EvidenceStatus.REFUTED)
    ClaimFactory(published=True)
    ClaimFactory(evidence_status=EvidenceStatus.REFUTED)

    body = feed(anonymous)

    items = body.pop("dataFeedElement")
    assert list(schemaorg.faults(body | {"dataFeedElement": items})) == []
    assert body == {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": "Claims reviewed by Fact desk",
        "publisher": {
            "@type": "Organization",
            "name": "Fact desk",
            "url": "https://factdesk.example/",
        },
    }
    assert [{"@context": body["@context"], **item["item"]} for item in items] == [
        review_of(anonymous, claim) for claim in (corrected, refuted)
    ]
    assert items[0]["dateCreated"] == "2022-01-21T00:00:00Z"
    assert items[0]["dateModified"] == "2022-01-22T00:00:00Z"


def test_the_feed_can_be_asked_for_what_has_changed(anonymous, corrected):
    recent = ClaimFactory(published=True, evidence_status=EvidenceStatus.REFUTED)

    changed = feed(anonymous, "?updated_since=2022-02-01T00:00:00Z")

    (item,) = changed["dataFeedElement"]
    assert item["item"]["claimReviewed"] == recent.text


def test_a_review_takes_no_parameters(anonymous, assessed_claim):
    answer = anonymous.get(address_of(assessed_claim) + "?as_of=2022-01-14T00:00:00Z")

    assert answer.status_code == 400
