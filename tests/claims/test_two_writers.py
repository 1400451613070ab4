"""Two people at once, each with a connection of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from claims import ledger
from claims.exchange import seeds
from claims.models import Assessment, Claim, Evidence
from sources.models import Revision
from tests.factories import ClaimFactory, DocumentFactory, EvidenceFactory, UserFactory
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count, work):
    """Call ``work(0)``, ``work(1)`` ... together; return what each returned."""
    together = threading.Barrier(count, timeout=10)

    def run(number):
        try:
            connection.ensure_connection()
            together.wait()
            return work(number)
        except (DomainError, ValidationError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def refusals(results):
    return [result for result in results if isinstance(result, Exception)]


@pytest.fixture
def claim():
    return ClaimFactory()


@pytest.fixture
def users():
    return UserFactory.create_batch(4)


def insist(claim, verb):
    """Carry out *verb* on the claim as it is now, again until nobody came first."""
    while True:
        try:
            return verb(Claim.objects.get(pk=claim.pk))
        except Claim.Stale:
            continue


def assert_history_is_gapless(claim, count):
    """As many assessments, each after the one before; the status is the last one's."""
    history = list(claim.assessments.order_by("number"))
    assert [one.number for one in history] == list(range(1, count + 1))
    statuses = ["unassessed", *(one.to_status for one in history)]
    assert [one.from_status for one in history] == statuses[:-1]
    assert Claim.objects.get(pk=claim.pk).evidence_status == statuses[-1]


def test_of_two_who_assess_the_same_version_one_wins(claim, users):
    statuses = ["not_checkable", "unassessed"]
    claim.assess("not_checkable", rationale="So.", by=users[0])
    read = [Claim.objects.get(pk=claim.pk) for _ in statuses]

    results = at_once(
        2, lambda n: read[n].assess(statuses[n], rationale="So.", by=users[n])
    )

    (lost,) = refusals(results)
    assert isinstance(lost, Claim.Stale)
    assert lost.current.version == 3
    assert_history_is_gapless(claim, 2)
    assert sorted(one.version for one in read) == [2, 3]


def test_four_who_try_again_until_they_are_heard_leave_no_gap(claim, users):
    statuses = ["not_checkable"] * 3

    def work(n):
        for status in statuses:
            insist(
                claim,
                lambda read, status=status: read.assess(
                    status, rationale="So.", by=users[n]
                ),
            )

    results = at_once(4, work)

    assert refusals(results) == []
    assert_history_is_gapless(claim, 12)
    assert Claim.objects.get(pk=claim.pk).version == 13
    assert list(ledger.verify()) == []


def test_the_ledger_holds_at_every_moment_while_four_write(users):
    claims = ClaimFactory.create_batch(3)
    done = threading.Event()
    found = []

    def work(n):
        if n == 3:
            while not done.is_set():
                found.extend(ledger.verify())
            return
        try:
            for turn in range(8):
                claim = claims[(n + turn) % 3]
                evidence = insist(
                    claim, lambda read: EvidenceFactory(claim=read, by=users[n])
                )
                insist(
                    claim,
                    lambda read, turn=turn, evidence=evidence: read.assess(
                        ["supported", "not_enough_evidence"][turn % 2],
                        rationale="So.",
                        evidence=[evidence],
                        by=users[n],
                    ),
                )
        finally:
            done.set()

    results = at_once(4, work)

    assert refusals(results) == []
    assert found == list(ledger.verify()) == []
    assert Assessment.objects.count() == 24
    for claim in claims:
        assert_history_is_gapless(claim, 8)


def test_of_two_who_approve_at_once_one_wins(claim, users, settings):
    settings.FOUR_EYES = True
    claim.assess(
        "pending_outcome",
        rationale="So.",
        timing_reason="No day is named.",
        by=users[0],
    )
    read = [Claim.objects.get(pk=claim.pk) for _ in range(2)]

    results = at_once(2, lambda n: read[n].approve(by=users[n + 1]))

    (lost,) = refusals(results)
    assert isinstance(lost, Claim.Stale) or lost.code == "no_proposal"
    actions = claim.assessments.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["proposed", "approved"]
    assert list(ledger.verify()) == []


def test_a_proposal_is_not_approved_while_somebody_edits_the_claim(
    claim, users, settings
):
    settings.FOUR_EYES = True
    claim.assess(
        "pending_outcome",
        rationale="So.",
        timing_reason="No day is named.",
        by=users[0],
    )
    read = [Claim.objects.get(pk=claim.pk) for _ in range(2)]

    def work(n):
        if n == 0:
            return read[0].edit(text="Something else.", by=users[1])
        return read[1].approve(by=users[2])

    (lost,) = refusals(at_once(2, work))

    assert isinstance(lost, Claim.Stale) or lost.code == "no_proposal"
    actions = claim.assessments.order_by("number").values_list("action", flat=True)
    assert list(actions) in (["proposed", "approved"], ["proposed", "dropped"])
    assert list(ledger.verify()) == []


def test_of_two_who_edit_the_same_version_one_wins(claim, users):
    read = [Claim.objects.get(pk=claim.pk) for _ in range(2)]

    results = at_once(2, lambda n: read[n].edit(text=f"Text {n}.", by=users[n]))

    assert len(refusals(results)) == 1
    winner = results.index(True)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.text, stored.version) == (f"Text {winner}.", 2)


def test_evidence_is_not_relied_on_while_somebody_withdraws_it(claim, users):
    evidence = EvidenceFactory(claim=claim)
    read = Claim.objects.get(pk=claim.pk)
    mine = Evidence.objects.select_related("claim").get(pk=evidence.pk)

    def work(n):
        if n == 0:
            return mine.withdraw(reason="A hoax.", by=users[0])
        return read.assess(
            "supported", rationale="So.", evidence=[evidence], by=users[1]
        )

    (lost,) = refusals(at_once(2, work))

    withdrawn = Evidence.objects.get(pk=evidence.pk).is_withdrawn
    assert withdrawn != Assessment.objects.exists()
    assert isinstance(lost, Claim.Stale) or "was withdrawn" in str(lost)


def test_one_text_captured_by_four_at_once_is_one_revision(users):
    document = DocumentFactory()

    results = at_once(4, lambda n: document.capture("One.", by=users[n]))

    assert {revision.pk for revision in results} == {Revision.objects.get().pk}


def test_four_texts_captured_at_once_are_numbered_without_gap(users):
    document = DocumentFactory()

    at_once(4, lambda n: document.capture(f"Text {n}.", by=users[n]))

    numbers = document.revisions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]


def test_one_seed_file_loaded_by_two_at_once_is_loaded_once(seed):
    path = seed()

    results = at_once(2, lambda n: dict(seeds.load(path)))

    assert sorted(results, key=len) == [{}, {"claims": 2, "sources": 3}]
    assert Claim.objects.count() == 2
