"""That commands of Django which would lose the ledger name what to use instead."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

COPY = {"sqlite": "VACUUM INTO", "postgresql": "pg_dump --format=custom"}


@pytest.mark.parametrize("command", ["dumpdata", "loaddata"])
def test_command_is_refused_with_the_one_to_use(command):
    with pytest.raises(CommandError) as error:
        call_command(command)

    assert str(error.value).startswith(f"{command} cannot keep the ledger")
    assert COPY[connection.vendor] in str(error.value)


@pytest.mark.parametrize("arguments", [["dumpdata", "claims"], ["loaddata", "a.json"]])
def test_command_with_arguments_of_its_own_is_refused_alike(arguments, tmp_path):
    answer = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": tmp_path},
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "VACUUM INTO" in answer.stderr
