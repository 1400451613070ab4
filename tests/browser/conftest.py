import os
import shutil
import threading

import pytest
from django.db import connections

# Once a browser has started, playwright's event loop runs in the thread of the tests.
# Django then takes what they ask of the database for asynchronous code: it would refuse
# it, and open another connection for it, past the transaction of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
connections._connections = threading.local()  # type: ignore[attr-defined]


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
