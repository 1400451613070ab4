"""Stored counts of origins: what changes them, and that they are always right."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.models import Claim, ClaimVersion, OriginCount
from claims.reading.prepared import prepare
from claims.rules.flags import having
from claims.verbs import origin_counts
from tests.api.random_work import work
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    reword,
)

pytestmark = pytest.mark.django_db


def stored(claim) -> list[tuple[int, int]]:
    rows = OriginCount.objects.filter(claim=claim.pk).order_by("version")
    return list(rows.values_list("version", "count"))


def has_single_origin(claim, moment=None) -> bool:
    rows = Claim.as_of(moment)
    return having(rows, ["single_origin"]).filter(**{rows.key: claim.pk}).exists()


@pytest.mark.parametrize("seed", range(2))
def test_counts_are_right_after_any_work(seed):
    for _ in work(seed, 40):
        assert list(origin_counts.wrong_counts(ids())) == []
    assert OriginCount.objects.exists()
    moments = ClaimVersion.objects.order_by("updated_at").values_list("updated_at")
    for moment in [None, *(moment for (moment,) in moments[::7])]:
        for one in prepare(Claim.as_of(moment), moment):
            single = one.origins.supporting.count == 1
            assert has_single_origin(one, moment) == single


def ids():
    return Claim.objects.order_by("pk").values_list("pk", flat=True)


def test_each_version_that_changes_the_count_has_a_row():
    claim = AppearanceFactory().claim
    first = claim.version
    evidence = EvidenceFactory(claim=claim, stance="supports", directness="first_hand")
    claim.refresh_from_db()
    reword(claim, "Another text.", by=claim.created_by)
    claim.refresh_from_db()
    evidence.refresh_from_db()
    claim.withdraw_evidence(evidence, reason="Wrong.", by=claim.created_by)
    assert stored(claim) == [(first, 1), (first + 1, 2), (first + 3, 1)]


def test_a_document_that_gets_an_origin_is_counted_anew_at_every_moment():
    agency = SourceFactory()
    claim = ClaimFactory(at=timezone.now() - timedelta(days=2))
    documents = DocumentFactory.create_batch(2)
    for document in documents:
        claim.refresh_from_db()
        revision = RevisionFactory(document=document)
        AppearanceFactory(claim=claim, revision=revision, mode="own_voice")
    then = timezone.now()
    assert not has_single_origin(claim)
    for document in documents:
        document.edit(origin=agency)
    assert has_single_origin(claim)
    assert has_single_origin(claim, then)
    assert list(origin_counts.wrong_counts([claim.pk])) == []


@pytest.mark.parametrize("part", ["claimant", "witness", "relayed", "origin"])
def test_a_source_that_becomes_unnamed_counts_no_more(part):
    source = SourceFactory(kind="person")
    claim = ClaimFactory()
    if part == "claimant":
        AppearanceFactory(claim=claim, claimant=source)
    elif part == "witness":
        EvidenceFactory(claim=claim, source=source, directness="first_hand")
    elif part == "relayed":
        EvidenceFactory(claim=claim, relays=source, directness="relayed")
    else:
        document = DocumentFactory(origin=source)
        EvidenceFactory(claim=claim, document=document, directness="relayed")
    assert has_single_origin(claim)
    source.edit(kind="unnamed")
    assert not has_single_origin(claim)
    source.edit(kind="person")
    assert has_single_origin(claim)


def test_counting_takes_as_many_queries_for_eight_claims_as_for_one(
    django_assert_num_queries,
):
    claims = [AppearanceFactory().claim.pk for _ in range(8)]
    # Versions; claimants; evidence; unnamed sources.
    for some in (claims[:1], claims):
        with django_assert_num_queries(4):
            origin_counts.expected(some)


def test_a_wrong_count_is_found_and_mended(capsys):
    claims = [AppearanceFactory().claim for _ in range(3)]
    call_command("verify_origins")
    assert "right count" in capsys.readouterr().out

    OriginCount.objects.filter(claim=claims[0].pk).update(count=2)
    OriginCount.objects.filter(claim=claims[1].pk).delete()
    OriginCount.objects.create(claim=claims[2], version=9, count=5)
    with pytest.raises(CommandError, match="3 claims have a wrong count"):
        call_command("verify_origins")
    call_command("verify_origins", "--recount")
    assert [stored(claim) for claim in claims] == [[(claims[0].version, 1)]] * 3


def test_a_deleted_claim_leaves_no_count():
    claim = AppearanceFactory().claim
    claim.delete()
    assert not OriginCount.objects.exists()
