"""manage.py check_quotes"""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Appearance
from tests.claims.test_quote_checks import TEXTS, capture
from tests.database import execute, nothing_changes
from tests.factories import QUOTE, AppearanceFactory, RevisionFactory, UserFactory
from tracker.common import triggers

pytestmark = pytest.mark.django_db


def told(capsys) -> list[str]:
    return capsys.readouterr().out.splitlines()


def fails(sentence):
    return pytest.raises(CommandError, match=sentence)


def test_quotes_that_stand_as_they_did_are_fine(capsys):
    appearance = AppearanceFactory()
    capture(appearance, TEXTS["exact"])

    call_command("check_quotes")

    assert told(capsys) == ["All 1 quotations are exact."]


def test_without_quotes_there_is_nothing_wrong(capsys):
    call_command("check_quotes")

    assert told(capsys) == ["All 0 quotations are exact."]


def test_each_quote_that_is_not_exact_is_one_line(capsys):
    AppearanceFactory()
    appearances = {
        state: AppearanceFactory() for state in ["normalized", "moved", "ambiguous"]
    }
    for state, appearance in appearances.items():
        capture(appearance, TEXTS[state])

    with (
        nothing_changes(*appearances.values()),
        fails("3 of 4 quotations are not exact") as error,
    ):
        call_command("check_quotes")

    assert error.value.returncode == 1
    assert told(capsys) == [
        f"claim {appearance.claim_id}, {appearance.revision.document}, revision 2: "
        f"{state}: “{QUOTE}”"
        for state, appearance in appearances.items()
    ]


def test_a_lost_quote_is_named_with_the_document_that_has_it(capsys):
    appearance = AppearanceFactory()
    capture(appearance, TEXTS["orphaned"])
    # Captured after the words were lost: the check on record does not know of it.
    other = RevisionFactory()

    with fails("1 of 1"):
        call_command("check_quotes")

    assert told(capsys)[0].endswith(
        f"orphaned: “{QUOTE}”, found in {other.document}, revision 1"
    )


def test_words_over_several_lines_are_told_on_one(capsys):
    appearance = AppearanceFactory(exact="Thursday.\n\nDPA")
    capture(appearance, TEXTS["moved"])

    with fails("1 of 1"):
        call_command("check_quotes")

    assert told(capsys)[0].endswith("moved: “Thursday. DPA”")


def test_a_quote_that_does_not_stand_in_its_own_text_is_found(capsys):
    appearance = AppearanceFactory()
    capture(appearance, TEXTS["exact"])
    triggers.remove(connection)
    execute('UPDATE claims_appearance SET start = start + 1, "end" = "end" + 1')

    with fails("1 of 1"):
        call_command("check_quotes")

    assert ", revision 1: moved: " in told(capsys)[0]


def test_a_retired_appearance_is_of_no_concern(capsys):
    appearance = AppearanceFactory()
    capture(appearance, TEXTS["moved"])
    check = appearance.quote_checks.get()
    appearance.claim.move_appearance(check, by=UserFactory())

    call_command("check_quotes")

    assert Appearance.objects.count() == 2
    assert told(capsys) == ["All 1 quotations are exact."]


def test_each_text_is_read_once(django_assert_num_queries):
    # Count; quotes; of each text itself and the newest of its document.
    for _ in range(2):
        appearance = AppearanceFactory()
        for _ in range(4):
            AppearanceFactory(revision=appearance.revision)
        capture(appearance, TEXTS["exact"])

    with django_assert_num_queries(6):
        call_command("check_quotes")
