from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import RestrictedError

from claims.models import Claim, Quantity
from tests.database import nothing_changes
from tests.factories import AppearanceFactory, QuantityFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)


@pytest.fixture
def appearance():
    return AppearanceFactory(claim__at=NOON, at=NOON)


@pytest.fixture
def state(appearance):
    """States the number of the claim."""

    def state(**facts):
        defaults = {
            "appearance": appearance,
            "comparator": "at_least",
            "low": 12,
            "unit": "bridges",
            "counted": "bridges closed",
            "wording": "at least 12",
            "by": appearance.created_by,
        }
        return appearance.claim.set_quantity(**defaults | facts)

    return state


def test_a_quantity_is_stated_in_the_words_of_an_appearance(appearance, state):
    quantity = state()

    quantity.refresh_from_db()
    assert (quantity.claim, quantity.appearance) == (appearance.claim, appearance)
    assert (quantity.comparator, quantity.low, quantity.high) == ("at_least", 12, None)
    assert (quantity.unit, quantity.counted) == ("bridges", "bridges closed")
    assert quantity.wording == "at least 12"
    assert appearance.claim.version == 3


def test_a_second_quantity_takes_the_place_of_the_first(appearance, state):
    claim = appearance.claim
    state()
    assert claim.quantity.low == 12

    state(comparator="vague", low=None)

    assert (claim.quantity.comparator, claim.quantity.low) == ("vague", None)
    assert claim.version == 4
    first, second = Quantity.objects.order_by("pk")
    assert (first.comparator, first.low) == ("at_least", 12)
    assert first.replaced_at == second.stated_at == claim.updated_at
    assert second.replaced_at is None


@pytest.mark.parametrize(
    ("comparator", "given", "kept"),
    [
        ("equal", {"low": 12}, (12, 12)),
        ("equal", {"high": 12}, (12, 12)),
        ("about", {"low": 12, "high": 12}, (12, 12)),
        ("at_least", {"low": 12}, (12, None)),
        ("at_most", {"high": 12}, (None, 12)),
        ("range", {"low": 12, "high": 13}, (12, 13)),
        ("vague", {}, (None, None)),
        ("equal", {"low": 0}, (0, 0)),
        ("equal", {"low": -12}, (-12, -12)),
        ("at_least", {"low": "12000"}, (12000, None)),
        ("at_least", {"low": 0.5}, (Decimal("0.5"), None)),
    ],
)
def test_bounds_fit_their_comparator(state, comparator, given, kept):
    quantity = state(**{"comparator": comparator, "low": None} | given)

    quantity.refresh_from_db()
    assert (quantity.low, quantity.high) == kept


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        ("equal", None, None),
        ("equal", 12, 13),
        ("about", 12, 13),
        ("at_least", None, 12),
        ("at_least", 12, 12),
        ("at_least", None, None),
        ("at_most", 12, None),
        ("at_most", 12, 12),
        ("range", 12, 12),
        ("range", 13, 12),
        ("range", 12, None),
        ("range", None, 12),
        ("vague", 12, None),
        ("vague", None, 12),
    ],
)
def test_bounds_that_do_not_fit_are_refused(appearance, state, comparator, low, high):
    with (
        nothing_changes(appearance.claim),
        pytest.raises(ValidationError, match="take one"),
    ):
        state(comparator=comparator, low=low, high=high)


@pytest.mark.parametrize(
    "number",
    ["123456789012345", "-99999999999.1234", "0.000001", "123456789.012345", "1e14"],
)
def test_fifteen_digits_are_kept_exactly(state, number):
    quantity = state(low=number)

    quantity.refresh_from_db()
    assert quantity.low == Decimal(number)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"low": "1234567890123456"}, "low"),
        ({"low": "123456789012345678.123456"}, "low"),
        ({"low": "0.0000001"}, "low"),
        ({"low": "1e400"}, "low"),
        ({"low": "Infinity"}, "low"),
        ({"low": "NaN"}, "low"),
        ({"low": float("inf")}, "low"),
        ({"low": "a dozen"}, "low"),
        ({"comparator": "exactly"}, "comparator"),
        ({"comparator": None}, "comparator"),
        ({"unit": ""}, "unit"),
        ({"unit": "\u200b"}, "unit"),
        ({"unit": "a" * 51}, "unit"),
        ({"counted": "a\nb"}, "counted"),
        ({"counted": "a\0"}, "counted"),
        ({"wording": "at least 13"}, "wording"),
        ({"wording": "At least 12"}, "wording"),
        ({"wording": None}, "wording"),
        ({"nonsense": 1}, "nonsense"),
        ({"claim": 1}, "claim"),
        ({"at": NOON - timedelta(seconds=1)}, "at"),
    ],
)
def test_a_quantity_is_refused(appearance, state, change, field):
    with nothing_changes(appearance.claim), pytest.raises(ValidationError) as error:
        state(**change)

    assert field in error.value.message_dict


def test_a_quantity_told_in_another_claims_words_is_refused(appearance, state):
    other = AppearanceFactory()

    with (
        nothing_changes(appearance.claim),
        pytest.raises(ValidationError, match="the same claim"),
    ):
        state(appearance=other)


def test_a_refused_quantity_leaves_the_one_there_was(appearance, state):
    state()

    with pytest.raises(ValidationError):
        state(comparator="vague", wording="dozens")

    assert appearance.claim.quantity.comparator == "at_least"
    assert Claim.objects.get(pk=appearance.claim_id).quantity.wording == "at least 12"


def test_a_refused_first_quantity_leaves_none(appearance, state):
    with pytest.raises(ValidationError):
        state(wording="dozens")

    assert appearance.claim.quantity is None
    assert not Quantity.objects.exists()


def test_an_appearance_whose_words_tell_the_number_is_not_deleted():
    quantity = QuantityFactory(by=UserFactory())

    with pytest.raises(RestrictedError):
        quantity.appearance.delete()
