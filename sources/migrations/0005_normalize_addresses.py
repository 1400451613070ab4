from django.db import migrations

from sources.web_address import normalized

BATCH = 1000


def normalize(apps, schema_editor):
    """Store the form in which addresses are compared.

    Of several documents with one address the first has it. The others stay as they
    are, marked with ``address_shared``, which the unique constraint leaves out.
    """
    Document = apps.get_model("sources", "Document")
    alias = schema_editor.connection.alias
    known, changed = set(), []
    rows = Document.objects.using(alias).exclude(url="").order_by("pk")
    for document in rows.only("url").iterator():
        document.normalized_url = normalized(document.url)
        document.address_shared = document.normalized_url in known
        known.add(document.normalized_url)
        changed.append(document)
    Document.objects.using(alias).bulk_update(
        changed, ["normalized_url", "address_shared"], batch_size=BATCH
    )


class Migration(migrations.Migration):

    dependencies = [("sources", "0004_document_normalized_url")]

    operations = [migrations.RunPython(normalize, migrations.RunPython.noop)]
