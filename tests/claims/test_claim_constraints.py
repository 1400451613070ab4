"""What the database itself refuses of a claim, its appearances and its quantity."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import F

from claims.models import Appearance, Attribution, Claim, Quantity
from tests.database import insert, refused
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    QuantityFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
FAR = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def claim():
    return ClaimFactory()


def update(claim, **changes):
    """As a verb would, but without its checks."""
    facts = {"version": F("version") + 1, "updated_at": FAR} | changes
    return Claim.objects.filter(pk=claim.pk).update(**facts)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"text": ""}, "claim_text_visible"),
        ({"text": "\u200b\u3164 \u00ad"}, "claim_text_visible"),
        ({"text": "a" * 1001}, "claim_text_length"),
        ({"text": "🌉" * 1001}, "claim_text_length"),
        ({"text": "a\nb"}, "claim_text_one_line"),
        ({"text": "a\r"}, "claim_text_one_line"),
        ({"claim_type": "opinion"}, "claim_type_known"),
        ({"claim_type": ""}, "claim_type_known"),
        ({"language": "English"}, "claim_language_form"),
        ({"language": "en\n"}, "claim_language_form"),
        ({"language": "en-"}, "claim_language_form"),
        ({"language": "en--US"}, "claim_language_form"),
        ({"language": ""}, "claim_language_form"),
        ({"ends_on": date(2022, 1, 6)}, "claim_time_in_order"),
        (
            {"starts_on": date(2022, 1, 7), "ends_on": date(2022, 1, 6)},
            "claim_time_in_order",
        ),
        ({"published_at": NOON}, "claim_published_facts"),
        ({"text": None}, "(?i)not.null"),
        ({"context": None}, "(?i)not.null"),
        ({"updated_by": None}, "(?i)not.null"),
        ({"assigned_to": 0}, "(?i)foreign key"),
    ],
)
def test_a_claim_that_breaks_a_rule_is_refused(claim, change, constraint):
    with refused(constraint):
        update(claim, **change)


def test_a_text_of_a_thousand_characters_is_accepted(claim):
    assert update(claim, text="🌉" * 1000)


def test_a_publisher_without_moment_is_refused(claim):
    with refused("claim_published_facts"):
        update(claim, published_by=UserFactory())


def test_an_unknown_status_is_refused(claim):
    with refused("claim_status_known|that of its newest assessment"):
        update(claim, evidence_status="true")


def test_an_external_id_is_refused_twice_but_none_is_not(claim):
    ClaimFactory(external_id="desk:1")
    ClaimFactory()

    with refused("claim_external_id_unique|claim.external_id"):
        update(claim, external_id="desk:1")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"start": 21}, "does not have the quoted words"),
        ({"end": 20}, "does not have the quoted words|appearance_span"),
        ({"end": 0}, "does not have the quoted words|appearance_span"),
        ({"end": 10_000}, "does not have the quoted words"),
        ({"exact": "other"}, "does not have the quoted words"),
        ({"prefix": "other"}, "does not have the quoted words"),
        ({"prefix": "x" * 200}, "does not have the quoted words"),
        ({"suffix": "other"}, "does not have the quoted words"),
        ({"mode": "gossip"}, "appearance_mode_known"),
        ({"start": -1}, "does not have the quoted words|check"),
    ],
)
def test_an_appearance_that_breaks_a_rule_is_refused(change, constraint):
    appearance = AppearanceFactory()

    assert (appearance.start, appearance.end) == (20, 51)
    with refused(constraint):
        insert(appearance, claim=ClaimFactory(), **change)


@pytest.mark.parametrize("facts", [{"retired_at": NOON}, {"retired_by": 0}])
def test_a_retired_appearance_has_a_time_and_a_person(facts):
    appearance = AppearanceFactory()
    if "retired_by" in facts:
        facts = {"retired_by": appearance.created_by}

    with refused("appearance_retired_facts"):
        Appearance.objects.update(**facts)
    with refused("appearance_retired_facts"):
        insert(appearance, claim=ClaimFactory(), **facts)


def test_an_appearance_twice_is_refused():
    appearance = AppearanceFactory()

    with refused("appearance_unique|already"):
        insert(appearance)


def test_a_retired_appearance_leaves_room_for_another():
    appearance = AppearanceFactory()
    facts = {"retired_at": FAR, "retired_by": appearance.created_by}
    Appearance.objects.update(**facts)

    insert(appearance)
    insert(appearance, **facts)
    with refused("appearance_unique|already"):
        insert(appearance)


def test_a_source_twice_in_a_hop_is_refused():
    attribution = AppearanceFactory().attributions.first()

    with refused("attribution_source_once_per_hop|in a step once"):
        insert(attribution)


@pytest.mark.parametrize("position", [-1, 3, 7])
def test_a_gap_between_hops_is_refused(position):
    appearance = AppearanceFactory()

    with refused("one after the other|CHECK|check"):
        Attribution.objects.bulk_create(
            [
                Attribution(
                    appearance=appearance, source=SourceFactory(), position=position
                )
            ]
        )


@pytest.fixture
def replaced():
    """A quantity as it was before it was replaced: the next can be stated."""
    quantity = QuantityFactory()
    Quantity.objects.update(replaced_at=FAR)
    return quantity


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        ("equal", 12, None),
        ("equal", None, 12),
        ("equal", 12, 13),
        ("about", 12, 13),
        ("at_least", None, 12),
        ("at_least", 12, 12),
        ("at_most", 12, None),
        ("range", 12, 12),
        ("range", 13, 12),
        ("range", 12, None),
        ("vague", 12, None),
        ("exactly", 12, 12),
    ],
)
def test_bounds_that_do_not_fit_their_comparator_are_refused(
    replaced, comparator, low, high
):
    with refused("quantity_bounds"):
        insert(replaced, comparator=comparator, low=low, high=high)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"unit": "\u200b"}, "quantity_unit_visible"),
        ({"counted": ""}, "quantity_counted_visible"),
        ({"wording": ""}, "quantity_wording_visible"),
        ({"wording": "dozens"}, "must be in the words"),
    ],
)
def test_a_quantity_that_breaks_a_rule_is_refused(replaced, change, constraint):
    with refused(constraint):
        insert(replaced, **change)


def test_a_second_quantity_of_a_claim_is_refused():
    quantity = QuantityFactory()

    with refused("quantity_one_per_claim|another one replaces it"):
        insert(quantity)


def test_a_replaced_quantity_leaves_room_for_another(replaced):
    insert(replaced)
    insert(replaced, replaced_at=FAR)
