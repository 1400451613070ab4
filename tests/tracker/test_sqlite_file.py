"""That the file of SQLite is an ordinary one, which other programs read and write."""

import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest
from django.db import connection

from tests.factories import AppearanceFactory, AssessmentFactory, SourceAliasFactory

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def plain(tmp_path):
    """A connection without anything of Django's to a copy with some claims."""
    claim = AppearanceFactory(claim__text="A dam broke.").claim
    AssessmentFactory(claim=claim)
    SourceAliasFactory()
    path = tmp_path / "claims.sqlite3"
    path.write_bytes(connection.connection.serialize())
    with closing(sqlite3.connect(path)) as plain:
        yield plain


def tables(plain):
    rows = plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in rows if not name.startswith("sqlite_")]


def contents(plain):
    rows = {}
    for name in tables(plain):
        rows[name] = plain.execute(f"SELECT * FROM {name}").fetchall()
    return rows


def found(plain, word):
    matching = "SELECT rowid FROM claims_claimwords WHERE claims_claimwords MATCH ?"
    return plain.execute(matching, [word]).fetchall()


def is_guarded(plain):
    with pytest.raises(sqlite3.IntegrityError, match="An assessment is never changed"):
        plain.execute("UPDATE claims_assessment SET rationale = 'Other.'")
    with pytest.raises(sqlite3.IntegrityError, match="source_kind_known"):
        plain.execute("UPDATE sources_source SET kind = 'blog'")
    return True


def test_triggers_constraints_and_indexes_take_nothing_that_sqlite_lacks(plain):
    for table in tables(plain):
        if "claimwords" in table:
            continue
        columns = [row[1] for row in plain.execute(f"PRAGMA table_info({table})")]
        same = ", ".join(f'"{column}" = "{column}"' for column in columns)
        # To make a plan, SQLite looks up all functions.
        plain.execute(f"EXPLAIN UPDATE {table} SET {same}")
        plain.execute(f"EXPLAIN DELETE FROM {table}")
        plain.execute(f"EXPLAIN INSERT INTO {table} DEFAULT VALUES")


def test_whole_file_is_sound(plain):
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="sqlite3 is not installed")
def test_dump_makes_the_same_database(plain, tmp_path):
    path = tmp_path / "restored.sqlite3"
    dump = subprocess.run(
        ["sqlite3", tmp_path / "claims.sqlite3", ".dump"],
        capture_output=True,
        check=True,
    )
    subprocess.run(["sqlite3", "-bail", path], input=dump.stdout, check=True)

    with closing(sqlite3.connect(path)) as restored:
        assert contents(restored) == contents(plain)
        assert restored.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert found(restored, "dam") == found(plain, "dam") != []
        assert is_guarded(restored)


def test_vacuum_into_makes_the_same_database(plain, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    plain.execute("VACUUM INTO ?", [str(copy)])

    with closing(sqlite3.connect(copy)) as copied:
        assert contents(copied) == contents(plain)
        assert found(copied, "dam") == found(plain, "dam") != []
        assert is_guarded(copied)


def test_other_program_can_write_and_is_followed_by_the_change_log(plain):
    count = "SELECT COUNT(*) FROM claims_changelogentry"
    (before,) = plain.execute(count).fetchone()

    plain.execute("UPDATE sources_source SET description = 'Of the city.' WHERE id = 1")
    plain.execute(
        "UPDATE claims_claim SET version = version + 1, text = 'A bridge broke.'"
    )

    (after,) = plain.execute(count).fetchone()
    assert after >= before + 2
    versions = plain.execute("SELECT text FROM claims_claimversion ORDER BY id DESC")
    assert versions.fetchone() == ("A bridge broke.",)
    assert is_guarded(plain)
