from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import Evidence
from sources.quotes import QuoteAmbiguous, QuoteNotFound
from tests.database import nothing_changes
from tests.factories import (
    TEXT,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
URL = "https://example.org/report"
QUOTE = "12 bridges"


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def claim():
    return ClaimFactory(at=NOON)


@pytest.fixture
def source():
    return SourceFactory()


@pytest.fixture
def add(claim, source, user):
    """Adds evidence on the claim."""

    def add(**facts):
        defaults = {
            "stance": "supports",
            "directness": "relayed",
            "source": source,
            "by": user,
        }
        return claim.add_evidence(**defaults | facts)

    return add


def test_evidence_says_what_was_stated_by_whom_and_when(add, claim, source, user):
    evidence = add(url=URL, credibility=3, note="Seen.", at=NOON)

    evidence.refresh_from_db()
    assert (evidence.claim, evidence.source) == (claim, source)
    assert (evidence.stance, evidence.directness) == ("supports", "relayed")
    assert (evidence.url, evidence.credibility, evidence.note) == (URL, 3, "Seen.")
    assert (evidence.added_by, evidence.added_at) == (user, NOON)
    assert evidence.is_withdrawn is False


def test_credibility_cannot_be_judged_unless_it_is(add):
    assert add(url=URL).credibility == 6


def test_evidence_counts_the_version_of_its_claim_up(add, claim):
    add(url=URL)

    assert claim.version == 2
    claim.refresh_from_db()
    assert claim.version == 2


def test_a_quote_is_pinned_to_its_revision(add):
    revision = RevisionFactory(text="🌉 " + TEXT)

    evidence = add(revision=revision, quote=QUOTE)

    evidence.refresh_from_db()
    assert revision.text[evidence.start : evidence.end] == QUOTE
    assert (evidence.revision, evidence.document) == (revision, revision.document)


def test_a_quote_from_a_document_is_pinned_to_its_newest_revision(add):
    first = RevisionFactory()
    newest = RevisionFactory(document=first.document, text="Now 12 bridges.")

    assert add(document=first.document, quote=QUOTE).revision == newest


def test_a_document_may_be_named_without_quote(add):
    evidence = add(document=DocumentFactory())

    assert (evidence.revision, evidence.start, evidence.end) == (None, None, None)


def test_a_revision_may_be_named_without_quote(add):
    revision = RevisionFactory()

    assert add(revision=revision).document == revision.document


def test_repeated_words_are_labeled(add):
    revision = RevisionFactory(text="12 bridges. No, 12 bridges!")

    assert add(revision=revision, quote=QUOTE, suffix="!").start == 16
    assert add(revision=revision, quote=QUOTE, suffix=".").start == 0


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"quote": "13 bridges"}, QuoteNotFound),
        ({"quote": "o"}, QuoteAmbiguous),
        ({"quote": QUOTE, "prefix": "most "}, QuoteNotFound),
        ({"quote": QUOTE, "suffix": " were opened"}, QuoteNotFound),
    ],
)
def test_a_quote_without_one_place_is_refused(add, claim, change, error):
    revision = RevisionFactory()

    with nothing_changes(claim), pytest.raises(error):
        add(revision=revision, **change)


def test_a_quote_from_a_document_without_text_is_refused(add, claim):
    document = DocumentFactory()

    with nothing_changes(claim), pytest.raises(ValidationError, match="captured text"):
        add(document=document, quote=QUOTE)


def test_a_quote_from_nowhere_is_refused(add, claim):
    with (
        nothing_changes(claim),
        pytest.raises(ValidationError, match="needs the document"),
    ):
        add(url=URL, quote=QUOTE)


def test_a_revision_of_another_document_is_refused(add, claim):
    revision, document = RevisionFactory(), DocumentFactory()

    with (
        nothing_changes(claim),
        pytest.raises(ValidationError, match="another document"),
    ):
        add(revision=revision, document=document)


@pytest.mark.parametrize(
    "where", [{}, {"note": "\u200b"}, {"url": ""}, {"document": None, "note": " "}]
)
def test_evidence_that_cannot_be_found_is_refused(add, claim, where):
    with (
        nothing_changes(claim),
        pytest.raises(ValidationError, match="repeat the work"),
    ):
        add(**where)


def test_a_note_is_enough_to_repeat_the_work(add):
    add(directness="search_without_result", note="Asked the archive for it.")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"stance": "unsure"}, "stance"),
        ({"stance": ""}, "stance"),
        ({"stance": None}, "stance"),
        ({"directness": "hearsay"}, "directness"),
        ({"source": None}, "source"),
        ({"credibility": 0}, "credibility"),
        ({"credibility": 7}, "credibility"),
        ({"credibility": None}, "credibility"),
        ({"credibility": "high"}, "credibility"),
        ({"url": "example"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "ftp://example.org/"}, "url"),
        ({"url": "https://example.org/\ud800"}, "url"),
        ({"url": "https://example.org/\0"}, "url"),
        ({"url": None}, "url"),
        ({"url": f"{URL}/\0"}, "url"),
        ({"url": f"{URL}/\ud83c"}, "url"),
        ({"url": f"{URL}/{'a' * 2000}"}, "url"),
        ({"note": "a" * 5001}, "note"),
        ({"note": "a\0"}, "note"),
        ({"note": None}, "note"),
        ({"quote": None}, "quote"),
        ({"start": 1}, "start"),
        ({"withdrawn_at": NOON}, "withdrawn_at"),
        ({"claim_id": 1}, "claim_id"),
        ({"nonsense": 1}, "nonsense"),
        ({"at": NOON - timedelta(seconds=1)}, "at"),
        ({"at": datetime(2030, 1, 1)}, "at"),
    ],
)
def test_evidence_is_refused(add, claim, change, field):
    with nothing_changes(claim), pytest.raises(ValidationError) as error:
        add(**{"url": URL} | change)

    assert list(error.value.message_dict) == [field]


def test_a_quote_has_a_limit(add, claim):
    revision = RevisionFactory(text="a" * 5001)

    with nothing_changes(claim), pytest.raises(ValidationError, match="at most 5000"):
        add(revision=revision, quote="a" * 5001)


def test_evidence_that_stands_can_be_told_from_what_was_withdrawn(claim):
    standing = EvidenceFactory(claim=claim)
    withdrawn = EvidenceFactory(claim=claim)
    withdrawn.withdraw(reason="A hoax.", by=withdrawn.added_by)

    assert list(Evidence.objects.active()) == [standing]
