"""That a person decides to pin a claim to where its quote stands now."""

import pytest
from django.core.exceptions import ValidationError

from claims.choices import Mode
from claims.models import Appearance, AttributionStep, Claim, Quantity, QuoteCheck
from tests.claims.test_as_of import at
from tests.claims.test_quote_checks import TEXTS, capture
from tests.database import nothing_changes
from tests.factories import (
    QUOTE,
    TEXT,
    AppearanceFactory,
    ClaimFactory,
    QuantityFactory,
    SourceFactory,
    UserFactory,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory()


@pytest.fixture
def appearance():
    mayor, police, daily = SourceFactory.create_batch(3)
    return AppearanceFactory(
        claim=ClaimFactory(at=at(0)),
        mode=Mode.PARTIAL_QUOTE,
        steps=[AttributionStep((mayor, police), "said"), AttributionStep((daily,))],
        at=at(1),
    )


def check_in(appearance, text):
    capture(appearance, text, at=at(2))
    return appearance.quote_checks.order_by("-revision__number").first()


def chain(appearance):
    return [(one.position, one.source, one.wording) for one in steps(appearance)]


def steps(appearance):
    return appearance.attributions.order_by("position", "id")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("exact", QUOTE),
        ("moved", QUOTE),
        ("normalized", QUOTE.replace(" bridges", "\u00a0bridges")),
    ],
)
def test_the_old_appearance_is_retired_and_a_new_one_added(
    appearance, editor, state, words
):
    check = check_in(appearance, TEXTS[state])

    new = appearance.claim.move_appearance(check, by=editor, at=at(3))

    old = Appearance.objects.get(pk=appearance.pk)
    assert (old.retired_at, old.retired_by) == (at(3), editor)
    assert (new.created_at, new.created_by) == (at(3), editor)
    assert (new.revision, new.start, new.end) == (
        check.revision,
        check.start,
        check.end,
    )
    assert (new.exact, new.mode) == (words, Mode.PARTIAL_QUOTE)
    around = new.prefix + words + new.suffix
    assert new.revision.text.startswith(around, new.start - len(new.prefix))
    assert chain(new) == chain(old)


def test_the_check_says_who_accepted_it(appearance, editor):
    check = check_in(appearance, TEXTS["moved"])

    appearance.claim.move_appearance(check, by=editor, at=at(3))

    check.refresh_from_db()
    assert (check.accepted_at, check.accepted_by) == (at(3), editor)


def test_it_is_an_edit_of_the_claim(appearance, editor):
    claim = appearance.claim
    version = claim.version
    check = check_in(appearance, TEXTS["moved"])

    claim.move_appearance(check, by=editor, at=at(3))

    stored = Claim.objects.get(pk=claim.pk)
    assert stored.version == claim.version == version + 1
    assert (stored.edited_by, stored.edited_at) == (editor, at(3))


def test_a_proposal_that_waits_is_dropped(appearance, editor, settings):
    settings.FOUR_EYES = True
    claim = appearance.claim
    claim.assess("not_checkable", rationale="Open.", by=editor)
    check = check_in(appearance, TEXTS["moved"])

    claim.move_appearance(check, by=editor)

    assert claim.open_proposal() is None
    assert claim.assessments.get(number=2).action == "dropped"


def test_the_number_is_told_in_the_new_words(appearance, editor):
    first = QuantityFactory(appearance=appearance, at=at(1))
    check = check_in(appearance, TEXTS["moved"])

    new = appearance.claim.move_appearance(check, by=editor, at=at(3))

    second = Quantity.objects.get(replaced_at=None)
    first.refresh_from_db()
    assert first.replaced_at == second.stated_at == at(3)
    assert (second.appearance, second.stated_by) == (new, editor)
    for name in Quantity.STATED:
        assert getattr(second, name) == getattr(first, name)


def test_a_number_that_the_new_words_do_not_tell_is_in_the_way(appearance, editor):
    quantity = QuantityFactory(appearance=appearance, wording="12 bridges", at=at(1))
    check = check_in(appearance, TEXTS["normalized"])
    claim = Claim.objects.get(pk=appearance.claim_id)

    with (
        nothing_changes(appearance, quantity, check, claim),
        pytest.raises(DomainError, match="worded “12 bridges”") as error,
    ):
        claim.move_appearance(check, by=editor)

    assert error.value.code == "quantity_wording_missing"


def test_a_number_that_is_told_elsewhere_stays_there(appearance, editor):
    other = AppearanceFactory(claim=appearance.claim, at=at(1))
    QuantityFactory(appearance=other, at=at(1))
    check = check_in(appearance, TEXTS["moved"])

    other.claim.move_appearance(check, by=editor)

    assert Quantity.objects.get().appearance == other


@pytest.mark.parametrize("state", ["ambiguous", "orphaned"])
def test_without_one_place_there_is_nothing_to_move_to(appearance, editor, state):
    check = check_in(appearance, TEXTS[state])
    claim = appearance.claim

    with (
        nothing_changes(appearance, check, claim),
        pytest.raises(DomainError, match=f"The words are {state} in rev") as error,
    ):
        claim.move_appearance(check, by=editor)

    assert error.value.code == "quote_not_located"


def test_words_are_moved_once(appearance, editor):
    claim = appearance.claim
    check = check_in(appearance, TEXTS["moved"])
    claim.move_appearance(check, by=editor)

    with nothing_changes(claim), pytest.raises(DomainError) as error:
        claim.move_appearance(check, by=editor)

    assert error.value.code == "already_moved"


def test_a_check_in_a_text_that_is_not_the_newest_is_of_no_use(appearance, editor):
    check = check_in(appearance, TEXTS["moved"])
    capture(appearance, TEXTS["orphaned"])
    claim = appearance.claim

    with (
        nothing_changes(appearance, check, claim),
        pytest.raises(DomainError, match="A newer text has been captured") as error,
    ):
        claim.move_appearance(check, by=editor)

    assert error.value.code == "quote_check_outdated"


def test_words_to_which_the_claim_is_pinned_are_not_pinned_again(appearance, editor):
    check = check_in(appearance, TEXTS["moved"])
    claim = appearance.claim
    AppearanceFactory(claim=claim, revision=check.revision)

    with nothing_changes(appearance, check, claim), pytest.raises(DomainError) as error:
        claim.move_appearance(check, by=editor)

    assert error.value.code == "already_pinned"


def test_the_words_of_another_claim_are_not_moved(appearance, editor):
    check = check_in(appearance, TEXTS["moved"])
    other = ClaimFactory()

    with (
        nothing_changes(appearance, check, other),
        pytest.raises(ValidationError, match="the words of another claim"),
    ):
        other.move_appearance(check, by=editor)


def test_of_two_who_change_the_claim_at_once_one_is_told(appearance, editor):
    check = check_in(appearance, TEXTS["moved"])
    late = Claim.objects.get(pk=appearance.claim_id)
    appearance.claim.edit(context="New.", by=editor)

    with nothing_changes(appearance, check), pytest.raises(Claim.Stale):
        late.move_appearance(check, by=editor)


def test_a_moved_quote_follows_further_texts(appearance, editor):
    check = check_in(appearance, TEXTS["moved"])
    new = appearance.claim.move_appearance(check, by=editor)

    capture(appearance, "So: " + TEXT)

    assert QuoteCheck.objects.get(appearance=new).start == 24
    assert appearance.quote_checks.count() == 1
