"""The quotes of a document as W3C Web Annotations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    RevisionFactory,
    UserFactory,
)
from tests.standards import webannotation

pytestmark = pytest.mark.django_db

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
TEXT = "🌉🌉 The mayor said that at least 12 bridges were closed on Thursday."


@pytest.fixture
def document():
    return DocumentFactory(title="Bridges", url="https://daily.example/bridges")


@pytest.fixture
def revision(document):
    return RevisionFactory(document=document, text=TEXT, at=AT)


@pytest.fixture
def quoted(revision):
    """A published claim pinned to words of the document."""
    claim = ClaimFactory(text="The city closed 12 bridges.", at=AT)
    AppearanceFactory(claim=claim, revision=revision, exact="12 bridges", at=AT)
    claim.publish(by=claim.created_by, at=AT)
    return claim


def address_of(document):
    return f"/api/v1/documents/{document.pk}/annotations/"


def annotations_of(client, document):
    answer = client.get(address_of(document))
    assert answer.status_code == 200, answer.json()
    return answer.json()


def words(page):
    return [item["target"]["selector"][0]["exact"] for item in page["items"]]


def test_a_quote_is_an_annotation_with_claim_and_status(anonymous, document, quoted):
    url = f"http://testserver{address_of(document)}"
    documents = f"http://testserver/api/v1/documents/{document.pk}"
    appearance = quoted.appearances.get()
    creator = {
        "id": "http://testserver/",
        "type": "Organization",
        "name": "testserver",
    }
    collection = annotations_of(anonymous, document)
    assert collection == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": url,
        "type": "AnnotationCollection",
        "label": "Bridges",
        "creator": creator,
        "total": 1,
        "first": {
            "id": f"{url}?page_size=50",
            "type": "AnnotationPage",
            "partOf": url,
            "items": [
                {
                    "id": f"http://testserver/claims/{quoted.pk}/"
                    f"#appearance-{appearance.pk}",
                    "type": "Annotation",
                    "motivation": "describing",
                    "creator": creator,
                    "created": "2022-01-20T09:30:00Z",
                    "modified": "2022-01-20T09:30:00Z",
                    "body": [
                        {
                            "type": "TextualBody",
                            "value": "The city closed 12 bridges.",
                            "format": "text/plain",
                            "language": "en",
                            "purpose": "describing",
                        },
                        {
                            "type": "TextualBody",
                            "value": "Unassessed",
                            "format": "text/plain",
                            "language": "en",
                            "purpose": "describing",
                        },
                    ],
                    "target": {
                        "type": "SpecificResource",
                        "source": "https://daily.example/bridges",
                        "selector": [
                            {
                                "type": "TextQuoteSelector",
                                "exact": "12 bridges",
                                "prefix": "🌉🌉 The mayor said that at least ",
                                "suffix": " were closed on Thursday.",
                            },
                            {"type": "TextPositionSelector", "start": 32, "end": 42},
                        ],
                        "state": {
                            "type": "TimeState",
                            "sourceDate": "2022-01-20T09:30:00Z",
                            "cached": f"{documents}/text/?revision=1",
                        },
                    },
                }
            ],
        },
        "last": collection["last"],
    }


def test_the_positions_are_those_of_the_text_that_is_named(anonymous, document, quoted):
    (item,) = annotations_of(anonymous, document)["first"]["items"]
    quote, position = item["target"]["selector"]

    text = anonymous.get(item["target"]["state"]["cached"]).json()["text"]

    assert text[position["start"] : position["end"]] == quote["exact"]


def test_a_conclusion_makes_it_an_assessment(anonymous, document, quoted):
    quoted.assess("not_checkable", rationale="So.", by=quoted.created_by)

    (item,) = annotations_of(anonymous, document)["first"]["items"]

    assert item["motivation"] == item["body"][1]["purpose"] == "assessing"
    assert item["body"][1]["value"] == "Not a checkable claim"


def test_the_answers_keep_to_the_model(anonymous, document, revision, quoted):
    AppearanceFactory(claim=quoted, revision=revision, exact=TEXT)
    collection = annotations_of(anonymous, document)
    page = anonymous.get(collection["first"]["id"]).json()
    offline = DocumentFactory()
    AppearanceFactory(claim=quoted, revision=RevisionFactory(document=offline))

    for answer in (collection, page, annotations_of(anonymous, offline)):
        assert list(webannotation.faults(answer)) == []
        assert answer["@context"] == "http://www.w3.org/ns/anno.jsonld"


def test_the_check_of_the_model_finds_what_is_wrong(anonymous, document, quoted):
    page = annotations_of(anonymous, document)["first"]
    (item,) = page["items"]
    for broken, fault in [
        ({"type": "Note"}, "no type Note"),
        ({"items": [{"type": "Annotation", "id": "http://a.example/"}]}, "target"),
        ({"items": [item | {"text": "a"}]}, "no such term"),
        ({"items": [item | {"motivation": "judging"}]}, "judging"),
        ({"items": [item | {"id": "claim-1"}]}, "claim-1"),
    ]:
        assert fault in "\n".join(webannotation.faults(page | broken))


def test_a_document_without_an_address_is_the_one_that_is_here(anonymous, claim):
    document = claim.appearances.get().revision.document

    (item,) = annotations_of(anonymous, document)["first"]["items"]

    assert item["target"]["source"] == (
        f"http://testserver/api/v1/documents/{document.pk}/"
    )


def test_pages_lead_to_each_other(anonymous, document, revision, quoted):
    quotes = ["12 bridges", "The mayor", "closed", "Thursday", "at least"]
    for quote in quotes[1:]:
        AppearanceFactory(claim=quoted, revision=revision, exact=quote)
    collection = annotations_of(anonymous, document)
    assert collection["total"] == 5
    assert words(collection["first"]) == quotes
    assert "next" not in collection["first"]

    seen, address = [], f"{address_of(document)}?page_size=2"
    while address:
        page = anonymous.get(address).json()
        assert page["id"].endswith(address.removeprefix("http://testserver"))
        assert page["type"] == "AnnotationPage"
        assert page["partOf"] == collection["id"]
        seen.append(words(page))
        address = page.get("next")

    assert seen == [quotes[:2], quotes[2:4], quotes[4:]]
    assert words(anonymous.get(page["prev"]).json()) == quotes[2:4]


def test_first_and_last_page_are_what_the_collection_says(
    anonymous, document, revision, quoted
):
    AppearanceFactory(claim=quoted, revision=revision, exact="Thursday")
    collection = annotations_of(anonymous, document)

    first = anonymous.get(collection["first"]["id"]).json()
    last = anonymous.get(collection["last"]).json()

    assert first == {"@context": collection["@context"], **collection["first"]}
    assert words(last) == ["12 bridges", "Thursday"]


def test_only_quotes_of_published_claims_are_shown(
    anonymous, viewer, document, revision, quoted
):
    AppearanceFactory(claim=ClaimFactory(), revision=revision, exact="Thursday")

    shown = annotations_of(anonymous, document)

    assert (shown["total"], words(shown["first"])) == (1, ["12 bridges"])
    assert annotations_of(viewer, document)["total"] == 2


def test_a_document_that_is_not_published_is_not_there(anonymous, viewer, revision):
    address = address_of(revision.document)

    assert anonymous.get(address).status_code == 404
    shown = viewer.get(address).json()
    assert (shown["total"], shown["first"]["items"]) == (0, [])


def test_a_quote_that_was_moved_is_shown_where_it_stands(
    anonymous, document, revision, quoted
):
    newer = RevisionFactory(document=document, text=f"Update. {TEXT}")
    quoted = Claim.objects.get(pk=quoted.pk)
    check = newer.quote_checks.get()
    quoted.move_appearance(check, by=quoted.created_by)

    (item,) = annotations_of(anonymous, document)["first"]["items"]

    assert item["target"]["selector"][1]["start"] == 32 + len("Update. ")
    assert item["target"]["state"]["cached"].endswith("revision=2")


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", MEDIA_TYPE),
        (MEDIA_TYPE, MEDIA_TYPE),
        ("application/ld+json", MEDIA_TYPE),
        ("application/json", "application/json"),
    ],
)
def test_it_is_the_media_type_of_annotations(
    anonymous, document, quoted, accept, content_type
):
    answer = anonymous.get(address_of(document), headers={"Accept": accept})

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type


@pytest.mark.parametrize("query", ["?page=1", "?page_size=0", "?cursor=%00"])
def test_what_means_nothing_is_refused(anonymous, document, quoted, query):
    answer = anonymous.get(address_of(document) + query)

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_fifty_annotations_take_as_many_queries_as_one(
    anonymous, document, revision, quoted
):
    # The feed; the document; the page of appearances with claims and revisions; their
    # number.
    def count(total):
        with CaptureQueriesContext(connection) as captured:
            assert len(annotations_of(anonymous, document)["first"]["items"]) == total
        assert not [query for query in captured if '"text" AS' in query["sql"]]
        return len(captured)

    for_one = count(1)
    by = UserFactory()
    for end in range(2, 51):
        AppearanceFactory(claim=quoted, revision=revision, exact=TEXT[:end], by=by)

    assert count(50) == for_one == 4
