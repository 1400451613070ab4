"""The feed of changes: complete, in order, and enough to keep a copy by."""

import json
import re
import threading
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import ChangeLogEntry, Claim
from tests.api.random_work import work
from tests.database import execute, refused
from tests.factories import AppearanceFactory, ClaimFactory, UserFactory, reword

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs" / "changes.md"


def changes(client, after=0, **query) -> list[dict]:
    answer = client.get("/api/v1/changes/", {"after": after, **query})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def all_claims(client) -> dict[str, dict]:
    address, found = "/api/v1/claims/?page_size=500", {}
    while address:
        page = client.get(address).json()
        found |= {str(one["id"]): one for one in page["results"]}
        address = page["next"]
    return found


def test_each_change_of_a_public_claim_is_told_in_order(anonymous, viewer):
    claim = AppearanceFactory().claim
    user = claim.created_by
    assert changes(anonymous) == []
    drafted = len(changes(viewer))

    claim.publish(by=user)
    claim.assess("not_checkable", rationale="So.", by=user)
    told = changes(anonymous)

    assert [one["events"] for one in told] == [["published"], ["assessed"]]
    assert [one["version"] for one in told] == [claim.version - 1, claim.version]
    assert {one["claim"] for one in told} == {claim.pk}
    assert told[0]["position"] < told[1]["position"]
    body = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()
    assert [one["current"] for one in told] == [body, body]
    assert len(changes(viewer)) == drafted + 2


def test_a_claim_that_is_taken_back_leaves_a_tombstone(anonymous, viewer, claim):
    before = changes(anonymous)[-1]["position"]
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    reword(claim, "Nobody reads this.", by=claim.created_by)

    (told,) = changes(anonymous, before)

    assert (told["claim"], told["current"]) == (claim.pk, None)
    assert told["events"] == ["unpublished"]
    assert changes(viewer)[-1]["current"]["text"] == "Nobody reads this."


def test_a_draft_that_is_deleted_is_told_to_the_desk(anonymous, viewer):
    claim = ClaimFactory()
    pk = claim.pk
    claim.delete()

    assert (changes(viewer)[-1]["claim"], changes(viewer)[-1]["current"]) == (pk, None)
    assert changes(anonymous) == []


def test_a_page_leads_on_to_the_next(anonymous):
    ClaimFactory.create_batch(5, published=True)
    every = changes(anonymous)

    found, address = [], "/api/v1/changes/?page_size=2"
    while True:
        page = anonymous.get(address).json()
        found += page["results"]
        address = page["next"]
        if not page["has_more"]:
            break

    assert found == every
    assert anonymous.get(address).json() == {
        "next": address,
        "has_more": False,
        "results": [],
    }


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("after=x", "after", "invalid"),
        ("after=-1", "after", "invalid"),
        ("after=1000000000000000000", "after", "invalid"),
        ("page_size=0", "page_size", "invalid"),
        ("page_size=501", "page_size", "invalid"),
        ("since=1", "since", "unknown_parameter"),
    ],
)
def test_what_is_asked_wrongly_is_refused_by_name(anonymous, query, field, code):
    answer = anonymous.get(f"/api/v1/changes/?{query}")
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == (field, code)


def test_a_page_takes_as_many_queries_for_thirty_claims_as_for_one(anonymous):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            changes(anonymous)
        return len(captured)

    ClaimFactory(published=True)
    changes(anonymous)
    alone = queries()
    ClaimFactory.create_batch(30, published=True)
    changes(anonymous)
    assert queries() == alone <= 6


def test_who_has_read_all_is_told_so_by_one_query(anonymous, claim):
    tag = anonymous.get("/api/v1/changes/").headers["ETag"]
    with CaptureQueriesContext(connection) as captured:
        answer = anonymous.get("/api/v1/changes/", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, len(captured)) == (304, b"", 1)
    assert answer.headers["ETag"] == tag


def test_the_feed_stays_as_it_is(claim):
    with refused("feed of changes stays"):
        execute("UPDATE claims_changelogentry SET is_public = is_public")
    with refused("feed of changes stays"):
        execute("DELETE FROM claims_changelogentry")


def test_what_is_undone_is_not_told(claim):
    before = ChangeLogEntry.objects.count()
    with refused("claim_text_visible"):
        execute("UPDATE claims_claim SET version = version + 1, text = ''")
    assert ChangeLogEntry.objects.count() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_client_of_the_docs_has_in_the_end_what_the_list_has(
    live_server, anonymous, tmp_path, seed
):
    (code,) = re.findall("```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert code.count("\n") <= 45
    client: dict = {"__name__": "follow"}
    exec(code, client)
    file = tmp_path / "copy.json"

    for count, _ in enumerate(work(seed, 60)):
        if count % 13 == 0:
            client["main"](live_server.url, str(file))
    client["main"](live_server.url, str(file))

    copy = json.loads(file.read_text())["claims"]
    host = live_server.url.removeprefix("http://")
    anonymous.defaults["HTTP_HOST"] = host
    assert copy == all_claims(anonymous)
    assert copy


@pytest.mark.django_db(transaction=True)
def test_no_change_is_skipped_while_many_write_at_once(anonymous):
    claims = ClaimFactory.create_batch(4, published=True)
    user = UserFactory()
    start = ChangeLogEntry.objects.latest_entry().position

    def write(claim):
        try:
            for number in range(12):
                reword(claim, f"Bridge {claim.pk}, edit {number}.", by=user)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(claim,)) for claim in claims]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    while any(writer.is_alive() for writer in writers) or not seen:
        seen += [one["position"] for one in changes(anonymous, max([start, *seen]))]
        # What is counted is the feed, not how often one may ask.
        from django.core.cache import cache

        cache.clear()
    seen += [one["position"] for one in changes(anonymous, max([start, *seen]))]

    assert seen == list(range(start + 1, start + 1 + 4 * 12))
    assert Claim.objects.filter(text__endswith="edit 11.").count() == 4
