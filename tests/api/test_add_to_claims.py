"""What is added to a claim that is recorded: appearances, its number, evidence."""

import pytest
from django.contrib.auth.models import Permission

from claims.models import Claim, Evidence
from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import (
    NOTE,
    QUOTE,
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def address(claim, what):
    return f"/api/v1/claims/{claim.pk}/{what}/"


@pytest.fixture
def number(claim):
    return {
        "appearance": claim.appearances.get().pk,
        "comparator": "at_least",
        "low": 12,
        "unit": "bridges",
        "counted": "bridges closed",
        "wording": "at least 12",
    }


@pytest.fixture
def given(mayor):
    """A piece of evidence, as it is sent."""
    return {
        "stance": "supports",
        "directness": "first_hand",
        "source": mayor.pk,
        "url": "https://example.org/report",
    }


@pytest.mark.parametrize("what", ["appearances", "quantity"])
def test_adding_words_takes_the_permission_to_change_claims(
    anonymous, viewer, reviewer, claim, appearance, number, what
):
    body = appearance if what == "appearances" else number
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(claim):
            assert client.post(address(claim, what), body).status_code == refusal


def test_an_editor_adds_an_appearance(editor, edith, claim, appearance, revision):
    answer = editor.post(address(claim, "appearances"), appearance)

    added = claim.appearances.get(revision=revision)
    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{claim.pk}.{claim.version + 1}"'
    assert answer.json()["id"] == added.pk
    assert answer.json()["selector"]["exact"] == QUOTE
    assert answer.json()["attributions"][0]["source"]["name"] == "The mayor"
    assert added.created_by == edith


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"exact": "o"}, "exact", "quote_ambiguous"),
        ({"exact": "13"}, "exact", "quote_not_found"),
        ({"document": 10**17}, "document", "unknown_document"),
        ({"revision": 7}, "revision", "unknown_revision"),
        ({"attributions": []}, "attributions", "min_length"),
        ({"retired_at": None}, "retired_at", "unknown_field"),
    ],
)
def test_words_without_one_place_are_refused(
    editor, claim, appearance, change, field, code
):
    with nothing_changes(claim):
        answer = editor.post(address(claim, "appearances"), appearance | change)

    assert errors(answer) == [(field, code)]
    if code == "quote_ambiguous":
        assert len(answer.json()["errors"][0]["candidates"]) > 1


def test_a_version_that_has_passed_is_412(editor, claim, appearance, number, given):
    for what, body in [
        ("appearances", appearance),
        ("quantity", number),
        ("evidence", given),
    ]:
        with nothing_changes(claim):
            answer = editor.post(address(claim, what), body | {"version": 1})
        assert (answer.status_code, answer.json()["code"]) == (412, "stale_version")


def test_a_number_takes_the_place_of_another(editor, claim, number):
    QuantityFactory(appearance=claim.appearances.get(), low=12)
    version = Claim.objects.get(pk=claim.pk).version

    answer = editor.post(
        address(claim, "quantity"),
        number | NOTE | {"low": "12.50", "version": version},
    )

    assert answer.status_code == 201
    assert answer.json()["low"] == "12.5"
    assert answer.headers["ETag"] == f'"{claim.pk}.{version + 1}"'
    assert claim.quantities.count() == 2
    assert editor.get(f"/api/v1/claims/{claim.pk}/").json()["quantity"]["low"] == "12.5"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"appearance": 10**17}, "appearance", "unknown_appearance"),
        ({"low": None}, "", "invalid"),
        ({"wording": "twelve"}, "wording", "invalid"),
        ({"series": 10**17}, "series", "unknown_series"),
        ({"stated_at": None}, "stated_at", "unknown_field"),
    ],
)
def test_a_number_that_says_nothing_is_refused(
    editor, claim, number, change, field, code
):
    with nothing_changes(claim):
        answer = editor.post(address(claim, "quantity"), number | change)

    assert errors(answer) == ([(field, code)] if field else [])


def test_a_number_is_not_told_in_the_words_of_another_claim(editor, claim, number):
    number["appearance"] = AppearanceFactory().pk

    assert errors(editor.post(address(claim, "quantity"), number)) == [
        ("appearance", "unknown_appearance")
    ]


def test_evidence_takes_its_permission(anonymous, viewer, claim, given):
    for client, refusal in [(anonymous, 401), (viewer, 403)]:
        with nothing_changes(claim):
            answer = client.post(address(claim, "evidence"), given)
        assert answer.status_code == refusal


def test_a_reviewer_adds_evidence(reviewer, ruth, mayor, claim, given):
    answer = reviewer.post(address(claim, "evidence"), given | {"credibility": 2})

    evidence = Evidence.objects.get()
    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{claim.pk}.{claim.version + 1}"'
    listed = reviewer.get(address(claim, "evidence")).json()["results"]
    assert [answer.json()] == listed
    assert (evidence.claim, evidence.source) == (claim, mayor)
    assert (evidence.added_by, evidence.credibility) == (ruth, 2)


