from itertools import islice

from django.core.management.base import BaseCommand, CommandError

from ...common.progress import progress
from ...common.stored_values import checked_models, wrong_values

MAX_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Check every stored value against the rules of its field, and the SHA-256 of "
        "every captured text. Exits 1 if one is broken."
    )

    def handle(self, *args, **options) -> None:
        count = sum(model._base_manager.count() for model in checked_models())
        with progress(count, "rows", self.stderr) as advance:
            wrong = list(islice(wrong_values(advance), MAX_SHOWN + 1))
        if wrong:
            more = ["…"] * (len(wrong) > MAX_SHOWN)
            lines = [*map(str, wrong[:MAX_SHOWN]), *more]
            raise CommandError("Stored values break a rule:\n" + "\n".join(lines))
        self.stdout.write(f"{count} rows follow the rules of their fields.")
