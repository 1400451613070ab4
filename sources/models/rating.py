from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from tracker.common import constraints
from tracker.common.fields import LimitedTextField
from tracker.common.text import validate_visible

from ..choices import Reliability


class SourceRating(models.Model):
    """How reliable a source was judged to be, once, with the reason (Admiralty)."""

    source = models.ForeignKey(
        "sources.Source", on_delete=models.PROTECT, related_name="ratings"
    )
    reliability = models.CharField(max_length=1, choices=Reliability)
    reason = LimitedTextField(max_length=2000, validators=[validate_visible])
    rated_at = models.DateTimeField(default=timezone.now)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["source", "-rated_at", "-id"], name="rating_newest")
        ]
        constraints = [
            constraints.one_of("reliability", Reliability, "rating_reliability_known"),
            constraints.visible("reason", "rating_reason_visible"),
        ]

    def __str__(self) -> str:
        return f"{self.source} rated {self.reliability} on {self.rated_at:%Y-%m-%d}"

    def clean(self) -> None:
        newest = self.source.rating() if self.source_id else None
        if newest and self.rated_at < newest.rated_at:
            raise ValidationError(
                {"rated_at": "A rating is not given before the newest one."}
            )
