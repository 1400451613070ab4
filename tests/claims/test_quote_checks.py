"""What a new text of a document records about the quotes of earlier ones."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models import Appearance, Claim, QuoteCheck
from sources.models import Revision
from sources.signals import revision_captured
from tests.claims.test_as_of import at
from tests.database import execute, nothing_changes, refused
from tests.factories import (
    QUOTE,
    TEXT,
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2022, 1, 20, 9, 30, tzinfo=UTC)
TEXTS = {
    "exact": TEXT + "Corrected.\n",
    "normalized": TEXT.replace(" bridges", "\u00a0bridges"),
    "moved": "🌉 " + TEXT,
    "ambiguous": "\n" + TEXT + TEXT,
    "orphaned": TEXT.replace("12", "13"),
}
PLACES = {
    "exact": (20, 51),
    "normalized": (20, 51),
    "moved": (22, 53),
    "ambiguous": (None, None),
    "orphaned": (None, None),
}


@pytest.fixture
def appearance():
    return AppearanceFactory()


def capture(appearance, text, **kwargs):
    return RevisionFactory(document=appearance.revision.document, text=text, **kwargs)


@pytest.mark.parametrize("state", TEXTS)
def test_a_new_text_records_how_a_quote_stands_in_it(appearance, state):
    revision = capture(appearance, TEXTS[state], at=AT)

    check = appearance.quote_checks.get()
    assert (check.revision, check.state, check.checked_at) == (revision, state, AT)
    assert (check.start, check.end) == PLACES[state]
    assert (check.accepted_at, check.accepted_by) == (None, None)
    assert revision.is_new
    assert revision.refound == {state: 1}


def test_the_appearance_stays_where_it_is(appearance):
    with nothing_changes(appearance):
        execute("DELETE FROM claims_quotecheck WHERE 1 = 2")
    facts = Appearance.objects.values().get()

    capture(appearance, TEXTS["moved"])

    assert Appearance.objects.values().get() == facts


def test_a_text_that_is_known_changes_nothing(appearance):
    capture(appearance, TEXTS["moved"])
    by = UserFactory()

    with nothing_changes(*QuoteCheck.objects.all()):
        again = appearance.revision.document.capture(TEXTS["moved"], by=by)
        first = appearance.revision.document.capture(TEXT, by=by)

    assert not again.is_new
    assert not first.is_new
    assert again.refound == {}


def test_each_new_text_is_checked_against_and_the_newest_counts(appearance):
    capture(appearance, TEXTS["orphaned"], at=at(0))
    capture(appearance, TEXTS["moved"], at=at(2))

    def state(moment=None):
        return [check.state for check in QuoteCheck.objects.newest(moment)]

    assert appearance.quote_checks.count() == 2
    assert state() == state(at(2)) == ["moved"]
    assert state(at(1)) == ["orphaned"]
    assert state(at(-1)) == []


def test_quotes_of_all_older_texts_are_found_and_no_others(appearance):
    second = capture(appearance, TEXTS["moved"])
    other = AppearanceFactory(revision=second)
    unconcerned = AppearanceFactory()
    third = capture(appearance, "So: " + TEXT)

    found = {check.appearance: check.start for check in third.quote_checks.all()}
    assert found == {appearance: 24, other: 24}
    assert not unconcerned.quote_checks.exists()


def test_quotes_that_are_retired_are_left_alone(appearance):
    capture(appearance, TEXTS["moved"])
    check = appearance.quote_checks.get()
    moved = appearance.claim.move_appearance(check, by=UserFactory())

    revision = capture(appearance, "So: " + TEXT)

    assert [one.appearance for one in revision.quote_checks.all()] == [moved]


def test_an_appearance_in_an_old_text_is_looked_for_in_the_newest(appearance):
    newest = capture(appearance, TEXTS["moved"])

    late = AppearanceFactory(
        claim=ClaimFactory(at=AT), revision=appearance.revision, at=AT
    )

    check = late.quote_checks.get()
    assert (check.revision, check.state, check.checked_at) == (newest, "moved", AT)


def test_lost_words_that_stand_in_another_document_are_found_there(appearance):
    elsewhere = RevisionFactory(text=f"A reprint. {QUOTE} on Friday.")
    RevisionFactory(text="No such words.")

    capture(appearance, TEXTS["orphaned"])

    assert appearance.quote_checks.get().other_revision == elsewhere


def test_a_document_with_their_surroundings_comes_before_one_with_the_words(appearance):
    whole = RevisionFactory(text="DPA reports: " + TEXT)
    RevisionFactory(text=f"Newer. {QUOTE} on Friday.")

    capture(appearance, TEXTS["orphaned"])

    assert appearance.quote_checks.get().other_revision == whole


def test_words_in_other_letters_are_not_the_words(appearance):
    RevisionFactory(text=QUOTE.upper())

    capture(appearance, TEXTS["orphaned"])

    assert appearance.quote_checks.get().other_revision is None


def test_where_quotes_cannot_be_found_the_text_is_not_captured(appearance):
    def fail(**kwargs):
        raise RuntimeError

    revision_captured.connect(fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            capture(appearance, TEXTS["moved"])
    finally:
        revision_captured.disconnect(fail)

    assert Revision.objects.count() == 1
    assert not QuoteCheck.objects.exists()


def test_texts_are_read_once_however_many_quotes_there_are():
    # Document, known text, newest text, validation, insert; quotes, old text, checks.
    def queries(quotes):
        appearance = AppearanceFactory()
        for _ in range(quotes - 1):
            AppearanceFactory(revision=appearance.revision)
        document, by = appearance.revision.document, UserFactory()
        with CaptureQueriesContext(connection) as captured:
            assert document.capture(TEXTS["moved"], by=by).refound == {"moved": quotes}
        return len(captured)

    assert queries(1) == queries(20) <= 20


def test_claims_are_found_by_how_a_quote_stands(appearance):
    AppearanceFactory()
    capture(appearance, TEXTS["orphaned"], at=at(0))
    capture(appearance, TEXTS["moved"])

    assert list(Claim.objects.with_quote("moved")) == [appearance.claim]
    assert not Claim.objects.with_quote("orphaned").exists()
    assert not Claim.as_of(at(1)).with_quote("orphaned").exists()

    check = appearance.quote_checks.get(state="moved")
    appearance.claim.move_appearance(check, by=UserFactory())
    assert not Claim.objects.with_quote("moved").exists()


def test_a_claim_goes_with_the_checks_of_its_quotes(appearance):
    capture(appearance, TEXTS["moved"])

    appearance.claim.delete()

    assert not QuoteCheck.objects.exists()


@pytest.fixture
def check(appearance):
    capture(appearance, TEXTS["moved"])
    return appearance.quote_checks.get()


def insert(check, **changes):
    """A check like *check*, of an appearance that has none."""
    other = AppearanceFactory()
    capture(other, TEXTS["moved"])
    other.quote_checks.get().delete()
    newest = other.revision.document.latest_revision()
    facts = {"pk": None, "appearance": other, "revision": newest} | changes
    for name, value in facts.items():
        setattr(check, name, value)
    QuoteCheck.objects.bulk_create([check])


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": "lost"}, "quotecheck_(state_known|place)"),
        ({"state": "orphaned"}, "quotecheck_place"),
        ({"state": "normalized", "start": None}, "quotecheck_place"),
        ({"state": "normalized", "end": None}, "quotecheck_place"),
        ({"state": "normalized", "end": 22}, "quotecheck_place"),
        ({"state": "normalized", "end": len(TEXTS["moved"]) + 1}, "newer text"),
        ({"start": 21}, "newer text"),
        ({"state": "exact"}, "newer text"),
        ({"accepted_at": AT}, "quotecheck_accepted_facts"),
        (
            {"state": "orphaned", "start": None, "end": None, "accepted_at": AT},
            "quotecheck_accepted",
        ),
    ],
)
def test_a_check_that_breaks_a_rule_is_refused(check, change, rule):
    if "accepted_at" in change and change.get("state"):
        change = change | {"accepted_by": UserFactory()}
    with refused(rule):
        insert(check, **change)


def test_a_check_like_others_is_not_refused(check):
    insert(check)
    insert(check, state="normalized", end=len(TEXTS["moved"]))


def test_a_check_is_made_in_a_newer_text_of_the_same_document(check, appearance):
    with refused("newer text"):
        insert(check, appearance=appearance, revision=appearance.revision)
    with refused("newer text"):
        insert(check, revision=RevisionFactory(text=TEXTS["moved"]))
    newest = appearance.revision.document.latest_revision()
    with refused("newer text"):
        insert(check, appearance=AppearanceFactory(revision=newest), revision=newest)


def test_a_quote_is_checked_in_a_text_once(check, appearance):
    newest = appearance.revision.document.latest_revision()

    with refused("unique|UNIQUE|check of a quote never changes"):
        insert(check, appearance=appearance, revision=newest)


def test_only_lost_words_are_elsewhere_and_only_where_they_stand(check, appearance):
    lost = {"state": "orphaned", "start": None, "end": None}
    elsewhere, nowhere = RevisionFactory(), RevisionFactory(text="Nothing.")

    insert(check, **lost, other_revision=elsewhere)
    with refused("quotecheck_other_if_orphaned"):
        insert(check, state="moved", start=22, end=53)
    for wrong in (nowhere, appearance.revision):
        with refused(
            "another document|quotecheck_unique|check of a quote never changes"
        ):
            insert(
                check,
                **lost,
                other_revision=wrong,
                appearance=appearance,
                revision=appearance.revision.document.latest_revision(),
            )


@pytest.mark.parametrize(
    "change",
    [{"state": "exact"}, {"start": 0}, {"end": 60}, {"checked_at": AT}],
)
def test_a_check_stays_as_it_was_made(check, change):
    with refused("check of a quote never changes"):
        QuoteCheck.objects.update(**change)


def test_what_was_accepted_stays_accepted(check, appearance):
    user = UserFactory()
    QuoteCheck.objects.update(accepted_at=AT, accepted_by=user)

    with refused("check of a quote never changes"):
        QuoteCheck.objects.update(accepted_at=None, accepted_by=None)


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_check(check):
    with refused("check of a quote never changes"):
        execute(
            "INSERT OR REPLACE INTO claims_quotecheck SELECT * FROM claims_quotecheck"
        )
