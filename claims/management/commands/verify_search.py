from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ...search import index


class Command(BaseCommand):
    help = (
        "Compare the search index with the claims. Exit with 1 if the index is damaged "
        "or outdated."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="Rebuild the index first. Other writes wait until it is done.",
        )

    def handle(self, *args, rebuild: bool, **options) -> None:
        if rebuild:
            index.rebuild()
        try:
            wrong = index.out_of_step()
        except DatabaseError as error:
            raise CommandError(f"The search index is damaged: {error}.") from error
        if wrong:
            shown = ", ".join(map(str, wrong[:20])) + ", …" * (len(wrong) > 20)
            raise CommandError(
                f"The search index is outdated for {len(wrong)} claims: {shown}. "
                "Rebuild it with --rebuild."
            )
        self.stdout.write("The search index matches all claims.")
