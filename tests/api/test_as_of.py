"""What is answered of an earlier day, to whom."""

from datetime import timedelta

import pytest

from claims.models import Claim
from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    reword,
)

pytestmark = pytest.mark.django_db

PARTS = ["", "history/", "evidence/"]
TICK = timedelta(microseconds=1)


def day(number):
    return AT + timedelta(days=number)


def as_of(moment):
    return f"?as_of={moment.isoformat().replace('+00:00', 'Z')}"


@pytest.fixture
def story(ruth):
    """Recorded on day 0, pinned 1, evidence 2, published 3, concluded 4, edited 5."""
    claim = ClaimFactory(text="First.", by=ruth, at=day(0))
    AppearanceFactory(claim=claim, by=ruth, at=day(1))
    evidence = EvidenceFactory(claim=claim, by=ruth, at=day(2))
    claim.publish(by=ruth, at=day(3))
    AssessmentFactory(
        claim=claim, to_status="supported", evidence=[evidence], by=ruth, at=day(4)
    )
    reword(claim, "Second.", by=ruth, at=day(5))
    return claim


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("before", [day(0) - TICK, day(3) - TICK])
def test_before_it_was_published_it_is_404_as_if_nothing_were_there(
    anonymous, story, part, before
):
    address = f"/api/v1/claims/{story.pk}/{part}"

    answer = anonymous.get(address + as_of(before))

    assert answer.status_code == 404
    assert answer.content.decode() == (
        anonymous.get(f"/api/v1/claims/999999/{part}")
        .content.decode()
        .replace("999999", str(story.pk))
    )


@pytest.mark.parametrize("part", PARTS)
def test_the_desk_reads_it_from_the_moment_it_was_recorded(viewer, story, part):
    address = f"/api/v1/claims/{story.pk}/{part}"

    assert viewer.get(address + as_of(day(0) - TICK)).status_code == 404
    assert viewer.get(address + as_of(day(0))).status_code == 200


@pytest.mark.parametrize("part", PARTS)
def test_what_is_not_published_any_more_is_hidden_at_every_moment(
    anonymous, client_of, viewer, story, part
):
    story.unpublish(reason="It was wrong.", by=story.created_by, at=day(6))
    address = f"/api/v1/claims/{story.pk}/{part}"
    outsider = client_of(ClaimFactory().created_by)

    for moment in (day(2), day(3), day(5), day(6), day(7)):
        for client in (anonymous, outsider):
            assert client.get(address + as_of(moment)).status_code == 410
            listed = client.get("/api/v1/claims/" + as_of(moment)).json()["results"]
            assert listed == []
        assert viewer.get(address + as_of(moment)).status_code == 200


def test_each_change_is_known_at_its_very_moment_and_not_before(viewer, story):
    address = f"/api/v1/claims/{story.pk}/"

    def known(moment):
        body = viewer.get(address + as_of(moment)).json()
        return (
            len(body["appearances"]),
            body["evidence"]["supports"],
            body["published_at"] is not None,
            body["evidence_status"],
            body["text"],
            body["version"],
        )

    on_the_way = [
        (0, 0, False, "unassessed", "First.", 1),
        (1, 0, False, "unassessed", "First.", 2),
        (1, 1, False, "unassessed", "First.", 3),
        (1, 1, True, "unassessed", "First.", 4),
        (1, 1, True, "supported", "First.", 5),
        (1, 1, True, "supported", "Second.", 6),
    ]
    for number, facts in enumerate(on_the_way):
        assert known(day(number)) == facts
        assert known(day(number + 1) - TICK) == facts


def test_history_and_evidence_are_those_of_the_moment(anonymous, story, ruth):
    (evidence,) = story.evidence.all()
    note = {"correction_type": "new_evidence", "correction_note": "A hoax."}
    evidence.claim = story
    evidence.withdraw(reason="A hoax.", by=ruth, at=day(6))
    story.assess("not_checkable", rationale="No.", by=ruth, at=day(7), **note)
    address = f"/api/v1/claims/{story.pk}/"

    def listed(part, moment):
        return anonymous.get(f"{address}{part}/{as_of(moment)}").json()["results"]

    assert listed("history", day(3)) == []
    assert [row["number"] for row in listed("history", day(5) - TICK)] == [1]
    assert [row["number"] for row in listed("history", day(7) - TICK)] == [2, 1]
    assert [row["number"] for row in listed("history", day(7))] == [3, 2, 1]
    (standing,) = listed("evidence", day(6) - TICK)
    (withdrawn,) = listed("evidence", day(6))
    facts = ("withdrawn_at", "withdrawn_by", "withdrawal_reason")
    assert [standing[fact] for fact in facts] == [None, None, ""]
    assert withdrawn["withdrawal_reason"] == "A hoax."
    assert {k: v for k, v in standing.items() if k not in facts} == {
        k: v for k, v in withdrawn.items() if k not in facts
    }


