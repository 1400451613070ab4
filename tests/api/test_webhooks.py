import base64

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import ChangeLogEntry
from claims.webhooks.models import Webhook
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/webhooks/"
URL = "https://example.org/hook"


@pytest.fixture
def editor(client_of):
    return client_of(UserFactory(group="Editor"))


def test_who_has_no_token_sees_and_makes_none(anonymous):
    for answer in (
        anonymous.get(ADDRESS),
        anonymous.get(f"{ADDRESS}1/"),
        anonymous.post(ADDRESS, {"url": URL}),
        anonymous.delete(f"{ADDRESS}1/"),
    ):
        assert answer.status_code == 401
        assert answer.json()["code"] == "not_authenticated"


def test_to_make_one_takes_the_permission(reviewer):
    assert reviewer.post(ADDRESS, {"url": URL}).status_code == 403
    assert reviewer.get(ADDRESS).json()["results"] == []
    assert not Webhook.objects.exists()


def test_one_is_made_and_its_secret_shown_this_once(editor):
    ClaimFactory()

    answer = editor.post(ADDRESS, {"url": URL, "events": ["corrected", "assessed"]})

    assert answer.status_code == 201
    webhook = Webhook.objects.get()
    made = answer.json()
    secret = made.pop("secret")
    assert secret == webhook.secret
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert answer.headers["Location"] == f"http://testserver{ADDRESS}{webhook.pk}/"
    assert made == {
        "id": webhook.pk,
        "url": URL,
        "events": ["assessed", "corrected"],
        "position": ChangeLogEntry.objects.latest_entry().position,
        "created_at": webhook.created_at.isoformat().replace("+00:00", "Z"),
        "disabled_at": None,
        "disabled_reason": "",
    }
    assert webhook.site == "http://testserver/"
    assert editor.get(f"{ADDRESS}{webhook.pk}/").json() == made
    assert editor.get(ADDRESS).json()["results"] == [made]


def test_two_secrets_differ(editor):
    one = editor.post(ADDRESS, {"url": URL}).json()
    other = editor.post(ADDRESS, {"url": URL + "/2"}).json()

    assert one["secret"] != other["secret"]
    assert one["events"] == []


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "url", "required"),
        ({"url": ""}, "url", "blank"),
        ({"url": None}, "url", "null"),
        ({"url": 1}, "url", "invalid"),
        ({"url": "https://a.example/\0"}, "url", "invalid_text"),
        ({"url": "http://example.org/"}, "url", "https_required"),
        ({"url": "https://127.0.0.1/"}, "url", "private_address"),
        ({"url": "https://[::1]/"}, "url", "private_address"),
        ({"url": "gopher://example.org/"}, "url", "invalid"),
        ({"url": "https://example.org/" + "a" * 500}, "url", "max_length"),
        ({"url": URL, "events": "assessed"}, "events", "not_a_list"),
        ({"url": URL, "events": ["exploded"]}, "events.0", "invalid_choice"),
        ({"url": URL, "secret": "whsec_mine"}, "secret", "unknown_field"),
        ({"url": URL, "token": 1}, "token", "unknown_field"),
    ],
)
def test_a_bad_body_is_refused_by_name(editor, body, field, code):
    answer = editor.post(ADDRESS, body)

    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [
        (field, code)
    ]
    assert not Webhook.objects.exists()


def test_one_address_takes_one_webhook_per_token(editor):
    editor.post(ADDRESS, {"url": URL})

    answer = editor.post(ADDRESS, {"url": URL})

    assert answer.status_code == 400
    assert answer.json()["detail"] == "This token has a webhook to that address."
    assert Webhook.objects.count() == 1


def test_a_token_has_a_limited_number(editor, monkeypatch):
    monkeypatch.setattr(Webhook, "MAX_PER_TOKEN", 1)
    editor.post(ADDRESS, {"url": URL})

    answer = editor.post(ADDRESS, {"url": URL + "/2"})

    assert answer.status_code == 409
    assert answer.json()["code"] == "too_many_webhooks"


def test_those_of_other_tokens_are_neither_seen_nor_deleted(editor, client_of):
    other = client_of(UserFactory(group="Editor"))
    address = f"{ADDRESS}{other.post(ADDRESS, {'url': URL}).json()['id']}/"

    assert editor.get(ADDRESS).json()["results"] == []
    assert editor.get(address).status_code == 404
    assert editor.delete(address).status_code == 404
    assert Webhook.objects.count() == 1


def test_one_is_deleted(editor):
    address = f"{ADDRESS}{editor.post(ADDRESS, {'url': URL}).json()['id']}/"

    answer = editor.delete(address)

    assert (answer.status_code, answer.content) == (204, b"")
    assert not Webhook.objects.exists()
    assert editor.delete(address).status_code == 404


@pytest.mark.parametrize("query", ["?url=a", "?page_size=0", "?cursor=%00"])
def test_parameters_are_known_and_sound(editor, query):
    assert editor.get(ADDRESS + query).status_code == 400


def test_a_list_that_has_changed_is_never_taken_for_the_same(editor):
    first = editor.get(ADDRESS)
    editor.post(ADDRESS, {"url": URL})

    tag = {"If-None-Match": first.headers["ETag"]}
    assert editor.get(ADDRESS, headers=tag).status_code == 200


def test_the_list_takes_as_many_queries_for_many(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(ADDRESS).status_code == 200
        return len(captured)

    editor.post(ADDRESS, {"url": URL})
    one = queries()
    for number in range(7):
        editor.post(ADDRESS, {"url": f"{URL}/{number}"})

    # Token, webhooks.
    assert one == queries() == 2
