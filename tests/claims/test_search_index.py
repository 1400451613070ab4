"""That what is found is what the claims now say, whichever verb writes."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models import (
    Appearance,
    AttributionStep,
    Claim,
    ClaimWords,
    NewClaim,
    QuoteCheck,
)
from claims.models.search_index import index_claims
from claims.search import index
from sources.models import Source
from tests.claims.test_two_writers import at_once
from tests.database import execute
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    SourceAliasFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def appearance():
    return AppearanceFactory(claimant=SourceFactory(name="Ann Smith"))


@pytest.fixture
def claim(appearance):
    return appearance.claim


@pytest.fixture(autouse=True)
def _in_step():
    """Whatever a test does, the index holds at its end what it would hold anew."""
    yield
    assert index.out_of_step() == []


def found(words):
    return list(Claim.objects.search(words))


def test_an_edit_is_found_at_once_and_what_it_replaced_no_more(claim):
    claim.edit(text="A dam broke.", context="In spring.", by=claim.created_by)

    assert found("dam spring") == [claim]
    assert found("bridge dam") == []
    claim.edit(context="", by=claim.created_by)
    assert found("spring") == []


def test_what_changes_no_words_writes_none(claim):
    with CaptureQueriesContext(connection) as context:
        claim.publish(by=claim.created_by)

    assert "claims_claimwords" not in str(context.captured_queries)


def test_claims_that_are_recorded_together_are_found():
    drafts = [
        NewClaim(fields={"text": f"Dam {number}.", "claim_type": "causal"})
        for number in range(3)
    ]

    Claim.create_many(drafts, by=UserFactory())

    assert len(found("dam")) == 3


def test_many_claims_take_as_many_queries_as_one(claim):
    claims = [claim.pk, *(AppearanceFactory().claim.pk for _ in range(7))]

    # Words: delete and insert; quotes, names, texts. Sentences: texts and insert.
    for ids in (claims[:1], claims):
        with CaptureQueriesContext(connection) as context:
            index_claims(ids)
        assert len(context) == 7
    assert found("least smith") == [claim]


def test_a_deleted_claim_is_not_found():
    claim = AppearanceFactory().claim
    claim.delete()

    assert not ClaimWords.objects.filter(pk=claim.pk).exists()


def test_a_change_that_is_undone_is_not_found(claim):
    with transaction.atomic():
        claim.edit(text="A dam broke.", by=claim.created_by)
        assert found("dam")
        transaction.set_rollback(True)

    assert found("dam") == []


def test_a_moved_appearance_is_found_by_its_new_words(appearance, claim):
    text = appearance.revision.text.replace("12 bridges", "12\u00a0bridges")
    appearance.revision.document.capture(f"New: {text}", by=claim.created_by)
    check = QuoteCheck.objects.get(appearance=appearance)

    claim.move_appearance(check, by=claim.created_by)

    assert found('"12 bridges" smith') == [claim]


def test_a_retired_appearance_is_not_found_nor_who_spoke_there(appearance, claim):
    assert found("least smith") == [claim]

    Appearance.objects.filter(pk=appearance.pk).update(
        retired_at=claim.updated_at, retired_by=claim.created_by
    )
    index_claims([claim.pk])

    assert found("least") == []
    assert found("smith") == []


def test_what_stands_elsewhere_too_is_found_as_long_as_one_stands(appearance, claim):
    AppearanceFactory(
        claim=claim,
        revision=RevisionFactory(),
        steps=[AttributionStep((Source.objects.get(name="Ann Smith"),))],
    )
    Appearance.objects.filter(pk=appearance.pk).update(
        retired_at=claim.updated_at, retired_by=claim.created_by
    )
    index_claims([claim.pk])

    assert found("least smith") == [claim]


def test_joint_claimants_that_are_added_together_are_found():
    names = [SourceFactory(name=name) for name in ("Ann Smith", "Ben Jones")]
    claim = AppearanceFactory(
        steps=[AttributionStep(tuple(names)), AttributionStep((names[0],))]
    ).claim

    assert found("smith jones") == [claim]


def test_another_spelling_is_found_until_it_is_deleted(claim):
    smith = Source.objects.get(name="Ann Smith")
    alias = SourceAliasFactory(source=smith, name="The Mayor")
    assert found("mayor") == [claim]

    alias.name = "First Citizen"
    alias.save()
    assert found("mayor") == []
    assert found("citizen") == [claim]

    alias.delete()
    assert found("citizen") == []


def test_a_renamed_source_is_found_by_both_names(claim):
    smith = Source.objects.get(name="Ann Smith")
    smith.name = "Ann Müller"
    smith.save()

    assert found("muller") == [claim]
    assert found("smith") == [claim]


def test_another_description_of_a_source_writes_no_words(claim):
    smith = Source.objects.get(name="Ann Smith")
    with CaptureQueriesContext(connection) as context:
        smith.edit(description="Of the city.")

    assert "claims_claimwords" not in str(context.captured_queries)


def test_a_source_that_nobody_quotes_has_no_part_in_it():
    source = SourceFactory()
    SourceAliasFactory(source=source)
    source.delete()


class TestVerifying:
    def test_what_was_written_without_a_verb_is_told(self, claim, capsys):
        other = ClaimFactory()
        smith = AppearanceFactory(claimant=SourceFactory(name="Ben Jones")).claim
        execute(
            "UPDATE claims_claim SET version = version + 1, text = 'A dam.' "
            "WHERE id = %s",
            claim.pk,
        )
        execute(f"DELETE FROM {index.TABLE} WHERE rowid = %s", other.pk)
        execute(
            "UPDATE sources_sourcealias SET name = 'BEN  JONES II' "
            "WHERE name = 'Ben Jones'"
        )
        ClaimWords(999999, " a ", "", "", "").save(force_insert=True)

        with pytest.raises(CommandError) as error:
            call_command("verify_search")

        wrong = f"{claim.pk}, {other.pk}, {smith.pk}, 999999"
        told = f"The search index is outdated for 4 claims: {wrong}"
        assert str(error.value).startswith(told)
        call_command("verify_search", rebuild=True)
        assert capsys.readouterr().out == "The search index matches all claims.\n"
        assert found("dam") == [claim]

    @pytest.mark.sqlite
    def test_a_damaged_index_is_told(self, claim):
        execute(f"DELETE FROM {index.TABLE}_data WHERE id > 10")

        with pytest.raises(CommandError, match="The search index is damaged"):
            call_command("verify_search")

        call_command("verify_search", rebuild=True)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_a_name_that_is_added_while_its_source_is_quoted_is_found(self):
        source, claim = SourceFactory(), ClaimFactory()
        revision = RevisionFactory()
        step = AttributionStep((source,))
        work = [
            lambda: AppearanceFactory(claim=claim, revision=revision, steps=[step]),
            lambda: source.add_name("The Mayor"),
        ]

        at_once(2, lambda number: work[number]())

        assert found("mayor") == [claim]