def test_evidence_quotes_a_text(reviewer, claim, given, revision):
    given |= {"document": revision.document_id, "quote": QUOTE}
    revision.document.capture("All is well.", by=revision.captured_by)

    lost = reviewer.post(address(claim, "evidence"), given)
    found = reviewer.post(address(claim, "evidence"), given | {"revision": 1})

    assert errors(lost) == [("quote", "quote_not_found")]
    assert found.status_code == 201
    assert (found.json()["quote"], found.json()["revision"]) == (QUOTE, 1)
    assert found.json()["start"] == revision.text.index(QUOTE)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"stance": "agrees"}, [("stance", "invalid_choice")]),
        ({"source": 10**17}, [("source", "unknown_source")]),
        ({"source": None}, [("source", "null")]),
        ({"document": 10**17}, [("document", "unknown_document")]),
        (
            {"document": 10**17, "revision": 1, "relays": 10**17},
            [("relays", "unknown_source"), ("document", "unknown_document")],
        ),
        ({"revision": 1}, [("document", "required")]),
        ({"url": "javascript:alert(1)"}, [("url", "invalid")]),
        ({"url": ""}, []),
        ({"credibility": 7}, [("credibility", "invalid_choice")]),
        ({"quote": "12"}, [("quote", "invalid")]),
        ({"withdrawn_at": None}, [("withdrawn_at", "unknown_field")]),
        ({"added_by": 1}, [("added_by", "unknown_field")]),
    ],
)
def test_evidence_that_means_nothing_is_refused(
    reviewer, claim, given, change, expected
):
    with nothing_changes(claim):
        answer = reviewer.post(address(claim, "evidence"), given | change)

    assert errors(answer) == expected


def test_an_ambiguous_quote_of_evidence_has_candidates(
    reviewer, claim, given, revision
):
    given |= {"document": revision.document_id, "quote": "o"}

    (error,) = reviewer.post(address(claim, "evidence"), given).json()["errors"]

    meant = error["candidates"][1]
    given |= {"prefix": meant["prefix"], "suffix": meant["suffix"]}
    answer = reviewer.post(address(claim, "evidence"), given)
    assert (error["field"], error["code"]) == ("quote", "quote_ambiguous")
    assert answer.json()["start"] == meant["start"]


def test_a_document_without_a_text_has_no_revision(reviewer, claim, given):
    given |= {"document": RevisionFactory().document_id, "revision": 2}

    answer = reviewer.post(address(claim, "evidence"), given)

    assert errors(answer) == [("revision", "unknown_revision")]


def test_whom_a_source_relays_can_be_named(reviewer, claim, given):
    given |= {"directness": "relayed", "relays": SourceFactory(name="AFP").pk}

    answer = reviewer.post(address(claim, "evidence"), given)

    assert answer.json()["relays"]["name"] == "AFP"


def withdraw(client, evidence, **body):
    return client.post(f"/api/v1/evidence/{evidence.pk}/withdraw/", body)


def test_withdrawing_takes_its_permission(anonymous, viewer, evidence):
    for client, refusal in [(anonymous, 401), (viewer, 403)]:
        with nothing_changes(evidence):
            assert withdraw(client, evidence, reason="So.").status_code == refusal


def test_a_reviewer_withdraws_evidence_for_a_reason(reviewer, ruth, evidence, claim):
    version = Claim.objects.get(pk=claim.pk).version

    answer = withdraw(reviewer, evidence, reason="A mistake.", version=version)

    evidence.refresh_from_db()
    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{claim.pk}.{version + 1}"'
    assert answer.json()["withdrawn_by"] == "Ruth Reed"
    assert (evidence.withdrawn_by, evidence.withdrawal_reason) == (ruth, "A mistake.")


def test_evidence_is_withdrawn_once(reviewer, evidence):
    withdraw(reviewer, evidence, reason="A mistake.")

    answer = withdraw(reviewer, evidence, reason="A mistake.")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_withdrawn")


def test_withdrawing_drops_a_proposal_that_relies_on_it(
    reviewer, evidence, claim, settings
):
    settings.FOUR_EYES = True
    claim.refresh_from_db()
    AssessmentFactory(claim=claim, to_status="supported", evidence=[evidence])

    assert withdraw(reviewer, evidence, reason="A mistake.").status_code == 200
    assert claim.assessments.order_by("-number")[0].action == "dropped"


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "So.", "by": 1}])
def test_a_withdrawal_without_a_reason_is_refused(reviewer, evidence, body):
    with nothing_changes(evidence):
        assert withdraw(reviewer, evidence, **body).status_code == 400


def test_of_another_version_nothing_is_withdrawn(reviewer, evidence):
    with nothing_changes(evidence):
        answer = withdraw(reviewer, evidence, reason="So.", version=1)

    assert (answer.status_code, answer.json()["code"]) == (412, "stale_version")


def test_evidence_that_does_not_exist_is_404(reviewer):
    answer = reviewer.post("/api/v1/evidence/999999/withdraw/", {"reason": "So."})

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Evidence 999999 was not found."


def test_evidence_on_what_cannot_be_seen_is_404(client_of):
    hidden = EvidenceFactory(claim=ClaimFactory())
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="withdraw_evidence"))

    assert withdraw(client_of(user), hidden, reason="So.").status_code == 404
