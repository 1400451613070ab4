import gc
import os

import hypothesis
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase

from tests import snapshots

# One database is enough for these: the stricter one, and the one that starts faster.
# They run on the other where they are named.
ELSEWHERE = {"sqlite": ["api/test_contract.py"], "postgresql": ["browser"]}
collect_ignore = ELSEWHERE[connection.vendor]


def pytest_configure(config):
    for vendor in ELSEWHERE:
        config.addinivalue_line("markers", f"{vendor}: runs on this database only")
    # No deadline: a busy machine is no failure.
    hypothesis.settings.register_profile("tests", deadline=None, database=None)
    hypothesis.settings.load_profile("tests")


def pytest_collection_modifyitems(config, items):
    """Leave out, rather than skip, what runs on the other database."""
    unfit = [item for item in items if not runs_here(item)]
    if unfit:
        config.hook.pytest_deselected(items=unfit)
        items[:] = [item for item in items if runs_here(item)]


def pytest_collection_finish():
    """Let the garbage collector pass over modules and tests: a tenth of the time."""
    gc.freeze()
    gc.set_threshold(10_000)


def pytest_sessionfinish(session, exitstatus):
    """Of some tests, all may run on SQLite only."""
    nothing = exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED
    if nothing and connection.vendor == "postgresql":
        session.exitstatus = pytest.ExitCode.OK


def runs_here(item: pytest.Item) -> bool:
    """Whether the database counts; a test that uses none runs once, on SQLite."""
    if vendors := {mark.name for mark in item.iter_markers()} & ELSEWHERE.keys():
        return connection.vendor in vendors
    uses_database = (
        item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames
    )
    return bool(uses_database) or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a test that commits, put back what the migrations left.

    Django would flush, which the triggers refuse, and then migrate.
    """
    with django_db_blocker.unblock():
        migrated = snapshots.take()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda self: migrated.restore()
        )
        yield migrated


@pytest.fixture(autouse=True)
def nothing_kept():
    """Ids come again when a test is rolled back: what was kept is of other rows."""
    for cache in caches.all():
        cache.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return fail_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return fail_if_skipped((yield))


def fail_if_skipped(report):
    """Under CI, nothing may pass for tested that was skipped."""
    expected_to_fail = hasattr(report, "wasxfail")
    if os.environ.get("CI") and report.skipped and not expected_to_fail:
        reason = report.longrepr[2]
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} may not be skipped under CI: {reason}"
    return report
