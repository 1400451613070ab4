import secrets
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from ....common.private_files import read_or_create
from ... import asked_name

LATER = (
    "It has no public name, which readers see beside its conclusions: choose it at the "
    "desk before you conclude, or set ADMIN_PUBLIC_NAME."
)


class Command(BaseCommand):
    help = (
        "Create the superuser “admin” with a random password, if no superuser exists."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--public-name",
            default=settings.ADMIN_PUBLIC_NAME,
            help="The name that readers see beside its conclusions. Default: the "
            "variable ADMIN_PUBLIC_NAME, or what is typed.",
        )

    def handle(self, *, public_name: str, **options) -> None:
        users = get_user_model().objects
        superusers = users.filter(is_superuser=True)
        if superusers.exists():
            return

        # The file is written first: if this run is killed before the account exists,
        # the next run takes the password from the file.
        path = settings.VAR_DIR / "admin-password"
        password = read_or_create(path, lambda: secrets.token_urlsafe(12))
        try:
            with transaction.atomic():
                admin = users.create_superuser("admin", password=password)
                if public_name or sys.stdin.isatty():
                    asked_name.choose(admin, public_name)
        except IntegrityError as error:
            if superusers.exists():  # Another process created it first.
                return
            raise CommandError(
                "The user “admin” exists, but is not a superuser. "
                "Create a superuser with another name: manage.py createsuperuser"
            ) from error

        self.stdout.write("Created the first account.")
        if not admin.public_name:
            self.stdout.write(LATER)
        self.stdout.write(f"  Username: admin\n  Password: {password}")
        self.stdout.write(
            f"The password is also in {path}. Change it, then delete the file."
        )
