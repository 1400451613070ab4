"""All settings, from environment variables. `.env.example` lists them."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from tracker import __version__
from tracker.common.private_files import read_or_create

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

# Everything that the application writes: database, secret key, collected static files.
VAR_DIR = (BASE_DIR / env.str("VAR_DIR", default="var")).resolve()

DEBUG = env.bool("DEBUG", default=False)
# Not by `env`, which takes what begins with "$" for the name of another variable.
SECRET_KEY = os.environ.get("SECRET_KEY") or read_or_create(
    VAR_DIR / "secret_key", lambda: secrets.token_urlsafe(50)
)

# Addresses, HTTPS and proxies

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS

# Only behind a proxy that removes what the client sent under this name: anybody
# else could claim to have come by HTTPS.
if env.bool("TRUST_PROXY_HEADERS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# How many proxies append to X-Forwarded-For. With 0, the header is ignored.
NUM_PROXIES = env.int("NUM_PROXIES", default=0)

# The server that `manage.py serve` starts. One process is the default on both
# databases: SQLite has one writer anyway, and throttles are counted per process.

HOST = env.str("HOST", default="127.0.0.1")
PORT = env.str("PORT", default="8000")
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", default=1)
THREADS = env.int("THREADS", default=8)

# Application

ROOT_URLCONF = "tracker.urls"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    # Before the admin, so that its templates win.
    "tracker.apps.TrackerConfig",
    "tracker.accounts.apps.AccountsConfig",
    "tracker.apps.DeskConfig",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "corsheaders",
    "csp",
    "django_tasks",
    "django_tasks_db",
    # Before `claims`, which gives the groups of the desk their permissions.
    "claims.webhooks.apps.WebhooksConfig",
    "sources.apps.SourcesConfig",
    "claims.apps.ClaimsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tracker.rest.middleware.ApiErrors",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tracker.common.middleware.RefuseNul",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last: it replaces the answer to a login that was refused.
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["tracker.common.template_filters"],
        },
    },
]

# Database. No ATOMIC_REQUESTS: on SQLite every GET would take the write lock.

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

database_url = env.str("DATABASE_URL", default="")
if not database_url:
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "db.sqlite3",
    }
elif database_url.startswith(("sqlite://", "postgres://", "postgresql://")):
    database = env.db_url_config(database_url)
else:
    raise ImproperlyConfigured(
        "DATABASE_URL must begin with sqlite:/// or postgres://, "
        "or be left out for SQLite in VAR_DIR."
    )

if database["ENGINE"] == "django.db.backends.sqlite3":
    database["OPTIONS"] = {
        # Take the write lock at BEGIN, where `timeout` holds, not at the first write,
        # where a transaction that has read fails at once.
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    }
    # An open connection keeps the WAL files, without which a full disk stops reads.
    database["CONN_MAX_AGE"] = None
else:
    statement_timeout = env.int("DATABASE_STATEMENT_TIMEOUT", default=10_000)
    database["OPTIONS"] = {
        "connect_timeout": 5,
        "options": f"-c statement_timeout={statement_timeout} -c lock_timeout=5000",
        **database.get("OPTIONS", {}),
    }
    database["CONN_MAX_AGE"] = 60
    database["CONN_HEALTH_CHECKS"] = True

DATABASES = {"default": database}

# Throttle counters live here. Several processes need a cache that they share: without
# another one, files.
if WEB_CONCURRENCY > 1:
    cache_url = f"filecache://{VAR_DIR / 'cache'}"
else:
    cache_url = "locmemcache://"
CACHES = {"default": env.cache_url("CACHE_URL", default=cache_url)}
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 5000)

# Marked texts, until anything changes; each process keeps its own.
CACHES["pages"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 200},
}

# Pictures for shared links, of about 40 kB: their keys have all that is drawn.
CACHES["pictures"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pictures",
    "TIMEOUT": None,
    "OPTIONS": {"MAX_ENTRIES": 300},
}

# Whether a conclusion takes effect only when a second person approves it.

FOUR_EYES = env.bool("FOUR_EYES", default=False)

# What readers see beside the conclusions of the first account; empty: it is asked for.
ADMIN_PUBLIC_NAME = env.str("ADMIN_PUBLIC_NAME", default="")

# Where readers report errors: an e-mail address or a URL.
CONTACT = env.str("CONTACT", default="")

# Further font files for the pictures that shared links show, the first choice first.
SHARE_FONTS = env.list("SHARE_FONTS", default=[])

# Whether the desk fetches articles from their addresses, and from private ones too.

FETCH_ARTICLES = env.bool("FETCH_ARTICLES", default=True)
FETCH_ALLOW_PRIVATE = env.bool("FETCH_ALLOW_PRIVATE", default=False)

# Webhooks: how many threads of the server deliver them and fetch articles (0 where
# `manage.py deliver_webhooks` runs), and whether deliveries may go to http:// and
# private addresses.

WEBHOOK_THREADS = env.int("WEBHOOK_THREADS", default=2)
WEBHOOK_ALLOW_PRIVATE = env.bool("WEBHOOK_ALLOW_PRIVATE", default=False)

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["webhooks", "articles"],
    }
}

# The organization that reviews the claims, as the exchange formats name it. Empty: the
# host that a request names, and its home page.

PUBLISHER_NAME = env.str("PUBLISHER_NAME", default="")
PUBLISHER_URL = env.str("PUBLISHER_URL", default="")
if PUBLISHER_URL and not PUBLISHER_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("PUBLISHER_URL must begin with https:// or http://.")

# Users and login

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]

# Per name and address together: a stranger cannot lock out a user who logs in from
# elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "tracker.common.client_address.client_address"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "desk/locked_out.html"

# Language, time, static files

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["tracker.formats"]
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tracker.common.static_files.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG or not (STATIC_ROOT / "staticfiles.json").exists()
if DEBUG:
    # Found in the apps as they are, without collectstatic.
    STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )

# What browsers and clients may do

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Pages of which other sites may call the API from a browser. Nothing is sent along that
# the page does not have itself: tokens, but no cookies.
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_ALLOW_ALL_ORIGINS = CORS_ALLOWED_ORIGINS == ["*"]
if CORS_ALLOW_ALL_ORIGINS:
    CORS_ALLOWED_ORIGINS = []
CORS_URLS_REGEX = "^/api/"
CORS_ALLOW_HEADERS = [
    "accept",
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
]
CORS_EXPOSE_HEADERS = [
    "ETag",
    "Idempotent-Replayed",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
]

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["tracker.rest.parsers.Parser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "tracker.rest.authentication.TokenAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": ["tracker.rest.permissions.ReadOrHasPermission"],
    "DEFAULT_PAGINATION_CLASS": "tracker.rest.pagination.Pagination",
    "DEFAULT_FILTER_BACKENDS": ["tracker.rest.filters.FilterBackend"],
    "DEFAULT_METADATA_CLASS": "tracker.rest.metadata.Metadata",
    "DEFAULT_SCHEMA_CLASS": "tracker.rest.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": [
        "tracker.rest.throttling.AddressRate",
        "tracker.rest.throttling.TokenRate",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "address": env.str("API_RATE_ANONYMOUS", default="120/min"),
        "token": env.str("API_RATE_TOKEN", default="1200/min"),
    },
    "NUM_PROXIES": NUM_PROXIES,
    # Clients choose by the Accept header alone.
    "URL_FORMAT_OVERRIDE": None,
    "EXCEPTION_HANDLER": "tracker.rest.exception_handler.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

# What tells the API whether anything has changed since a client read it.
API_LATEST_CHANGE = "claims.reading.change_log.latest"

SPECTACULAR_SETTINGS = {
    "TITLE": "Claim Tracker",
    "DESCRIPTION": (
        "Claims, who made them, the evidence, and what was concluded.\n\n"
        "Anybody reads what is published; to write takes a token, sent as "
        "`Authorization: Bearer …`. Lists come in pages: follow `next`. Moments are "
        "in UTC. Errors are Problem Details (RFC 9457). A request that writes can be "
        "sent again without harm under an `Idempotency-Key`."
    ),
    "VERSION": __version__,
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "EvidenceStatusEnum": "claims.choices.EvidenceStatus",
        "KindEnum": "sources.choices.SourceKind",
        "RelationKindEnum": "claims.choices.RelationKind",
        "SeenKindEnum": "claims.choices.SeenKind",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "tracker.rest.schema.add_errors",
        "tracker.rest.schema.add_idempotency",
        "tracker.rest.schema.add_headers",
    ],
}

# Logging: to stderr, with tracebacks, never a request's body.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Without this, and with DEBUG off, Django sends tracebacks to mail only.
        "django": {"handlers": [], "propagate": True},
        # Report each task as INFO; what became of a delivery is in its log.
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        # Reports its housekeeping as INFO, failed logins and lockouts as WARNING.
        "axes": {"level": "WARNING"},
        # Warns of each HEAD: Django leaves it to the server to drop the body.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
