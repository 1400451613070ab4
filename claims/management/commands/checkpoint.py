import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from claims import ledger


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
            # Never over an earlier checkpoint: that one is the evidence.
            with file.open("x") as out:
                json.dump(made, out, indent=1)
                out.write("\n")
        except FileExistsError as error:
            raise CommandError(
                f"{file} exists. Keep it, and name another file."
            ) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        self.stdout.write(
            f"{made['count']} assessments of {len(made['heads'])} claims, root "
            f"{made['root']}: {file}"
        )
