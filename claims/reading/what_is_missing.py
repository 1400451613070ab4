"""What is missing about a claim: its flags, worded as what to look for."""

from collections.abc import Iterable

from ..rules.flags import Flag

# Flag name to sentence; every flag has one.
WANTED = {
    "no_evidence": "Evidence, for or against. There is none yet.",
    "single_origin": (
        "A second, independent source: all current reports trace back to one."
    ),
    "only_relayed": (
        "First-hand evidence: so far there are only reports of what others are said to "
        "know."
    ),
    "only_endorsements": "First-hand knowledge: so far there are only endorsements.",
    "interested_party": "Evidence from a disinterested party.",
    "quote_not_exact": (
        "A check of the current text, where the quotation is not at the same place."
    ),
    "translated_only": "The quotation in its original language, not in translation.",
    "withdrawn_since": (
        "A review of the conclusion: evidence it relies on has been withdrawn."
    ),
    "downgraded_since": (
        "A review of the conclusion: a source it relies on has been rated lower."
    ),
    "contradicted": (
        "Evidence that decides between this claim and one that contradicts it."
    ),
    "due": "A check of the claim: its deadline has passed.",
}


def wanted(flags: Iterable[Flag]) -> list[str]:
    """A sentence for each of the *flags* of a claim."""
    return [WANTED[flag.name] for flag in flags]
