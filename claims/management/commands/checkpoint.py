import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ... import ledger


class Command(BaseCommand):
    help = (
        "Write the newest digest of every claim to a file. Keep it elsewhere: with it, "
        "`verify_ledger --against FILE` finds what was cut off or made anew since."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        made = ledger.checkpoint()
        try:
            _write(file, json.dumps(made, indent=1))
        except FileExistsError as error:
            raise CommandError(
                f"{file} exists. Keep it, and name another file."
            ) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        self.stdout.write(
            f"{made['count']} versions of {len(made['heads'])} claims, root "
            f"{made['root']}: {file}"
        )


def _write(file: Path, text: str) -> None:
    """Write *text* whole or not at all, and never over an earlier checkpoint.

    Raises:
        OSError: it cannot be written, as on a full disk.
    """
    with file.open("x") as out:
        try:
            out.write(f"{text}\n")
            out.flush()
            os.fsync(out.fileno())
        except OSError:
            file.unlink()
            raise
