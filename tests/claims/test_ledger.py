"""The chain of assessments: how it is made, verified and compared with a checkpoint."""

import hashlib
import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims import ledger
from claims.models import Assessment, Claim, ClaimVersion, Evidence, Reliance
from claims.models.version import FACTS
from claims.verbs.change import Change
from tests.database import execute, without_triggers
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory
from tracker.common import canonical

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    """A claim with three rows in its ledger."""
    claim = ClaimFactory(evidence_status="supported")
    user = UserFactory(public_name="Ayşe Ünal")
    claim.assess("not_checkable", rationale="Düşündüm 😀.", by=user)
    evidence = [EvidenceFactory(claim=claim), EvidenceFactory(claim=claim)]
    claim.refresh_from_db()
    claim.assess("supported", rationale="No.\nReally.", evidence=evidence, by=user)
    return claim


def verify(*arguments) -> str:
    out = io.StringIO()
    call_command("verify_ledger", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def forge(model, pk, **values) -> None:
    """What the owner of the database can do: change a row behind the triggers."""
    table, columns = model._meta.db_table, list(values)
    sets = ", ".join(f"{column} = %s" for column in columns)
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {sets} WHERE id = %s", [*values.values(), pk]
        )


def test_each_row_names_the_digest_of_the_one_before(claim):
    first, second, third = claim.assessments.order_by("number")
    assert first.previous_digest == ""
    assert second.previous_digest == first.digest
    assert third.previous_digest == second.digest
    assert len({first.digest, second.digest, third.digest}) == 3


def test_a_ledger_that_holds_is_said_to_hold(claim):
    assert verify().startswith("The ledger is intact: 3 assessments, ")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"rationale": "Other."}, "its content does not have its digest"),
        ({"assessed_by_name": "Nobody"}, "its content does not have its digest"),
        ({"correction_note": "x"}, "its content does not have its digest"),
        ({"digest": "0" * 64}, "its content does not have its digest"),
        ({"previous_digest": "0" * 64}, "does not name the digest"),
        ({"from_status": "refuted"}, "does not start from the status"),
        ({"to_status": "not_enough_evidence"}, "its content does not have its digest"),
        ({"evidence_count": 5}, "does not have the evidence"),
        ({"number": 9}, "is missing"),
    ],
)
def test_the_first_row_that_was_changed_is_named(claim, values, why):
    if "correction_note" in values:
        values = values | {"correction_type": "clarification"}
    forge(Assessment, claim.assessments.get(number=2).pk, **values)
    number = values.get("number", 2)
    with pytest.raises(CommandError) as broken:
        verify()
    assert broken.value.returncode == 1
    if number == 2:
        assert f"at claim {claim.pk}, assessment 2: " in str(broken.value)
    assert re.search(why, str(broken.value))


def test_a_status_that_does_not_follow_is_found(claim):
    forge(Claim, claim.pk, evidence_status="refuted")
    with pytest.raises(CommandError, match="the claim has another status"):
        verify()


def test_changed_evidence_is_found(claim):
    forge(Evidence, claim.evidence.order_by("pk").last().pk, note="Other.")
    with pytest.raises(CommandError, match="evidence .* has been changed"):
        verify()


def test_rows_of_claims_are_labeled(claim):
    ClaimFactory(evidence_status="refuted")
    ClaimFactory(evidence_status="supported")
    assert list(ledger.verify()) == []
    counted = []
    list(ledger.verify(counted.append))
    assert sum(counted) == 5 + ClaimVersion.objects.count()


def test_a_checkpoint_has_heads_count_and_root(claim, tmp_path):
    other = ClaimFactory(evidence_status="supported")
    call_command("checkpoint", tmp_path / "kept.json", stdout=io.StringIO())
    kept = json.loads((tmp_path / "kept.json").read_text())
    heads = [one.versions.latest("version") for one in (claim, other)]
    assert kept["count"] == sum(head.version for head in heads)
    assert kept["heads"] == {str(h.claim_id): [h.version, h.digest] for h in heads}
    assert kept["root"] == canonical.merkle_root(head.digest for head in heads)
    assert "The ledger is intact" in verify("--against", tmp_path / "kept.json")


def test_an_earlier_checkpoint_is_not_written_over(claim, tmp_path):
    call_command("checkpoint", tmp_path / "kept.json", stdout=io.StringIO())
    with pytest.raises(CommandError, match=r"kept\.json already exists"):
        call_command("checkpoint", tmp_path / "kept.json")


def test_a_ledger_that_grew_agrees_with_its_checkpoint(claim, tmp_path):
    call_command("checkpoint", tmp_path / "kept.json", stdout=io.StringIO())
    claim.assess(
        "pending_outcome",
        rationale="Later.",
        timing_reason="No day is named.",
        by=UserFactory(),
    )
    ClaimFactory(evidence_status="supported")
    assert "The ledger is intact: 5" in verify("--against", tmp_path / "kept.json")


