"""Rows that are named by words, where no script offers them."""

import re

import pytest

from claims.models import Claim, Evidence
from sources.models import Source
from tests.factories import (
    QUOTE,
    ClaimFactory,
    DocumentFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/claims/claim/add/"


@pytest.fixture
def revision():
    SourceFactory(name="The mayor")
    return RevisionFactory(document=DocumentFactory(title="Bridges shut"))


def typed(document: str, /, *steps: str, **changes) -> dict:
    """What a browser without JavaScript sends of the form that adds a claim."""
    sent = {
        "text": "Twelve bridges were closed.",
        "claim_type": "numerical",
        "language": "en",
        "exact": QUOTE,
        "mode": "paraphrase",
        "document": "",
        "document-typed": document,
        "reporting_source": "",
        "reporting_source-typed": "",
        "chain-TOTAL_FORMS": "3",
        "chain-INITIAL_FORMS": "0",
    }
    for place in range(3):
        words = steps[place] if place < len(steps) else ""
        sent |= {f"chain-{place}-sources-typed": words, f"chain-{place}-wording": ""}
    return sent | changes


def errors(response) -> list[str]:
    assert response.status_code == 200
    page = response.content.decode()
    return re.findall(r'<ul class="errorlist[^>]*><li>(.*?)</li>', page)


def test_a_document_and_three_hops_are_named(client, editor, revision):
    SourceFactory(name="The police"), SourceFactory(name="A radio station")
    steps = ["the  MAYOR; The police", "a radio station", ""]
    assert client.post(ADD, typed("Bridges shut", *steps)).status_code == 302
    appearance = Claim.objects.get().appearances.get()
    assert appearance.revision == revision
    assert [[one.source.name for one in step] for step in appearance.chain()] == [
        ["The mayor", "The police"],
        ["A radio station"],
        [revision.document.publisher.name],
    ]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"exact": "o" * 5001}, "exact", "no more than 5000 characters"),
        ({"exact": "13 bridges"}, "exact", "The most similar passage"),
        ({"chain-0-sources-typed": "; ".join("ABCDEFGHIJKLMNOPQRSTU")}, "chain", "20"),
    ],
)
def test_what_is_wrong_with_the_body_is_told_by_the_field(
    client, editor, revision, changes, field, sentence
):
    for name in "ABCDEFGHIJKLMNOPQRSTU":
        SourceFactory(name=name)
    answer = client.post(ADD, typed("Bridges shut", "The mayor", **changes))
    found = answer.context["form"].errors
    assert list(found) == [field]
    assert sentence in found[field][0]


def test_a_number_names_a_row(client, editor, revision):
    mayor = Source.objects.get(name="The mayor")
    given = typed(str(revision.document_id), str(mayor.pk))
    assert client.post(ADD, given).status_code == 302


def test_what_is_not_there_is_told_and_the_words_are_kept(client, editor, revision):
    page = client.post(ADD, typed("Bridges <open>", "Nobody; The mayor"))
    assert "No document matches “Bridges &lt;open&gt;”." in errors(page)
    assert "No source matches “Nobody”." in errors(page)
    shown = page.content.decode()
    assert 'name="document-typed" value="Bridges &lt;open&gt;"' in shown
    assert 'name="chain-0-sources-typed" value="Nobody; The mayor"' in shown
    assert not Claim.objects.exists()


def test_of_several_that_fit_one_chooses(client, editor, revision):
    twin = DocumentFactory(title="Bridges shut")
    page = client.post(ADD, typed("Bridges", "The mayor"))
    assert errors(page) == [
        "Several match “Bridges”. Choose one or type more.",
    ]
    offered = re.findall(
        r'<option value="(\d+)">Bridges shut</option>', page.content.decode()
    )
    assert offered == [str(revision.document_id), str(twin.pk)]
    given = typed("", "The mayor", document=str(revision.document_id))
    assert client.post(ADD, given).status_code == 302


def test_who_is_named_in_full_is_meant(client, editor, revision):
    SourceFactory(name="The mayor of the town")
    assert client.post(ADD, typed("Bridges shut", "the mayor")).status_code == 302


@pytest.mark.parametrize("value", ["abc", "9" * 30, "-1", "\0", "1;2", "²", "1e3"])
def test_a_value_that_is_no_row_is_refused(client, editor, revision, value):
    given = typed("", "", document=value, reporting_source=value)
    given["chain-0-sources"] = [value]
    page = client.post(ADD, given)
    assert "Select a valid choice" in " ".join(errors(page))
    words = client.post(ADD, typed(value, value))
    assert "No document matches" in " ".join(errors(words))


@pytest.mark.parametrize("value", ["abc", "9" * 30, "\0"])
def test_neither_does_it_break_the_forms_of_the_admin(client, editor, value):
    source = SourceFactory()
    given = {
        "name": source.name,
        "kind": source.kind,
        "affiliation": value,
        "aliases-TOTAL_FORMS": 0,
        "aliases-INITIAL_FORMS": 0,
        "ratings-TOTAL_FORMS": 0,
        "ratings-INITIAL_FORMS": 0,
    }
    address = f"/admin/sources/source/{source.pk}/change/"
    assert "Select a valid choice" in " ".join(errors(client.post(address, given)))
    given |= {"affiliation": "", "affiliation-typed": SourceFactory(name="City").name}
    assert client.post(address, given).status_code == 302
    source.refresh_from_db()
    assert source.affiliation.name == "City"


def test_what_one_relies_on_is_a_row(client, editor):
    claim = ClaimFactory()
    for value in ("abc", "9" * 30):
        given = {
            "evidence_status": "supported",
            "rationale": "So.",
            "evidence": [value],
            "version": claim.version,
        }
        page = client.post(f"/admin/claims/claim/{claim.pk}/change/", given)
        assert "Select a valid choice" in page.content.decode()
    assert not Evidence.objects.exists()
