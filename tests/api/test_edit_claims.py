"""Claims that are recorded are edited, published and assigned."""

import pytest
from django.contrib.auth.models import Permission

from claims.models import Claim
from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import (
    NOTE,
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


WHY = {"reason": "It names the wrong bridge."}


def address(claim, verb=""):
    return f"/api/v1/claims/{claim.pk}/" + (f"{verb}/" if verb else "")


@pytest.fixture
def draft():
    """A claim that could be published, but is not."""
    return AppearanceFactory().claim


def stored(claim):
    return Claim.objects.get(pk=claim.pk)


def test_editing_takes_the_permission_to_change_claims(
    anonymous, viewer, reviewer, claim
):
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(claim):
            answer = client.patch(address(claim), {"text": "Other."})
        assert answer.status_code == refusal


def test_an_editor_changes_what_is_named_and_nothing_else(editor, edith, claim):
    answer = editor.patch(
        address(claim),
        {"text": "It rains.", "due_on": "2022-01-22", "context": "", **NOTE},
    )

    edited = stored(claim)
    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{claim.pk}.{claim.version + 1}"'
    assert answer.json() == editor.get(address(claim)).json()
    assert (edited.text, str(edited.due_on)) == ("It rains.", "2022-01-22")
    assert (edited.claim_type, edited.edited_by) == (claim.claim_type, edith)


@pytest.mark.parametrize("body", [{}, {"language": "en"}])
def test_what_is_as_it_was_makes_no_version(editor, claim, body):
    with nothing_changes(claim):
        answer = editor.patch(address(claim), body)

    assert answer.status_code == 200


def test_days_are_taken_away_with_null(editor, claim):
    editor.patch(address(claim), {"due_on": "2022-01-22"})

    assert editor.patch(address(claim), {"due_on": None}).json()["due_on"] is None


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"text": ""}, "text", "blank"),
        ({"text": None}, "text", "null"),
        ({"ends_on": "2022-01-01"}, "", "invalid"),
        ({"evidence_status": "refuted"}, "evidence_status", "unknown_field"),
        ({"external_id": "x"}, "external_id", "unknown_field"),
        ({"appearances": []}, "appearances", "unknown_field"),
        ({"version": "1"}, "version", "invalid"),
    ],
)
def test_what_means_nothing_is_refused(editor, claim, body, field, code):
    with nothing_changes(claim):
        answer = editor.patch(address(claim), body)

    assert errors(answer) == ([(field, code)] if field else [])
    assert answer.json()["code"] == code


@pytest.mark.parametrize(
    ("method", "verb", "body"),
    [
        ("patch", "", {"text": "Other."}),
        ("post", "publish", {}),
        ("post", "assign", {"to": "me"}),
    ],
)
def test_a_version_that_has_passed_is_412(editor, draft, method, verb, body):
    call = getattr(editor, method)
    old = f'"{draft.pk}.{draft.version - 1}"'

    with nothing_changes(draft):
        by_header = call(address(draft, verb), body, headers={"If-Match": old})
        by_body = call(address(draft, verb), body | {"version": draft.version + 1})

    assert (by_header.status_code, by_body.status_code) == (412, 412)
    present = f'"{draft.pk}.{draft.version}"'
    answer = call(address(draft, verb), body, headers={"If-Match": present})
    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{draft.pk}.{draft.version + 1}"'


@pytest.mark.parametrize("verb", ["publish", "unpublish", "assign", "appearances"])
def test_a_claim_that_does_not_exist_is_404(editor, verb):
    answer = editor.post(f"/api/v1/claims/999999/{verb}/", {})

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Claim 999999 was not found."


def test_editing_drops_a_proposal(editor, claim, settings):
    settings.FOUR_EYES = True
    AssessmentFactory(claim=claim)

    editor.patch(address(claim), {"text": "It reads otherwise.", **NOTE})

    proposed, dropped, corrected = claim.assessments.order_by("number")
    assert (proposed.action, dropped.action) == ("proposed", "dropped")
    assert corrected.correction_note == NOTE["correction_note"]


def test_publishing_takes_its_permission(anonymous, viewer, reviewer, draft, claim):
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(draft, claim):
            assert client.post(address(draft, "publish")).status_code == refusal
            answer = client.post(address(claim, "unpublish"), WHY)
            assert answer.status_code == refusal


def test_a_claim_is_published_and_taken_back(editor, edith, anonymous, draft):
    assert anonymous.get(address(draft)).status_code == 404

    answer = editor.post(address(draft, "publish"))

    assert answer.status_code == 200
    assert answer.json() == anonymous.get(address(draft)).json()
    assert stored(draft).published_by == edith
    answer = editor.post(address(draft, "unpublish"), WHY)
    assert (answer.status_code, answer.json()["published_at"]) == (200, None)
    assert anonymous.get(address(draft)).status_code == 410


