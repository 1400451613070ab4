"""What stops `make run` before anything is written, each in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

OLD_PYTHON = """#!/bin/sh
exec "{python}" -c "import sys; sys.version_info = (3, 9); exec(sys.argv[2])" "$@"
"""


@pytest.fixture
def check(tmp_path):
    """Answers what the first step of `make run` says with these settings."""

    def run(**settings):
        return subprocess.run(
            [sys.executable, "manage.py", "serve", "--check-port"],
            env={
                "PATH": os.environ["PATH"],
                "ENV_FILE": os.devnull,
                "VAR_DIR": str(tmp_path),
                **settings,
            },
            capture_output=True,
            text=True,
        )

    return run


def test_database_that_cannot_be_written_is_named(check, tmp_path):
    (tmp_path / "db.sqlite3").mkdir()

    answer = check()

    assert answer.returncode == 1
    assert answer.stderr == (
        f"CommandError: Cannot open the database {tmp_path}/db.sqlite3 (unable to open "
        "database file). Set VAR_DIR to a directory that you may write to.\n"
    )


def test_server_of_the_database_that_does_not_run_is_named(check):
    answer = check(DATABASE_URL="postgres://nobody@127.0.0.1:1/claims")

    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "Cannot open the database claims (" in answer.stderr
    assert "Start its server, or correct DATABASE_URL." in answer.stderr


def test_directory_that_cannot_be_written_is_named(check, tmp_path):
    (tmp_path / "file").touch()

    answer = check(VAR_DIR=str(tmp_path / "file"))

    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith(f"Cannot read or write {tmp_path}/file/secret_key ")
    assert answer.stderr.endswith("Set VAR_DIR to a directory that you may write to.\n")


def test_old_python_is_refused_with_the_way_to_name_another(tmp_path):
    (tmp_path / "Makefile").write_text(Path("Makefile").read_text())
    (tmp_path / "requirements.txt").touch()
    python = tmp_path / "old-python"
    python.write_text(OLD_PYTHON.format(python=sys.executable))
    python.chmod(0o700)

    answer = subprocess.run(
        ["make", f"PYTHON={python}", "run"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 2
    assert answer.stderr.startswith(
        "Python 3.11 or newer is required. To name one: make run PYTHON=python3.12\n"
    )
