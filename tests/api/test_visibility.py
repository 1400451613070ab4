"""What is not published is not there for whoever is anonymous."""

import pytest

from claims.choices import EvidenceStatus
from claims.models import Claim
from sources.models import Document, Source
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden():
    """A claim that is taken back, with an appearance, evidence and a conclusion."""
    claim = ClaimFactory(
        published=True,
        evidence_status=EvidenceStatus.REFUTED,
        text="Nobody may read this yet.",
    )
    EvidenceFactory(claim=claim, revision=RevisionFactory(), url="")
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    return claim


@pytest.fixture
def hidden_addresses(hidden):
    sources, documents = Source.objects.all(), Document.objects.all()
    return [
        f"/api/v1/claims/{hidden.pk}/",
        f"/api/v1/claims/{hidden.pk}/history/",
        f"/api/v1/claims/{hidden.pk}/evidence/",
        *(f"/api/v1/sources/{source.pk}/" for source in sources),
        *(f"/api/v1/documents/{document.pk}/" for document in documents),
        *(f"/api/v1/documents/{document.pk}/text/" for document in documents),
    ]


def test_each_address_tells_nothing_of_what_was_there(anonymous, hidden_addresses):
    assert len(hidden_addresses) == 12
    for address in hidden_addresses:
        key = address.split("/")[4]
        absent = address.replace(f"/{key}/", "/999999/")
        answer = anonymous.get(address)

        if "/claims/" in address:
            assert (answer.status_code, answer.json()["code"]) == (410, "taken_back")
            continue
        assert answer.status_code == 404
        assert answer.content.decode() == (
            anonymous.get(absent).content.decode().replace("999999", key)
        )


def test_the_desk_reads_all_of_it(viewer, hidden_addresses):
    for address in hidden_addresses:
        assert viewer.get(address).status_code == 200


def test_a_token_without_the_permission_reads_no_more(client_of, hidden, claim):
    program = client_of(claim.created_by)

    listed = program.get("/api/v1/claims/").json()["results"]

    assert [one["id"] for one in listed] == [claim.pk]
    assert program.get(f"/api/v1/claims/{hidden.pk}/").status_code == 410


def test_the_lists_leave_it_out(anonymous, viewer, hidden):
    for collection in ["claims", "sources", "documents"]:
        assert anonymous.get(f"/api/v1/{collection}/").json()["results"] == []
        assert viewer.get(f"/api/v1/{collection}/").json()["results"] != []


@pytest.mark.parametrize("query", ["q=nobody", "evidence_status=refuted", "q=bridges"])
def test_filters_do_not_find_it(anonymous, hidden, query):
    assert anonymous.get(f"/api/v1/claims/?{query}").json()["results"] == []


def test_filters_do_not_know_its_sources_and_documents(anonymous, hidden):
    source = hidden.claimants()[0]
    document = hidden.appearances.get().revision.document
    for query, code in [
        (f"claimant={source.pk}", "unknown_source"),
        (f"claimant={source.name}", "unknown_source"),
        (f"reporting_source={document.publisher.name}", "unknown_source"),
        (f"document={document.pk}", "unknown_document"),
    ]:
        answer = anonymous.get(f"/api/v1/claims/?{query}")

        assert answer.status_code == 400
        assert answer.json()["code"] == code


def test_names_do_not_find_its_sources(anonymous, hidden):
    name = hidden.claimants()[0].name

    assert anonymous.get(f"/api/v1/sources/?name={name}").json()["results"] == []


def test_a_shared_claimant_is_shown_with_what_is_published_only(
    anonymous, hidden, claim
):
    claimant = hidden.claimants()[0]
    AppearanceFactory(claim=claim, claimant=claimant)

    listed = anonymous.get(f"/api/v1/claims/?claimant={claimant.pk}").json()["results"]

    assert [one["id"] for one in listed] == [claim.pk]
    assert anonymous.get(f"/api/v1/sources/{claimant.pk}/").status_code == 200


def test_every_link_that_is_shown_can_be_followed(anonymous, claim):
    EvidenceFactory(claim=claim, revision=RevisionFactory(), url="")
    relayed = SourceFactory(affiliation=SourceFactory(affiliation=SourceFactory()))
    EvidenceFactory(claim=claim, directness="relayed", relays=relayed)
    DocumentFactory()
    shown = [
        *anonymous.get("/api/v1/claims/").json()["results"],
        *anonymous.get(f"/api/v1/claims/{claim.pk}/evidence/").json()["results"],
        *anonymous.get("/api/v1/documents/").json()["results"],
        *anonymous.get("/api/v1/sources/").json()["results"],
    ]

    for link in links(shown):
        assert anonymous.get(link).status_code == 200


def links(value):
    if isinstance(value, dict):
        if str(value.get("url")).startswith("http://testserver/"):
            yield value["url"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from links(item)


def test_an_affiliation_that_is_not_published_is_not_told(anonymous, viewer, claim):
    office = SourceFactory(affiliation=SourceFactory(name="Secret service"))
    AppearanceFactory(claim=claim, claimant=office)
    address = f"/api/v1/sources/{office.pk}/"

    assert anonymous.get(address).json()["affiliation"] is None
    assert viewer.get(address).json()["affiliation"]["name"] == "Secret service"


def test_an_origin_speaks_for_nobody_who_is_not_published(anonymous, viewer, claim):
    service = SourceFactory(name="Secret service")
    office = SourceFactory(name="Office", affiliation=service)
    desk = SourceFactory(name="Press desk", affiliation=office)
    AppearanceFactory(claim=claim, claimant=office)
    EvidenceFactory(claim=claim, source=desk)

    def organizations(client):
        body = client.get(f"/api/v1/claims/{claim.pk}/").json()
        origins = body["independent_origins"]["for"]["origins"]
        return {one["source"]["name"]: one["organization"]["name"] for one in origins}

    shown = organizations(anonymous)
    assert (shown["Press desk"], shown["Office"]) == ("Office", "Office")
    assert organizations(viewer)["Press desk"] == "Secret service"


def test_published_it_is_there(anonymous, hidden):
    Claim.objects.get(pk=hidden.pk).publish(by=hidden.created_by)

    assert anonymous.get(f"/api/v1/claims/{hidden.pk}/").status_code == 200
