"""That an outsider can verify a chain from what the API answers alone."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from claims import ledger
from claims.api.serializers import AssessmentSerializer
from claims.models import AttributionStep, Evidence
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).parents[2] / "docs" / "ledger.md"
LINES, JUDGED = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.S)


def history_of(claim, client) -> list[dict]:
    """What an outsider reads of the claim, over all pages."""
    if not claim.is_published:
        if not claim.appearances.exists():
            AppearanceFactory(claim=claim)
        claim.publish(by=claim.created_by)
    address, rows = f"/api/v1/claims/{claim.pk}/history/?page_size=2", []
    while address:
        page = client.get(address).json()
        rows += page["results"]
        address = page["next"]
    return rows


ODD = [
    '\u2028\u2029\x85\x7f\x01\x1f " \\ / \b\f\n\r\t </script> &amp; e\u0301 \u00e9',
    "👩\u200d🚒 \U0010ffff \ufffe \u202e abc \u202c \ufeff",
]


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("microsecond", [0, 1, 999_999, 100_000])
def test_an_outsider_verifies_whatever_was_written_and_whenever(
    client, words, microsecond
):
    nepal = timezone.get_fixed_timezone(345)
    at = datetime(2022, 1, 14, 3, 30, 0, microsecond, tzinfo=nepal)
    user = UserFactory(public_name=f"A{words[:20]}Z O’Neill")
    claim = ClaimFactory(at=at)
    evidence = EvidenceFactory(claim=claim, note=words, at=at)
    claim.assess(
        "supported", rationale=f"x{words}", evidence=[evidence], by=user, at=at
    )
    claim.assess("unassessed", rationale="Again.", by=user)

    exec(LINES, {"history": history_of(claim, client)})
    assert list(ledger.verify()) == []
    assert evidence.compute_digest() == evidence.digest
    assert Evidence.objects.get().compute_digest() == evidence.digest


def test_an_outsider_verifies_a_chain_by_the_lines_in_the_docs(client, capsys):
    claim = AppearanceFactory().claim
    for status in ("not_checkable", "unassessed", "not_checkable"):
        claim.assess(status, rationale="So.", by=claim.created_by)

    history = history_of(claim, client)

    exec(LINES, {"history": history})
    assert capsys.readouterr().out == (
        f"3 rows hold; the newest digest is {history[0]['digest']}\n"
    )


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    "field", [field for field in AssessmentSerializer.Meta.fields if field != "number"]
)
def test_whichever_field_was_changed_is_found(client, number, field):
    claim = ClaimFactory()
    evidence = [EvidenceFactory(claim=claim)]
    for status in ("not_checkable", "supported", "unassessed"):
        by = claim.created_by
        claim.assess(status, rationale="So.", evidence=evidence, by=by)
    history = history_of(claim, client)
    history[3 - number][field] = "Forged."

    with pytest.raises(AssertionError):
        exec(LINES, {"history": history})


@pytest.mark.parametrize("kept", [[0, 1], [0, 2], [1, 2, 0]])
def test_a_row_that_is_left_out_or_put_elsewhere_is_found(client, kept):
    claim = AppearanceFactory().claim
    for status in ("not_checkable", "unassessed", "not_checkable"):
        claim.assess(status, rationale="So.", by=claim.created_by)
    history = history_of(claim, client)

    with pytest.raises(AssertionError):
        exec(LINES, {"history": [history[index] for index in kept]})


def test_an_outsider_verifies_what_was_judged_by_the_lines_in_the_docs(client, capsys):
    claim = ClaimFactory(text="Zwölf Brücken 👩\u200d🚒 \\", due_on="2022-01-22")
    joint = AttributionStep((SourceFactory(), SourceFactory()), "said")
    steps = [joint, AttributionStep((SourceFactory(),))]
    appearance = AppearanceFactory(claim=claim, steps=steps)
    AppearanceFactory(claim=claim)
    QuantityFactory(appearance=appearance, low="12.50")
    claim.refresh_from_db()
    claim.publish(by=claim.created_by)
    AssessmentFactory(claim=claim)

    answer = client.get(f"/api/v1/claims/{claim.pk}/").json()
    exec(JUDGED, {"claim": answer})

    assert capsys.readouterr().out == "the claim is what was judged\n"
    with pytest.raises(AssertionError, match="it was not judged so"):
        exec(JUDGED, {"claim": answer | {"due_on": None}})
