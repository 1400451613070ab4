import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

COPY = {
    "sqlite": "copy the database with: sqlite3 {name} \"VACUUM INTO 'copy.sqlite3'\"",
    "postgresql": (
        "copy the database with: pg_dump --format=custom --file=copy.dump {name}, "
        "and restore it with: pg_restore --create --dbname=postgres copy.dump"
    ),
}


class Refused(BaseCommand):
    """A Django command that would bypass the triggers.

    Rows loaded one by one would be recorded again, as versions and changes of today; or
    be refused, as the ledger takes no row out of turn.
    """

    help = "Refused: names the command that copies a database with its ledger."

    def run_from_argv(self, argv):
        self.stderr.write(f"CommandError: {refusal(argv[1])}")
        sys.exit(1)

    def handle(self, *args, **options):
        raise CommandError(refusal(type(self).__module__.rpartition(".")[2]))


def refusal(command: str) -> str:
    how = COPY[connection.vendor].format(name=connection.settings_dict["NAME"])
    return f"{command} cannot keep the ledger of claims and its digests: {how}"


class Command(Refused):
    pass
