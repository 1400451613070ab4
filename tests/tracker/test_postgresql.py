"""A connection to PostgreSQL that is kept between requests, and its end."""

import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def kept():
    """Another connection, as it is when the next request begins."""
    kept = connection.copy()
    kept.settings_dict |= {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}
    kept.connect()
    kept.close_if_unusable_or_obsolete()
    yield kept
    kept.close()


def pid(kept) -> int:
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def terminate(pid: int) -> None:
    with connection.cursor() as cursor:
        # Up to five seconds, until it is gone.
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        assert cursor.fetchone() == (True,)


@pytest.fixture
def sent(kept, tmp_path):
    """What goes to and from the server while the connection is checked."""

    def sent() -> str:
        log = tmp_path / "trace"
        with log.open("w") as file:
            kept.connection.pgconn.trace(file.fileno())
            assert kept.is_usable()
            kept.connection.pgconn.untrace()
        return log.read_text()

    return sent


def test_one_that_works_is_not_asked(sent):
    assert sent() == ""


def test_one_on_which_something_failed_is_asked(kept, sent):
    kept.errors_occurred = True

    assert "SELECT 1" in sent()


def test_one_that_the_server_has_ended_is_replaced_before_it_is_used(kept):
    ended = pid(kept)
    kept.close_if_unusable_or_obsolete()
    terminate(ended)

    assert not kept.is_usable()
    assert pid(kept) != ended


def test_one_that_is_closed_is_not_usable(kept):
    kept.connection.close()
    assert not kept.is_usable()

    kept.close()
    assert not kept.is_usable()
