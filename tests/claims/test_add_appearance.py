from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import AttributionStep
from sources.quotes import QuoteAmbiguous, QuoteNotFound
from tests.database import nothing_changes
from tests.factories import (
    TEXT,
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
WORDS = "12 bridges"


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def claim():
    return ClaimFactory(at=NOON)


@pytest.fixture
def pin(claim, user):
    """Pins the claim to words of the text given."""

    def pin(text=TEXT, **facts):
        defaults = {"exact": WORDS, "mode": "paraphrase", "steps": steps(1), "by": user}
        return claim.add_appearance(RevisionFactory(text=text), **defaults | facts)

    return pin


def steps(*sizes, wording=""):
    """One step for each size, taken together by so many sources."""
    return [
        AttributionStep(tuple(SourceFactory.create_batch(size)), wording)
        for size in sizes
    ]


def test_an_appearance_is_pinned_to_its_words_and_surroundings(claim, user, pin):
    appearance = pin(at=NOON)

    appearance.refresh_from_db()
    start = TEXT.index(WORDS)
    assert (appearance.start, appearance.end) == (start, start + len(WORDS))
    assert appearance.revision.text[appearance.start : appearance.end] == WORDS
    assert appearance.prefix == TEXT[:start]
    assert appearance.suffix == " were closed on Thursday.\n\nDPA\n"
    assert (appearance.claim, appearance.mode) == (claim, "paraphrase")
    assert (appearance.created_by, appearance.created_at) == (user, NOON)


def test_an_appearance_counts_the_version_of_its_claim_up(claim, user, pin):
    pin()

    assert claim.version == 2
    assert claim.updated_by == user
    claim.refresh_from_db()
    assert claim.version == 2


def test_positions_count_code_points(pin):
    appearance = pin("🌉🌉 12 bridges 👩‍🚒")

    assert (appearance.start, appearance.end) == (3, 13)


def test_only_32_characters_before_and_after_are_kept(pin):
    appearance = pin("🌉" * 40 + WORDS + "e\u0301" * 40)

    assert appearance.prefix == "🌉" * 32
    assert appearance.suffix == "e\u0301" * 16


def test_the_chain_keeps_the_order_of_its_hops_and_joint_sources(pin):
    chain = [*steps(2, wording="according to"), *steps(1)]

    appearance = pin(steps=chain)

    assert [[one.source for one in step] for step in appearance.chain()] == [
        list(step.sources) for step in chain
    ]
    assert [one.wording for one in appearance.chain()[0]] == ["according to"] * 2
    assert [one.wording for one in appearance.chain()[1]] == [""]


def test_hops_may_come_from_a_generator(pin):
    assert len(pin(steps=(step for step in steps(1, 1))).chain()) == 2


def test_the_claimants_are_those_of_the_first_hops_each_once(claim, pin):
    first, second, agency = SourceFactory.create_batch(3)
    pin(steps=[AttributionStep((first, second)), AttributionStep((agency,))])
    pin(steps=[AttributionStep((second,)), AttributionStep((agency,))])

    assert claim.claimants() == [first, second]


def test_a_source_may_take_several_hops(pin):
    agency = SourceFactory()

    assert (
        len(pin(steps=[AttributionStep((agency,)), AttributionStep((agency,))]).chain())
        == 2
    )


def test_repeated_words_are_labeled(pin):
    text = "12 bridges. No, 12 bridges!"

    assert pin(text, suffix="!").start == 16
    assert pin(text + " ", prefix="No, ").start == 16
    assert pin(text + "\n", start=0).start == 0


def test_spans_may_overlap(claim, pin):
    pin(exact="at least 12 bridges")
    pin(exact="12 bridges were closed")

    assert claim.appearances.count() == 2


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"exact": "13 bridges"}, QuoteNotFound),
        ({"exact": "12  bridges"}, QuoteNotFound),
        ({"exact": ""}, QuoteNotFound),
        ({"exact": "on"}, QuoteAmbiguous),
        ({"start": 3}, QuoteNotFound),
        ({"prefix": "most "}, QuoteNotFound),
    ],
)
def test_words_without_one_place_are_refused(claim, user, facts, error):
    revision = RevisionFactory(text=TEXT + "And so on.")
    defaults = {"exact": WORDS, "mode": "own_voice", "steps": steps(1), "by": user}

    with nothing_changes(claim), pytest.raises(error):
        claim.add_appearance(revision, **defaults | facts)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mode": "gossip"}, "mode"),
        ({"mode": ""}, "mode"),
        ({"steps": []}, "attributions"),
        ({"steps": iter(())}, "attributions"),
        ({"at": NOON - timedelta(seconds=1)}, "at"),
        ({"at": datetime(2030, 1, 1)}, "at"),
    ],
)
def test_an_appearance_is_refused(claim, user, change, field):
    revision, chain = RevisionFactory(), steps(1)
    facts = {"exact": WORDS, "mode": "own_voice", "steps": chain, "by": user} | change

    with nothing_changes(claim), pytest.raises(ValidationError) as error:
        claim.add_appearance(revision, **facts)

    assert list(error.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (
            lambda source: [AttributionStep(()), AttributionStep((source,))],
            "Each step has a source",
        ),
        (
            lambda source: [
                AttributionStep((source, source)),
                AttributionStep((source,)),
            ],
            "in a step once",
        ),
        (
            lambda source: [AttributionStep((source, SourceFactory()))],
            "the one source whose",
        ),
        (lambda source: [AttributionStep((source,), "a" * 201)], "at most 200"),
        (lambda source: [AttributionStep((source,), "a\nb")], "one line"),
        (lambda source: [AttributionStep((source,), "a\0")], "NUL"),
    ],
)
def test_a_broken_chain_is_refused(claim, user, broken, message):
    revision, chain = RevisionFactory(), broken(SourceFactory())
    facts = {"exact": WORDS, "mode": "own_voice", "steps": chain, "by": user}

    with nothing_changes(claim), pytest.raises(ValidationError, match=message):
        claim.add_appearance(revision, **facts)


def test_a_claim_is_pinned_to_the_same_words_once(claim, user):
    first = AppearanceFactory(claim=claim)

    with nothing_changes(claim), pytest.raises(ValidationError, match="already"):
        claim.add_appearance(
            first.revision,
            exact=first.exact,
            mode="own_voice",
            steps=[AttributionStep((first.revision.document.publisher,))],
            by=user,
        )


def test_several_claims_are_pinned_to_the_same_words():
    first = AppearanceFactory()

    assert AppearanceFactory(revision=first.revision).start == first.start
