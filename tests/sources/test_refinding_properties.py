"""What holds for all texts, found by trying many."""

from hashlib import md5

from hypothesis import assume, example, given
from hypothesis import strategies as st

from sources.choices import PLACED, QuoteState
from sources.quote_folding import Folded
from sources.quotes import select
from sources.refinding import QuotePattern, Text, occurs_once

# Few letters, so that words repeat and overlap; and what is easily miscounted.
ODD = st.text(alphabet="ab1 \n-–“'.,é\u0301\u00ad\u200d🌉👩𝒜", max_size=40)
LETTERS = "bcdfgklmnprstv𝒜𝓑"
COUNT = st.integers(3, 8)
TYPOGRAPHY = {
    " ": [" ", "\u00a0", "\n", "  ", " \u200b"],
    "-": ["-", "–", "—", "--", " – "],
    "'": ["'", "’", "“", "”", '"', "«"],
}


def refind(old, start, end, new):
    once = occurs_once(old, old[start:end])
    return Text(new).find(select(old, start, end), once=once)


def word(number):
    """One of a number of words that have next to nothing in common."""
    digest = md5(str(number).encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:8])


def sentence(numbers):
    return " ".join(word(number) for number in numbers)


@st.composite
def edits(draw, text):
    """*text* after some edits, as pairs of a character and where it comes from.

    What is inserted comes from nowhere; what is repeated from where it was first.
    """
    marked = list(zip(text, range(len(text)), strict=True))
    for edit in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(marked)))
        end = draw(st.integers(at, min(len(marked), at + 60)))
        match draw(st.sampled_from(["insert", "delete", "repeat"])):
            case "insert":
                new = range(1000 * edit + 1000, 1000 * edit + draw(COUNT) + 1000)
                marked[at:at] = [(one, None) for one in sentence(new)]
            case "delete":
                del marked[at:end]
            case "repeat":
                to = draw(st.integers(0, len(marked)))
                marked[to:to] = marked[at:end]
    return marked


@st.composite
def articles(draw):
    """A text in which no word repeats, and the span of some words of it."""
    counts = draw(st.lists(COUNT, min_size=3, max_size=7))
    numbers = [
        range(sum(counts[:at]), sum(counts[: at + 1])) for at in range(len(counts))
    ]
    text = ". ".join(sentence(one) for one in numbers)
    words = draw(st.sampled_from(numbers))
    first = draw(st.integers(words[0], words[-2]))
    last = draw(st.integers(first + 1, words[-1]))
    start, end = text.index(word(first)), text.index(word(last)) + len(word(last))
    return text, start, end


@st.composite
def edited(draw):
    text, start, end = draw(articles())
    marked = draw(edits(text))
    return text, start, end, "".join(one for one, _ in marked), [at for _, at in marked]


@st.composite
def odd_spans(draw):
    text = draw(ODD.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text))), draw(ODD)


@given(odd_spans())
@example(("- b", 2, 3, "-b"))
def test_a_place_always_has_the_words_that_its_state_says(case):
    old, start, end, new = case
    words = old[start:end]
    found = refind(old, start, end, new)

    assert (found.start is not None) == (found.state in PLACED)
    if found.state in (QuoteState.EXACT, QuoteState.MOVED):
        assert new[found.start : found.end] == words
    if found.state == QuoteState.NORMALIZED:
        shown = new[found.start : found.end]
        assert shown != words
        assert Folded(shown).text.strip() == Folded(words).text.strip() or (
            # Of a run of blanks or dashes that goes on outside.
            set(Folded(words).text) & set(" -")
        )
    if found.state == QuoteState.EXACT:
        assert found.start == start


@given(odd_spans())
def test_a_text_is_found_in_itself(case):
    old, start, end, _ = case

    found = refind(old, start, end, old)

    assert (found.state, found.start, found.end) == ("exact", start, end)


