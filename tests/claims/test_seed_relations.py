"""Series and relations in seed files."""

import pytest

from claims.exchange import seeds
from claims.models import Claim, Relation, Series
from tests.claims.test_seed_refusals import problems
from tests.database import nothing_changes
from tests.factories import SeriesFactory

pytestmark = pytest.mark.django_db

SERIES = (
    "claims:\n",
    """\
series:
  - name: Bridges closed in January
    unit: bridges
    description: All of the city.
claims:
""",
)
OF_SERIES = (
    "wording: at least 12\n",
    "wording: at least 12\n      series: bridges closed in JANUARY\n",
)
# From the first claim to the second, which is listed after it.
NARROWS = (
    "    due_on: 2022-01-22\n",
    """\
    due_on: 2022-01-22
    relations:
      - kind: narrows
        to: mayor-said
        note: It tells what he said.
""",
)
DENIES = (
    "    claim_type: quote_verification\n",
    """\
    claim_type: quote_verification
    relations:
      - kind: denies
        to: bridges-closed
""",
)


def claim(name):
    return Claim.objects.get(external_id=f"bridges:{name}")


def test_a_quantity_is_put_into_a_series_by_any_spelling(seed):
    assert seeds.load(seed(SERIES, OF_SERIES)) == {"claims": 2, "sources": 3}

    series = Series.objects.get()
    assert claim("bridges-closed").quantity.series == series
    assert (series.name, series.unit, series.description) == (
        "Bridges closed in January",
        "bridges",
        "All of the city.",
    )


def test_a_series_that_is_known_is_left_as_it_is(seed):
    known = SeriesFactory(name="Bridges closed in january")

    seeds.load(seed(SERIES, OF_SERIES))

    known.refresh_from_db()
    assert (known.name, known.description) == ("Bridges closed in january", "")
    assert claim("bridges-closed").quantity.series == known


def test_claims_are_related_to_those_before_and_after_them(seed):
    seeds.load(seed(NARROWS, DENIES))

    one, other = claim("bridges-closed"), claim("mayor-said")
    narrows, denies = Relation.objects.order_by("id")
    assert (narrows.from_claim, narrows.kind, narrows.to_claim) == (
        one,
        "narrows",
        other,
    )
    assert narrows.note == "It tells what he said."
    assert (denies.from_claim, denies.kind, denies.to_claim) == (other, "denies", one)
    assert narrows.added_by.username == "seeds"


def test_loaded_twice_they_change_nothing(seed):
    path = seed(SERIES, OF_SERIES, NARROWS, DENIES)
    seeds.load(path)

    rows = [*Claim.objects.all(), *Relation.objects.all(), *Series.objects.all()]
    with nothing_changes(*rows):
        assert seeds.load(path) == {}


def test_a_relation_that_the_desk_has_withdrawn_does_not_come_back(seed):
    path = seed(NARROWS)
    seeds.load(path)
    relation = Relation.objects.get()
    relation.withdraw(reason="It does not.", by=relation.added_by)

    seeds.load(path)

    assert not Relation.objects.active().exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            [OF_SERIES],
            ":34: Series “bridges closed in JANUARY” was not found.",
        ),
        (
            [SERIES, OF_SERIES, ("unit: bridges\n    desc", "unit: roads\n    desc")],
            ":35: The series is counted in roads.",
        ),
        (
            [SERIES, ("    unit: bridges\n    desc", "    desc")],
            ":17: unit: This field is required.",
        ),
        (
            [SERIES, ("series:\n", "series: none\nx:\n")],
            ":17: x: This field is not known here.",
        ),
        (
            [NARROWS, ("kind: narrows", "kind: resembles")],
            ':22: kind: "resembles" is not a valid choice.',
        ),
        (
            [NARROWS, ("to: mayor-said", "to: mayor-shouted")],
            ":23: Claim “mayor-shouted” is not in this file.",
        ),
        (
            [NARROWS, ("to: mayor-said", "to: bridges-closed")],
            ":23: A claim is not related to itself.",
        ),
        (
            [NARROWS, DENIES, ("kind: denies", "kind: narrows")],
            ":47: The other claim leads back to this one by relations of this kind.",
        ),
        (
            [NARROWS, ("note: It", "because: It")],
            ":24: because: This field is not known here.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(seed, changes, told):
    text = seed(*changes[:1])
    content = text.read_text()
    for old, new in changes[1:]:
        assert content.count(old) == 1, old
        content = content.replace(old, new)
    text.write_text(content)

    assert told in problems(text)


def test_a_relation_to_a_claim_that_is_wrong_itself_tells_nothing_new(seed):
    wrong = seed(NARROWS, ("exact: The mayor said", "exact: The mayor says"))

    assert [one.split(":")[1] for one in problems(wrong)] == ["47"]
