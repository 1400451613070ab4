from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from ... import asked_name
from ...choices import Scope, scope_list
from ...models import Token

MAX_DAYS = 100 * 365
HOW = "Give it with --public-name."


class Command(BaseCommand):
    help = "Create an API token and print its secret. The secret is shown only once."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", help="The purpose of the token.")
        parser.add_argument(
            "--user", required=True, help="The account that the token belongs to."
        )
        parser.add_argument(
            "--expires",
            type=int,
            metavar="DAYS",
            help="Number of days until it expires. Default: it does not expire.",
        )
        parser.add_argument(
            "--scopes",
            nargs="+",
            choices=Scope.values,
            default=Scope.values,
            help="Permitted uses. Default: everything that the account may do.",
        )
        parser.add_argument(
            "--public-name",
            default="",
            help="The name that readers see beside the account's conclusions. Needed "
            "if it has none and the token may review.",
        )

    def handle(
        self,
        *,
        name: str,
        user: str,
        expires: int | None,
        scopes: list[str],
        public_name: str,
        **options,
    ) -> None:
        account = get_user_model().objects.filter(username=user).first()
        if account is None:
            raise CommandError(f"Account “{user}” was not found.")
        if expires is not None and not 1 <= expires <= MAX_DAYS:
            raise CommandError(
                f"--expires must be a number of days from 1 to {MAX_DAYS}."
            )
        token = Token(user=account, name=name, scopes=scope_list(scopes))
        if expires is not None:
            token.expires_at = timezone.now() + timedelta(days=expires)
        with transaction.atomic():
            try:
                secret = token.issue()
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            if public_name or (token.allows(Scope.REVIEW) and not account.public_name):
                asked_name.required(account, public_name, HOW)
        self.stdout.write(secret)
        self.stderr.write(
            "Store the secret safely: it cannot be shown again. Send it as\n"
            "  Authorization: Bearer <the secret>"
        )
