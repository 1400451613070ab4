"""That what is found is what the claims now say, whoever writes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims.models import Appearance, Attribution, AttributionStep, Claim, ClaimWords
from claims.search import index
from sources.models import Source, SourceAlias
from tests.claims.test_two_writers import at_once
from tests.database import execute, without_triggers
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


def test_raw_sql_is_followed(claim):
    execute(
        "UPDATE claims_claim SET version = version + 1, text = 'A dam.' WHERE id = %s",
        claim.pk,
    )

    assert found("dam") == [claim]


def test_claims_that_are_added_together_are_found():
    user = UserFactory()
    facts = dict.fromkeys(["created_by", "updated_by", "edited_by"], user)
    at = ClaimFactory().created_at
    moments = dict.fromkeys(["created_at", "updated_at", "edited_at"], at)
    Claim.objects.bulk_create(
        Claim(text=f"Dam {number}.", claim_type="causal", **facts, **moments)
        for number in range(3)
    )

    assert len(found("dam")) == 3


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


def test_a_retired_appearance_is_not_found_nor_who_spoke_there(appearance, claim):
    assert found("least smith") == [claim]

    Appearance.objects.filter(pk=appearance.pk).update(
        retired_at=claim.updated_at, retired_by=claim.created_by
    )

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

    assert found("least smith") == [claim]


def test_parts_that_are_deleted_by_raw_sql_are_not_found(appearance, claim):
    execute("DELETE FROM claims_attribution WHERE appearance_id = %s", appearance.pk)
    assert found("smith") == []
    execute("DELETE FROM claims_appearance WHERE id = %s", appearance.pk)
    assert found("least") == []


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


def test_a_spelling_that_goes_to_another_source_goes_with_it(claim):
    alias = SourceAliasFactory(
        source=Source.objects.get(name="Ann Smith"), name="The Mayor"
    )
    other = AppearanceFactory(claimant=SourceFactory(name="Ben Jones")).claim

    SourceAlias.objects.filter(pk=alias.pk).update(
        source=Source.objects.get(name="Ben Jones")
    )

    assert found("mayor") == [other]


def test_a_source_that_nobody_quotes_has_no_part_in_it():
    source = SourceFactory()
    SourceAliasFactory(source=source)
    source.delete()


class TestVerifying:
    def test_what_was_written_behind_the_triggers_is_told(self, claim, capsys):
        other = ClaimFactory()
        with without_triggers():
            execute("UPDATE claims_claim SET text = 'A dam.' WHERE id = %s", claim.pk)
        execute(f"DELETE FROM {index.TABLE} WHERE rowid = %s", other.pk)
        execute(
            f"INSERT INTO {index.TABLE} (rowid, text_words, quote_words, source_words, "
            "context_words) VALUES (999999, ' a ', '', '', '')"
        )

        with pytest.raises(CommandError) as error:
            call_command("verify_search")

        told = f"3 claims are not found by what they say: {claim.pk}, {other.pk}, 99"
        assert str(error.value).startswith(told)
        call_command("verify_search", rebuild=True)
        assert capsys.readouterr().out == "Every claim is found by what it says.\n"
        assert found("dam") == [claim]

    @pytest.mark.sqlite
    def test_a_damaged_index_is_told(self, claim):
        execute(f"DELETE FROM {index.TABLE}_data WHERE id > 10")

        with pytest.raises(CommandError, match="The index is damaged"):
            call_command("verify_search")

        call_command("verify_search", rebuild=True)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_who_is_quoted_under_a_name_that_is_just_being_added_waits(self):
        source, claim = SourceFactory(), ClaimFactory()
        revision = RevisionFactory()
        rival = connection.copy()
        rival.set_autocommit(False)
        with rival.cursor() as cursor:
            cursor.execute(
                "INSERT INTO sources_sourcealias (source_id, name, folded) "
                "VALUES (%s, 'The Mayor', 'the mayor')",
                [source.pk],
            )

        def work(number):
            return AppearanceFactory(
                claim=claim, revision=revision, steps=[AttributionStep((source,))]
            )

        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(at_once, 1, work)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
            rival.commit()
            rival.close()
            waiting.result(timeout=10)

        assert found("mayor") == [claim]

    def test_two_parts_of_one_claim_do_not_miss_each_other(self):
        claim = AppearanceFactory().claim
        appearances = [
            Appearance.objects.create(
                claim=claim,
                revision=RevisionFactory(),
                exact="bridges",
                start=32,
                end=39,
                mode="paraphrase",
                created_at=claim.updated_at,
                created_by=claim.created_by,
            )
            for _ in range(8)
        ]
        sources = SourceFactory.create_batch(8)

        def work(number):
            return Attribution.objects.create(
                appearance=appearances[number], position=0, source=sources[number]
            )

        at_once(8, work)

        assert found(" ".join(source.name.split()[1] for source in sources)) == [claim]
