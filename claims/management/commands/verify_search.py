from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ...search import index


class Command(BaseCommand):
    help = (
        "Compare the index by which claims are found with what they say. Exits 1 if it "
        "is damaged or out of step."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="make the index anew first; who writes meanwhile waits",
        )

    def handle(self, *args, rebuild: bool, **options) -> None:
        if rebuild:
            index.rebuild()
        try:
            wrong = index.out_of_step()
        except DatabaseError as error:
            raise CommandError(f"The index is damaged: {error}.") from error
        if wrong:
            shown = ", ".join(map(str, wrong[:20])) + ", …" * (len(wrong) > 20)
            raise CommandError(
                f"{len(wrong)} claims are not found by what they say: {shown}. "
                "Make the index anew with --rebuild."
            )
        self.stdout.write("Every claim is found by what it says.")
