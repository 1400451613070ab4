import stat
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker.common.private_files import read_or_create


def test_only_the_owner_may_read_the_file(tmp_path):
    path = tmp_path / "new" / "secret"

    assert read_or_create(path, lambda: "s3cret") == "s3cret"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_first_text_stays(tmp_path):
    path = tmp_path / "secret"
    read_or_create(path, lambda: "first")

    assert read_or_create(path, lambda: "second") == "first"


def test_all_who_start_at_once_agree(tmp_path):
    path = tmp_path / "secret"
    numbers = count()
    all_are_about_to_write = Barrier(8)

    def make():
        all_are_about_to_write.wait(timeout=10)
        return f"secret {next(numbers)}"

    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda _: read_or_create(path, make), range(8)))

    assert texts == {path.read_text().strip()}
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_is_refused_with_a_remedy(tmp_path):
    path = tmp_path / "secret"
    path.touch()

    with pytest.raises(ImproperlyConfigured, match="is empty. Delete it"):
        read_or_create(path, lambda: "s3cret")


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(ImproperlyConfigured, match="Set VAR_DIR to a directory"):
        read_or_create(tmp_path / "file" / "secret", lambda: "s3cret")
