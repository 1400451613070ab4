import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.db.models import ProtectedError

from sources.models import Source, SourceAlias
from tests.database import execute, refused, without_triggers
from tests.factories import (
    DocumentFactory,
    EvidenceFactory,
    SourceAliasFactory,
    SourceFactory,
    SourceRatingFactory,
)

pytestmark = pytest.mark.django_db

TAKEN = "already known|sourcealias_distinct"
TWINS = [
    "Kassym Jomart Tokayev",
    "KASSYM-JOMART TOKAYEV",
    "Kassym\u2011Jomart Tokayev",
    "Ｋassym-Jomart Tokayev",
    "Kas\u200bsym-Jomart Tokayev",
]


@pytest.fixture
def tokayev():
    return SourceFactory(name="Kassym-Jomart Tokayev")


def test_a_source_is_found_under_every_spelling(tokayev):
    SourceAliasFactory(source=tokayev, name="Tokayev")

    for name in [*TWINS, "TOKAYEV"]:
        assert Source.objects.named(name).get() == tokayev


def test_the_name_is_among_the_spellings_but_not_among_the_other_names(tokayev):
    other = SourceAliasFactory(source=tokayev, name="Tokayev")

    assert set(tokayev.aliases.values_list("name", flat=True)) == {
        "Kassym-Jomart Tokayev",
        "Tokayev",
    }
    assert list(tokayev.other_names()) == [other]


@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize("model", [Source, SourceAlias])
def test_no_other_source_may_have_a_spelling_of_the_name(tokayev, model, twin):
    fields = {"kind": "person"} if model is Source else {"source": SourceFactory()}

    with pytest.raises(ValidationError, match="already known"):
        model(name=twin, **fields).full_clean()
    with refused(TAKEN):
        model(name=twin, **fields).save()


def test_no_source_may_be_named_as_another_is_also_spelled(tokayev):
    SourceAliasFactory(source=tokayev, name="The President")

    with pytest.raises(ValidationError, match="already known"):
        Source(name="the president", kind="person").full_clean()
    with refused(TAKEN):
        SourceFactory(name="the president")


def test_a_source_may_be_respelled(tokayev):
    tokayev.name = "Kassym Jomart Tokayev"
    tokayev.full_clean()
    tokayev.save()

    assert tokayev.aliases.count() == 1


def test_a_source_that_is_renamed_keeps_its_old_name_as_a_spelling(tokayev):
    tokayev.name = "K. Tokayev"
    tokayev.full_clean()
    tokayev.save(update_fields=["name"])

    tokayev.refresh_from_db()
    assert tokayev.folded == "k. tokayev"
    assert [alias.name for alias in tokayev.other_names()] == ["Kassym-Jomart Tokayev"]


def test_a_source_may_take_one_of_its_spellings_for_its_name(tokayev):
    SourceAliasFactory(source=tokayev, name="Tokayev")

    tokayev.name = "TOKAYEV"
    tokayev.save()

    assert [alias.name for alias in tokayev.other_names()] == ["Kassym-Jomart Tokayev"]


def test_a_source_may_not_take_the_name_of_another(tokayev):
    other = SourceFactory()

    other.name = "Kassym Jomart Tokayev"
    with pytest.raises(ValidationError, match="already known"):
        other.full_clean()
    with refused(TAKEN):
        other.save()


@pytest.mark.parametrize("name", ["-", "– —", "\ufdfa" * 200])
def test_a_name_that_folds_to_nothing_or_too_much_is_refused(name):
    with pytest.raises(ValidationError, match="cannot be compared"):
        Source(name=name, kind="person").full_clean()
    with pytest.raises(ValidationError, match="cannot be compared"):
        SourceAlias(name=name, source=SourceFactory()).full_clean()


def test_sources_added_in_bulk_are_not_known_under_no_name():
    with refused("source_folded"):
        Source.objects.bulk_create([Source(name="A", kind="person")])
    with refused("sourcealias_folded"):
        SourceAlias.objects.bulk_create([SourceAlias(name="A", source=SourceFactory())])


@pytest.mark.parametrize("name", ["", " ", "\u200b\u3164", "a\nb", "a\n", "a" * 201])
def test_a_name_is_one_visible_line(name):
    with pytest.raises(ValidationError):
        Source(name=name, kind="person").full_clean()


def test_a_description_has_a_limit():
    with pytest.raises(ValidationError, match="at most 2000"):
        Source(name="A", kind="person", description="a" * 2001).full_clean()


@pytest.mark.parametrize("wikidata_id", ["40464", "Q0", "q40464", "Q40464\n", "QQ1"])
def test_a_wikidata_id_has_its_form(wikidata_id):
    with pytest.raises(ValidationError, match="such as Q40464"):
        Source(name="A", kind="person", wikidata_id=wikidata_id).full_clean()


