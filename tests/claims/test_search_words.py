"""How a text is taken apart into the words that search compares."""

import sys
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from claims.models import ClaimWords
from claims.search.index import TABLE
from claims.search.words import MAX_LENGTH, fold, words_in
from tests.database import execute

# What is not assigned yet may be by the Unicode of another Python or PostgreSQL.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"], min_codepoint=1))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("–!?\n\0 ", ""),
        ("The BRIDGE is closed.", "the bridge is closed"),
        ("at least 12,000 people", "at least 12 000 people"),
        ("Kassym-Jomart’s", "kassym jomart s"),
        ("desk@example.org/x_1?y=2", "desk example org x 1 y 2"),
        ("Žluťoučký kůň, Łódź, Ærø", "zlutoucky kun lodz aero"),
        ("Straße STRASSE", "strasse strasse"),
        ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
        ("Ёлка ещё", "елка еще"),
        ("İstanbul ıssız", "istanbul issiz"),
        ("ｆｕｌｌ ﬁne x² ½", "full fine x2 1 2"),
        ("soft\u00adhyphen zero\u200dwidth e\u0301", "softhyphen zerowidth e"),
        ("مُحَمَّد שָׁלוֹם", "محمد שלום"),
        ("🌉 bridge🌉s", "bridge s"),
    ],
)
def test_case_accents_and_all_that_is_no_letter_or_digit_make_no_difference(
    text, words
):
    assert fold(text) == (f" {words} " if words else "")


def test_vowel_signs_of_indic_scripts_belong_to_the_word():
    assert len(fold("किताब की").split()) == 2


def test_of_a_word_that_never_ends_the_beginning_counts():
    assert fold("é" * 500) == f" {'e' * MAX_LENGTH} "


@given(TEXTS)
def test_words_are_told_with_the_place_where_they_stand(text):
    words = list(words_in(text))

    assert [word.folded for word in words] == fold(text).split()
    for word in words:
        assert word.folded in fold(text[word.start : word.end]).split()
    ends = [word.end for word in words]
    assert ends == sorted(ends)


@given(TEXTS)
def test_what_is_folded_already_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


TERMS = {
    "sqlite": "SELECT term FROM temp.terms",
    "postgresql": f"SELECT unnest(tsvector_to_array({TABLE})) FROM {TABLE}",
}


@pytest.mark.django_db
def test_words_are_indexed_as_they_are_whatever_their_letters():
    letters = [
        chr(code)
        for code in range(1, sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]
    texts = [
        fold(" ".join(f"a{letter}b" for letter in letters[start : start + 5000]))
        for start in range(0, len(letters), 5000)
    ]
    ClaimWords.objects.bulk_create(
        ClaimWords(pk, text, "", "", "") for pk, text in enumerate(texts, 1)
    )

    if connection.vendor == "sqlite":
        execute(
            f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', {TABLE}, row)"
        )
    with connection.cursor() as cursor:
        cursor.execute(TERMS[connection.vendor])
        terms = {term for (term,) in cursor.fetchall()}

    assert terms == {word for text in texts for word in text.split()}
