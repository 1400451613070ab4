"""What is found, on every database the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import AttributionStep, Claim, ClaimWords
from claims.search.terms import terms_of
from claims.search.words import fold
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    SourceAliasFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

CORPUS = {
    "bridge": "The mayor's bridge was closed on Thursday, he said.",
    "arrests": "At least 12,000 people were arrested in Almaty.",
    "lodz": "Policja w Łodzi zamknęła most.",
    "russian": "Токаев заявил о внешней агрессии.",
    "url": "It is told at https://news.example.org/2022/01/kazakh-unrest?id=7.",
    "mail": "Write to press.desk@example.org, not to desk-press@example.com.",
    "arabic": "أُغلقت الجسور",
    "emoji": "🌉 is not a bridgehead",
}
QUERIES = [
    ("bridge", "bridge"),
    ("BRIDGE", "bridge"),
    ("bridge*", "bridge emoji"),
    ("brid", ""),
    ("brid*", "bridge emoji"),
    ("b*", "bridge emoji"),
    ("closed bridge", "bridge"),
    ('"bridge was closed"', "bridge"),
    ("“bridge was closed”", "bridge"),
    ('"closed bridge"', ""),
    ('"was clo*"', "bridge"),
    ('"was clo"', ""),
    ('closed "on thursday" bridge', "bridge"),
    ("mayor's", "bridge"),
    ("mayor’s", "bridge"),
    ("mayors", ""),
    ("12,000", "arrests"),
    ("12.000", "arrests"),
    ("12000", ""),
    ("000 12", "arrests"),
    ('"000 12"', ""),
    ("12", "arrests"),
    ("lodzi", "lodz"),
    ("ŁODZI zamkneła", "lodz"),
    ("ТОКАЕВ агресс*", "russian"),
    ("kazakh-unrest", "url"),
    ("kazakh unrest", "url"),
    ("https://news.example.org/", "url"),
    ("example.org", "url mail"),
    ("news.example.org/2022", "url"),
    ("press.desk@example.org", "mail"),
    ("desk.press@example.org", ""),
    ("desk_press", "mail"),
    ("اغلقت", "arabic"),
    ("الجس*", "arabic"),
    ("🌉", ""),
    ("🌉 bridgehead", "emoji"),
    ("bridge – closed", "bridge"),
    ("bridge AND closed", ""),
    ("bridge OR almaty", ""),
    ("NOT bridge", ""),
    ("text_words:bridge", ""),
    ("bridge NEAR(closed)", ""),
    ("-bridge", "bridge"),
    ("(bridge", "bridge"),
    ('foo" OR', ""),
    ('"bridge', "bridge"),
    ("'bridge' & 'closed':A", ""),
    ("!bridge | closed", "bridge"),
    ("%", ""),
    ("_", ""),
    ('"', ""),
    ("*", ""),
    ("\\ ' ; --", ""),
    ("bridge*closed", ""),
]


@pytest.fixture
def corpus():
    return {ClaimFactory(text=text).pk: name for name, text in CORPUS.items()}


@pytest.mark.parametrize(("typed", "names"), QUERIES)
def test_every_database_finds_the_same(corpus, typed, names):
    found = Claim.objects.search(typed)

    assert {corpus[claim.pk] for claim in found} == set(names.split())
    assert found.count() == len(names.split())


@pytest.fixture
def claim():
    """Each word stands in one place only."""
    mayor = SourceFactory(name="Ann Smith")
    SourceAliasFactory(source=mayor, name="First Citizen")
    claim = ClaimFactory(text="A dam broke.", context="Ice caused it.")
    AppearanceFactory(claim=claim, claimant=mayor)
    return claim


@pytest.mark.parametrize(
    "typed",
    ["dam", "ice", "bridges", "smith", "citizen", "dam ice bridges smith citizen"],
)
def test_text_context_quotes_and_names_are_searched_together(claim, typed):
    assert list(Claim.objects.search(typed)) == [claim]


@pytest.mark.parametrize("typed", ['"broke ice"', '"broke at least"', '"smith first"'])
def test_a_phrase_stands_in_one_place(claim, typed):
    assert not Claim.objects.search(typed)
    assert Claim.objects.search(typed.replace('"', ""))


def test_a_phrase_does_not_run_from_one_quote_into_the_next():
    claim = AppearanceFactory(exact="12 bridges").claim
    AppearanceFactory(claim=claim, revision=RevisionFactory(), exact="were closed")

    assert not Claim.objects.search('"bridges were"')
    assert list(Claim.objects.search('"were closed"')) == [claim]


def test_blank_words_find_everything_and_signs_nothing(claim):
    assert list(Claim.objects.search(" ")) == [claim]
    assert not Claim.objects.search("? !")


def test_what_a_quote_holds_beyond_all_measure_does_not_hinder_writing():
    words = " ".join(f"w{number}" for number in range(60_000))
    revision = RevisionFactory(text=f"{words} {'x' * 3000} {'ab ' * 3000}end")

    claim = AppearanceFactory(revision=revision, exact=revision.text).claim

    assert list(Claim.objects.search("w5000")) == [claim]
    assert list(Claim.objects.search('"w100 w101"')) == [claim]


ANYTHING = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\"'“”*()-+:^&|!<>{}\\%_\0 abé"),
    ),
    max_size=60,
)


@given(ANYTHING)
def test_nothing_that_is_typed_is_an_error(typed):
    assert list(Claim.objects.search(typed).values_list("pk", flat=True)) == []


SEEN = st.text(
    st.characters(exclude_categories=["Cs", "Cn", "Cc", "Zl", "Zp"]), max_size=60
)


@given(SEEN, SEEN)
def test_every_word_and_beginning_of_a_claim_finds_it(text, context):
    claim = ClaimFactory(text=f"x{text}", context=context)
    words = fold(f"x{text} {context}").split()
    for word in words:
        assert Claim.objects.search(word).filter(pk=claim.pk).exists()
        assert Claim.objects.search(f"{word[:2]}*").filter(pk=claim.pk).exists()
    phrase = f'"{fold(claim.text)}"'
    assert Claim.objects.search(phrase).filter(pk=claim.pk).exists()


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("dam", 4),
        ("bridges", 3),
        ("smith", 2),
        ("ice", 1),
        ("dam ice", 5),
        ("da*", 4),
        ('"a dam"', 4),
        ("DAM dam dam", 4),
    ],
)
def test_a_term_counts_by_the_best_place_where_it_stands(claim, typed, fits):
    relevance = ClaimWords.objects.relevance([claim.pk], terms_of(typed))

    assert relevance == {claim.pk: fits}


def test_what_stands_in_several_places_counts_once():
    claim = ClaimFactory(text="Ice on ice.", context="Ice.")

    assert ClaimWords.objects.relevance([claim.pk], terms_of("ice")) == {claim.pk: 4}


def test_a_search_narrows_what_other_filters_find(claim):
    smith = claim.claimants()[0]
    other = AppearanceFactory(
        claim__text="Another dam.", steps=[AttributionStep((smith,))]
    ).claim

    assert set(Claim.objects.claimed_by(smith).search("dam")) == {claim, other}
    assert list(Claim.objects.search("dam").claimed_by(smith).without_evidence()) == (
        list(Claim.objects.without_evidence().search("dam").claimed_by(smith))
    )
    assert list(Claim.objects.search("dam").exclude(pk=claim.pk)) == [other]
