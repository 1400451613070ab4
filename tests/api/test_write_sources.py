import pytest

from sources.models import Source
from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import SourceAliasFactory, SourceFactory, SourceRatingFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/sources/"


def address(source, verb=""):
    return f"{ADDRESS}{source.pk}/" + (f"{verb}/" if verb else "")


@pytest.fixture
def source():
    return SourceFactory(name="The city", description="A town.")


@pytest.fixture
def given(source):
    return {
        "name": "Kassym-Jomart Tokayev",
        "kind": "person",
        "description": "President.",
        "affiliation": source.pk,
        "wikidata_id": "Q40464",
        "other_names": ["K. Tokayev", "Токаев"],
    }


def test_who_may_not_add_sources_records_none(anonymous, viewer, given):
    for client, refusal in [(anonymous, 401), (viewer, 403)]:
        with nothing_changes():
            assert client.post(ADDRESS, given).status_code == refusal


def test_a_source_is_recorded_with_its_other_names(reviewer, given, source):
    answer = reviewer.post(ADDRESS, given)

    made = Source.objects.named("kassym jomart tokayev").get()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"http://testserver{address(made)}"
    assert answer.json() == reviewer.get(address(made)).json()
    assert made.affiliation == source
    assert answer.json()["other_names"] == ["K. Tokayev", "Токаев"]


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"name": ""}, "name", "blank"),
        ({"name": "the  CITY", "description": "a TOWN."}, "name", "source_exists"),
        ({"name": "a\nb"}, "name", "invalid_text"),
        ({"kind": "robot"}, "kind", "invalid_choice"),
        ({"affiliation": 10**17}, "affiliation", "unknown_source"),
        ({"affiliation": "1"}, "affiliation", "invalid"),
        ({"wikidata_id": "40464"}, "wikidata_id", "invalid"),
        ({"description": None}, "description", "null"),
        (
            {"other_names": ["The City"], "description": "A town."},
            "other_names.0",
            "source_exists",
        ),
        ({"other_names": ["New", "\u200b"]}, "other_names.1", "blank"),
        ({"other_names": "New"}, "other_names", "not_a_list"),
        ({"rating": "A"}, "rating", "unknown_field"),
        ({"folded": "x"}, "folded", "unknown_field"),
    ],
)
def test_what_is_no_source_is_refused(reviewer, given, change, field, code):
    with nothing_changes():
        answer = reviewer.post(ADDRESS, given | change)

    assert (field, code) in errors(answer)
    assert {name for name, _ in errors(answer)} == {field}


def test_editing_takes_the_permission_to_change_sources(
    anonymous, viewer, reviewer, source, claim
):
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(source):
            assert client.patch(address(source), {"name": "X"}).status_code == refusal


def test_an_editor_edits_what_is_named(editor, source):
    answer = editor.patch(address(source), {"name": "The town", "wikidata_id": "Q1"})

    source.refresh_from_db()
    assert answer.status_code == 200
    assert answer.json() == editor.get(address(source)).json()
    assert (source.name, source.description) == ("The town", "A town.")
    assert answer.json()["other_names"] == ["The city"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "The mayor", "description": ""}, "name"),
        ({"affiliation": "itself"}, "affiliation"),
        ({"other_names": []}, "other_names"),
        ({"id": 7}, "id"),
    ],
)
def test_an_edit_that_means_nothing_is_refused(editor, source, mayor, change, field):
    if "affiliation" in change:
        mayor.affiliation = source
        mayor.save()
        change = {"affiliation": mayor.pk}

    with nothing_changes(source):
        answer = editor.patch(address(source), change)

    assert {name for name, _ in errors(answer)} == {field}


def test_a_source_takes_another_name(reviewer, source):
    answer = reviewer.post(address(source, "aliases"), {"name": "The municipality"})

    assert answer.status_code == 201
    assert answer.json()["other_names"] == ["The municipality"]
    assert Source.objects.named("THE MUNICIPALITY").get() == source


@pytest.mark.parametrize(
    "body", [{}, {"name": " "}, {"name": "taken"}, {"name": "x", "folded": "y"}]
)
def test_a_name_that_is_none_or_taken_is_refused(reviewer, source, body):
    SourceAliasFactory(name="Taken", source__description=source.description)

    with nothing_changes(source):
        answer = reviewer.post(address(source, "aliases"), body)

    assert {name for name, _ in errors(answer)} in ({"name"}, {"folded"})


def test_a_source_is_rated_for_a_reason(reviewer, ruth, source):
    SourceRatingFactory(source=source, reliability="B")

    answer = reviewer.post(
        address(source, "ratings"), {"reliability": "D", "reason": "It was wrong."}
    )

    assert answer.status_code == 201
    assert reviewer.get(address(source)).json()["rating"] == answer.json()
    assert source.ratings.count() == 2
    assert source.rating().rated_by == ruth


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reliability": "G"}, "reliability"),
        ({"reason": " "}, "reason"),
        ({"reason": None}, "reason"),
        ({"rated_at": "2022-01-01T00:00:00Z"}, "rated_at"),
    ],
)
def test_a_rating_that_says_nothing_is_refused(reviewer, source, change, field):
    body = {"reliability": "A", "reason": "So."} | change

    with nothing_changes(source):
        answer = reviewer.post(address(source, "ratings"), body)

    assert {name for name, _ in errors(answer)} == {field}


@pytest.mark.parametrize("verb", ["aliases", "ratings"])
def test_names_and_ratings_take_their_permission(anonymous, viewer, source, verb):
    for client, refusal in [(anonymous, 401), (viewer, 403)]:
        with nothing_changes(source):
            assert client.post(address(source, verb), {}).status_code == refusal


@pytest.mark.parametrize(
    ("method", "verb"), [("patch", ""), ("post", "aliases/"), ("post", "ratings/")]
)
def test_a_source_that_does_not_exist_is_404(editor, method, verb):
    answer = getattr(editor, method)(f"{ADDRESS}999999/{verb}", {})

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Source 999999 was not found."
