"""A name that two sources have asks which one is meant, at each door."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.exchange import seeds
from claims.models import Claim
from sources.models import Document, Source
from tests.claims.test_desk_files import as_csv, confirm, look, row, row_errors
from tests.claims.test_desk_finding import typed
from tests.claims.test_seed_refusals import problems
from tests.factories import (
    QUOTE,
    AppearanceFactory,
    DocumentFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tracker.accounts.models import Token

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims/"


@pytest.fixture
def mayors():
    return [
        SourceFactory(name="The mayor", description=f"Mayor of {town}")
        for town in ("Aa", "Bb")
    ]


@pytest.fixture
def revision(mayors):
    return RevisionFactory(document=DocumentFactory(title="Bridges shut"))


@pytest.fixture
def api():
    token = Token(user=UserFactory(group="Editor"), name="t", scopes="read write")
    return APIClient(HTTP_AUTHORIZATION=f"Bearer {token.issue()}")


def candidates(mayors):
    return [
        {"id": one.pk, "name": "The mayor", "description": one.description}
        for one in mayors
    ]


def claimants():
    return [claim.claimants() for claim in Claim.objects.order_by("pk")]


def body(source, revision):
    return {
        "text": "Twelve bridges were closed.",
        "claim_type": "numerical",
        "appearances": [
            {
                "document": revision.document_id,
                "exact": QUOTE,
                "mode": "paraphrase",
                "attributions": [{"sources": [source]}],
            }
        ],
    }


def test_api_keeps_a_second_source_of_a_name(api, mayors):
    given = {"name": "the MAYOR", "kind": "person"}

    taken = api.post("/api/v1/sources/", given | {"description": "mayor of AA"})
    added = api.post("/api/v1/sources/", given | {"description": "Mayor of Cc"})

    assert (taken.status_code, taken.json()["code"]) == (400, "source_exists")
    [error] = taken.json()["errors"]
    assert error["candidates"] == candidates(mayors[:1])
    assert added.status_code == 201
    listed = api.get("/api/v1/sources/", {"name": "The mayor"}).json()["results"]
    assert [one["description"] for one in listed] == [
        *["Mayor of Aa", "Mayor of Bb"],
        "Mayor of Cc",
    ]


def test_body_that_only_names_the_name_is_asked_which(api, mayors, revision):
    asked = api.post(CLAIMS, body("The mayor", revision), format="json")

    assert (asked.status_code, asked.json()["code"]) == (400, "ambiguous_source")
    [error] = asked.json()["errors"]
    assert error["field"] == "appearances.0.attributions.0.sources"
    assert error["candidates"] == candidates(mayors)
    assert not Claim.objects.exists()
    for meant in ("the mayor (MAYOR of Bb)", mayors[1].pk):
        answer = api.post(CLAIMS, body(meant, revision), format="json")
        assert answer.status_code == 201
        assert claimants()[-1] == [mayors[1]]
        Claim.objects.all().delete()


def test_filter_by_name_is_asked_which(client, mayors):
    for mayor in mayors:
        claim = AppearanceFactory(claimant=mayor, claim__published=True).claim

    asked = client.get(CLAIMS, {"claimant": "The mayor"})
    found = client.get(CLAIMS, {"claimant": "The mayor (mayor of Bb)"})

    assert (asked.status_code, asked.json()["code"]) == (400, "ambiguous_source")
    assert asked.json()["errors"][0]["field"] == "claimant"
    assert asked.json()["errors"][0]["candidates"] == candidates(mayors)
    assert [one["id"] for one in found.json()["results"]] == [claim.pk]


def test_filter_by_name_knows_no_source_of_drafts(client, mayors):
    claim = AppearanceFactory(claimant=mayors[0], claim__published=True).claim
    AppearanceFactory(claimant=mayors[1])

    found = client.get(CLAIMS, {"claimant": "The mayor"})

    assert [one["id"] for one in found.json()["results"]] == [claim.pk]


def test_imported_row_is_asked_which(client, editor, mayors, revision):
    looked = look(client, as_csv(row()))

    [(number, column, sentence)] = row_errors(looked)
    assert (number, column) == (2, "claimants")
    for mayor in mayors:
        assert f"{mayor.description}), id {mayor.pk}" in sentence
    confirm(client, look(client, as_csv(row(claimants="The mayor (mayor of Bb)"))))
    assert claimants() == [[mayors[1]]]


SECOND = """\
  - name: The mayor
    kind: person
    description: Mayor of Bb
  - name: The mayor
    kind: person
    description: Mayor of Aa
    affiliation: The city
