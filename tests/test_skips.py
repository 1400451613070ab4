import os
import subprocess
import sys

import pytest

FILE = """
import pytest

@pytest.mark.skip(reason="too lazy")
def test_skipped():
    pass

@pytest.mark.xfail(strict=True)
def test_known_to_fail():
    assert False
"""


@pytest.fixture
def run_pytest(tmp_path):
    def run_pytest(text, **environment):
        (tmp_path / "test_it.py").write_text(text)
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", tmp_path]
            + ["-p", "no:cacheprovider", "-p", "tests.conftest", tmp_path],
            env={
                "PATH": os.environ["PATH"],
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                **environment,
            },
            capture_output=True,
            text=True,
        )

    return run_pytest


def test_a_skipped_test_is_only_a_note_on_a_developers_machine(run_pytest):
    run = run_pytest(FILE)

    assert run.returncode == 0, run.stdout


def test_a_skipped_test_fails_under_ci_and_is_named(run_pytest):
    run = run_pytest(FILE, CI="true")

    assert run.returncode == 1
    assert "test_skipped may not be skipped under CI: Skipped: too lazy" in run.stdout
    assert "1 xfailed, 1 error" in run.stdout


def test_a_skipped_file_fails_under_ci_and_is_named(run_pytest):
    run = run_pytest("import pytest; pytest.importorskip('no_such_module')", CI="true")

    assert run.returncode != 0
    assert "test_it.py may not be skipped under CI" in run.stdout
