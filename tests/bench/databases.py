"""A database for each size, all in one process, so that they are measured in turn."""

import os
import sys
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.search.index import TABLE
from tests.bench.generate import generate

ERRORS = OutputWrapper(sys.stderr)


class Databases:
    """Databases by the number of claims in them. One at a time is the default one."""

    def __init__(self) -> None:
        self.server = connections["default"]
        self.by_size: dict[int, BaseDatabaseWrapper] = {}

    def use(self, size: int) -> None:
        """From now on the database of this size is the one that is used."""
        connections["default"] = self.by_size[size]

    def add(self, size: int) -> float:
        """Make the database of this size; return how many seconds its claims took."""
        self.by_size[size] = self._made(size)
        self.use(size)
        call_command("migrate", verbosity=0)
        begun = time.perf_counter()
        generate(size, ERRORS)
        took = time.perf_counter() - begun
        self._settle()
        return took

    def url(self, size: int) -> str:
        """The address of the database for another process."""
        name = self.by_size[size].settings_dict["NAME"]
        if self.server.vendor == "sqlite":
            return f"sqlite:///{name}"
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()

    def _made(self, size: int) -> BaseDatabaseWrapper:
        name = f"bench_{size}"
        if self.server.vendor == "sqlite":
            path = str(settings.VAR_DIR / f"{name}.sqlite3")
        else:
            path = name
            with self.server.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {name}")
        return type(self.server)({**self.server.settings_dict, "NAME": path})

    @staticmethod
    def _settle() -> None:
        """Nothing that is left over from filling it runs while it is measured."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                cursor.execute("VACUUM (ANALYZE)")
                cursor.execute("CHECKPOINT")
