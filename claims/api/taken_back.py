"""The answer about a claim that was taken back: 410, when and why."""

from django.db.models import QuerySet
from django.http import Http404

from tracker.common.canonical import moment
from tracker.common.errors import GoneError

from ..models import Claim, ClaimVersion
from ..reading.taken_back import TakenBack


def claim_or_gone(claims: QuerySet, pk: int | str) -> Claim:
    """The claim *pk* among *claims*, or among versions of them.

    Raises:
        Http404: it is not there, or never was public.
        GoneError: it was taken back.
    """
    row = claims.filter(**{claims.key: pk}).first()  # type: ignore[attr-defined]
    if row is None:
        raise_if_gone(int(pk))
        raise Http404
    return row.as_claim() if isinstance(row, ClaimVersion) else row


def raise_if_gone(pk: int) -> None:
    """
    Raises:
        GoneError: the claim *pk* was taken back.
    """
    found = TakenBack.of(pk)
    if found is None:
        return
    conclusion = found.conclusion
    raise GoneError(
        found.sentence,
        {
            "reason": found.unpublication.reason,
            "for_legal_reasons": found.unpublication.for_legal_reasons,
            "taken_back_at": moment(found.unpublication.unpublished_at),
            "last_conclusion": conclusion
            and {
                "evidence_status": conclusion.to_status,
                "assessed_at": moment(conclusion.assessed_at),
            },
        },
    )
