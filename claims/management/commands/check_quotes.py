from django.core.management.base import BaseCommand, CommandError

from tracker.common.progress import progress

from ...ledger import quotations
from ...models import Appearance, QuoteCheck


class Command(BaseCommand):
    help = (
        "Re-find every quote in its own text and in the newest text of its document. "
        "Prints those that do not stand exactly as they did, and exits 1 if there are "
        "any. Changes nothing."
    )

    def handle(self, *args, **options) -> None:
        count = Appearance.objects.active().count()
        inexact = 0
        with progress(count, "quotes", self.stderr) as advance:
            for check in quotations.recheck(advance):
                self.stdout.write(line(check))
                inexact += 1
        if inexact:
            raise CommandError(f"{inexact} of {count} quotes are not exact.")
        self.stdout.write(f"All {count} quotes are exact.")


def line(check: QuoteCheck) -> str:
    words = " ".join(check.appearance.exact.split())
    told = (
        f"claim {check.appearance.claim_id}, {check.revision}: {check.state}: “{words}”"
    )
    other = check.other_revision
    return f"{told}, which stands in {other}" if other else told
