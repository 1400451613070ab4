"""How a passage presents what it says, as its quotation marks tell."""

import pytest

from claims.rules.modes import guess_mode


@pytest.mark.parametrize(
    ("text", "passage", "mode"),
    [
        ("“We won,” she said.", "“We won,”", "direct_quote"),
        ("“We won,” she said.", "We won", "direct_quote"),
        ("“We won. They lost,” she said.", "They lost", "direct_quote"),
        ('He said "so" and "no".', "no", "direct_quote"),
        ('He said "so" and "no".', "and", "paraphrase"),
        ("Er sagte: „Wir gingen.“", "Wir gingen", "direct_quote"),
        ("Er sagte: „Wir gingen.“ Dann ging er.", "Dann ging er", "paraphrase"),
        ("Il a dit « nous partons ».", "nous partons", "direct_quote"),
        ("他说：「我们走了。」", "我们走了", "direct_quote"),
        (
            "He spoke of foreign “terrorist” aggression.",
            "foreign “terrorist” aggression",
            "partial_quote",
        ),
        ("“So”, he said, and “no”.", "“So”, he said, and “no”", "partial_quote"),
        ("The mayor’s men left.", "The mayor’s men left", "paraphrase"),
        ("“Unclosed.\nThe next paragraph.", "The next paragraph", "paraphrase"),
    ],
)
def test_mode_of_a_passage_with_a_speaker(text, passage, mode):
    start = text.index(passage)

    assert guess_mode(text, start, start + len(passage), True) == mode


def test_passage_without_a_speaker_is_in_the_articles_own_voice():
    assert guess_mode("Troops left.", 0, 11, False) == "own_voice"
