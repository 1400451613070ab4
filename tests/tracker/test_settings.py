import os
import re
import runpy
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).parents[2]


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Run the settings module as if started in this environment."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))

    def load(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return SimpleNamespace(**runpy.run_path(str(ROOT / "tracker/settings.py")))

    return load


def test_the_secret_key_is_written_on_first_run_for_the_owner_only(load, tmp_path):
    first = load()

    path = tmp_path / "var" / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first.SECRET_KEY) >= 50
    assert load().SECRET_KEY == first.SECRET_KEY


def test_a_secret_key_from_the_environment_is_not_written(load, tmp_path):
    assert load(SECRET_KEY="$given").SECRET_KEY == "$given"
    assert not (tmp_path / "var" / "secret_key").exists()


def test_without_a_database_url_the_database_is_sqlite_in_var_dir(load, tmp_path):
    database = load().DATABASES["default"]

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == tmp_path / "var" / "db.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_postgres_url_is_used_with_its_own_options_and_time_limits(load):
    url = "postgres://writer:secret@db.example:5433/claims?sslmode=require"

    database = load(DATABASE_URL=url).DATABASES["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["HOST"] == "db.example"
    assert database["OPTIONS"]["sslmode"] == "require"
    assert "statement_timeout=10000" in database["OPTIONS"]["options"]


@pytest.mark.parametrize("url", ["mysql://localhost/claims", "claims.db"])
def test_another_database_is_refused_with_a_sentence(load, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must begin with"):
        load(DATABASE_URL=url)


def test_the_home_page_of_the_publisher_is_an_address(load):
    settings = load(PUBLISHER_URL="https://factdesk.example/")
    assert settings.PUBLISHER_URL == "https://factdesk.example/"

    with pytest.raises(ImproperlyConfigured, match="PUBLISHER_URL must begin with"):
        load(PUBLISHER_URL="factdesk.example")


def test_a_dot_env_file_is_read_but_the_environment_wins(load, monkeypatch, tmp_path):
    # Set once, so that what the file adds to the environment is taken back.
    monkeypatch.setenv("HOST", "")
    monkeypatch.delenv("HOST")
    file = tmp_path / "env"
    file.write_text("HOST=0.0.0.0\nPORT=8001\n")

    settings = load(ENV_FILE=str(file), PORT="8002")

    assert (settings.HOST, settings.PORT) == ("0.0.0.0", "8002")


def test_plain_http_works_until_https_is_switched_on(load):
    plain, secure = load(), load(HTTPS="true")

    assert not plain.DEBUG
    assert not plain.SECURE_SSL_REDIRECT
    assert not plain.SESSION_COOKIE_SECURE
    assert secure.SECURE_SSL_REDIRECT
    assert secure.SESSION_COOKIE_SECURE
    assert secure.SECURE_HSTS_SECONDS == 31_536_000


def test_the_header_of_a_proxy_is_believed_only_on_request(load):
    assert not hasattr(load(HTTPS="true"), "SECURE_PROXY_SSL_HEADER")
    assert load(TRUST_PROXY_HEADERS="true").SECURE_PROXY_SSL_HEADER == (
        "HTTP_X_FORWARDED_PROTO",
        "https",
    )


def test_a_deployment_with_https_passes_the_deployment_checks(tmp_path):
    command = [sys.executable, "manage.py", "check"]
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(tmp_path),
        "HTTPS": "true",
    }

    check = subprocess.run(
        [*command, "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert check.returncode == 0, check.stderr


def test_every_variable_is_in_the_example_file():
    read = re.findall(
        r'env\w*\.\w+\(\s*"(\w+)"', (ROOT / "tracker/settings.py").read_text()
    )
    listed = re.findall(r"^#(\w+)=", (ROOT / ".env.example").read_text(), re.M)

    assert set(read) - {"ENV_FILE"} == set(listed)
