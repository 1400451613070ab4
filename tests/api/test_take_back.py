"""Taking back what was stated wrongly, over REST."""

import pytest

from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    EvidenceFactory,
    QuantityFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
WHY = {"reason": "It is of her deputy."}


@pytest.fixture
def words():
    return AppearanceFactory()


@pytest.fixture
def take_back(editor, words):
    def take_back(verb, **body):
        at = f"/api/v1/claims/{words.claim_id}/{verb}/"
        return editor.post(at, {"appearance": words.pk, **WHY, **body})

    return take_back


def test_words_are_withdrawn(take_back, words):
    answer = take_back("withdraw_appearance")
    assert (answer.status_code, answer.json()["appearances"]) == (200, [])
    assert take_back("withdraw_appearance").status_code == 400


def test_words_are_said_by_another(take_back, words):
    deputy, paper = SourceFactory(name="The deputy"), SourceFactory()
    steps = [{"sources": ["The deputy"], "wording": "said"}, {"sources": [paper.pk]}]

    answer = take_back("replace_appearance", attributions=steps, mode="direct_quote")

    assert answer.status_code == 201, answer.json()
    first, last = answer.json()["attributions"]
    assert (first["source"]["id"], first["is_claimant"]) == (deputy.pk, True)
    assert (last["source"]["id"], last["is_claimant"]) == (paper.pk, False)
    assert answer.json()["mode"] == "direct_quote"


def test_attribution_is_disputed_with_evidence(take_back, words):
    evidence = EvidenceFactory(claim=words.claim)
    answer = take_back("dispute_attribution", dispute="false", evidence=evidence.pk)
    first, last = answer.json()["attributions"]
    assert (first["dispute"], first["dispute_reason"]) == ("false", WHY["reason"])
    assert first["dispute_evidence"] == evidence.pk
    assert (first["is_claimant"], last["is_claimant"]) == (False, True)


def test_number_is_withdrawn(editor, words):
    QuantityFactory(appearance=words)
    at = f"/api/v1/claims/{words.claim_id}/withdraw_quantity/"
    assert editor.post(at, WHY).json()["quantity"] is None
    assert editor.post(at, WHY).json()["code"] == "no_quantity"


@pytest.mark.parametrize(
    ("verb", "body", "error"),
    [
        ("withdraw_appearance", {"appearance": 10**17}, "unknown_appearance"),
        ("withdraw_appearance", {"reason": " "}, "blank"),
        ("replace_appearance", {}, "required"),
        ("replace_appearance", {"attributions": []}, "min_length"),
        ("dispute_attribution", {}, "required"),
        ("dispute_attribution", {"dispute": "maybe"}, "invalid_choice"),
        (
            "dispute_attribution",
            {"dispute": "false", "evidence": 9},
            "unknown_evidence",
        ),
        ("dispute_attribution", {"dispute": "false", "position": 1}, "invalid"),
        ("dispute_attribution", {"dispute": "false", "position": 7}, "invalid"),
    ],
)
def test_what_is_wrong_is_said_by_field(take_back, words, verb, body, error):
    with nothing_changes(words):
        answer = take_back(verb, **body)
    assert [code for _, code in errors(answer)] == [error]


@pytest.mark.parametrize("verb", ["withdraw_appearance", "dispute_attribution"])
def test_judged_claim_takes_a_decision(take_back, words, verb):
    AssessmentFactory(claim=words.claim)
    body = {} if verb == "withdraw_appearance" else {"dispute": "false"}
    assert take_back(verb, **body).json()["code"] == "decision_required"
    assert take_back(verb, **body, conclusion="reopen").status_code in (200, 201)


def test_two_people_take_it_back(take_back, words, settings):
    AssessmentFactory(claim=words.claim)
    settings.FOUR_EYES = True
    for verb in ("withdraw_appearance", "dispute_attribution"):
        more = {} if verb == "withdraw_appearance" else {"dispute": "false"}
        answer = take_back(verb, **more, conclusion="reopen")
        assert answer.status_code in (202, 409)
    assert words.claim.assessments.order_by("-number")[0].action == "proposed"


def test_source_that_was_misquoted_has_it_on_no_record(take_back, words, anonymous):
    words.claim.publish(by=words.claim.created_by)
    who = words.attributions.get(position=0).source
    take_back("dispute_attribution", dispute="false")
    found = anonymous.get(f"/api/v1/claims/?claimant={who.pk}").json()["results"]
    assert found == []
    record = anonymous.get(f"/api/v1/sources/{who.pk}/record/")
    assert record.status_code in (200, 404)
    assert '"total": 1' not in record.content.decode()
