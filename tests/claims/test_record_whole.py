"""A claim is recorded with all that belongs to it, in one go."""

import pytest
from django.core.exceptions import ValidationError

from claims import ledger
from claims.models import (
    AttributionStep,
    ChangeLogEntry,
    Claim,
    NewAppearance,
    NewClaim,
    QuoteCheck,
)
from claims.reading.change_log import events_of
from tests.database import nothing_changes, refused
from tests.factories import (
    QUOTE,
    TEXT,
    ClaimFactory,
    RevisionFactory,
    SeriesFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

FIELDS = {"text": "At least 12 bridges were closed.", "claim_type": "numerical"}
NUMBER = {
    "comparator": "at_least",
    "low": 12,
    "unit": "bridges",
    "counted": "bridges closed",
    "wording": "at least 12",
}


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def revision():
    return RevisionFactory()


def words(revision, exact=QUOTE, **more):
    sources = SourceFactory.create_batch(2)
    steps = [
        AttributionStep(tuple(sources), "said"),
        AttributionStep((revision.document.publisher,)),
    ]
    given = {"exact": exact, "mode": "paraphrase", "steps": steps} | more
    return NewAppearance(revision=revision.pk, **given)


def draft(revision, **more):
    return NewClaim(
        fields=FIELDS, appearances=[words(revision)], quantity=NUMBER, **more
    )


def test_all_of_it_is_one_version_of_the_record(user, revision):
    claim = Claim.create_with_appearances(
        **FIELDS,
        appearances=[words(revision), words(revision, TEXT[:20])],
        quantity=NUMBER | {"series": SeriesFactory()},
        by=user,
    )

    (version,) = claim.versions.all()
    assert (claim.version, version.version) == (1, 1)
    assert [one["event"] for one in version.events] == [
        *["appearance"] * 2,
        *["attribution"] * 6,
        "quantity",
    ]
    assert claim.quantity.appearance == claim.appearances.get(exact=QUOTE)
    assert list(ledger.verify()) == []


def test_all_of_it_is_from_one_moment_and_one_person(user, revision):
    claim = Claim.create_with_appearances(
        **FIELDS, appearances=[words(revision)], quantity=NUMBER, by=user
    )

    appearance, quantity = claim.appearances.get(), claim.quantities.get()
    moments = {claim.created_at, claim.updated_at, claim.edited_at}
    assert moments | {appearance.created_at, quantity.stated_at} == {claim.created_at}
    assert (appearance.created_by, quantity.stated_by) == (user, user)


def test_the_feed_tells_once_that_it_was_recorded(user, revision):
    drafts = [draft(revision), draft(revision)]
    head = ChangeLogEntry.objects.latest_entry().position

    claim, other = Claim.create_many(drafts, by=user)

    entries = list(
        ChangeLogEntry.objects.filter(position__gt=head).order_by("position")
    )
    assert [entry.claim_id for entry in entries] == [claim.pk, other.pk]
    assert list(events_of(entries).values()) == [["recorded"]] * 2


def test_a_recorded_claim_goes_on_as_any_other(user, revision):
    claim = Claim.create_with_appearances(
        **FIELDS, appearances=[words(revision)], quantity=NUMBER, by=user
    )

    claim.set_quantity(
        appearance=claim.appearances.get(), **NUMBER | {"low": 13}, by=user
    )
    claim.publish(by=user)

    assert claim.version == 3
    assert list(ledger.verify()) == []


def test_words_of_an_older_text_are_looked_up_in_the_newest(user, revision):
    newest = revision.document.capture(f"Corrected. {TEXT}", by=user)

    first, second = Claim.create_many([draft(revision), draft(revision)], by=user)

    checks = QuoteCheck.objects.order_by("appearance")
    assert [check.appearance.claim for check in checks] == [first, second]
    assert {(check.revision, check.state) for check in checks} == {(newest, "moved")}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"exact": "Nobody said that."}, "exact"),
        ({"mode": "song"}, "mode"),
        ({"steps": []}, "attributions"),
    ],
)
def test_a_wrong_appearance_is_told_by_its_place(user, revision, wrong, field):
    given = [words(revision), words(revision, **wrong)]

    with nothing_changes(), pytest.raises(ValidationError) as error:
        Claim.create_with_appearances(**FIELDS, appearances=given, by=user)

    assert list(error.value.message_dict) == [f"appearances.1.{field}"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"wording": "a dozen"}, "quantity.wording"),
        ({"comparator": "at_most"}, "quantity"),
        ({"low": None}, "quantity"),
        ({"unit": "\u200b"}, "quantity.unit"),
        ({"claim": 1}, "quantity.claim"),
    ],
)
def test_a_wrong_number_is_told(user, revision, change, key):
    given = {"appearances": [words(revision)], "quantity": NUMBER | change}

    with nothing_changes(), pytest.raises(ValidationError) as error:
        Claim.create_with_appearances(**FIELDS, **given, by=user)

    assert list(error.value.message_dict) == [key]


def test_a_claim_is_pinned_to_the_same_words_once(user, revision):
    twice = [words(revision), words(revision)]

    with nothing_changes(), pytest.raises(ValidationError) as error:
        Claim.create_with_appearances(**FIELDS, appearances=twice, by=user)

    assert list(error.value.message_dict) == ["appearances.1.exact"]


def test_what_only_the_database_refuses_is_told_in_words(user, revision):
    drafts = [draft(revision), draft(revision, external_id="desk:1")]
    ClaimFactory(external_id="desk:1")

    with nothing_changes(), pytest.raises(ValidationError) as error:
        Claim.create_many(drafts, by=user, path="claims")

    assert error.value.message_dict == {
        "claims.1": ["A claim with this external id exists."]
    }


def test_each_of_many_that_the_database_refuses_is_told(user, revision):
    broken = {"starts_on": "2022-01-02", "ends_on": "2022-01-01"}
    drafts = [draft(revision) for _ in range(9)]
    drafts += [NewClaim(fields=FIELDS | broken), draft(revision)] * 3

    with nothing_changes(), pytest.raises(ValidationError) as error:
        Claim.create_many(drafts, by=user, path="claims")

    assert set(error.value.message_dict) == {"claims.9", "claims.11", "claims.13"}


def test_what_the_database_refuses_though_each_alone_is_right_leaves_none(user):
    twice = [NewClaim(fields=FIELDS, external_id="desk:1")] * 2

    with nothing_changes(), refused("external_id"):
        Claim.create_many(twice, by=user)


def test_none_is_recorded_where_there_is_none():
    assert Claim.create_many([], by=UserFactory()) == []
