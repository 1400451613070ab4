from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.models import Claim
from tests.database import nothing_changes, refused
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)


@pytest.fixture
def user():
    return UserFactory()


def record(**facts):
    return Claim.create_with_appearances(
        **{"text": "The bridge is closed.", "claim_type": "event_property"} | facts
    )


def test_a_recorded_claim_has_what_was_given_and_who_gave_it_when(user):
    claim = record(
        by=user,
        at=NOON,
        external_id="desk:1",
        claim_date=date(2022, 1, 13),
        starts_on=date(2022, 1, 6),
        ends_on=date(2022, 1, 7),
        date_wording="last week",
        due_on=date(2022, 1, 22),
        context="There are two bridges.",
        language="kk-Cyrl",
    )

    claim.refresh_from_db()
    assert claim.text == "The bridge is closed."
    assert (claim.starts_on, claim.ends_on) == (date(2022, 1, 6), date(2022, 1, 7))
    assert (claim.claim_date, claim.due_on) == (date(2022, 1, 13), date(2022, 1, 22))
    assert (claim.date_wording, claim.language) == ("last week", "kk-Cyrl")
    assert (claim.context, claim.external_id) == ("There are two bridges.", "desk:1")
    assert (claim.created_by, claim.updated_by) == (user, user)
    assert (claim.created_at, claim.updated_at) == (NOON, NOON)


def test_a_recorded_claim_is_unassessed_unpublished_and_nobodys(user):
    claim = record(by=user)

    claim.refresh_from_db()
    assert (claim.evidence_status, claim.version) == ("unassessed", 1)
    assert (claim.published_at, claim.published_by) == (None, None)
    assert claim.assigned_to is None
    assert (claim.external_id, claim.context, claim.language) == ("", "", "en")


def test_the_moment_is_now_unless_given(user, time_machine):
    time_machine.move_to(NOON, tick=False)

    assert record(by=user).created_at == timezone.now() == NOON


@pytest.mark.parametrize("text", ["a", "a" * 1000, "🌉" * 1000, "\u200ba"])
def test_a_text_of_up_to_a_thousand_characters_is_accepted(user, text):
    assert Claim.objects.get(pk=record(by=user, text=text).pk).text == text


def test_dates_may_be_given_as_text(user):
    assert record(by=user, due_on="2022-01-22").due_on == date(2022, 1, 22)


def test_a_period_may_be_one_day_or_without_end(user):
    record(by=user, starts_on=date(2022, 1, 6), ends_on=date(2022, 1, 6))
    record(by=user, starts_on=date(2022, 1, 6))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": None}, "text"),
        ({"text": " \u00a0\u200b\u3164"}, "text"),
        ({"text": "a\nb"}, "text"),
        ({"text": "a\n"}, "text"),
        ({"text": "a\u2028"}, "text"),
        ({"text": "a\0"}, "text"),
        ({"text": "a\ud83c"}, "text"),
        ({"text": "a" * 1001}, "text"),
        ({"text": "🌉" * 1001}, "text"),
        ({"claim_type": ""}, "claim_type"),
        ({"claim_type": "opinion"}, "claim_type"),
        ({"claim_date": "yesterday"}, "claim_date"),
        ({"claim_date": "2022-02-30"}, "claim_date"),
        ({"date_wording": "a" * 201}, "date_wording"),
        ({"date_wording": "a\nb"}, "date_wording"),
        ({"date_wording": None}, "date_wording"),
        ({"context": "a" * 5001}, "context"),
        ({"context": "a\0"}, "context"),
        ({"context": None}, "context"),
        ({"language": "English"}, "language"),
        ({"language": "en\n"}, "language"),
        ({"language": ""}, "language"),
        ({"external_id": "a" * 201}, "external_id"),
        ({"starts_on": "2022-01-07", "ends_on": "2022-01-06"}, "__all__"),
        ({"ends_on": "2022-01-06"}, "__all__"),
        ({"evidence_status": "supported"}, "evidence_status"),
        ({"version": 7}, "version"),
        ({"published_at": NOON}, "published_at"),
        ({"nonsense": 1}, "nonsense"),
        ({"at": datetime(2022, 1, 13)}, "at"),
    ],
)
def test_a_claim_is_refused(user, change, field):
    with nothing_changes(), pytest.raises(ValidationError) as error:
        record(**{"by": user} | change)

    assert list(error.value.message_dict) == [field]


def test_a_claim_without_author_is_refused():
    with nothing_changes(), refused("created_by"):
        record(by=None)


def test_a_claim_known_elsewhere_is_recorded_once(user):
    record(by=user, external_id="desk:1")

    with nothing_changes(), pytest.raises(ValidationError, match="external id exists"):
        record(by=user, external_id="desk:1")


def test_claims_with_the_same_text_are_two(user):
    assert record(by=user) != record(by=user)


def test_a_claim_is_told_by_its_text_which_is_cut_where_it_is_long():
    assert str(ClaimFactory(text="Short.")) == "Short."
    assert str(ClaimFactory(text="a" * 80)) == "a" * 80
    assert str(ClaimFactory(text="a" * 81)) == "a" * 79 + "…"