@given(odd_spans(), ODD, ODD)
def test_where_all_the_surroundings_stand_no_other_place_is_proposed(
    case, before, after
):
    old, start, end, _ = case
    quote = select(old, start, end)
    whole = quote.prefix + quote.exact + quote.suffix
    new = before + whole + after
    found = refind(old, start, end, new)

    sought = QuotePattern(quote.exact, quote.prefix, quote.suffix)
    places = [at for at in range(len(new)) if sought.matches_at(new, at)]
    # There are none where the words would now begin or end within a longer word.
    if found.state == QuoteState.EXACT:
        assert start in places
    elif places:
        one = len(places) == 1
        assert found.state == (QuoteState.MOVED if one else QuoteState.AMBIGUOUS)
        assert found.start == (places[0] if one else None)


def true_places(start, end, origins):
    """Where all of the quote stands unbroken, as it was or repeated."""
    run = list(range(start, end))
    return [
        at
        for at in range(len(origins) - len(run) + 1)
        if origins[at : at + len(run)] == run
    ]


@given(edited())
def test_a_place_that_is_found_is_the_true_one_or_a_copy_of_it(case):
    old, start, end, new, origins = case
    assume(occurs_once(old, old[start:end]))
    found = refind(old, start, end, new)

    true = true_places(start, end, origins)
    if found.state in (QuoteState.EXACT, QuoteState.MOVED):
        assert found.start in true
    if found.state == QuoteState.NORMALIZED:
        # A blank was doubled, of which the quote has one.
        assert (origins[found.start], origins[found.end - 1]) == (start, end - 1)


@given(edited())
def test_the_true_place_is_found_or_the_state_says_why_not(case):
    old, start, end, new, origins = case
    assume(occurs_once(old, old[start:end]))
    found = refind(old, start, end, new)

    true = true_places(start, end, origins)
    if len(true) == 1 and end - start >= 16:
        # Copies of its surroundings may stand by other words.
        copied = len(set(filter(None, origins))) < len(list(filter(None, origins)))
        assert found.start == true[0] or copied or cut(new, true[0], end - start)
    elif not true:
        assert found.state == QuoteState.ORPHANED
    elif found.state not in PLACED:
        assert found.state == QuoteState.AMBIGUOUS or copied_or_cut(
            new, true, end - start
        )


def cut(text, place, length):
    """Whether the words at a place run on into what was put beside them."""
    around = text[max(0, place - 1) : place] + text[place + length :][:1]
    return any(one.isalnum() for one in around)


def copied_or_cut(text, places, length):
    return any(cut(text, place, length) for place in places)


@given(articles(), st.data())
def test_a_look_alike_is_never_taken_for_the_quote(article, data):
    old, start, end = article
    words = old[start:end]
    assume(occurs_once(old, words))
    at = data.draw(st.sampled_from([at for at, one in enumerate(words) if one != " "]))
    alike = f"{words[:at]}x{words[at + 1 :]}"
    moved = data.draw(st.booleans())
    new = old[:start] + alike + old[end:] + (f". Also x{words}" if moved else "")

    assert refind(old, start, end, new).state == QuoteState.ORPHANED


@given(articles(), st.data())
def test_only_other_typography_is_normalized_at_the_true_place(article, data):
    old, start, end = article
    old = old[:start] + old[start:end].replace(" ", " - 'x' ", 1) + old[end:]
    end += len(" - 'x' ") - 1
    pieces = [data.draw(st.sampled_from(TYPOGRAPHY.get(one, [one]))) for one in old]
    new = "".join(pieces)
    found = refind(old, start, end, new)

    place = len("".join(pieces[:start])), len("".join(pieces[:end]))
    assert new[found.start : found.end].split() == new[slice(*place)].split()
    assert found.start == place[0]
    verbatim = old[start:end] == new[slice(*place)]
    assert (found.state == QuoteState.NORMALIZED) == (not verbatim)


@given(ODD)
def test_folding_twice_changes_nothing_more(text):
    folded = Folded(text).text

    assert Folded(folded).text == folded


@given(ODD)
def test_a_folded_character_knows_where_it_came_from(text):
    folded = Folded(text)
    origins = [folded.origin(at) for at in range(len(folded.text))]

    assert origins == sorted(set(origins))
    for at, origin in enumerate(origins):
        assert folded.first_from(origin) == at
        if folded.text[at] != " ":
            piece = text[origin : folded.end(at)]
            assert Folded(piece).text == folded.text[at]
