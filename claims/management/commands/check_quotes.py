from django.core.management.base import BaseCommand, CommandError

from tracker.common.bidi import isolated
from tracker.common.progress import progress

from ...ledger import quotations
from ...models import Appearance, QuoteCheck


class Command(BaseCommand):
    help = (
        "Check every quotation against its own text and the current text of its "
        "document. Print those that are not exact, and exit with 1 if there are any. "
        "Change nothing."
    )

    def handle(self, *args, **options) -> None:
        count = Appearance.objects.active().count()
        inexact = 0
        with progress(count, "quotations", self.stderr) as advance:
            for check in quotations.recheck(advance):
                self.stdout.write(line(check))
                inexact += 1
        if inexact:
            raise CommandError(f"{inexact} of {count} quotations are not exact.")
        self.stdout.write(f"All {count} quotations are exact.")


def line(check: QuoteCheck) -> str:
    words = isolated(" ".join(check.appearance.exact.split()))
    found = (
        f"claim {check.appearance.claim_id}, {check.revision}: {check.state}: “{words}”"
    )
    other = check.other_revision
    return f"{found}, found in {other}" if other else found