"""
FIRST = """\
  - name: The mayor
    kind: person
    affiliation: The city
"""


def test_seed_file_has_two_sources_of_a_name(seed):
    named = "The mayor (Mayor of Bb)"
    asked = seed((FIRST, SECOND))
    assert [one.partition(": ")[2][:39] for one in problems(asked)] == [
        "Several sources are called “The mayor”:"
    ]

    path = seed((FIRST, SECOND), ("source: The mayor", f"source: {named}"))
    seeds.load(path)
    mayors = Source.objects.named("The mayor").order_by("pk")
    assert [one.description for one in mayors] == ["Mayor of Bb", "Mayor of Aa"]
    assert claimants()[0] == [mayors[0]]
    assert not seeds.load(path)


def test_seeded_source_described_at_the_desk_is_not_added_again(seed):
    seeds.load(seed())
    Source.objects.one_named("The mayor").edit(description="Mayor of Bb")

    assert not seeds.load(seed())
    assert Source.objects.named("The mayor").count() == 1


def test_desk_form_offers_a_choice(client, editor, mayors, revision):
    shown = client.post("/admin/claims/claim/add/", typed("Bridges shut", "The mayor"))

    page = shown.content.decode()
    assert "Several match “The mayor”." in page
    for mayor in mayors:
        assert f">The mayor ({mayor.description})</option>" in page
    steps = typed("Bridges shut", "The mayor (mayor of bb)")
    assert client.post("/admin/claims/claim/add/", steps).status_code == 302
    assert claimants() == [[mayors[1]]]


def test_desk_finder_tells_them_apart(client, editor, mayors):
    query = {
        "term": "mayor",
        "app_label": "claims",
        "model_name": "attribution",
        "field_name": "source",
    }
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]

    assert [one["text"] for one in found] == [
        "The mayor (Mayor of Aa)",
        "The mayor (Mayor of Bb)",
    ]


def test_passage_form_offers_a_choice(client, editor, mayors, revision):
    address = reverse("admin:sources_document_read", args=[revision.document_id])
    given = {
        "exact": QUOTE,
        "text": "Twelve bridges were closed.",
        "claim_type": "numerical",
        "said_by": "The mayor",
        "kind": "person",
        "mode": "paraphrase",
        "language": "en",
    }
    given["_save"] = "1"
    asked = client.post(address, given)
    choice = f'name="said_by-choice" value="The mayor;{mayors[1].pk}"'
    assert choice in asked.content.decode()
    assert not Claim.objects.exists()

    chosen = given | {"said_by-choice": f"The mayor;{mayors[1].pk}"}
    assert client.post(address, chosen).status_code == 302
    assert claimants() == [[mayors[1]]]


def test_new_article_asks_for_its_publisher(client, editor, mayors):
    given = {
        "title": "Bridges",
        "publisher": "The mayor",
        "kind": "person",
        "language": "en",
    }
    asked = client.post("/admin/sources/document/add/", given)
    assert f'value="The mayor;{mayors[0].pk}"' in asked.content.decode()

    for choice in (f"The mayor;{mayors[0].pk}", "The mayor;0", "Bo;1", "x"):
        client.post(
            "/admin/sources/document/add/", given | {"publisher-choice": choice}
        )
    assert [one.publisher for one in Document.objects.all()] == [mayors[0]]


@pytest.mark.parametrize("both", [True, False])
def test_pages_show_descriptions_where_both_are_shown(client, mayors, both):
    claim = AppearanceFactory(claimant=mayors[0], claim__published=True).claim
    if both:
        AppearanceFactory(claim=claim, claimant=mayors[1])

    for page in (f"/claims/{claim.pk}/", "/claims/", "/sources/"):
        shown = client.get(page).content.decode()
        assert ("The mayor (Mayor of Aa)" in shown) == both, page
        assert ("The mayor (Mayor of Bb)" in shown) == both, page
