from datetime import date

import pytest

from claims.choices import ClaimType, EvidenceStatus
from claims.models import AttributionStep
from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    SourceAliasFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(anonymous):
    """The ids of the claims that a query finds."""

    def found(query):
        answer = anonymous.get(f"/api/v1/claims/?{query}")
        assert answer.status_code == 200, answer.json()
        return [claim["id"] for claim in answer.json()["results"]]

    return found


@pytest.fixture
def refused(anonymous):
    """The errors of a query that is refused."""

    def refused(query):
        answer = anonymous.get(f"/api/v1/claims/?{query}")
        assert answer.status_code == 400
        return answer.json()["errors"]

    return refused


def test_evidence_status_takes_one_or_several(found, claim, assessed_claim):
    third = ClaimFactory(published=True, evidence_status=EvidenceStatus.REFUTED)

    assert found("evidence_status=supported") == [assessed_claim.pk]
    assert found("evidence_status=refuted&evidence_status=unassessed") == [
        claim.pk,
        third.pk,
    ]


def test_claim_type_takes_one_or_several(found, claim):
    causal = ClaimFactory(published=True, claim_type=ClaimType.CAUSAL)
    numerical = ClaimFactory(published=True, claim_type=ClaimType.NUMERICAL)

    assert found("claim_type=causal") == [causal.pk]
    assert found("claim_type=causal&claim_type=numerical") == [causal.pk, numerical.pk]


@pytest.mark.parametrize("name", ["Jean-Luc Roy", "jean luc ROY", "J. L. Roy"])
def test_a_claimant_is_found_by_any_spelling(found, name):
    roy, joint = SourceFactory(name="Jean-Luc Roy"), SourceFactory()
    SourceAliasFactory(source=roy, name="J. L. Roy")
    revision = RevisionFactory()
    steps = [
        AttributionStep((joint, roy), "said"),
        AttributionStep((revision.document.publisher,)),
    ]
    claim = AppearanceFactory(revision=revision, steps=steps).claim
    claim.publish(by=claim.created_by)

    assert found(f"claimant={name}") == [claim.pk]
    assert found(f"claimant={roy.pk}") == [claim.pk]


def test_whoever_only_relays_is_no_claimant_but_the_last_is_the_reporter(found, claim):
    claimant, publisher = (
        attribution.source
        for attribution in claim.appearances.get().attributions.order_by("position")
    )

    assert found(f"reporting_source={publisher.pk}") == [claim.pk]
    assert found(f"claimant={publisher.pk}") == []
    assert found(f"reporting_source={claimant.name}") == []


@pytest.mark.parametrize("parameter", ["claimant", "reporting_source"])
@pytest.mark.parametrize("value", ["nobody", "0", "999999999999999999", "9" * 30])
def test_a_source_that_does_not_exist_is_named(refused, parameter, value):
    assert refused(f"{parameter}={value}") == [
        {
            "field": parameter,
            "code": "unknown_source",
            "detail": f"Source “{value}” was not found.",
        }
    ]


def test_document_finds_what_appears_in_any_of_its_revisions(found, claim):
    document = RevisionFactory().document
    later = RevisionFactory(document=document, text="A bridge fell.")
    other = AppearanceFactory(revision=later, exact="A bridge fell").claim
    other.publish(by=other.created_by)

    assert found(f"document={document.pk}") == [other.pk]


def test_a_document_that_does_not_exist_is_named(refused):
    assert refused("document=999999999999999999") == [
        {
            "field": "document",
            "code": "unknown_document",
            "detail": "Document 999999999999999999 was not found.",
        }
    ]


def test_due_before_and_after_leave_the_day_itself_out(found):
    first, second, third = (
        ClaimFactory(published=True, due_on=date(2022, 1, day)) for day in (21, 22, 23)
    )
    ClaimFactory(published=True)

    assert found("due_before=2022-01-22") == [first.pk]
    assert found("due_after=2022-01-22") == [third.pk]
    assert found("due_after=2022-01-21&due_before=2022-01-23") == [second.pk]


@pytest.mark.parametrize(
    ("moment", "finds"),
    [
        ("2022-01-20T09:30:00Z", True),
        ("2022-01-20T10:30:00%2B01:00", True),
        ("2022-01-20T10:30:00+01:00", True),
        ("2022-01-20t09:29:59.999z", True),
        ("2022-01-20T09:30:01Z", False),
        ("0001-01-01T00:00:00Z", True),
        ("9999-12-31T23:59:59Z", False),
    ],
)
def test_updated_since_includes_the_moment_itself(found, moment, finds):
    claim = ClaimFactory(published=True, at=AT)

    assert found(f"updated_since={moment}") == [claim.pk] * finds


