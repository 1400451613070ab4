from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ...choices import Scope, scope_list
from ...models import Token

LONGEST = 100 * 365


class Command(BaseCommand):
    help = "Make a token for the API and print its secret, which is shown only now."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", help="What the token is for.")
        parser.add_argument(
            "--user", required=True, help="The account that it acts for."
        )
        parser.add_argument(
            "--expires",
            type=int,
            metavar="DAYS",
            help="After how many days it ends. Left out: it does not end.",
        )
        parser.add_argument(
            "--scopes",
            nargs="+",
            choices=Scope.values,
            default=Scope.values,
            help="What it may be used for. Left out: all that the account may do.",
        )

    def handle(
        self,
        *,
        name: str,
        user: str,
        expires: int | None,
        scopes: list[str],
        **options,
    ) -> None:
        account = get_user_model().objects.filter(username=user).first()
        if account is None:
            raise CommandError(f"There is no account “{user}”.")
        if expires is not None and not 1 <= expires <= LONGEST:
            raise CommandError(f"--expires takes a number of days from 1 to {LONGEST}.")
        token = Token(user=account, name=name, scopes=scope_list(scopes))
        if expires is not None:
            token.expires_at = timezone.now() + timedelta(days=expires)
        try:
            secret = token.issue()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(secret)
        self.stderr.write(
            "Keep it safe: it cannot be shown again. Send it as\n"
            "  Authorization: Bearer <the secret>"
        )
