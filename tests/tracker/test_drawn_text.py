"""The fonts and the lines of text on pictures."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tracker.common import drawn_text
from tracker.common.checks import share_fonts_are_fonts
from tracker.common.drawn_text import SANS, SERIF, drawable, fit, font_for

WIDTH, HEIGHT = 600, 300
SIZES = (60, 44, 30)
CHINESE = "总统"


def inked_columns(text: str) -> list[int]:
    """The columns that the first line of *text* is drawn in."""
    font = font_for(text, SERIF, SANS)
    block = fit(text, font, WIDTH, HEIGHT, SIZES)
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    block.draw(ImageDraw.Draw(image), 0, WIDTH, 0, "black")
    line = image.crop((0, 0, WIDTH, block.leading))
    columns = (line.crop((x, 0, x + 1, line.height)) for x in range(WIDTH))
    return [x for x, column in enumerate(columns) if min(column.tobytes()) < 128]


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Zwölf Brücken", SERIF),
        ("Қазақстан, Ελλάδα, Tiếng Việt", SERIF),
        ("cafe\u0301 wie Z\u0323urich", SERIF),
        ("שלום", SANS),
        ("مرحبا", SANS),
        ("“Bridge” (مرحبا)", SANS),
        (CHINESE, None),
        ("हिन्दी", None),
        ("A private letter \ue123", None),
        ("An unassigned letter \u0378", None),
    ],
)
def test_font_has_all_letters(text, font):
    assert drawn_text.SHAPED, "FriBiDi is missing: on Debian, install libfribidi0"
    assert font_for(text, SERIF, SANS) == font


def test_further_fonts_are_tried_in_order(settings, tmp_path):
    missing = str(tmp_path / "missing.ttf")
    settings.SHARE_FONTS = [missing, str(SERIF), str(SANS)]

    assert font_for("Bridge") == SERIF
    assert font_for("שלום") == SANS


def test_only_plain_text_has_a_font_without_fribidi(monkeypatch):
    monkeypatch.setattr(drawn_text, "SHAPED", False)

    assert font_for(drawable("Zwo\u0308lf Brücken, 12 мостов"), SERIF) == SERIF
    for text in ("שלום", "مرحبا", "Z\u0323\u0323urich"):
        assert font_for(text, SERIF, SANS) is None


def test_emoji_are_left_out():
    assert (
        drawable("Fire 🔥 in\n the 👩🏽\u200d🚒 house ❤\ufe0f") == "Fire in the house ❤"
    )


def test_right_to_left_text_begins_at_the_right():
    hebrew, english = inked_columns("שלום"), inked_columns("Hello")

    assert min(english) < 10
    assert max(english) < WIDTH / 2
    assert max(hebrew) > WIDTH - 10
    assert min(hebrew) > WIDTH / 2


def test_arabic_letters_are_joined():
    # Apart, each letter has a form of its own.
    apart = inked_columns("\u200c".join("سلمت"))
    assert len(inked_columns("سلمت")) < len(apart)


@pytest.mark.parametrize(
    "text",
    [
        "Short.",
        "The bridge was closed on Thursday. " * 3,
        "The bridge was closed on Thursday. " * 40,
        "W" * 400,
        "i" * 100 + "W" * 100,
        "قالت " * 300,
    ],
)
def test_lines_fit(text):
    font = font_for(text, SERIF, SANS)
    block = fit(drawable(text), font, WIDTH, HEIGHT, SIZES)

    assert block.height <= HEIGHT
    for line in block.lines:
        assert block.font.getlength(line, block.direction) <= 1.02 * WIDTH


def test_size_is_the_largest_that_fits():
    sizes = [
        fit("A bridge was closed. " * times, SERIF, WIDTH, HEIGHT, SIZES).font.size
        for times in (1, 5, 9)
    ]
    assert sizes == sorted(SIZES, reverse=True)


def test_only_what_is_too_long_is_shortened():
    def shown(text: str) -> str:
        return " ".join(fit(text, SERIF, WIDTH, HEIGHT, SIZES).lines)

    short, long = "A bridge was closed. " * 9, "A bridge was closed. " * 30

    assert shown(short) == short.strip()
    assert shown(long).endswith("…")
    assert long.startswith(shown(long).removesuffix("…"))


def test_word_is_broken_only_if_no_line_is_long_enough():
    def lines(text: str) -> list[str]:
        return fit(text, SERIF, WIDTH, HEIGHT, SIZES).lines

    longest = "Verkehrswegeplanungen"

    assert lines(f"Die neuen {longest} kommen")[1].split()[0] == longest
    assert len(lines(2 * longest)) > 1
    assert "".join(lines(2 * longest)) == 2 * longest


def test_letter_and_its_marks_are_not_parted():
    assert drawn_text._letters("Z\u0323\u0323a\u200db") == ["Z\u0323\u0323", "a\u200db"]


def test_chinese_lines_end_after_any_letter_but_not_before_a_mark():
    pieces = drawn_text.PIECE.findall("总统说,“两万”。Kazakh新华社")
    assert pieces == ["总", "统", "说,", "“两", "万”。", "Kazakh", "新", "华", "社"]


def test_file_that_is_no_font_is_an_error(settings, tmp_path):
    text = tmp_path / "text.ttf"
    text.write_text("Not a font.")
    settings.SHARE_FONTS = [str(SANS), str(text), str(Path(tmp_path, "missing.ttf"))]

    errors = share_fonts_are_fonts()

    assert [error.id for error in errors] == ["tracker.E002", "tracker.E002"]
    assert "text.ttf" in errors[0].msg
