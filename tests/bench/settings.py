"""The settings as they are served, but for what counts requests, in a VAR_DIR given."""

from tracker.settings import *  # noqa: F403
from tracker.settings import REST_FRAMEWORK, STATIC_ROOT, STORAGES

# The project's addresses and, beside them, the plain way to answer the same list.
ROOT_URLCONF = "tests.bench.urls"

# Nothing is collected into it, but it is looked for.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# A throttle keeps the moment of every request that it lets pass: with a limit that a
# benchmark never reaches, that list is what would be measured.
REST_FRAMEWORK = {
    **REST_FRAMEWORK,
    "DEFAULT_THROTTLE_RATES": {"address": None, "token": None},
}

# Pages name their style sheets, which nobody collects here.
STORAGES = {
    **STORAGES,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