def cut_short(claim) -> None:
    last = claim.assessments.get(number=3)
    before = claim.versions.get(version=claim.version - 1)
    with without_triggers():
        execute("DELETE FROM claims_reliance WHERE assessment_id = %s", last.pk)
        execute("DELETE FROM claims_assessment WHERE id = %s", last.pk)
        execute(
            "DELETE FROM claims_claimversion WHERE claim_id = %s AND version = %s",
            *(claim.pk, claim.version),
        )
    forge(Claim, claim.pk, **{name: getattr(before, name) for name in FACTS})


def make_anew(claim) -> None:
    last = claim.assessments.get(number=3)
    last.rationale = "A better reason."
    relied_on = [(item.pk, item.digest) for item in last.evidence.order_by("pk")]
    forge(
        Assessment,
        last.pk,
        rationale=last.rationale,
        digest=last.compute_digest(relied_on),
    )
    with without_triggers():
        last.refresh_from_db()
        change = Change.of(claim.pk, claim.version)
        change.record("assessment", last)
        change.seal()


@pytest.mark.parametrize(
    ("do", "why"), [(cut_short, "is gone"), (make_anew, "differs from")]
)
def test_only_a_checkpoint_finds_a_chain_cut_short_or_made_anew(
    claim, tmp_path, do, why
):
    call_command("checkpoint", tmp_path / "kept.json", stdout=io.StringIO())
    do(claim)
    assert "The ledger is intact" in verify()
    version = f"claim {claim.pk}, version {claim.version}: "
    with pytest.raises(CommandError, match=f"{version}.*{why}"):
        verify("--against", tmp_path / "kept.json")


def test_a_claim_that_may_still_be_deleted_is_not_missed(tmp_path):
    call_command("checkpoint", tmp_path / "kept.json", stdout=io.StringIO())
    ClaimFactory()
    call_command("checkpoint", tmp_path / "again.json", stdout=io.StringIO())
    ClaimFactory().delete()
    Claim.objects.all().delete()
    assert "The ledger is intact" in verify("--against", tmp_path / "again.json")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "Expecting"),
        ("[]", "This is no checkpoint."),
        ('{"heads": {"1": 2}}', "This is no checkpoint."),
    ],
)
def test_what_is_no_checkpoint_is_said_to_be_none(claim, tmp_path, content, sentence):
    (tmp_path / "kept.json").write_text(content)
    with pytest.raises(CommandError, match=re.escape(sentence)):
        verify("--against", tmp_path / "kept.json")


def test_a_checkpoint_that_was_changed_is_found(claim, tmp_path):
    kept = ledger.checkpoint()
    kept["heads"][str(claim.pk)] = [2, "0" * 64]
    (tmp_path / "kept.json").write_text(json.dumps(kept))
    with pytest.raises(CommandError, match="itself has been changed"):
        verify("--against", tmp_path / "kept.json")


def test_the_merkle_root_is_that_of_rfc_6962():
    def leaf(digest):
        return hashlib.sha256(b"\0" + bytes.fromhex(digest)).digest()

    def node(left, right):
        return hashlib.sha256(b"\1" + left + right).digest()

    a, b, c = (hashlib.sha256(bytes([n])).hexdigest() for n in range(3))
    assert canonical.merkle_root([]) == hashlib.sha256(b"").hexdigest()
    assert canonical.merkle_root([a]) == leaf(a).hex()
    three = node(node(leaf(a), leaf(b)), leaf(c)).hex()
    assert canonical.merkle_root([a, b, c]) == three


def test_what_is_not_quite_text_is_kept_and_digested_as_text():
    claim = ClaimFactory()

    row = claim.assess(
        "pending_outcome",
        rationale=5,
        timing_reason="No day is named.",
        by=UserFactory(),
    )

    assert row.rationale == "5"
    assert list(ledger.verify()) == []


def test_the_sentence_is_the_stored_one_whatever_the_object_says():
    claim = ClaimFactory(text="As stored.")
    claim.text = "As somebody wrote over it."

    row = claim.assess(
        "pending_outcome",
        rationale="So.",
        timing_reason="No day is named.",
        by=UserFactory(),
    )

    assert row.text_sha256 == canonical.text_digest("As stored.")
    assert list(ledger.verify()) == []


