"""Two sources of one name, which differ by their descriptions."""

import pytest
from django.core.exceptions import ValidationError

from sources.models import Source, SourceAlias
from sources.models.namesakes import (
    NameShared,
    SourceExists,
    distinction_of,
    spelled_with_description,
    tell_apart,
)
from tests.database import execute, refused
from tests.factories import SourceAliasFactory, SourceFactory
from tracker.common.stored_values import wrong_values

pytestmark = pytest.mark.django_db
TAKEN = "sourcealias_distinct|sourcealias.folded|already known"


@pytest.fixture
def teacher():
    return SourceFactory(name="Ann Lee", description="A teacher of Bern (since 2020)")


@pytest.fixture
def actor():
    return SourceFactory(name="Ann  LEE", description="An actor")


def test_two_of_one_name_are_kept(teacher, actor):
    assert set(Source.objects.named("ann lee")) == {teacher, actor}
    assert not list(wrong_values(lambda count: None))


@pytest.mark.parametrize("description", ["An actor", "an  ACTOR", "An\nactor"])
def test_two_of_one_name_and_description_are_refused(actor, description):
    with pytest.raises(ValidationError) as error:
        Source.record(name="Ann-Lee", kind="person", description=description)

    [found] = error.value.error_dict["name"]
    assert isinstance(found, SourceExists)
    assert found.code == "source_exists"
    assert found.details == {
        "candidates": [{"id": actor.pk, "name": "Ann  LEE", "description": "An actor"}]
    }
    with refused(TAKEN):
        SourceFactory(name="Ann Lee", description=description)


def test_name_alone_is_asked_which(teacher, actor):
    with pytest.raises(NameShared, match=f"id {teacher.pk}.*id {actor.pk}") as error:
        Source.objects.one_named("Ann Lee")

    assert error.value.code == "ambiguous_source"
    assert [one["id"] for one in error.value.details["candidates"]] == [
        teacher.pk,
        actor.pk,
    ]


def test_name_with_description_is_definite(teacher, actor):
    assert Source.objects.one_named("ann lee (an ACTOR)") == actor
    assert Source.objects.one_named(f"Ann Lee ({teacher.description})") == teacher
    assert Source.objects.one_named("Ann Lee (a dancer)") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee", []),
        ("Ann Lee (an actor", []),
        ("(an actor)", []),
        ("Ann Lee ()", []),
        ("Ann (B.) (x)", ["ann", "ann (b.)"]),
        (" A(x) ", ["a"]),
        ("A " + "(x) " * 100, ["a"] + ["a" + " (x)" * n for n in range(1, 5)]),
    ],
)
def test_descriptions_in_a_name(text, names):
    assert [name for name, _ in spelled_with_description(text)] == names


def test_edited_description_counts_for_all_names(teacher, actor):
    SourceAliasFactory(source=teacher, name="A. Lee")
    SourceAliasFactory(source=actor, name="A. Lee")

    for change in ("An actor", "an actor"):
        with pytest.raises(ValidationError) as error:
            teacher.edit(description=change)
        assert list(error.value.message_dict) == ["name"]
    teacher.edit(description="A dancer", name="Anna Li")
    with pytest.raises(ValidationError) as error:
        teacher.edit(description="An actor")
    assert list(error.value.message_dict) == ["description"]
    assert Source.objects.one_named("A. Lee (a dancer)") == teacher


def test_spelling_of_another_source_of_the_same_description_is_refused(actor):
    for description, is_refused in [("An actor", True), ("A dancer", False)]:
        other = SourceFactory(name=f"Bo {description}", description=description)
        if is_refused:
            with pytest.raises(ValidationError, match="already known"):
                other.add_name("ann lee")
        else:
            other.add_name("ann lee")


def test_source_has_one_spelling_once(actor):
    with pytest.raises(ValidationError, match="already known"):
        actor.add_name("ann lee")


def test_database_keeps_the_distinction_of_names(teacher, actor):
    rows = SourceAlias.objects.filter(source=teacher)

    with refused("distinction of its source"):
        rows.update(distinction=distinction_of("other"))
    with refused("distinction of its source"):
        SourceAlias.objects.bulk_create(
            [SourceAlias(source=teacher, name="X", folded="x", distinction="y")]
        )
    with refused(TAKEN):
        execute(
            "UPDATE sources_source SET distinction = %s WHERE id = %s",
            actor.distinction,
            teacher.pk,
        )
    execute("UPDATE sources_source SET distinction = 'z' WHERE id = %s", teacher.pk)
    assert rows.get().distinction == "z"


def test_sources_shown_together_are_labeled(teacher, actor):
    other = SourceFactory(name="Bo", description="A cook")
    tell_apart([teacher, other])
    assert [str(teacher), str(other)] == ["Ann Lee", "Bo"]

    tell_apart([teacher, actor, other, Source.objects.get(pk=actor.pk)])

    assert [str(one) for one in (teacher, actor, other)] == [
        "Ann Lee (A teacher of Bern (since 2020))",
        "Ann  LEE (An actor)",
        "Bo",
    ]
    teacher.description = "word " * 40
    assert len(str(teacher)) == len("Ann Lee (") + 80 + len(")")
    assert [str(one) for one in Source.objects.order_by("pk").labeled()][1:] == [
        "Ann  LEE (An actor)",
        "Bo",
    ]
