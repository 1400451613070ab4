"""What counts as the same sentence of two claims."""

from tracker.common.canonical import text_digest
from tracker.common.text import fold

QUOTES = str.maketrans("“”„‟«»‹›‘’‚‛", "\"\"\"\"\"\"''''''")


def sentence_digest(text: str) -> str:
    """SHA-256 of a sentence, folded as names are.

    Kinds of quotation marks and a period at the end make no difference.

    >>> sentence_digest("He said “no”.") == sentence_digest('he said  "no"')
    True
    """
    return text_digest(fold(text).translate(QUOTES).rstrip(". "))
