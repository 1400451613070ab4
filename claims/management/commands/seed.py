from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...exchange import seeds


class Command(BaseCommand):
    help = (
        "Load the claims of seed files. Claims that were loaded before stay unchanged."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            type=Path,
            help="Files *.claims.yaml. Default: all files in seeds/.",
        )

    def handle(self, *args, files: list[Path], **options) -> None:
        for path in files or seeds.files(settings.BASE_DIR / "seeds"):
            try:
                new = seeds.load(path)
            except seeds.SeedError as error:
                raise CommandError(
                    f"Nothing was loaded from {path.name}:\n{error}"
                ) from error
            self.stdout.write(
                f"{path.name}: {new['claims']} claims and {new['sources']} sources "
                "loaded."
                if new
                else f"{path.name}: nothing new, already loaded."
            )
