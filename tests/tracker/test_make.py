"""What `make run` loads, and what it says where it cannot start."""

import shutil
import subprocess
import sys

import pytest
from django.conf import settings


def make(*arguments: str, at=settings.BASE_DIR) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["make", *arguments], cwd=at, capture_output=True, text=True, timeout=60
    )


@pytest.fixture
def fresh(tmp_path):
    """A directory in which nothing has been installed."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(settings.BASE_DIR / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("target", ["run", "dev"])
@pytest.mark.parametrize(
    ("asked", "seed", "demo"),
    [
        ([], True, False),
        (["DEMO=1"], True, True),
        (["SEED=none"], False, False),
        (["SEED=none", "DEMO=1"], False, True),
    ],
)
def test_examples_are_those_asked_for(target, asked, seed, demo):
    commands = make("--dry-run", target, *asked).stdout

    assert ("manage.py seed" in commands) is seed
    assert ("manage.py demo load" in commands) is demo


def test_missing_python_is_named(fresh):
    done = make("run", "PYTHON=no-such-python", at=fresh)

    assert done.returncode
    assert done.stderr.startswith("no-such-python was not found. Install Python 3.11")


def test_old_python_is_refused(fresh):
    old = fresh / "old-python"
    old.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "import sys; '
        'sys.version_info = (3, 9)\n$2"\n'
    )
    old.chmod(0o755)

    done = make("run", f"PYTHON={old}", at=fresh)

    assert done.returncode
    assert done.stderr.startswith("Python 3.11 or newer is required.")
    assert not (fresh / ".venv").exists()
