from django.core.checks import Tags
from django.core.management.commands import migrate


class Command(migrate.Command):
    """Django's own, which looks at the database after the migrations, not before."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not (options["skip_checks"] or options["plan"]):
            databases = [options["database"]]
            super().check(tags=[Tags.database], databases=databases)

    def check(self, *args, databases=None, **kwargs):
        super().check(*args, **kwargs)
