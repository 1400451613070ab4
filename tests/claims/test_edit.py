from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.choices import ClaimType
from claims.models import Claim
from tests.database import nothing_changes
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)


@pytest.fixture
def claim():
    return ClaimFactory(text="The bridge is closed.", due_on="2022-01-22", at=NOON)


@pytest.fixture
def user():
    return UserFactory()


def test_an_edit_changes_the_fields_and_counts_the_version_up(claim, user):
    later = NOON + timedelta(days=1)

    assert claim.edit(
        text="The bridge is open.", context="Since noon.", by=user, at=later
    )

    stored = Claim.objects.get(pk=claim.pk)
    for one in (claim, stored):
        assert (one.text, one.context) == ("The bridge is open.", "Since noon.")
        assert (one.version, one.updated_by, one.updated_at) == (2, user, later)
        assert (one.created_by, one.created_at) == (claim.created_by, NOON)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"text": "The bridge is closed."},
        {"due_on": date(2022, 1, 22)},
        {"due_on": "2022-01-22"},
        {"claim_type": ClaimType.EVENT_PROPERTY, "claim_date": None, "context": ""},
    ],
)
def test_an_edit_to_what_is_there_changes_nothing(claim, user, changes):
    with nothing_changes(claim):
        assert claim.edit(by=user, **changes) is False


def test_an_edit_keeps_values_of_the_type_of_their_field(claim, user):
    claim.edit(claim_date="2022-01-13", by=user)

    assert claim.claim_date == date(2022, 1, 13)


def test_an_edit_can_empty_what_may_be_empty(claim, user):
    claim.edit(context="Since noon.", by=user)
    claim.edit(context="", due_on=None, by=user)

    claim.refresh_from_db()
    assert (claim.context, claim.due_on) == ("", None)


def test_an_edit_sees_the_other_half_of_a_period(claim, user):
    claim.edit(starts_on=date(2022, 1, 6), by=user)

    with (
        nothing_changes(claim),
        pytest.raises(ValidationError, match="ends on or after"),
    ):
        claim.edit(ends_on=date(2022, 1, 5), by=user)


def test_an_edit_leaves_out_what_it_does_not_name(claim, user):
    claim.context = "Never saved."

    claim.edit(text="The bridge is open.", by=user)

    assert Claim.objects.get(pk=claim.pk).context == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": None}, "text"),
        ({"text": "a" * 1001}, "text"),
        ({"text": "\u200b"}, "text"),
        ({"context": None}, "context"),
        ({"language": "e"}, "language"),
        ({"claim_type": "opinion"}, "claim_type"),
        ({"claim_type": None}, "claim_type"),
        ({"due_on": "soon"}, "due_on"),
        ({"text": "Fine.", "ends_on": "2022-01-06"}, "__all__"),
        ({"text": "Fine.", "evidence_status": "supported"}, "evidence_status"),
        ({"external_id": "other"}, "external_id"),
        ({"id": 7}, "id"),
        ({"text": "Fine.", "at": NOON - timedelta(seconds=1)}, "at"),
        ({"text": "Fine.", "at": datetime(2030, 1, 1)}, "at"),
    ],
)
def test_an_edit_is_refused(claim, user, changes, field):
    with nothing_changes(claim), pytest.raises(ValidationError) as error:
        claim.edit(**{"by": user} | changes)

    assert list(error.value.message_dict) == [field]


def test_an_edit_does_not_touch_what_else_is_known_of_the_claim(claim, user):
    creator = claim.created_by

    with pytest.raises(ValidationError):
        claim.edit(text="", by=user)

    assert claim.created_by is creator
