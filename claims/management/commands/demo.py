from django.core.management.base import BaseCommand, CommandError

from tracker.common.errors import DomainError

from ...exchange import demo, seeds


class Command(BaseCommand):
    help = "Load or remove a story that is invented, to try everything with."

    def add_arguments(self, parser) -> None:
        parser.add_argument("action", choices=["load", "remove"])

    def handle(self, *args, action: str, **options) -> None:
        try:
            done = demo.load() if action == "load" else demo.remove()
        except seeds.SeedError as error:
            raise CommandError(f"Nothing was loaded:\n{error}") from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        what = ", ".join(f"{count} {kind}" for kind, count in done.items())
        if action == "remove":
            self.stdout.write(f"The demo was removed: {what}.")
        elif done:
            self.stdout.write(
                f"The demo was loaded: {what}. It is fiction. "
                "To remove it: manage.py demo remove"
            )
        else:
            self.stdout.write("The demo is already loaded.")
