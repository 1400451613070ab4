from django.db import migrations

from sources.models.namesakes import distinction_of


def distinguish(apps, schema_editor):
    """Store what tells sources of one name apart, also with each of their names."""
    alias = schema_editor.connection.alias
    sources = apps.get_model("sources", "Source").objects.using(alias)
    names = apps.get_model("sources", "SourceAlias").objects.using(alias)
    described = sources.exclude(description="").only("description")
    for source in described.order_by("pk").iterator():
        distinction = distinction_of(source.description)
        sources.filter(pk=source.pk).update(distinction=distinction)
        names.filter(source=source.pk).update(distinction=distinction)


class Migration(migrations.Migration):

    dependencies = [("sources", "0007_source_distinction")]

    operations = [migrations.RunPython(distinguish, migrations.RunPython.noop)]