def test_publishing_is_refused_in_another_state(editor, claim):
    bare = ClaimFactory()
    for row, verb, code in [
        (claim, "publish", "already_published"),
        (bare, "publish", "appearance_required"),
        (bare, "unpublish", "not_published"),
    ]:
        with nothing_changes(row):
            answer = editor.post(address(row, verb), WHY if verb != "publish" else {})
        assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_publishing_takes_no_other_words(editor, draft):
    with nothing_changes(draft):
        answer = editor.post(address(draft, "publish"), {"at": "2022-01-01"})

    assert errors(answer) == [("at", "unknown_field")]


def test_a_reviewer_takes_a_claim_and_lets_it_go(reviewer, ruth, claim):
    assert reviewer.post(address(claim, "assign"), {"to": "me"}).status_code == 200
    assert stored(claim).assigned_to == ruth

    assert reviewer.post(address(claim, "assign"), {"to": None}).status_code == 200
    assert stored(claim).assigned_to is None


def test_whoever_may_not_assess_takes_no_claim(anonymous, viewer, claim):
    for client, refusal in [(anonymous, 401), (viewer, 403)]:
        with nothing_changes(claim):
            answer = client.post(address(claim, "assign"), {"to": "me"})
        assert answer.status_code == refusal


@pytest.mark.parametrize("body", [{}, {"to": "ruth"}, {"to": 1}, {"to": "me", "by": 1}])
def test_a_claim_is_given_to_nobody_else(reviewer, claim, body):
    with nothing_changes(claim):
        assert reviewer.post(address(claim, "assign"), body).status_code == 400


# A claim with a conclusion


@pytest.fixture
def concluded():
    return ClaimFactory(published=True, evidence_status="supported")


DECISION = {"reason": "It says the same.", **NOTE}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("patch", "", {"text": "It rains."}),
        ("patch", "", {"due_on": "2022-01-22"}),
        ("post", "appearances/", {}),
        ("post", "quantity/", {}),
    ],
)
def test_each_door_asks_for_a_decision(editor, concluded, method, path, body):
    appearance = concluded.appearances.get()
    if path == "appearances/":
        body = {
            "document": RevisionFactory().document_id,
            "exact": "12 bridges",
            "mode": "paraphrase",
            "attributions": [{"sources": [SourceFactory().pk]}],
        }
    elif path:
        body = {"appearance": appearance.pk, "comparator": "about", "low": 12}
        body |= {"unit": "bridges", "counted": "bridges", "wording": "12 bridges"}
    address = f"/api/v1/claims/{concluded.pk}/{path}"
    send = getattr(editor, method)

    with nothing_changes(concluded):
        refused = send(address, body)
    assert (refused.status_code, refused.json()["code"]) == (409, "decision_required")

    answer = send(address, {**body, **DECISION, "conclusion": "reopen"})
    assert answer.status_code in (200, 201), answer.json()
    assert stored(concluded).evidence_status == "unassessed"
    (row, _) = concluded.assessments.order_by("-number")
    assert row.correction_note == NOTE["correction_note"]


def test_conclusion_that_stands_is_answered_with_the_claim(editor, concluded):
    body = {"text": "It rains.", "conclusion": "stands", **DECISION}
    answer = editor.patch(address(concluded), body).json()
    assert (answer["text"], answer["evidence_status"]) == ("It rains.", "supported")
    assert answer["latest_assessment"]["edit"] == {
        "edit": "fields",
        "reason": "It says the same.",
        "text": "It rains.",
    }


def test_decision_with_four_eyes_is_a_proposal(editor, reviewer, concluded, settings):
    settings.FOUR_EYES = True
    body = {"text": "It rains.", "conclusion": "stands", **DECISION}

    answer = editor.patch(address(concluded), body)

    assert answer.status_code == 202
    assert answer.json()["action"] == "proposed"
    assert answer.headers["ETag"] == f'"{concluded.pk}.{concluded.version + 1}"'
    now = editor.get(address(concluded)).json()
    assert (now["text"], now["evidence_status"]) == (concluded.text, "supported")
    assert reviewer.post(f"{address(concluded)}approve/").status_code == 201
    assert editor.get(address(concluded)).json()["text"] == "It rains."


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"conclusion": "maybe"}, "conclusion", "invalid_choice"),
        ({"conclusion": "stands", "reason": None}, "reason", "null"),
        (
            {"due_on": "2022-01-22", "conclusion": "stands"},
            "conclusion",
            "reopening_required",
        ),
        ({"correction_note": " "}, "correction_note", "blank"),
    ],
)
def test_decision_that_is_none_is_refused_by_field(
    editor, concluded, body, field, code
):
    body = {"text": "It rains.", "conclusion": "reopen", **DECISION} | body
    with nothing_changes(concluded):
        answer = editor.patch(address(concluded), body)
    assert answer.status_code == 400
    assert errors(answer) == [(field, code)]


def test_decision_about_nothing_is_refused(editor, draft):
    answer = editor.patch(address(draft), {"text": "So.", "conclusion": "reopen"})
    assert errors(answer) == [("conclusion", "decision_not_allowed")]


def test_decision_takes_the_permission_to_assess(client_of, concluded):
    user = UserFactory()
    names = ["change_claim", "view_claim"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    body = {"text": "It rains.", "conclusion": "stands", **DECISION}

    client = client_of(user)
    with nothing_changes(concluded):
        answer = client.patch(address(concluded), body)

    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")
