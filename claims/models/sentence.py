from django.db import models


class ClaimSentence(models.Model):
    """The digest of a claim's sentence, by which the same sentence is found.

    Written with the words of the claim: see ``models.search_index``.
    """

    claim = models.OneToOneField(
        "claims.Claim", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    digest = models.CharField(max_length=64, db_index=False)

    class Meta:
        indexes = [models.Index(fields=["digest"], name="claimsentence_digest")]

    def __str__(self) -> str:
        return f"sentence of claim {self.claim_id}"