def test_a_source_does_not_speak_for_itself(tokayev):
    tokayev.affiliation = tokayev

    with pytest.raises(ValidationError, match="circle"):
        tokayev.full_clean()


def test_affiliations_do_not_run_in_a_circle(tokayev):
    spokesman = SourceFactory(affiliation=tokayev)
    tokayev.affiliation = SourceFactory(affiliation=spokesman)

    with pytest.raises(ValidationError, match="circle"):
        tokayev.full_clean()


def test_a_circle_is_seen_that_somebody_else_has_half_closed_meanwhile(tokayev):
    city, mayor = SourceFactory.create_batch(2)
    read_before = Source.objects.get(pk=city.pk)
    city.edit(affiliation=mayor)

    with pytest.raises(ValidationError, match="circle"):
        mayor.edit(affiliation=read_before)


def test_a_circle_that_the_database_holds_is_left_again(tokayev):
    spokesman = SourceFactory(affiliation=tokayev)
    with without_triggers():
        Source.objects.filter(pk=tokayev.pk).update(affiliation=spokesman)

    newcomer = SourceFactory(affiliation=Source.objects.get(pk=tokayev.pk))
    with pytest.raises(ValidationError, match="circle"):
        newcomer.full_clean()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"name": "\u200b"}, "source_name_visible"),
        ({"folded": ""}, "source_folded"),
        ({"kind": "blog"}, "source_kind_known"),
        ({"wikidata_id": "Q0"}, "source_wikidata_id_form"),
        ({"wikidata_id": "Q7747\n"}, "source_wikidata_id_form"),
        ({"wikidata_id": "Q7Q7"}, "source_wikidata_id_form"),
        ({"wikidata_id": "q7747"}, "source_wikidata_id_form"),
        ({"wikidata_id": "7747"}, "source_wikidata_id_form"),
        ({"wikidata_id": "Q"}, "source_wikidata_id_form"),
    ],
)
def test_the_database_refuses_a_source_that_breaks_a_rule(tokayev, change, constraint):
    with refused(constraint):
        Source.objects.filter(pk=tokayev.pk).update(**change)


def test_the_database_refuses_a_source_that_speaks_for_itself(tokayev):
    with refused("source_affiliation_other"):
        Source.objects.filter(pk=tokayev.pk).update(affiliation=tokayev)


def test_the_database_refuses_a_wikidata_id_twice(tokayev):
    SourceFactory(wikidata_id="Q7747")

    with refused("source_wikidata_id_unique|wikidata_id"):
        Source.objects.filter(pk=tokayev.pk).update(wikidata_id="Q7747")
    with pytest.raises(ValidationError, match="Another source has this Wikidata id"):
        Source(name="A", kind="person", wikidata_id="Q7747").full_clean()


def test_the_database_refuses_a_spelling_that_shows_nothing(tokayev):
    with refused("sourcealias_name_visible"):
        tokayev.aliases.update(name="\u2800")


def test_a_source_that_nothing_speaks_of_is_deleted_with_its_spellings(tokayev):
    SourceAliasFactory(source=tokayev)

    tokayev.delete()

    assert not SourceAlias.objects.exists()


@pytest.mark.parametrize(
    "user",
    [
        lambda source: DocumentFactory(publisher=source),
        lambda source: DocumentFactory(origin=source),
        lambda source: SourceFactory(affiliation=source),
        lambda source: EvidenceFactory(source=source),
        lambda source: SourceRatingFactory(source=source),
    ],
)
def test_a_source_that_something_speaks_of_is_not_deleted(tokayev, user):
    user(tokayev)

    with pytest.raises(ProtectedError):
        tokayev.delete()
    assert Source.objects.named("Kassym-Jomart Tokayev").exists()


@pytest.mark.postgresql
def test_a_name_may_take_long_to_change(tokayev):
    # As where the words of very many claims change with it.
    execute(
        "CREATE FUNCTION pg_temp.linger() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END'"
    )
    execute(
        "CREATE TRIGGER linger AFTER INSERT OR UPDATE OR DELETE ON sources_sourcealias "
        "FOR EACH ROW EXECUTE FUNCTION pg_temp.linger()"
    )
    named = (
        "INSERT INTO sources_sourcealias (source_id, name, folded) VALUES (%s, %s, %s)"
    )

    def hurry():
        execute("SET LOCAL statement_timeout = 50")

    hurry()
    with pytest.raises(OperationalError, match="timeout"), transaction.atomic():
        execute(named, tokayev.pk, "K. T.", "k. t.")
    tokayev.edit(name="Kassym-Jomart K. Tokayev")
    hurry()
    alias = tokayev.add_name("The president")
    hurry()
    alias.delete()

    assert not tokayev.aliases.filter(folded="the president").exists()
