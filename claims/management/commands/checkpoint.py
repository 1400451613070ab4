import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ... import ledger


class Command(BaseCommand):
    help = (
        "Write the newest digest of every claim to a file. Store it on another "
        "machine: `verify_ledger --against FILE` then finds chains that were cut off "
        "or rewritten after the checkpoint."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        made = ledger.checkpoint()
        try:
            _write(file, json.dumps(made, indent=1))
        except FileExistsError as error:
            raise CommandError(
                f"{file} already exists. Choose another file name."
            ) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        self.stdout.write(
            f"Wrote {file}: {made['count']} versions of {len(made['heads'])} claims, "
            f"root {made['root']}."
        )


def _write(file: Path, text: str) -> None:
    """Write *text* completely or not at all; never overwrite a checkpoint.

    Raises:
        OSError: the file cannot be written, for example because the disk is full.
    """
    with file.open("x") as out:
        try:
            out.write(f"{text}\n")
            out.flush()
            os.fsync(out.fileno())
        except OSError:
            file.unlink()
            raise
