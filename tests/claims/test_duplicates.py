"""A claim that is recorded already is not recorded again unasked, at each door."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Claim, ClaimSentence
from claims.search import index
from claims.search.sentences import sentence_digest
from tests.claims.test_desk_files import as_csv, confirm, look, row
from tests.claims.test_desk_finding import typed
from tests.database import execute, nothing_changes
from tests.factories import (
    QUOTE,
    TEXT,
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tracker.accounts.models import Token

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims/"
BULK = f"{CLAIMS}bulk/"
SENTENCE = "At least twelve bridges were closed."
OTHER = "Bridges in the north were closed on Thursday."


@pytest.fixture
def revision():
    SourceFactory(name="The mayor")
    return RevisionFactory(document=DocumentFactory(title="Bridges shut"))


@pytest.fixture
def known(revision):
    """A draft with the sentence, and one with the words."""
    return [
        ClaimFactory(text=SENTENCE),
        AppearanceFactory(claim__text=OTHER, revision=revision, exact=QUOTE).claim,
    ]


def client_of(user, scopes="read write"):
    token = Token(user=user, name=scopes, scopes=scopes).issue()
    return APIClient(HTTP_AUTHORIZATION=f"Bearer {token}")


@pytest.fixture
def api():
    return client_of(UserFactory(group="Editor"))


@pytest.fixture
def writer():
    """Who may record claims, and sees no drafts."""
    user = UserFactory()
    names = ["add_claim", "view_document", "view_source"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return client_of(user)


def body(revision, text=SENTENCE, **changes):
    place = {
        "document": revision.document_id,
        "exact": QUOTE,
        "mode": "paraphrase",
        "attributions": [{"sources": ["The mayor"]}],
    }
    claim = {"text": text, "claim_type": "numerical", "appearances": [place]}
    return claim | changes


def send(client, given, address=CLAIMS):
    return client.post(address, given, format="json")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("He said “no”.", 'HE  said "no"', True),
        ("It’s open.", "It's\u200b open", True),
        ("A semi-final.", "A semi final.", True),
        ("12 bridges.", "13 bridges.", False),
        ("2.5 percent.", "25 percent.", False),
        ("Is it open?", "It is open.", False),
    ],
)
def test_sentences_that_are_the_same(one, other, same):
    assert (sentence_digest(one) == sentence_digest(other)) == same


def test_request_names_the_claims(api, revision, known):
    with nothing_changes(*known):
        answer = send(api, body(revision, "at least twelve  BRIDGES were closed"))

    by_text, by_words = known
    assert (answer.status_code, answer.json()["code"]) == (409, "claim_exists")
    assert "allow_duplicate" in answer.json()["detail"]
    assert answer.json()["errors"] == [
        {
            "field": "text",
            "code": "claim_exists",
            "detail": f"Claim {by_text.pk} has this sentence.",
            "claims": [by_text.pk],
        },
        {
            "field": "appearances.0.exact",
            "code": "claim_exists",
            "detail": f"Claim {by_words.pk} quotes these words at this place.",
            "claims": [by_words.pk],
        },
    ]


def test_request_is_answered_where_the_choice_is_made(api, revision, known):
    for allowed, status in [(False, 409), (None, 400), (True, 201)]:
        answer = send(api, body(revision, allow_duplicate=allowed))
        assert answer.status_code == status
    assert Claim.objects.count() == 3


def test_other_words_and_retired_ones_are_not_the_same(api, revision, known):
    other = RevisionFactory(document=DocumentFactory(title="Reprint"))
    assert send(api, body(other, "One.")).status_code == 201
    elsewhere = body(revision, "Two.")
    elsewhere["appearances"][0]["exact"] = QUOTE[:10]
    assert send(api, elsewhere).status_code == 201

    known[1].appearances.update(
        retired_at=known[1].created_at, retired_by=known[1].created_by
    )
    assert send(api, body(revision, "Three.")).status_code == 201


def test_edited_sentence_is_compared(api, revision, known):
    draft = known[0]
    draft.edit(text="Something else.", by=draft.created_by)

    without = body(revision) | {"appearances": []}
    assert send(api, without).status_code == 201
    assert send(api, without | {"text": "something else"}).status_code == 409


def test_bulk_names_all_of_them(api, revision, known):
    given = [
        *[body(revision, "One.", appearances=[]), body(revision, appearances=[])],
        *[body(revision, "one", appearances=[]), body(revision, "Two.")],
    ]
    with nothing_changes():
        answer = send(api, {"claims": given}, BULK)

    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("3 of the claims are recorded already.")
    assert [
        (one["field"], one["claims"], one["detail"]) for one in answer.json()["errors"]
    ] == [
        *[("claims.1.text", [known[0].pk], f"Claim {known[0].pk} has this sentence.")],
        ("claims.2.text", [], "Claim 1 of this request has the same sentence."),
        (
            "claims.3.appearances.0.exact",
            [known[1].pk],
            f"Claim {known[1].pk} quotes these words at this place.",
        ),
    ]
    for number in (1, 2, 3):
        given[number]["allow_duplicate"] = True
    assert send(api, {"claims": given}, BULK).status_code == 201


def test_claims_are_found_in_a_constant_number_of_queries(api, revision):
    for number in range(3):
        RevisionFactory(document=DocumentFactory(title=f"Text {number}"))
        AppearanceFactory(claim__text=f"Claim {number}.", exact=QUOTE)

    def queries(count):
        claims = [body(revision, f"Claim {number}.") for number in range(count)]
        for number, claim in enumerate(claims):
            claim["appearances"][0]["document"] = f"Text {number % 3}"
        with CaptureQueriesContext(connection) as captured:
            answer = send(api, {"claims": claims}, BULK)
        assert answer.status_code == 409
        asked = [one["sql"] for one in captured if "claims_claimsentence" in one["sql"]]
        return len(asked), len(captured)

    queries(1)
    # One for the sentences; the texts of three documents are read one by one.
    assert queries(3) == queries(1000)
    assert queries(1000)[0] == 1


def test_token_that_sees_no_drafts_learns_of_none(writer, revision, known):
    source = SourceFactory()
    given = body(revision, appearances=[])
    assert send(writer, given).status_code == 201

    known[1].publish(by=known[1].created_by)
    answer = send(writer, body(revision))
    assert answer.status_code == 409
    assert [one["claims"] for one in answer.json()["errors"]] == [[known[1].pk]]
    assert source


def test_token_without_the_scope_to_read_learns_of_no_draft(revision, known):
    client = client_of(UserFactory(group="Editor"), scopes="write")

    assert send(client, body(revision)).status_code == 201


def links(response) -> list[str]:
    return [
        reverse("admin:claims_claim_change", args=[claim.pk])
        for claim in Claim.objects.order_by("pk")
        if f'"{reverse("admin:claims_claim_change", args=[claim.pk])}"'
        in response.content.decode()
    ]


CHECKBOX = '<input type="checkbox" name="allow_duplicate"'


def test_desk_form_asks_with_links(client, editor, revision, known):
    address, given = "/admin/claims/claim/add/", typed("Bridges shut", "The mayor")
    assert CHECKBOX not in client.get(address).content.decode()

    asked = client.post(address, given | {"text": SENTENCE})

    page = asked.content.decode()
    assert asked.status_code == 200
    assert CHECKBOX in page
    assert len(links(asked)) == 2
    assert "The same sentence:" in page
    assert "The same words at this place:" in page
    assert Claim.objects.count() == 2
    given |= {"text": SENTENCE, "allow_duplicate": "on"}
    assert client.post(address, given).status_code == 302
    assert Claim.objects.count() == 3


def test_passage_form_asks_with_links(client, editor, revision, known):
    address = reverse("admin:sources_document_read", args=[revision.document_id])
    start = TEXT.index(QUOTE)
    given = {
        "exact": QUOTE,
        "start": str(start),
        "end": str(start + len(QUOTE)),
        "text": SENTENCE,
        "claim_type": "numerical",
        "said_by": "Somebody new",
        "kind": "person",
        "mode": "paraphrase",
        "language": "en",
        "_save": "1",
    }
    assert CHECKBOX not in client.get(address).content.decode()

    with nothing_changes():
        asked = client.post(address, given)

    assert CHECKBOX in asked.content.decode()
    assert {reverse("admin:claims_claim_change", args=[one.pk]) for one in known} <= (
        set(links(asked))
    )
    assert client.post(address, given | {"allow_duplicate": "on"}).status_code == 302
    assert Claim.objects.count() == 3


def test_import_leaves_out_what_is_there(client, editor, revision, known):
    rows = [row(text=SENTENCE), row(text="New.", exact="bridges"), row(text="new")]
    rows[1]["wording"] = rows[1]["comparator"] = rows[1]["low"] = ""
    for one in rows:
        for name in ("comparator", "low", "unit", "counted", "wording"):
            one[name] = ""
    rows[2]["exact"] = "closed"

    looked = look(client, as_csv(*rows))

    page = looked.content.decode()
    assert "2 rows are there already" in page
    assert "The same sentence as row 3." in page
    assert len(links(looked)) == 2
    assert 'value="Import 1 new claim"' in page
    assert confirm(client, looked) == [
        "1 claim imported, not published yet. 2 left out: already recorded."
    ]
    assert [one.text for one in Claim.objects.order_by("pk")][2:] == ["New."]


def test_import_records_again_what_is_there_if_asked(client, editor, revision, known):
    looked = look(client, as_csv(row(text=SENTENCE)))
    assert "1 row is there already" in looked.content.decode()

    given = {"signed": looked.context["signed"], "_confirm": "1", "again": "on"}
    client.post("/admin/claims/claim/import/", given)

    assert Claim.objects.filter(text=SENTENCE).count() == 2


def test_file_imported_twice_brings_nothing_twice(client, editor, revision):
    file = [row(), row(text="Again."), row(text="Again")]
    confirm(client, look(client, as_csv(*file)))
    assert Claim.objects.count() == 2

    again = look(client, as_csv(*file))
    assert "3 rows are there already" in again.content.decode()
    assert "0 claims imported" in confirm(client, again)[0]
    assert Claim.objects.count() == 2


def test_preview_of_many_duplicates_takes_a_constant_number_of_queries(
    client, editor, revision
):
    def queries(count):
        rows = [row(text=f"Claim {number}.") for number in range(count)]
        with CaptureQueriesContext(connection) as captured:
            assert "there already" in look(client, as_csv(*rows)).content.decode()
        return len(captured)

    confirm(client, look(client, as_csv(*[row(text=f"Claim {n}.") for n in range(60)])))
    queries(1)
    assert queries(2) == queries(60)


def test_index_of_sentences_is_verified(known):
    assert index.out_of_step() == []
    execute(
        "UPDATE claims_claimsentence SET digest = '' WHERE claim_id = %s", known[0].pk
    )
    assert index.out_of_step() == [known[0].pk]
    ClaimSentence.objects.all().delete()
    assert index.out_of_step() == [one.pk for one in known]


def test_deleted_claim_leaves_no_sentence(known):
    known[0].delete()

    assert [one.claim for one in ClaimSentence.objects.all()] == known[1:]
