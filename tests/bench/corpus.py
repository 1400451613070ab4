"""What the claims of a benchmark say, and the documents in which they stand."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

WHO = [
    *("The ministry", "The city", "The mayor", "The police", "A spokesman", "The army"),
    *("The railway", "The union", "The hospital", "A witness", "The court", "The bank"),
    *("The governor", "The agency", "The airline", "The university", "The operator"),
]
DID = [
    *("closed", "arrested", "counted", "opened", "lost", "promised", "evacuated"),
    *("repaired", "banned", "bought", "sold", "searched", "released", "replaced"),
    *("inspected", "flooded", "rebuilt", "dismissed", "vaccinated", "registered"),
]
WHAT = [
    *("people", "bridges", "schools", "soldiers", "houses", "trains", "ballots"),
    *("patients", "vehicles", "factories", "workers", "students", "flights", "farms"),
    *("prisoners", "roads", "shops", "wells", "protesters", "containers", "hectares"),
]
WHERE = [
    *("near the river", "at the border", "in the old town", "behind the station"),
    *("in the northern district", "at the airport", "outside the parliament"),
    *("in the harbor", "along the coast", "in the valley", "on the main square"),
]
WHEN = ["on Monday", "on Thursday", "last week", "in January", "overnight", "in 2021"]
SYLLABLES = [
    first + second
    for first in ("k", "l", "m", "n", "r", "s", "t", "v", "d", "b", "g", "z")
    for second in ("a", "e", "i", "o", "u")
]


def name(number: int) -> str:
    """A made-up name for each number, such as Kalovi."""
    syllables = ""
    for _ in range(3):
        number, rest = divmod(number, len(SYLLABLES))
        syllables += SYLLABLES[rest]
    return syllables.capitalize()


@dataclass(frozen=True)
class Article:
    """A text, and where each of the sentences in it starts."""

    number: int
    title: str
    text: str
    published_on: date
    starts: dict[str, int]


def sentence(random: Random, article: int) -> str:
    """A claim about a street that only the claims of this article are about."""
    return (
        f"{random.choice(WHO)} {random.choice(DID)} {random.randint(2, 20_000):,} "
        f"{random.choice(WHAT)} {random.choice(WHERE)}, by {name(article)} Street, "
        f"{random.choice(WHEN)}"
    )


def article(number: int, sentences: list[str]) -> Article:
    title = f"What happened by {name(number)} Street ({number})"
    text, starts = title + "\n\n", {}
    for words in sentences:
        starts[words] = len(text)
        text += f"{words}, several people said, as was reported before.\n"
    published_on = date(2022, 1, 1) + timedelta(days=number % 1000)
    return Article(number, title, text, published_on, starts)
