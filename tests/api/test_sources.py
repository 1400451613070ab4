import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.choices import Reliability, SourceKind
from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    SourceAliasFactory,
    SourceFactory,
    SourceRatingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(claim):
    """Someone who makes a published claim."""
    return claim.claimants()[0]


def test_anybody_reads_a_source_in_full(anonymous, claim):
    office = SourceFactory(
        name="Press office",
        description="Speaks for the city.",
        wikidata_id="Q40464",
        affiliation=SourceFactory(name="City", kind=SourceKind.GOVERNMENT_BODY),
    )
    for name in ["The press office", "City press"]:
        SourceAliasFactory(source=office, name=name)
    for reliability in [Reliability.C, Reliability.B]:
        SourceRatingFactory(
            source=office, reliability=reliability, reason="It corrects itself.", at=AT
        )
    AppearanceFactory(claim=claim, claimant=office)
    AppearanceFactory(claim=claim, claimant=office.affiliation)

    answer = anonymous.get(f"/api/v1/sources/{office.pk}/")

    city = office.affiliation_id
    assert answer.status_code == 200
    assert answer.json() == {
        "id": office.pk,
        "url": f"http://testserver/api/v1/sources/{office.pk}/",
        "name": "Press office",
        "kind": "organization",
        "description": "Speaks for the city.",
        "affiliation": {
            "id": city,
            "url": f"http://testserver/api/v1/sources/{city}/",
            "name": "City",
            "kind": "government_body",
        },
        "wikidata_id": "Q40464",
        "other_names": ["City press", "The press office"],
        "rating": {
            "reliability": "B",
            "reason": "It corrects itself.",
            "rated_at": "2022-01-20T09:30:00Z",
        },
        "version": office.version,
    }


def test_what_a_source_does_not_have_is_null_or_empty(anonymous, source):
    body = anonymous.get(f"/api/v1/sources/{source.pk}/").json()

    assert body["affiliation"] is body["rating"] is None
    assert body["description"] == body["wikidata_id"] == ""
    assert body["other_names"] == []


def test_a_source_that_does_not_exist_is_named(anonymous):
    answer = anonymous.get("/api/v1/sources/999999/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Source 999999 was not found."


def test_the_list_shows_each_source_as_it_shows_itself(anonymous, source):
    listed = anonymous.get("/api/v1/sources/").json()["results"]

    assert source.pk in [one["id"] for one in listed]
    assert listed == [anonymous.get(one["url"]).json() for one in listed]


def test_sources_are_found_by_kind_and_by_any_spelling(viewer):
    roy = SourceFactory(name="Jean-Luc Roy", kind=SourceKind.PERSON)
    SourceFactory(name="Jean-Luc Roy & Co.")

    for query in ["kind=person", "name=jean+luc+roy", "name=Jean-Luc Roy&kind=person"]:
        listed = viewer.get(f"/api/v1/sources/?{query}").json()["results"]
        assert [one["id"] for one in listed] == [roy.pk]
    assert viewer.get("/api/v1/sources/?name=Jean").json()["results"] == []


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("kind=nobody", "kind", "invalid_choice"),
        ("kind=person&kind=person", "kind", "repeated_parameter"),
        ("name=%20", "name", "blank"),
        ("name=" + "a" * 201, "name", "max_length"),
        ("q=city", "q", "unknown_parameter"),
    ],
)
def test_what_means_nothing_is_refused_and_named(anonymous, query, field, code):
    answer = anonymous.get(f"/api/v1/sources/?{query}")

    assert answer.status_code == 400
    errors = answer.json()["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [(field, code)]


def test_the_list_takes_as_many_queries_for_fifty_sources_as_for_one(anonymous):
    # The feed; the sources; their names; the ratings that count; the affiliations.
    claim = ClaimFactory(published=True)

    def add():
        affiliation = SourceFactory()
        source = SourceFactory(affiliation=affiliation)
        SourceAliasFactory(source=source)
        SourceRatingFactory(source=source)
        for claimant in (source, affiliation):
            AppearanceFactory(claim=claim, claimant=claimant)

    add()
    with CaptureQueriesContext(connection) as for_few:
        anonymous.get("/api/v1/sources/")
    for _ in range(25):
        add()

    with CaptureQueriesContext(connection) as for_fifty:
        listed = anonymous.get("/api/v1/sources/").json()["results"]

    assert len(listed) == 50
    assert len(for_fifty) == len(for_few) == 5