def test_as_of_now_is_what_is_answered_without(anonymous, viewer, story):
    for client in (anonymous, viewer):
        for part in ("", *(f"{story.pk}/{part}" for part in PARTS)):
            address = f"/api/v1/claims/{part}"
            now = client.get(address + as_of(day(9)))

            assert now.json() == client.get(address).json()


@pytest.mark.parametrize(
    "moment",
    [
        "2022-01-24T09:30:00Z",
        "2022-01-24t09:30:00z",
        "2022-01-24T10:30:00%2B01:00",
        "2022-01-24T10:30:00+01:00",
        "2022-01-24T00:30:00-09:00",
        "2022-01-24T09:30:00.000000Z",
        "2022-01-24T09:30:00.000000999Z",
    ],
)
def test_a_moment_is_the_same_in_every_zone(anonymous, story, moment):
    answer = anonymous.get(f"/api/v1/claims/{story.pk}/history/?as_of={moment}")

    assert len(answer.json()["results"]) == 1


@pytest.mark.parametrize("part", ["", "1/", "1/history/", "1/evidence/"])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("as_of=", "blank"),
        ("as_of=2022-01-24T09:30:00Z&as_of=2022-01-24T09:30:00Z", "repeated_parameter"),
        ("as_of=yesterday", "invalid"),
        ("as_of=2022-1-24", "invalid"),
        ("as_of=2022-02-30", "invalid"),
        ("as_of=2022-01-24T09:30:00", "invalid"),
        ("as_of=2022-01-24T25:00:00Z", "invalid"),
        ("as_of=0001-01-01T00:00:00%2B14:00", "invalid"),
        ("as_of=9999-12-31T23:59:59-14:00", "invalid"),
        ("as_of=9999-12-31T23:59:59Z", "in_the_future"),
        ("as_of=9999-12-31", "in_the_future"),
        ("as_of=%F0%9F%8C%89", "invalid"),
    ],
)
def test_what_is_no_moment_is_refused_and_named(anonymous, part, query, code):
    answer = anonymous.get(f"/api/v1/claims/{part}?{query}")

    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == ("as_of", code)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "0001-01-01"])
def test_beginning_of_time_is_a_moment(anonymous, viewer, story, moment):
    for client in (anonymous, viewer):
        listed = client.get(f"/api/v1/claims/?as_of={moment}").json()["results"]
        assert listed == []


def test_day_means_its_end(anonymous, story):
    def texts(moment):
        listed = anonymous.get(f"/api/v1/claims/?as_of={moment}").json()["results"]
        return [one["text"] for one in listed]

    assert [texts(day(number).date()) for number in range(6)] == [
        *([], [], [], ["First."], ["First."], ["Second."])
    ]


@pytest.mark.parametrize(
    "given",
    ["2022-01-24", "2022-01-24T09:30:00Z", "2022-02-30", "x", "2999-01-01"]
    + ["2999-01-01T00:00:00Z", "2022-01-24T10:30:00 01:00"],
)
def test_pages_and_api_answer_the_same_about_the_same_moment(anonymous, story, given):
    answers = [
        anonymous.get(f"{address}claims/{story.pk}/", {"as_of": given})
        for address in ["/api/v1/", "/"]
    ]

    assert answers[0].status_code == answers[1].status_code
    if answers[0].status_code == 400:
        assert answers[0].json()["detail"] in answers[1].content.decode()
    else:
        assert answers[0].json()["text"] in answers[1].content.decode()


@pytest.mark.parametrize("address", ["sources", "documents", "schema"])
def test_what_has_no_versions_has_no_as_of(anonymous, address):
    answer = anonymous.get(f"/api/v1/{address}/{as_of(AT)}")

    assert answer.status_code == 400
    assert answer.json()["code"] == "unknown_parameter"


def test_filters_are_those_of_the_moment(anonymous, viewer, story):
    mayor = story.claimants()[0]
    document = story.appearances.get().revision.document_id

    def found(client, number, query):
        answer = client.get(f"/api/v1/claims/{as_of(day(number))}&{query}")
        return [one["id"] for one in answer.json()["results"]]

    for query, since in [
        ("q=first", 0),
        ("q=at+least", 1),
        (f"claimant={mayor.pk}", 1),
        (f"document={document}", 1),
        ("evidence_status=supported", 4),
        (f"updated_since={day(2).isoformat()[:19]}Z", 2),
    ]:
        for number in range(5):
            assert found(viewer, number, query) == [story.pk] * (number >= since)
            public = number >= max(since, 3)
            assert found(anonymous, number, query) == [story.pk] * public
    assert found(viewer, 5, "q=first") == []
    assert found(viewer, 4, "q=second") == []


def test_reading_the_past_changes_nothing(viewer, story):
    before = list(Claim.objects.values())

    for part in PARTS:
        viewer.get(f"/api/v1/claims/{story.pk}/{part}{as_of(day(2))}")

    assert list(Claim.objects.values()) == before
