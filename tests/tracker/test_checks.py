import sqlite3

import pytest

from tracker.common.checks import sqlite_shared_by_processes


@pytest.fixture
def old_sqlite(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))


@pytest.mark.sqlite
def test_several_processes_on_an_old_sqlite_are_warned_about(settings, old_sqlite):
    settings.WEB_CONCURRENCY = 2

    assert [warning.id for warning in sqlite_shared_by_processes()] == ["tracker.W001"]


def test_one_process_on_an_old_sqlite_is_fine(old_sqlite):
    assert sqlite_shared_by_processes() == []


def test_several_processes_on_a_new_sqlite_are_fine(settings, monkeypatch):
    settings.WEB_CONCURRENCY = 2
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))

    assert sqlite_shared_by_processes() == []


@pytest.mark.postgresql
def test_several_processes_on_postgresql_are_fine(settings, old_sqlite):
    settings.WEB_CONCURRENCY = 2

    assert sqlite_shared_by_processes() == []
