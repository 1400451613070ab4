"""How texts are split into sentences, by language."""

import pytest

from sources.quotes import sentences


def split(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Mr. J. Smith came at 5 p.m. on Jan. 13.", "He said: “We won. So.”"]),
        ("en-GB", ["It cost $3.5 million.", "Who paid?", "Nobody …"]),
        ("de", ["Am 14. September kam Dr. Müller.", "Er sagte: „Wir gehen. Ja.“"]),
        ("es", ["El Sr. Gómez llegó a las 5.", "¿Quién lo vio?", "Nadie."]),
        ("fr", ["Il est arrivé à 5 h.", "« Nous partons. »", "Il a dit oui."]),
        ("ar", ["وصل أحمد في الساعة 5.", "هل رأيته؟", "لا."]),
        ("ru", ["Население выросло в 2022 г. на 5 %.", "А. С. Пушкин писал."]),
        ("xx", ["One.", "Two."]),
    ],
)
def test_sentences_end_where_the_language_ends_them(language, expected):
    assert split(" ".join(expected), language) == expected


def test_chinese_sentences_need_no_space():
    assert split("他走了。花了3.5亿元。对吗？", "zh") == [
        "他走了。",
        "花了3.5亿元。",
        "对吗？",
    ]


def test_no_sentence_goes_over_a_paragraph_and_positions_are_code_points():
    text = "🌉 Bridges\r\n\r\nOne 🙂 fell.  Two\nstand.\n\n  \n"

    assert split(text, "en") == ["🌉 Bridges", "One 🙂 fell.", "Two\nstand."]
    assert list(sentences(text, "en"))[0] == (0, 9)


@pytest.mark.parametrize("text", ["", " \n ", ".", "…", "?!"])
def test_text_without_words_breaks_nothing(text):
    assert "".join(split(text, "en")) == text.strip()
