from itertools import islice

from django.db import migrations

from claims.search.sentences import sentence_digest

BATCH = 1000


def digest_sentences(apps, schema_editor):
    """Store the digests of the sentences of all claims."""
    alias = schema_editor.connection.alias
    claims = apps.get_model("claims", "Claim").objects.using(alias).order_by("pk")
    ClaimSentence = apps.get_model("claims", "ClaimSentence")
    rows = claims.values_list("pk", "text").iterator(BATCH)
    while some := list(islice(rows, BATCH)):
        ClaimSentence.objects.using(alias).bulk_create(
            ClaimSentence(claim_id=pk, digest=sentence_digest(text))
            for pk, text in some
        )


def forget(apps, schema_editor):
    sentences = apps.get_model("claims", "ClaimSentence").objects
    sentences.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):

    dependencies = [("claims", "0007_claim_sentences")]

    operations = [migrations.RunPython(digest_sentences, forget)]