def test_q_finds_claims_in_which_every_word_stands_somewhere(found, claim):
    mayor = claim.claimants()[0]
    other = ClaimFactory(published=True, text="A dam broke.", context="Near the city.")

    assert found("q=DAM") == [other.pk]
    assert found("q=dam+city") == [other.pk]
    assert found("q=dam+nothing") == []
    assert found(f"q=bridge+{mayor.name.split()[1]}") == [claim.pk]
    assert found("q=12") == [other.pk, claim.pk]


@pytest.mark.parametrize(
    "words", ["%25", "_", "%22", "foo%22+OR", "%5C", "%F0%9F%8C%89"]
)
def test_q_takes_every_character_for_itself(found, claim, words):
    assert found(f"q={words}") == []


def test_filters_narrow_each_other(found, assessed_claim):
    document = assessed_claim.appearances.get().revision.document
    ClaimFactory(published=True)

    both = f"evidence_status=supported&document={document.pk}"

    assert found(f"q=bridge&{both}") == [assessed_claim.pk]
    assert found(f"q=dam&{both}") == []


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("statsu=supported", "statsu", "unknown_parameter"),
        ("order=id", "order", "unknown_parameter"),
        ("format=json", "format", "unknown_parameter"),
        ("evidence_status__in=supported", "evidence_status__in", "unknown_parameter"),
        ("created_by__password=a", "created_by__password", "unknown_parameter"),
        ("evidence_status=true", "evidence_status", "invalid_choice"),
        ("evidence_status=Supported", "evidence_status", "invalid_choice"),
        ("claim_type=0", "claim_type", "invalid_choice"),
        ("q=", "q", "blank"),
        ("claimant=+", "claimant", "blank"),
        ("claimant=%E2%80%83", "claimant", "blank"),
        ("evidence_status=supported&evidence_status=", "evidence_status", "blank"),
        ("q=a&q=b", "q", "repeated_parameter"),
        ("page_size=1&page_size=1", "page_size", "repeated_parameter"),
        ("document=1e400", "document", "invalid"),
        ("document=-1", "document", "invalid"),
        ("document=1.0", "document", "invalid"),
        ("document=%D9%A3", "document", "invalid"),
        ("document=" + "9" * 5000, "document", "invalid"),
        ("due_before=2022-1-1", "due_before", "invalid"),
        ("due_before=01/22/2022", "due_before", "invalid"),
        ("due_after=2022-02-30", "due_after", "invalid"),
        ("due_after=20220101", "due_after", "invalid"),
        ("updated_since=2022-01-20", "updated_since", "invalid"),
        ("updated_since=2022-01-20T09:30:00", "updated_since", "invalid"),
        ("updated_since=2022-01-20T25:30:00Z", "updated_since", "invalid"),
        ("updated_since=0001-01-01T00:00:00%2B14:00", "updated_since", "invalid"),
        ("updated_since=9999-12-31T23:59:59-14:00", "updated_since", "invalid"),
        ("q=a+b+c+d+e+f+g+h+i", "q", "invalid"),
        ("q=%07", "q", "invalid"),
        ("q=" + "a" * 201, "q", "max_length"),
        ("claimant=" + "a" * 201, "claimant", "max_length"),
    ],
)
def test_what_means_nothing_is_refused_and_named(refused, query, field, code):
    errors = refused(query)

    assert [(error["field"], error["code"]) for error in errors] == [(field, code)]


def test_a_refused_name_comes_with_those_that_are_known(refused):
    assert refused("statsu=supported")[0]["detail"] == (
        "Parameter “statsu” is not known here. Known: as_of, claim_type, claimant, "
        "cursor, document, due, due_after, due_before, evidence_status, flag, "
        "ordering, page_size, q, reporting_source, snippets, updated_since."
    )


def test_several_errors_are_told_at_once(anonymous):
    body = anonymous.get("/api/v1/claims/?due_before=x&document=y").json()

    assert body["code"] == "invalid"
    assert body["detail"] == "2 fields are not valid."
    assert [error["field"] for error in body["errors"]] == ["document", "due_before"]


@pytest.mark.parametrize("page", ["", "history/", "evidence/"])
def test_filters_are_unknown_below_a_claim(anonymous, claim, page):
    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/{page}?q=bridge")

    assert answer.status_code == 400
    assert answer.json()["code"] == "unknown_parameter"