def test_a_dropped_proposal_and_all_after_it_hold(settings):
    settings.FOUR_EYES = True
    claim, user = ClaimFactory(), UserFactory()
    for text in ("One.", "Two."):
        claim.assess(
            "pending_outcome",
            rationale="So.",
            timing_reason="No day is named.",
            by=user,
        )
        claim.edit(text=text, by=user)
    claim.assess(
        "pending_outcome", rationale="So.", timing_reason="No day is named.", by=user
    )
    claim.reject(rationale="No.", by=user)
    claim.assess(
        "pending_outcome", rationale="So.", timing_reason="No day is named.", by=user
    )
    claim.approve(by=UserFactory())
    settings.FOUR_EYES = False
    claim.assess("unassessed", rationale="Again.", by=user)

    assert list(ledger.verify()) == []


@pytest.mark.parametrize("chunk", [1, 2, 3])
def test_each_row_is_verified_across_the_chunks_in_which_rows_are_read(
    monkeypatch, chunk
):
    monkeypatch.setattr("claims.ledger.snapshot.CHUNK", chunk)
    for _ in range(4):
        claim = ClaimFactory()
        evidence = [EvidenceFactory(claim=claim) for _ in range(3)]
        for count in (1, 3, 2, 0):
            status = "not_enough_evidence" if count else "not_checkable"
            by = evidence[0].added_by
            claim.assess(status, rationale="So.", evidence=evidence[:count], by=by)
    assert list(ledger.verify()) == []

    for row in Assessment.objects.order_by("pk"):
        forge(Assessment, row.pk, rationale="Forged.")
        found = [(one.claim, one.number) for one in ledger.verify()]
        assert found == [(row.claim_id, row.number)]
        forge(Assessment, row.pk, rationale=row.rationale)
    for reliance in Reliance.objects.select_related("assessment"):
        other = EvidenceFactory().pk
        forge(Reliance, reliance.pk, evidence_id=other)
        found = {(one.claim, one.number) for one in ledger.verify()}
        row = reliance.assessment
        assert found == {(row.claim_id, row.number)}
        forge(Reliance, reliance.pk, evidence_id=reliance.evidence_id)
    for evidence in Evidence.objects.filter(reliances__isnull=True):
        forge(Evidence, evidence.pk, note="Forged.")
        (broken,) = ledger.verify()
        assert str(broken).startswith(f"claim {evidence.claim_id}: evidence")
        forge(Evidence, evidence.pk, note="")


def test_a_status_that_nobody_concluded_is_found():
    claim = ClaimFactory()
    forge(Claim, claim.pk, evidence_status="supported")

    broken = next(ledger.verify())

    assert str(broken) == f"claim {claim.pk}: the claim has another status"


@pytest.mark.parametrize("model", [ClaimVersion, Assessment])
def test_a_sentence_that_was_never_assessed_is_found(claim, model):
    row = model.objects.filter(claim=claim).latest("pk")
    if model is ClaimVersion:
        forge(ClaimVersion, row.pk, text="Something else.")
    else:
        row.text_sha256 = "0" * 64
        relied_on = row.evidence.order_by("pk").values_list("pk", "digest")
        forge(
            Assessment,
            row.pk,
            text_sha256=row.text_sha256,
            digest=row.compute_digest(relied_on),
        )

    broken = next(ledger.verify())

    assert (broken.claim, broken.number) == (claim.pk, 3)
    assert broken.why == "the claim did not read so at that time"


@pytest.mark.django_db(transaction=True)
def test_a_broken_ledger_leaves_the_connection_fit_for_use(claim):
    first = claim.assessments.get(number=1)
    forge(Assessment, first.pk, rationale="Forged.")

    for _ in range(2):
        with pytest.raises(CommandError, match="assessment 1: its content"):
            verify()

    forge(Assessment, first.pk, rationale=first.rationale)
    EvidenceFactory(claim=Claim.objects.get(pk=claim.pk))
    assert verify().startswith("The ledger is intact: 3 assessments, ")


@pytest.mark.django_db(transaction=True)
def test_a_caller_s_transaction_is_left_to_the_caller(claim):
    with transaction.atomic():
        claim.edit(context="More.", by=claim.created_by)
        assert list(ledger.verify()) == []
        ledger.checkpoint()

    assert Claim.objects.get().context == "More."


def test_progress_is_told_row_by_row_to_a_terminal(claim, monkeypatch):
    monkeypatch.setattr("tracker.common.progress.EVERY", 0)
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    call_command("verify_ledger", stdout=io.StringIO(), stderr=terminal)

    told = terminal.getvalue()

    assert told.startswith("\r")
    assert "10% 1 rows" in told
    assert "100% 10 rows" in told
    assert told.endswith("\n")


def test_an_empty_ledger_holds(tmp_path):
    assert verify() == "The ledger is intact: 0 assessments, 0 versions of claims.\n"
    call_command("checkpoint", tmp_path / "kept.json", stdout=io.StringIO())
    verify("--against", tmp_path / "kept.json")
