"""A request that is sent again under its key is carried out once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Assessment, Claim
from sources.models import Source
from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import AppearanceFactory, UserFactory
from tracker.accounts.models import IdempotencyKey

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/claims/"
KEY = {"Idempotency-Key": '"4fd1c0a2"'}


def test_sent_again_it_is_answered_the_same_and_done_once(editor, body):
    first, second, third = (editor.post(ADDRESS, body, headers=KEY) for _ in range(3))

    assert Claim.objects.count() == 1
    assert first.status_code == 201
    for again in (second, third):
        assert (again.status_code, again.content) == (201, first.content)
        assert again.headers["Idempotent-Replayed"] == "true"
        told = dict(again.headers)
        assert told.pop("Idempotent-Replayed")
        assert told == dict(first.headers)
    for name in ("ETag", "Location", "Content-Type"):
        assert first.headers[name]


def test_the_first_answer_is_that_of_a_request_without_a_key(editor, given):
    plain = editor.post("/api/v1/sources/", given)
    Source.objects.all().delete()
    keyed = editor.post("/api/v1/sources/", given, headers=KEY)

    assert keyed.json() | {"id": 0, "url": ""} == plain.json() | {"id": 0, "url": ""}
    assert set(keyed.headers) == set(plain.headers)


@pytest.fixture
def given():
    return {"name": "The mayor", "kind": "person"}


def test_a_replay_is_told_though_the_row_has_changed_since(editor, edith, body):
    first = editor.post(ADDRESS, body, headers=KEY)
    Claim.objects.get().edit(text="It reads otherwise.", by=edith)

    assert editor.post(ADDRESS, body, headers=KEY).json() == first.json()


@pytest.mark.parametrize(
    "sent", ["4fd1c0a2", '"4fd1c0a2"', "4fd1c0a2-40d5-43dd:bc93/6894=", "x" * 100, "!"]
)
def test_a_key_may_be_quoted_or_not(editor, given, sent):
    headers = {"Idempotency-Key": sent}
    for _ in range(2):
        answer = editor.post("/api/v1/sources/", given, headers=headers)

    assert answer.headers["Idempotent-Replayed"] == "true"
    assert IdempotencyKey.objects.get().key == sent.strip('"')


@pytest.mark.parametrize(
    "sent", ["", '""', " ", "a b", "a\tb", '"a', 'a"b', "x" * 101, "é", "\u00a0"]
)
def test_a_key_that_is_none_is_refused(editor, given, sent):
    with nothing_changes():
        answer = editor.post(
            "/api/v1/sources/", given, headers={"Idempotency-Key": sent}
        )

    assert errors(answer) == []
    assert answer.json()["code"] == "bad_idempotency_key"


def test_another_request_under_the_same_key_is_409(editor, given):
    editor.post("/api/v1/sources/", given, headers=KEY)

    for address, body in [
        ("/api/v1/sources/", given | {"kind": "organization"}),
        ("/api/v1/documents/", given),
        ("/api/v1/sources/", {}),
    ]:
        with nothing_changes():
            answer = editor.post(address, body, headers=KEY)

        assert answer.status_code == 409
        assert answer.json()["code"] == "idempotency_key_reused"
        assert "Idempotent-Replayed" not in answer.headers


def test_the_same_body_written_otherwise_is_the_same_request(editor):
    for body in (
        '{"name": "The mayor", "kind": "person"}',
        '{ "kind":"person",\n"name":"The mayor" }',
    ):
        answer = editor.generic(
            "POST", "/api/v1/sources/", body, "application/json", headers=KEY
        )

    assert answer.headers["Idempotent-Replayed"] == "true"


def test_a_key_belongs_to_an_account(editor, client_of, given):
    editor.post("/api/v1/sources/", given, headers=KEY)

    other = client_of(UserFactory(group="Editor"))
    answer = other.post("/api/v1/sources/", given | {"name": "Other"}, headers=KEY)

    assert answer.status_code == 201
    assert IdempotencyKey.objects.count() == 2


def test_who_may_not_do_it_any_more_gets_no_replay(editor, edith, given):
    editor.post("/api/v1/sources/", given, headers=KEY)
    edith.groups.clear()

    assert editor.post("/api/v1/sources/", given, headers=KEY).status_code == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [({"name": ""}, 400), ({"name": "A", "kind": "x"}, 400), ("no object", 400)],
)
def test_what_was_refused_can_be_sent_again_in_earnest(editor, given, body, status):
    with nothing_changes():
        answer = editor.post("/api/v1/sources/", body, headers=KEY)
    assert answer.status_code == status

    answer = editor.post("/api/v1/sources/", given, headers=KEY)

    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer.headers


def test_what_the_state_refused_can_be_sent_again(editor, claim):
    address = f"/api/v1/claims/{claim.pk}/unpublish/"
    body = {"reason": "It was wrong."}
    editor.post(address, body)
    refused = editor.post(address, body, headers=KEY)
    editor.post(f"/api/v1/claims/{claim.pk}/publish/")

    answer = editor.post(address, body, headers=KEY)

    assert (refused.status_code, answer.status_code) == (409, 200)


def test_every_verb_can_be_sent_again(editor, reviewer, claim):
    draft = AppearanceFactory().claim
    conclusion = {"evidence_status": "not_checkable", "rationale": "So."}
    for method, address, sent in [
        ("post", f"/api/v1/claims/{claim.pk}/assess/", conclusion),
        ("post", f"/api/v1/claims/{draft.pk}/publish/", {}),
        ("patch", f"/api/v1/claims/{draft.pk}/", {"context": "So.", "version": 3}),
    ]:
        headers = {"Idempotency-Key": address}
        first, again = (
            getattr(editor, method)(address, sent, headers=headers) for _ in range(2)
        )
        assert first.status_code in (200, 201)
        assert again.content == first.content
        assert again.headers["Idempotent-Replayed"] == "true"
    assert Assessment.objects.count() == 1


def test_reading_takes_no_key(editor, claim):
    editor.get(ADDRESS)  # Which keeps the claim as it is answered.

    with nothing_changes():
        answer = editor.get(ADDRESS, headers={"Idempotency-Key": "not a key"})

    assert answer.status_code == 200


def test_a_method_that_is_not_offered_takes_no_key(editor, claim):
    with nothing_changes():
        answer = editor.put(f"{ADDRESS}{claim.pk}/", {}, headers=KEY)

    assert answer.status_code == 405


def test_keys_are_kept_for_a_day_and_then_swept_away(editor, given, time_machine):
    time_machine.move_to("2122-01-20T09:30:00Z", tick=False)
    for number in range(15):
        headers = {"Idempotency-Key": f"old-{number}"}
        editor.post("/api/v1/sources/", given | {"name": f"{number}"}, headers=headers)
    time_machine.shift(timedelta(hours=24))
    again = editor.post("/api/v1/sources/", given | {"name": "14"}, headers=headers)
    assert again.headers["Idempotent-Replayed"] == "true"

    time_machine.shift(timedelta(seconds=1))
    for number in range(2):
        headers = {"Idempotency-Key": f"new-{number}"}
        editor.post("/api/v1/sources/", given | {"name": f"N{number}"}, headers=headers)

    kept = IdempotencyKey.objects.values_list("key", flat=True)
    assert set(kept) == {"new-0", "new-1"}


def test_a_replay_takes_as_many_queries_however_much_was_done(editor, body):
    def queries(address, sent, key):
        editor.post(address, sent, headers={"Idempotency-Key": key})
        with CaptureQueriesContext(connection) as captured:
            editor.post(address, sent, headers={"Idempotency-Key": key})
        return len(captured)

    # The token; its account's permissions, own and by group; a transaction, on
    # PostgreSQL with its lock; the key.
    body["allow_duplicate"] = True
    many = {"claims": [body] * 5}
    one, five = queries(ADDRESS, body, "a"), queries(f"{ADDRESS}bulk/", many, "b")
    assert one == five <= 7
