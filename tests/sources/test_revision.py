import hashlib
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from sources.models import Revision
from tests.database import execute, nothing_changes, refused, truncate
from tests.factories import TEXT, DocumentFactory, RevisionFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
STAYS = "never changed or removed"


@pytest.fixture
def document():
    return DocumentFactory()


@pytest.fixture
def user():
    return UserFactory()


def test_a_captured_text_is_kept_verbatim_with_its_digest(document, user):
    text = "\ufeff “Ça va”\r\n\t🌉 e\u0301 \n\n"

    revision = document.capture(text, by=user, at=NOON)

    revision.refresh_from_db()
    assert revision.text == text
    assert revision.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (revision.document, revision.number) == (document, 1)
    assert (revision.captured_by, revision.captured_at) == (user, NOON)


def test_the_same_text_is_the_same_revision(document, user):
    first = document.capture("One.", by=user)

    assert document.capture("One.", by=UserFactory()) == first
    assert document.revisions.count() == 1


@pytest.mark.parametrize("other", ["One", "One. ", "One.\n", "ONE.", "One\u200b."])
def test_any_other_text_is_a_revision_of_its_own(document, user, other):
    document.capture("One.", by=user)

    assert document.capture(other, by=user).number == 2


def test_a_text_that_comes_back_is_the_revision_it_was(document, user):
    first = document.capture("One.", by=user)
    second = document.capture("Two.", by=user)

    assert document.capture("One.", by=user) == first
    assert document.latest_revision() == second


def test_documents_number_their_revisions_each_for_itself(document, user):
    document.capture("One.", by=user)

    assert RevisionFactory(text="One.").number == 1


def test_a_document_without_text_has_no_latest_revision(document):
    assert document.latest_revision() is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "blank"),
        ("\u200b \n", "blank"),
        ("a\0b", "NUL"),
        ("a\ud83cb", "surrogate"),
        ("a" * 1_000_001, "at most 1000000"),
    ],
)
def test_a_text_is_refused(document, user, text, message):
    with nothing_changes(document), pytest.raises(ValidationError) as error:
        document.capture(text, by=user)

    assert list(error.value.message_dict) == ["text"]
    assert message in str(error.value)


def test_a_text_may_have_a_million_characters(document, user):
    assert len(document.capture("🌉" * 1_000_000, by=user).text) == 1_000_000


def test_a_moment_without_time_zone_is_refused(document, user):
    with nothing_changes(document), pytest.raises(ValidationError, match="time zone"):
        document.capture("One.", by=user, at=datetime(2022, 1, 13))


def test_a_revision_locates_words_in_its_text():
    assert RevisionFactory().locate("bridges").start == TEXT.index("bridges")


def test_the_database_refuses_to_change_a_revision():
    revision = RevisionFactory()
    revision.text = "Other."

    with refused(STAYS):
        revision.save()
    with refused(STAYS):
        Revision.objects.update(captured_at=NOON)
    with refused(STAYS):
        Revision.objects.bulk_update([revision], ["text"])
    with refused(STAYS):
        execute("UPDATE sources_revision SET number = number")


def test_the_database_refuses_to_remove_a_revision():
    revision = RevisionFactory()

    with refused(STAYS):
        revision.delete()
    with refused(STAYS):
        Revision.objects.all().delete()
    with refused(STAYS):
        execute("DELETE FROM sources_revision")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_database_refuses_a_gap_or_a_number_twice(number):
    revision = RevisionFactory()

    with refused("numbered one after the other|never changed|revision_number_unique"):
        add(revision.document, number=number)


def test_the_database_refuses_the_same_text_twice():
    revision = RevisionFactory(text="One.")

    with refused("revision_text_unique|never changed"):
        add(revision.document, number=2, text="One.")


@pytest.mark.parametrize(
    "sha256", ["0" * 63, "", hashlib.sha256(b"Two.").hexdigest().upper()]
)
def test_the_database_refuses_a_digest_that_has_not_the_form_of_one(document, sha256):
    with refused("revision_sha256_form"):
        add(document, text="Two.", sha256=sha256)


def test_the_database_refuses_a_text_that_shows_nothing(document):
    with refused("revision_text_visible"):
        add(document, text="\u200b\u3164")


@pytest.mark.sqlite
@pytest.mark.parametrize("columns", ["*", "NULL, number, text, sha256, captured_at"])
def test_sqlite_refuses_to_replace_a_revision(columns):
    RevisionFactory()
    columns = columns.replace("captured_at", "captured_at, captured_by_id, document_id")

    with refused(STAYS):
        execute(
            f"INSERT OR REPLACE INTO sources_revision "
            f"SELECT {columns} FROM sources_revision"
        )


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "table", ["sources_revision", "sources_document", "sources_source"]
)
def test_postgresql_refuses_to_truncate_revisions(table):
    RevisionFactory()

    # Which of the tables is looked at first is up to PostgreSQL.
    with refused(f"{STAYS}|never changes|names of sources stay"):
        truncate(table)


@pytest.mark.parametrize("ignore", [True, False])
def test_an_upsert_does_not_go_round_the_database(ignore):
    revision = RevisionFactory(text="One.")
    copy = Revision(**facts(revision.document, id=revision.pk, text="One."))
    upsert = {"unique_fields": ["id"], "update_fields": ["text"]}

    with refused("never changed|numbered"):
        Revision.objects.bulk_create(
            [copy],
            ignore_conflicts=ignore,
            update_conflicts=not ignore,
            **({} if ignore else upsert),
        )


def add(document, **changes):
    Revision.objects.bulk_create([Revision(**facts(document, **changes))])


def facts(document, **changes):
    text = changes.get("text", "Two.")
    return {
        "document": document,
        "number": 1,
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "captured_by": UserFactory(),
    } | changes
