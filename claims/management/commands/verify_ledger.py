import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tracker.common.progress import progress

from ... import ledger
from ...models import Assessment, ClaimVersion


class Command(BaseCommand):
    help = (
        "Recompute the digest chains of the assessments and versions of all claims. "
        "Print the first row that fails, and exit with 1."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--against",
            type=Path,
            metavar="FILE",
            help="A file written by `checkpoint`. Also find chains that were cut off "
            "or rewritten after it.",
        )

    def handle(self, *args, against: Path | None, **options) -> None:
        assessments = Assessment.objects.count()
        versions = ClaimVersion.objects.count()
        with progress(assessments + versions, "rows", self.stderr) as advance:
            broken = next(ledger.verify(advance), None)
        if broken is None and against:
            broken = self._compare(against)
        if broken:
            raise CommandError(f"The ledger is broken at {broken}.", returncode=1)
        self.stdout.write(
            f"The ledger is intact: {assessments} assessments, {versions} versions of "
            "claims."
        )

    def _compare(self, against: Path) -> ledger.Broken | None:
        try:
            saved = json.loads(against.read_text())
            return next(ledger.verify_against(saved), None)
        except OSError as error:
            raise CommandError(f"{against}: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(f"{against}: {error}") from error
