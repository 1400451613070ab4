"""How a seed file is told what is wrong with it, and that nothing is loaded then."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from claims.exchange import seeds
from tests.database import nothing_changes

pytestmark = pytest.mark.django_db


def problems(path: Path) -> list[str]:
    """What is wrong with the file, which loads nothing, not even an account."""
    with nothing_changes(), pytest.raises(seeds.SeedError) as error:
        seeds.load(path)
    assert all(one.startswith(str(path)) for one in error.value.problems)
    return [one.removeprefix(str(path)) for one in error.value.problems]


def test_a_wrong_quote_is_told_with_its_line_and_the_nearest_words(seed):
    wrong = seed(("exact: at least 12 bridges are", "exact: at least 13 bridges are"))

    assert problems(wrong) == [
        ":22: The text does not contain the words “at least 13 bridges are closed”. "
        "The most similar passage is “at least 12 bridges are closed”.",
    ]
    assert not get_user_model().objects.filter(username="seeds").exists()


def test_everything_that_is_wrong_is_told_at_once(seed):
    wrong = seed(
        ("kind: person", "kind: alien"),
        ("claim_type: numerical", "claim_type: opinion"),
        ("text: The mayor said so.", "texts: The mayor said so."),
    )

    assert problems(wrong) == [
        ':11: kind: "alien" is not a valid choice.',
        ':19: claim_type: "opinion" is not a valid choice.',
        ":40: texts: This field is not known here.",
    ]


def test_each_part_of_a_claim_is_looked_at(seed):
    wrong = seed(
        ("quote: said that", "quote: says that"),
        ("exact: The mayor said", "exact: The mayor did say"),
        ("aliases: [Deutsche Presse-Agentur]", "affiliation: Nobody"),
    )

    assert [one.split(":")[1] for one in problems(wrong)] == ["9", "38", "43"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("title: Bridges", "titles: Bridges", "titles"),
        ("affiliation: The", "speaks_for: The", "speaks_for"),
        ("id: mayor-said", "ident: mayor-said", "ident"),
        ("mode: own_voice", "modus: own_voice", "modus"),
        ("mode: own_voice", "mode: own_voice\n        document: 1", "document"),
        ("mode: own_voice", "mode: own_voice\n        revision: 1", "revision"),
        ("sources: [DPA, The city]", "names: [DPA, The city]", "names"),
        ("counted: bridges", "number: bridges", "number"),
        ("stance: supports", "stands: supports", "stands"),
        ("directness: relayed", "document: 1", "document"),
    ],
)
def test_a_key_that_is_not_known_is_told_by_line_and_key(seed, old, new, key):
    path = seed((old, new))
    lines = path.read_text(encoding="utf-8").splitlines()

    (found,) = problems(path)

    _, line, told = found.split(":", 2)
    assert f"{key}:" in lines[int(line) - 1]
    assert told == f" {key}: This field is not known here."


TITLE, PUBLISHER = "title: Bridges are closed", "publisher: DPA"
ALIASES, AFFILIATION = "[Deutsche Presse-Agentur]", "affiliation: The city"
ID, TEXT, DUE = "id: mayor-said", "text: The mayor said so.", "due_on: 2022-01-22"
EXACT, HOP, LAST = "exact: The mayor said", "sources: [DPA, The city]", "source: dpa"
LOW, WORDING, QUOTE = "low: 12", "wording: at least 12", "quote: said that"

CONCLUDED = "    assessed:\n      reason: Why.\n      evidence: []\n      status:"
RELYING = CONCLUDED.replace("[]", "[2]")


@pytest.mark.parametrize(
    ("old", "new", "errors_at", "sentence"),
    [
        (TITLE, "titel: A", "titel", "titel: This field is not known here."),
        (TITLE, "title: ''", "title: ''", "title: This field may not be blank."),
        (TITLE, "title:", "title:\n", "title: This field is required."),
        ("file: article.txt", "file: a.txt", "file:", "No such file"),
        (
            PUBLISHER,
            "publisher: AP",
            "publisher:",
            "Source “AP” was not found. List it under “sources”.",
        ),
        (PUBLISHER, f"{PUBLISHER}\n  language: English", "language:", "BCP 47"),
        (
            PUBLISHER,
            f"{PUBLISHER}\n  published_on: now",
            "published_on:",
            "wrong format",
        ),
        ("- name: DPA", "- name: 4711", "4711", "name: Not a valid string."),
        (
            "- name: The city",
            "- name: dpa",
            "- name: dpa",
            "is already used in this file.",
        ),
        (ALIASES, "AFP", "aliases", "aliases: Expected a list of items"),
        (ALIASES, "[D-PA, dpa]", "- name: DPA", "already known"),
        (
            AFFILIATION,
            "affiliation: The state",
            "affiliation",
            "Source “The state” was not found.",
        ),
        (AFFILIATION, "affiliation: The mayor", "affiliation", "circle"),
        (ID, "ident: mayor-said", "ident:", "ident: This field is not known here."),
        (ID, "language: en", "language:", "id: This field is required."),
        (
            ID,
            "id: bridges-closed",
            "- id: bridges-closed\n    text: The",
            "is already used in this file.",
        ),
        (ID, "id: 7", "id: 7", "id: Not a valid string."),
        (TEXT, "text: ''", "text: ''", "text: This field may not be blank."),
        (TEXT, f"text: {'a' * 1001}", "aaa", "no more than 1000 characters"),
        (DUE, "due_on: soon", "due_on", "wrong format"),
        (DUE, "ends_on: 2022-01-22", "- id: bridges-closed", "ends on or after"),
        (EXACT, "exact: 12", "exact: 12", "exact: Not a valid string."),
        (EXACT, "exact: mayor\n        start: 6", "exact: mayor", "at position 6"),
        (EXACT, "exact: a", "exact: a\n", "occur in 6 places of the text"),
        ("mode: own_voice", "mode: gossip", "gossip", "is not a valid choice"),
        (HOP, "sources: DPA", "sources: DPA", "Expected a list of items"),
        (HOP, "sources: [DPA, dpa]", "attributions:\n          - sources", "step once"),
        (HOP, "wording: said", "- wording: said", "“sources”."),
        (HOP, "source: AP", "source: AP", "Source “AP” was not found."),
        (LAST, "sources: [dpa, The city]", "attributions", "the one source whose"),
        (f"- {LAST}", "- dpa", "attributions:\n          - source: The", "JSON object"),
        (LOW, "low: a dozen", "low", "valid number"),
        (LOW, "low: .inf", "low", "valid number"),
        (LOW, "high: 12", "comparator", "take one number"),
        ("comparator: at_least", "comparator: over", ": over", "not a valid choice"),
        (WORDING, "wording: 12", WORDING[:8] + " 12", "Not a valid string"),
        (WORDING, "wording: 13", "wording: 13", "Not a valid string"),
        (WORDING, "wording: dozens", "dozens", "do not contain “dozens”"),
        (QUOTE, "quote: says that", "quote", "most similar passage is “said that”"),
        (QUOTE, "note: ' '", "- stance", "repeat the work"),
        (QUOTE, f"{QUOTE}\n        credibility: 9", "credibility", "valid choice"),
        (QUOTE, f"{QUOTE}\n{CONCLUDED} opinion", "status:", "not a valid choice"),
        (QUOTE, f"{QUOTE}\n{CONCLUDED} unassessed", "status:", "nothing to reopen"),
        (QUOTE, f"{QUOTE}\n{CONCLUDED} refuted", "evidence: []", "needs evidence"),
        (QUOTE, f"{QUOTE}\n{RELYING} refuted", "evidence: [2]", "Evidence 2 was not"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(seed, old, new, errors_at, sentence):
    path = seed((old, new))
    text = path.read_text(encoding="utf-8")
    line = text.count("\n", 0, text.index(errors_at)) + 1

    found = problems(path)

    assert [one for one in found if one.startswith(f":{line}: ") and sentence in one]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "the file is empty or not a mapping."),
        ("- a list", 1, "the file is empty or not a mapping."),
        ("document: {", 1, "expected the node content"),
        ("document:\n\tfile: a", 2, "cannot start any token"),
        ("document: {}\nclaims: []\n", 2, "claims: Ensure this field has at least 1"),
        ("sources: []\n", 1, "document: This field is required."),
        ("sources: []\n", 1, "claims: This field is required."),
        ("document: {}\ndocument: {}\n", 2, "“document” is duplicated here."),
        ("claims:\n  - id: a\n    id: b\n", 3, "“id” is duplicated here."),
        ("1: a\n", 1, "a key must be text."),
        ("? [a]\n: b\n", 1, "a key must be text."),
        ("document: {}\nclaims: 7\n", 2, "claims: Expected a list of items"),
        (
            "document: article\nclaims: [a]\n",
            1,
            "document: The body is not a JSON",
        ),
        ("claims:\n  - due_on: 2022-02-30\n", 2, "day is out of range for month."),
        ("claims: &a [*a]\n", 1, "recursive"),
        ("&a\nclaims: *a\n", 1, "recursive"),
        ("&a\ndocument: {file: [*a]}\n", 1, "recursive"),
        ("claims: !!python/object:os.system {}\n", 1, "could not determine"),
        ("a: \0", 1, "special characters are not allowed"),
    ],
)
def test_a_file_that_is_no_seed_file_is_told_why(seed, text, line, sentence):
    path = seed()
    path.write_text(text, encoding="utf-8")

    told = [one for one in problems(path) if sentence in one]

    assert [one.split(": ")[0] for one in told] == [f":{line}"]


def test_a_file_that_is_not_there_or_not_utf_8_is_told_so(seed, tmp_path):
    path = seed()
    path.write_bytes(b"document: \xff")

    assert "not UTF-8" in problems(path)[0]
    assert "No such file" in problems(tmp_path / "missing.claims.yaml")[0]


def test_an_article_that_is_not_utf_8_is_told_so(seed, tmp_path):
    path = seed()
    (tmp_path / "article.txt").write_bytes(b"\xff")

    assert "article.txt is not UTF-8" in problems(path)[0]


def test_an_article_without_text_is_told_so(seed, tmp_path):
    path = seed()
    (tmp_path / "article.txt").write_bytes(b" \n")

    assert "cannot be blank" in problems(path)[0]


def test_the_command_tells_what_is_wrong_and_that_nothing_was_loaded(seed):
    path = seed(("exact: The mayor said", "exact: The mayor says"))

    with nothing_changes(), pytest.raises(CommandError) as error:
        call_command("seed", path)

    assert str(error.value).startswith(
        f"Nothing was loaded from bridges.claims.yaml:\n{path}:43: The text does not"
    )
