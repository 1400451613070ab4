from typing import Self

from django.conf import settings
from django.db import models

from tracker.common import constraints
from tracker.common.fields import LimitedTextField
from tracker.common.text import validate_visible


class UnpublicationQuerySet(models.QuerySet["Unpublication"]):
    def in_force(self) -> Self:
        """The newest of each claim that is not published now."""
        later = Unpublication.objects.filter(
            claim=models.OuterRef("claim"), pk__gt=models.OuterRef("pk")
        )
        return self.filter(~models.Exists(later), claim__published_at__isnull=True)


class Unpublication(models.Model):
    """That a published claim was taken back, and the reason that readers see.

    ``version`` is the claim's version without it. What is taken back for legal reasons
    is shown without the conclusion that was public.
    """

    # A claim that was once published is not deleted; the database says so.
    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.DO_NOTHING, related_name="unpublications"
    )
    version = models.PositiveIntegerField()
    reason = LimitedTextField(max_length=2000, validators=[validate_visible])
    for_legal_reasons = models.BooleanField(default=False)
    unpublished_at = models.DateTimeField()
    unpublished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = UnpublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            constraints.visible("reason", "unpublication_reason_visible"),
            models.UniqueConstraint(
                fields=["claim", "version"], name="unpublication_version_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, version {self.version}"
