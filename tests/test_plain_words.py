"""The check of words finds them in texts, and not in code."""

import pytest

from tests.plain_words import PLACES, ROOT, banned


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a.py", '"""What is\ntold."""\n', [(2, "told")]),
        ("a.py", 'told = 1\nsay(f"{told} is read anew")\n', [(2, "anew")]),
        ("a.py", "told = 1  # told anew\n", [(1, "told"), (1, "anew")]),
        ("a.py", '"%(told)s" % {}\nlow % 2\n', [(1, "told")]),
        ("a.html", '<p class="told">{{ told }}</p>\n', []),
        ("a.html", '<p>\n{% include "a" with what="told" %}</p>', [(2, "told")]),
        (
            "a.html",
            '<a title="Whoever reads">By now</a>',
            [(1, "Whoever"), (1, "By now")],
        ),
        ("a.html", "{% if a == 2 %}{{ share }} % of it{% endif %}", [(1, "%")]),
        ("a.html", '{{ day|date:"j F Y" }} {{ day|date:"j M Y" }}', [(1, "j F")]),
        (
            "a.md",
            "Colours\nhonour organised colors.",
            [(1, "Colours"), (2, "honour"), (2, "organised")],
        ),
        (
            "a.js",
            "// told\nconst told = `for\ngood`;\nsay('take on');",
            [(2, "for good"), (4, "take on")],
        ),
        ("a.md", "So `told` it\n```\ntold\n```\nis 95 % told", [(5, "%"), (5, "told")]),
        ("a.md", "untold hopes stay for goods", []),
    ],
)
def test_banned_words_are_found_in_texts_only(name, source, expected):
    assert list(banned(name, source)) == expected


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_files(place):
    assert list(ROOT.glob(place))
