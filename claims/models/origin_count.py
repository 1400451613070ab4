from typing import Self

from django.db import models


class OriginCountQuerySet(models.QuerySet["OriginCount"]):
    def of_each(self, key: str) -> Self:
        """Those of the claim of the outer query, the one of its version first.

        *key* is the column there that holds the claim's id.
        """
        known = self.filter(
            claim=models.OuterRef(key), version__lte=models.OuterRef("version")
        )
        return known.order_by("-version")


class OriginCount(models.Model):
    """How many independent origins support a claim, from ``version`` of it on.

    Lists of claims are filtered by it. A claim without a row has none. The rule is
    that of ``claims.rules.origins``; ``claims.verbs.origin_counts`` stores the count.
    """

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField()
    count = models.PositiveIntegerField()

    objects = OriginCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "version"], name="origincount_unique"
            )
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, from version {self.version}: {self.count}"
