"""Where the words of a search stand, shown with each claim."""

import pytest

from claims.models import AttributionStep
from tests.api.test_search import record
from tests.factories import (
    AppearanceFactory,
    RevisionFactory,
    SourceAliasFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    mayor = SourceFactory(name="Jean-Luc Müller")
    SourceAliasFactory(source=mayor, name="The Mayor")
    revision = RevisionFactory()
    claim = AppearanceFactory(
        claim__text="The dam broke, dams break.",
        claim__context="Dam & <b>water</b>.",
        revision=revision,
        steps=[
            AttributionStep((mayor,)),
            AttributionStep((revision.document.publisher,)),
        ],
    ).claim
    claim.publish(by=claim.created_by)
    return claim


@pytest.fixture
def snippet(get_claims, claim):
    """What of the claim is shown, with "[" and "]" around what matches."""

    def snippet(words):
        (found,) = get_claims(q=words, snippets="true")["results"]
        return [
            (
                one["place"],
                "".join(
                    f"[{part['text']}]" if part["match"] else part["text"]
                    for part in one["parts"]
                ),
            )
            for one in found["snippet"]
        ]

    return snippet


def test_they_show_where_the_words_stand_as_they_are_written(snippet):
    assert snippet("DAM muller bridges") == [
        ("text", "The [dam] broke, dams break."),
        ("quote", "at least 12 [bridges] were closed"),
        ("source", "Jean-Luc [Müller]"),
        ("context", "[Dam] & <b>water</b>."),
    ]


@pytest.mark.parametrize(
    ("words", "place", "shown"),
    [
        ("dam*", "text", "The [dam] broke, [dams] break."),
        ('"dam broke"', "text", "The [dam broke], dams break."),
        ('"dam broke" "broke dams"', "text", "The [dam broke, dams] break."),
        ("dam broke,dams", "text", "The [dam] [broke, dams] break."),
        ("jean-luc", "source", "[Jean-Luc] Müller"),
        ("mayor", "source", "The [Mayor]"),
    ],
)
def test_a_phrase_is_marked_as_a_whole(snippet, words, place, shown):
    assert (place, shown) in snippet(words)


def test_a_long_context_is_cut_at_words(get_claims):
    words = " ".join(f"word{number}" for number in range(200))
    record("A dam.", f"{words} flood {words}")

    (found,) = get_claims(q="flood", snippets="true")["results"]

    (shown,) = found["snippet"]
    assert [part["match"] for part in shown["parts"]] == [False, True, False]
    text = "".join(part["text"] for part in shown["parts"])
    assert text.startswith("word193 ")
    assert len(text) <= 240
    assert f" {text} " in f" {found['context']} "


def test_they_are_shown_on_request_only(get_claims, claim):
    assert "snippet" not in get_claims(q="dam")["results"][0]
    assert "snippet" not in get_claims(q="dam", snippets="false")["results"][0]


def test_they_are_shown_on_every_page(get_claims):
    for number in range(2):
        record(f"Dam {number} broke.")
    first = get_claims(q="broke", snippets="true", page_size=1)

    assert get_claims(first["next"])["results"][0]["snippet"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"snippets": "true"}, "q_required"),
        ({"q": "a", "snippets": "yes"}, "invalid"),
        ({"q": "a", "snippets": ""}, "blank"),
        (
            {"q": "a", "snippets": "true", "as_of": "2022-01-14T00:00:00Z"},
            "as_of_not_allowed",
        ),
    ],
)
def test_where_they_mean_nothing_they_are_refused(refuse_claims, query, code):
    assert refuse_claims(**query) == [("snippets", code)]
