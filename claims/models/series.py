from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from sources.models.naming import Named
from tracker.accounts.models import User
from tracker.common import constraints
from tracker.common.bidi import validate_balanced
from tracker.common.fields import LimitedTextField
from tracker.common.text import (
    fold,
    validate_no_nul,
    validate_one_line,
    validate_visible,
)

from ..choices import Comparator
from .visibility import reads_drafts

NAME_TAKEN = "A series has this name or another spelling of it."


class SeriesQuerySet(models.QuerySet["Series"]):
    def named(self, name: str) -> Self:
        """The series known under *name*, in whatever spelling."""
        return self.filter(folded=fold(name))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All series for staff of the desk; for others those of published claims."""
        if user.has_perm("claims.view_series"):
            return self
        published = Series.objects.filter(
            quantities__replaced_at__isnull=True,
            quantities__claim__published_at__isnull=False,
        )
        return self.filter(pk__in=published.values("pk"))

    def with_counts(self, user: User | AnonymousUser) -> Self:
        """With how many estimates *user* sees, and the least and largest number.

        ``at_least``, ``at_most`` and ``about`` are how many of them tell it so.
        """
        seen = Q(quantities__replaced_at__isnull=True)
        if not reads_drafts(user):
            seen &= Q(quantities__claim__published_at__isnull=False)
        counted = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.ABOUT)
        return self.annotate(
            **{
                comparator.value: models.Count(
                    "quantities", filter=seen & Q(quantities__comparator=comparator)
                )
                for comparator in counted
            },
            estimate_count=models.Count("quantities", filter=seen),
            least=models.Min(
                Coalesce("quantities__low", "quantities__high"), filter=seen
            ),
            most=models.Max(
                Coalesce("quantities__high", "quantities__low"), filter=seen
            ),
        )


class Series(Named):
    """A quantity that several claims estimate, such as the people arrested in a riot.

    All of them count in ``unit``, which stays as it is.
    """

    name = models.CharField(
        max_length=200,
        validators=[validate_visible, validate_one_line, validate_balanced],
        help_text="What is counted, where and when: “People arrested in …”.",
    )
    unit = models.CharField(
        max_length=50,
        validators=[validate_visible, validate_one_line, validate_balanced],
        help_text="What one of them is: people, USD, percent. It cannot be changed.",
    )
    description = LimitedTextField(
        max_length=2000,
        blank=True,
        validators=[validate_no_nul],
        help_text="What belongs to it, and what does not.",
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            *Named.Meta.constraints,
            constraints.visible("unit", "series_unit_visible"),
            models.UniqueConstraint(
                fields=["folded"],
                name="series_folded_unique",
                violation_error_message=NAME_TAKEN,
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if Series.objects.filter(folded=self.folded).exclude(pk=self.pk).exists():
            raise ValidationError({"name": NAME_TAKEN})
