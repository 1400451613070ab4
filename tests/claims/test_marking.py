"""Marks on a text: any text, any overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from claims.reading.marking import Mark, blocks, coverage

TEXT = "The mayor spoke.\n\nTwelve bridges were closed.\n"


def told(text: str, marks: list[Mark]) -> list[list[tuple[str, list[int]]]]:
    return [
        [
            (segment.text, [one.claim for one in segment.marks])
            for segment in block.segments
        ]
        for block in blocks(text, marks)
    ]


def test_a_text_without_marks_is_its_paragraphs():
    assert told(TEXT, []) == [
        [("The mayor spoke.", [])],
        [("Twelve bridges were closed.", [])],
    ]


def test_marked_words_are_a_segment():
    assert told(TEXT, [Mark(1, 4, 9)])[0] == [
        ("The ", []),
        ("mayor", [1]),
        (" spoke.", []),
    ]


def test_where_marks_overlap_the_shortest_comes_first():
    assert told("abcdef", [Mark(1, 0, 6), Mark(2, 2, 4), Mark(3, 3, 6)]) == [
        [("ab", [1]), ("c", [2, 1]), ("d", [2, 3, 1]), ("ef", [3, 1])]
    ]


def test_two_claims_in_the_same_words_are_both_told():
    assert told("abc", [Mark(2, 0, 3), Mark(1, 0, 3)]) == [[("abc", [1, 2])]]


def test_a_mark_goes_on_in_the_next_paragraph():
    first, second = told(TEXT, [Mark(1, 10, 24)])
    assert first[1] == ("spoke.", [1])
    assert second[0] == ("Twelve", [1])


def test_marks_count_code_points():
    text = "🌉🌉 closed"
    assert told(text, [Mark(1, 1, 2)]) == [[("🌉", []), ("🌉", [1]), (" closed", [])]]


def test_lines_without_a_blank_one_between_are_one_paragraph():
    [block] = blocks("  One line,\r\nand another  \n \n", [])
    assert [segment.text for segment in block.segments] == ["One line,\r\nand another"]


def test_a_paragraph_is_set_as_it_is_said_to_be():
    kinds = [block.kind for block in blocks(TEXT, [], {"The mayor spoke.": "heading"})]
    assert kinds == ["heading", ""]


def test_half_of_a_text_is_covered():
    assert coverage(blocks("abcd", [Mark(1, 0, 2), Mark(2, 1, 2)])) == 0.5


def test_nothing_of_nothing_is_covered():
    assert coverage([]) == 0


@given(
    st.text(alphabet="ab é🌉\n\r\u2028\u202e", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12),
)
def test_no_character_is_lost_and_each_has_the_marks_that_cover_it(text, spans):
    marks = [
        Mark(pk, start, min(start + length, len(text)))
        for pk, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    shown = list(blocks(text, marks))
    for block in shown:
        for segment in block.segments:
            end = segment.start + len(segment.text)
            assert text[segment.start : end] == segment.text
            covering = {one for one in marks if one.start < end > segment.start}
            covering = {one for one in covering if one.end > segment.start}
            assert set(segment.marks) == {
                one for one in covering if one.start <= segment.start < one.end
            }
            assert all(one.end >= end for one in segment.marks)
    kept = "".join(one.text for block in shown for one in block.segments)
    assert "".join(kept.split()) == "".join(text.split())
