"""The settings under test, with what would make tests slow, dependent or leave traces
replaced. Of the environment only DATABASE_URL counts."""

import os
import re
import tempfile
from pathlib import Path

for name in re.findall(
    r"^#(\w+)=", Path(__file__).parent.parent.joinpath(".env.example").read_text(), re.M
):
    if name != "DATABASE_URL":
        os.environ.pop(name, None)

_var = tempfile.TemporaryDirectory(prefix="claim-tracker-tests-")
os.environ["VAR_DIR"] = _var.name
os.environ["ENV_FILE"] = os.devnull

from tracker.settings import *  # noqa: E402, F403
from tracker.settings import (  # noqa: E402
    DATABASES,
    REST_FRAMEWORK,
    STORAGES,
    VAR_DIR,
)

# A connection that a live server kept would be in the way of dropping the database.
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Found in the apps, without collectstatic.
STORAGES = {
    **STORAGES,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
STATIC_ROOT = VAR_DIR

REST_FRAMEWORK = {
    **REST_FRAMEWORK,
    "DEFAULT_THROTTLE_RATES": {"address": None, "token": None},
}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file: connections to one in memory do not wait for each other's locks.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    # Lost with the machine at most.
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
