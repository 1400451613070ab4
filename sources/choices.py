from django.db.models import TextChoices


class SourceKind(TextChoices):
    PERSON = "person", "Person"
    ORGANIZATION = "organization", "Organization"
    GOVERNMENT_BODY = "government_body", "Government body"
    NEWS_AGENCY = "news_agency", "News agency"
    NEWS_OUTLET = "news_outlet", "News outlet"
    UNNAMED = "unnamed", "Unnamed"


class Reliability(TextChoices):
    """Source reliability of the Admiralty code (STANAG 2511)."""

    A = "A", "A – completely reliable"
    B = "B", "B – usually reliable"
    C = "C", "C – fairly reliable"
    D = "D", "D – not usually reliable"
    E = "E", "E – unreliable"
    F = "F", "F – reliability cannot be judged"


class QuoteState(TextChoices):
    """The result of finding a quotation again in a newer text (see ``refinding``)."""

    EXACT = "exact", "Exact"
    NORMALIZED = "normalized", "Normalized"
    MOVED = "moved", "Moved"
    AMBIGUOUS = "ambiguous", "Ambiguous"
    ORPHANED = "orphaned", "Orphaned"


# States with exactly one place, which can be proposed.
PLACED = frozenset({QuoteState.EXACT, QuoteState.NORMALIZED, QuoteState.MOVED})


class PassageKind(TextChoices):
    """The kind of a paragraph that is not running text."""

    HEADING = "heading", "Sub-heading"
    CAPTION = "caption", "Caption"


class FetchState(TextChoices):
    WAITING = "waiting", "Waiting"
    FETCHED = "fetched", "Fetched"
    FAILED = "failed", "Failed"
