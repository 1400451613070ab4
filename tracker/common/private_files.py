import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_or_create(path: Path, make: Callable[[], str]) -> str:
    """Return the text of a file that only its owner may read.

    The first process writes it with what `make` returns. The file gets its name only
    when it is complete, so two processes that start at once agree.
    """
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _create(path, make())
        text = path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot read or write {path} ({error.strerror}). Set VAR_DIR to a "
            "directory that you may write to."
        ) from error
    if not text:
        raise ImproperlyConfigured(f"{path} is empty. Delete it and start again.")
    return text


def _create(path: Path, text: str) -> None:
    # mkstemp opens with O_EXCL and mode 0600. A link, unlike a rename, fails if the
    # name is taken, and then the other process' file is the one to read.
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "w") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            os.link(unfinished, path)
    finally:
        os.unlink(unfinished)
