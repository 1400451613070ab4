"""What is missing to know more about a claim: its flags, read as what to look for."""

from collections.abc import Iterable

from ..rules.flags import Flag

# By the names of flags; each has one.
WANTED = {
    "no_evidence": "Any evidence, for or against. None has been found yet.",
    "single_origin": (
        "A second origin that knows of it independently. However many say so now, they "
        "have it from one."
    ),
    "only_relayed": (
        "Somebody who saw it, or a record of it. All there is so far reports what "
        "others are said to know."
    ),
    "only_endorsements": (
        "Somebody with knowledge of their own. Those who support it so far only take "
        "a side."
    ),
    "interested_party": (
        "Evidence from somebody without a part in it. Some of it comes from those who "
        "make the claim, or from whom they speak for."
    ),
    "quote_not_exact": (
        "A look at the newest text of the document, which no longer has the words "
        "where they stood."
    ),
    "translated_only": "The words in their first language, not in translation.",
    "withdrawn_since": (
        "A new look at the conclusion: evidence that it rests on has been withdrawn "
        "since."
    ),
    "downgraded_since": (
        "A new look at the conclusion: a source that it rests on has been rated worse "
        "since."
    ),
    "contradicted": (
        "What settles it between this claim and another one that contradicts or "
        "denies it."
    ),
    "due": "The check itself: the day has come from which it can be checked.",
}


def wanted(flags: Iterable[Flag]) -> list[str]:
    """What would help most to know, in sentences, for the *flags* of a claim."""
    return [WANTED[flag.name] for flag in flags]
