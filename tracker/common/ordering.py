"""Orders that cursors and indexes follow. Migrations name what is here."""

from django.db import models


class Ranked(models.Func):
    """One whole number that orders by a small number, then by an id.

    A cursor holds it, and an index on it finds each page. So that SQLite uses such an
    index, the factor is no parameter.
    """

    STEP = 10**11
    template = "(%(expressions)s)"
    arg_joiner = f" * {STEP} + "
    output_field = models.BigIntegerField()
