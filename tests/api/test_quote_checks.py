import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import CachedClaim, Claim, QuoteCheck
from tests.claims.test_as_of import at, moment
from tests.claims.test_quote_checks import PLACES, TEXTS, capture
from tests.database import nothing_changes
from tests.factories import (
    QUOTE,
    AppearanceFactory,
    ClaimFactory,
    QuantityFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_of):
    return client_of(UserFactory(group="Editor"))


@pytest.fixture
def appearance():
    return ClaimFactory(published=True, at=at(0)).appearances.get()


@pytest.fixture
def check(appearance):
    capture(appearance, TEXTS["moved"], at=at(1))
    return appearance.quote_checks.get()


@pytest.fixture
def address(appearance):
    return f"/api/v1/claims/{appearance.claim_id}/"


def shown(client, address, **query):
    return client.get(address, query).json()["appearances"][0]["quote_check"]


def test_a_quote_in_the_newest_text_has_no_check(anonymous, address):
    assert shown(anonymous, address) is None


@pytest.mark.parametrize("state", TEXTS)
def test_a_quote_in_an_older_text_shows_how_it_stands(
    anonymous, address, appearance, state
):
    capture(appearance, TEXTS[state])

    start, end = PLACES[state]
    assert shown(anonymous, address) == {
        "id": appearance.quote_checks.get().pk,
        "state": state,
        "revision": 2,
        "proposed": None if start is None else {"start": start, "end": end},
        "other_document": None,
    }


def test_another_document_is_named_to_those_who_may_see_it(
    anonymous, viewer, address, appearance
):
    other = RevisionFactory(document__title="Reprint").document
    capture(appearance, TEXTS["orphaned"])

    link = {
        "id": other.pk,
        "url": f"http://testserver/api/v1/documents/{other.pk}/",
        "title": "Reprint",
    }
    assert shown(viewer, address)["other_document"] == link
    assert shown(anonymous, address)["other_document"] is None
    AppearanceFactory(
        claim=ClaimFactory(published=True), revision=other.latest_revision()
    )
    assert shown(anonymous, address)["other_document"] == link


def test_a_check_is_known_from_when_it_was_made(anonymous, address, appearance):
    capture(appearance, TEXTS["orphaned"], at=at(2))
    capture(appearance, TEXTS["moved"], at=at(4))

    def state(hours):
        check = shown(anonymous, address, as_of=moment(hours))
        return check and (check["revision"], check["state"])

    assert [state(1), state(2), state(3), state(4)] == [
        None,
        (2, "orphaned"),
        (2, "orphaned"),
        (3, "moved"),
    ]


def test_what_was_moved_later_is_shown_where_it_was(anonymous, address, check):
    claim = Claim.objects.get()
    claim.move_appearance(check, by=claim.created_by, at=at(3))

    then, now = (
        anonymous.get(address, {"as_of": moment(hours)}).json()["appearances"]
        for hours in (2, 3)
    )

    assert [(one["revision"], one["quote_check"]["state"]) for one in then] == [
        (1, "moved")
    ]
    assert [(one["revision"], one["quote_check"]) for one in now] == [(2, None)]


@pytest.mark.parametrize("query", [{}, {"as_of": moment(9)}])
def test_the_list_takes_as_many_queries_for_twenty_claims_as_for_one(viewer, query):
    # To those of a list without checks come the checks and the other documents.
    def add(at):
        appearance = ClaimFactory(published=True, at=at).appearances.get()
        RevisionFactory(text=f"Elsewhere: {QUOTE}.")
        capture(appearance, TEXTS["orphaned"], at=at)

    def queries():
        CachedClaim.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            listed = viewer.get("/api/v1/claims/", query).json()["results"]
        assert not [one for one in captured if '"text", "sources_rev' in one["sql"]]
        return len(captured), len(listed)

    add(at(1))
    queries()
    count, one = queries()
    for _ in range(19):
        add(at(1))

    assert one == 1
    assert queries() == (count, 20)


def test_who_may_not_edit_moves_nothing(anonymous, viewer, reviewer, address, check):
    for client, status in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(check):
            answer = client.post(f"{address}move_appearance/", {"check": check.pk})

        assert answer.status_code == status


def test_the_words_of_a_claim_that_does_not_exist_are_not_moved(editor, check):
    answer = editor.post("/api/v1/claims/999999/move_appearance/", {"check": check.pk})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("state", "code"),
    [("ambiguous", "quote_not_located"), ("orphaned", "quote_not_located")],
)
def test_without_a_place_nothing_is_moved(editor, address, appearance, state, code):
    capture(appearance, TEXTS[state])
    check = appearance.quote_checks.get()

    with nothing_changes(check, appearance):
        answer = editor.post(f"{address}move_appearance/", {"check": check.pk})

    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_a_quote_is_moved_once(editor, address, check):
    editor.post(f"{address}move_appearance/", {"check": check.pk})

    answer = editor.post(f"{address}move_appearance/", {"check": check.pk})

    assert (answer.status_code, answer.json()["code"]) == (409, "already_moved")


def test_a_check_in_an_older_text_moves_nothing(editor, address, check):
    capture(check.appearance, TEXTS["exact"])

    answer = editor.post(f"{address}move_appearance/", {"check": check.pk})

    assert (answer.status_code, answer.json()["code"]) == (409, "quote_check_outdated")


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "check", "required"),
        ({"check": "1"}, "check", "invalid"),
        ({"check": 0}, "check", "min_value"),
        ({"check": 999_999}, "check", "unknown_check"),
        ({"check": 999_999, "start": 3}, "start", "unknown_field"),
    ],
)
def test_a_bad_body_is_refused(editor, address, check, body, field, code):
    with nothing_changes(check):
        answer = editor.post(f"{address}move_appearance/", body)

    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [
        (field, code)
    ]


def test_a_check_of_another_claim_is_unknown(editor, address):
    other = AppearanceFactory()
    capture(other, TEXTS["moved"])

    answer = editor.post(
        f"{address}move_appearance/", {"check": QuoteCheck.objects.get().pk}
    )

    assert answer.json()["errors"] == [
        {
            "field": "check",
            "code": "unknown_check",
            "detail": (
                f"The claim has no check {QuoteCheck.objects.get().pk} of a quote."
            ),
        }
    ]


def test_another_version_than_was_read_is_refused(editor, address, check):
    with nothing_changes(check):
        answer = editor.post(
            f"{address}move_appearance/", {"check": check.pk, "version": 1}
        )
        assert answer.status_code == 412
        answer = editor.post(
            f"{address}move_appearance/",
            {"check": check.pk},
            headers={"If-Match": '"1.1"'},
        )
        assert answer.status_code == 412


def test_a_move_is_answered_with_the_new_appearance(editor, address, check):
    claim = check.appearance.claim
    QuantityFactory(appearance=check.appearance, at=at(1))
    version = Claim.objects.get().version

    answer = editor.post(
        f"{address}move_appearance/", {"check": check.pk, "version": version}
    )

    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{claim.pk}.{version + 1}"'
    body = editor.get(address).json()
    assert body["appearances"] == [answer.json()]
    assert body["quantity"]["wording"] == "at least 12"
    new = answer.json()
    assert (new["revision"], new["quote_check"]) == (2, None)
    assert new["selector"] == {
        "exact": QUOTE,
        "prefix": "🌉 The mayor said that ",
        "suffix": " on Thursday.\n\nDPA\n",
        "start": 22,
        "end": 53,
    }
    assert [one["wording"] for one in new["attributions"]] == ["said", ""]
