from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.common.errors import DomainError

from ...exchange import seed_removal, seeds


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

        parser.add_argument(
            "--remove",
            action="store_true",
            help="Remove what the files have brought, unless other work hangs on it.",
        )

    def handle(self, *args, files: list[Path], remove: bool, **options) -> None:
        for path in files or seeds.files(settings.BASE_DIR / "seeds"):
            if remove:
                self._remove(path)
                continue
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

    def _remove(self, path: Path) -> None:
        try:
            done = seed_removal.remove(seeds.name_of(path), [seeds.USERNAME])
        except DomainError as error:
            raise CommandError(str(error)) from error
        what = ", ".join(f"{count} {kind}" for kind, count in done.items())
        self.stdout.write(f"{path.name}: removed {what}.")
