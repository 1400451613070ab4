from django.core.management.base import BaseCommand, CommandError

from ...models import Claim
from ...verbs import origin_counts


class Command(BaseCommand):
    help = (
        "Compare the stored counts of independent origins with what the rule gives. "
        "Exits 1 if some differ."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--recount", action="store_true", help="store what the rule gives first"
        )

    def handle(self, *args, recount: bool, **options) -> None:
        claims = Claim.objects.order_by("pk").values_list("pk", flat=True)
        if recount:
            origin_counts.recount(list(claims))
        wrong = list(origin_counts.wrong_counts(claims.iterator()))
        if wrong:
            shown = ", ".join(map(str, wrong[:20])) + ", …" * (len(wrong) > 20)
            raise CommandError(
                f"{len(wrong)} claims have a wrong count of origins: {shown}. "
                "Store the right ones with --recount."
            )
        self.stdout.write("Every claim has the right count of origins.")
