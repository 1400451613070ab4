import os
import shutil
import threading

import pytest
from django.conf import settings
from django.db import connections

from claims.exchange import seeds
from tests import snapshots
from tests.browser.server import running
from tracker import settings as production

# Once a browser has started, playwright's event loop runs in the thread of the tests.
# Django then takes what they ask of the database for asynchronous code: it would refuse
# it, and open another connection for it, past the transaction of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
connections._connections = threading.local()  # type: ignore[attr-defined]

REPORT = """addEventListener("securitypolicyviolation", (event) =>
    console.error(`${event.violatedDirective} forbids ${event.blockedURI}`))"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Take the browser of the system: playwright's own would be a download."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("neither chromium nor google-chrome is installed")
    return {
        **browser_type_launch_args,
        "executable_path": executable,
        # Chromium refuses to start as root with it, as in most containers.
        "args": ["--no-sandbox"],
    }


@pytest.fixture(scope="session")
def started_server(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        running(tmp_path_factory.mktemp("server")) as server,
    ):
        yield server


@pytest.fixture
def server(transactional_db, started_server, settings):
    """The production server on the database of the test; it has a ``url``."""
    settings.PASSWORD_HASHERS = production.PASSWORD_HASHERS
    started_server.forget()
    return started_server


@pytest.fixture(scope="session")
def snapshot_of_seeds(django_db_setup, django_db_blocker):
    """What the database holds once the seeds are loaded, which takes seconds."""
    with django_db_blocker.unblock():
        for path in seeds.files(settings.BASE_DIR / "seeds"):
            seeds.load(path)
        loaded = snapshots.take()
        django_db_setup.restore()
    return loaded


@pytest.fixture
def loaded_seeds(transactional_db, snapshot_of_seeds):
    """The database holds the seeds."""
    snapshot_of_seeds.restore()


@pytest.fixture
def complaints() -> list[str]:
    """What browsers of the test complained of; none may be left in the end."""
    return []


@pytest.fixture
def context(context, server, complaints):
    """A browser that tells of errors, of the CSP, and of requests to elsewhere."""
    watch(context, server.url, complaints)
    yield context
    assert complaints == []


def watch(context, home: str, complaints: list[str]) -> None:
    def sent(request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            complaints.append(f"request to {request.url}")

    def said(message) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.text} ({message.location.get('url')})")

    context.add_init_script(REPORT)
    context.on("request", sent)
    context.on("console", said)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
