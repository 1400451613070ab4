"""Example bodies for the OpenAPI document."""

from tracker.rest.schema import example

SOURCE = example(
    "A news agency",
    {
        "name": "Agence France-Presse",
        "kind": "news_agency",
        "description": "An international news agency in Paris.",
        "wikidata_id": "Q40464",
        "other_names": ["AFP", "France-Presse"],
    },
)
EDIT_SOURCE = example("Whom it speaks for", {"affiliation": 1})
NAME = example("Another spelling", {"name": "AFP news"})
RATING = example(
    "A rating", {"reliability": "B", "reason": "It corrects what it gets wrong."}
)
DOCUMENT = example(
    "An article with its text",
    {
        "title": "Bridges closed in the north",
        "publisher": 1,
        "web_url": "https://example.org/2022/bridges",
        "language": "en",
        "published_on": "2022-01-13",
        "text": "The mayor said that at least 12 bridges were closed on Thursday.\n",
    },
)
EDIT_DOCUMENT = example("A reprint of a wire", {"origin": 2})
TEXT = example(
    "A text", {"text": "The mayor said that 13 bridges were closed on Thursday.\n"}
)
